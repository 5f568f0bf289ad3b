package dev.crowdline.support.inbox;

import dev.crowdline.contracts.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Facts to apply together. No two have the same subject, so that one set-based statement per type
 * will do; what comes later for a subject comes in a later {@code Arrivals}.
 */
public final class Arrivals {
  private final Map<Class<?>, List<Fact<?>>> byType = new HashMap<>();
  private final IdentityHashMap<Fact<?>, Integer> partitions = new IdentityHashMap<>();

  void add(Fact<?> fact, int partition) {
    byType.computeIfAbsent(fact.data().getClass(), type -> new ArrayList<>()).add(fact);
    partitions.put(fact, partition);
  }

  /** The facts of one type, in their order of arrival. */
  @SuppressWarnings("unchecked") // a fact is filed under the class of its data
  public <T> List<Fact<T>> of(Class<T> type) {
    return (List<Fact<T>>) (List<?>) byType.getOrDefault(type, List.of());
  }

  /** All of them. */
  public List<Fact<?>> all() {
    return byType.values().stream().flatMap(List::stream).toList();
  }

  /** The partition that a fact was read from. */
  public int partitionOf(Fact<?> fact) {
    Integer partition = partitions.get(fact);
    if (partition == null) {
      throw new IllegalArgumentException("not one of these arrivals: " + fact.id());
    }
    return partition;
  }

  boolean isEmpty() {
    return byType.isEmpty();
  }
}
