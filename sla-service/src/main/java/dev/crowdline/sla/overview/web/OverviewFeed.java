package dev.crowdline.sla.overview.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crowdline.sla.overview.ShowingOverview;
import dev.crowdline.sla.overview.domain.Overview;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sends overviews to those who watch: one loop reads each watched community once a second, however
 * many watch it, and sends what changed. Nobody watches longer than the token is valid.
 */
@ApplicationScoped
public class OverviewFeed {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** An unchanged overview is sent again after that, so that a broken connection is noticed. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

  /** The most who may watch one community at one replica. */
  static final int MOST_WATCHERS = 200;

  private final ShowingOverview showing;
  private final ObjectMapper mapper;
  private final InstantSource clock;
  private final Map<String, List<Watcher>> watchers = new ConcurrentHashMap<>();
  private final Map<String, Sent> sent = new ConcurrentHashMap<>();
  private @Nullable Loop loop;

  OverviewFeed(ShowingOverview showing, ObjectMapper mapper, InstantSource clock) {
    this.showing = showing;
    this.mapper = mapper;
    this.clock = clock;
  }

  private record Watcher(
      MultiEmitter<? super String> emitter, Instant until, AtomicBoolean greeted) {}

  private record Sent(Overview overview, Instant at) {}

  void start(@Observes StartupEvent event) {
    loop = Loop.every("overview-feed", PAUSE, this::send);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
    watchers.values().forEach(all -> all.forEach(watcher -> watcher.emitter().complete()));
  }

  /** Whether one more may watch. */
  boolean hasRoom(String community) {
    return watchers.getOrDefault(community, List.of()).size() < MOST_WATCHERS;
  }

  /** The overviews of a community as JSON, from the next second until that moment. */
  Multi<String> watch(String community, Instant until) {
    return Multi.createFrom()
        .<String>emitter(emitter -> {
          Watcher watcher = new Watcher(emitter, until, new AtomicBoolean());
          watchers.compute(
              community,
              (key, all) -> {
                List<Watcher> more = all == null ? new CopyOnWriteArrayList<>() : all;
                more.add(watcher);
                return more;
              });
          emitter.onTermination(() -> leave(community, watcher));
        })
        .onOverflow()
        .dropPreviousItems();
  }

  private void leave(String community, Watcher watcher) {
    watchers.computeIfPresent(
        community,
        (key, all) -> {
          all.remove(watcher);
          return all.isEmpty() ? null : all;
        });
  }

  private void send() {
    sent.keySet().retainAll(watchers.keySet());
    watchers.forEach((community, all) -> send(community, List.copyOf(all)));
  }

  private void send(String community, List<Watcher> all) {
    Overview overview = showing.of(community);
    Instant now = clock.instant();
    Sent before = sent.get(community);
    boolean news =
        before == null
            || before.at().isBefore(now.minus(LONGEST_SILENCE))
            || !before.overview().equals(overview.at(before.overview().now()));
    if (news) {
      sent.put(community, new Sent(overview, now));
    }
    String json = json(overview);
    for (Watcher watcher : all) {
      if (watcher.until().isBefore(now)) {
        watcher.emitter().complete();
      } else if (!watcher.greeted().getAndSet(true) || news) {
        watcher.emitter().emit(json);
      }
    }
  }

  private String json(Overview overview) {
    try {
      return mapper.writeValueAsString(overview);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("writing an overview", e);
    }
  }
}
