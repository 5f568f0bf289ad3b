package dev.crowdline.sla.clocks.domain;

import java.util.List;

/** The clocks after a judgement, and what it came to. */
public record Outcome(RequestClocks clocks, List<ClockEvent> events) {
  public Outcome {
    events = List.copyOf(events);
  }
}
