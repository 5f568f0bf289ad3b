package dev.crowdline.intake.conversations;

import dev.crowdline.intake.requests.domain.RequestKey;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tells open pages what changed, whichever replica changed it: one loop, one statement a second for
 * the versions of all conversations that are watched here, two more when some have changed.
 */
@ApplicationScoped
public class WatchingConversations {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** So many rounds without news, and a sign of life keeps proxies from closing the stream. */
  private static final int ROUNDS_BETWEEN_BEATS = 15;

  /** The most open streams of a replica. */
  static final int MOST = 10_000;

  private final ReadingConversations conversations;
  private final Map<Watcher, Seen> watchers = new ConcurrentHashMap<>();
  private final AtomicInteger rounds = new AtomicInteger();
  private @Nullable Loop loop;

  WatchingConversations(ReadingConversations conversations) {
    this.conversations = conversations;
  }

  /** Somebody who watches; its methods must not block. */
  public interface Watcher {
    void changed(Conversation conversation);

    void beat();

    void end();
  }

  private record Seen(RequestKey key, long version) {}

  void start(@Observes StartupEvent event) {
    loop = Loop.every("watching-conversations", PAUSE, this::look);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
    watchers.keySet().forEach(Watcher::end);
  }

  /** Refuses one more when there are too many. */
  public void mustHaveRoom() {
    if (watchers.size() >= MOST) {
      throw Problem.of(
          ProblemType.TOO_MANY, "this replica has " + MOST + " open streams; try again later");
    }
  }

  /** Tells the watcher of every change after this version, until it leaves. */
  public void watch(Conversation seen, Watcher watcher) {
    RequestKey key = new RequestKey(seen.request().community(), seen.request().id());
    watchers.put(watcher, new Seen(key, seen.request().version()));
  }

  public void leave(Watcher watcher) {
    watchers.remove(watcher);
  }

  private void look() {
    if (watchers.isEmpty()) {
      return;
    }
    Map<Watcher, Seen> now = Map.copyOf(watchers);
    Map<RequestKey, Long> versions =
        conversations.versions(Set.copyOf(now.values().stream().map(Seen::key).toList()));
    List<RequestKey> changed = new ArrayList<>();
    now.values()
        .forEach(seen -> {
          if (versions.getOrDefault(seen.key(), 0L) > seen.version()) {
            changed.add(seen.key());
          }
        });
    if (!changed.isEmpty()) {
      tell(now, conversations.all(Set.copyOf(changed)));
    }
    if (rounds.incrementAndGet() % ROUNDS_BETWEEN_BEATS == 0) {
      now.keySet().forEach(Watcher::beat);
    }
  }

  private void tell(Map<Watcher, Seen> watching, List<Conversation> changed) {
    Map<RequestKey, Conversation> byKey = new ConcurrentHashMap<>();
    changed.forEach(c -> byKey.put(new RequestKey(c.request().community(), c.request().id()), c));
    watching.forEach((watcher, seen) -> {
      Conversation conversation = byKey.get(seen.key());
      if (conversation != null && conversation.request().version() > seen.version()) {
        // Whoever has left meanwhile stays away.
        watchers.replace(watcher, seen, new Seen(seen.key(), conversation.request().version()));
        watcher.changed(conversation);
      }
    });
  }
}
