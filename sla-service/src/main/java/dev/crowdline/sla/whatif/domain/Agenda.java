package dev.crowdline.sla.whatif.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to happen in a replay, the earliest first; of the same moment in the order of noting. */
final class Agenda {
  private record Entry(Instant at, long number, Runnable what) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::number));
  private long number;

  void note(Instant at, Runnable what) {
    entries.add(new Entry(at, number++, what));
  }

  /** When the next is; the end of time when there is none. */
  Instant next() {
    Entry first = entries.peek();
    return first == null ? Instant.MAX : first.at();
  }

  /** Does the next. */
  void step() {
    Entry first = entries.poll();
    if (first != null) {
      first.what().run();
    }
  }
}
