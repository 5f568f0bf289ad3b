package dev.crowdline.benchmarks.lifecycle;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lifecycles under way. Of the event loop alone: nothing here is locked.
 *
 * <pre>
 * post ── 201 ─┐
 *              ├─ three offers pushed ─ accept ─ result ─ complete ─ 200 ─ verdict ─ 200 ─ next post
 * first offer ─┘                          └─ offer-ended to all three
 * </pre>
 */
final class Journeys {
  private final Map<String, Journey> open = new HashMap<>();
  private final Set<String> posted = new HashSet<>();
  private final Consumer<Settled> settled;

  /** Its customer is done and all who were asked know; points and clocks follow. */
  record Settled(String id, long postedAt) {}

  Journeys(Consumer<Settled> settled) {
    this.settled = settled;
  }

  /** The one whose 201 was seen. */
  Journey posted(String id) {
    posted.add(id);
    return open.computeIfAbsent(id, Journey::new);
  }

  /** The one that an offer is for; null when it is over. */
  @Nullable Journey offered(String id) {
    return open.containsKey(id) || !posted.contains(id)
        ? open.computeIfAbsent(id, Journey::new)
        : null;
  }

  @Nullable Journey find(String id) {
    return open.get(id);
  }

  Collection<Journey> all() {
    return List.copyOf(open.values());
  }

  void endIfOver(Journey journey) {
    if (journey.confirmed && journey.live.isEmpty() && open.remove(journey.id) != null) {
      settled.accept(new Settled(journey.id, journey.postedAt));
    }
  }

  Set<String> allPosted() {
    return Set.copyOf(posted);
  }

  /** Requests whose 201 was seen and that are not over. */
  List<String> unfinished() {
    return open.values().stream().filter(Journey::isPosted).map(journey -> journey.id).toList();
  }
}
