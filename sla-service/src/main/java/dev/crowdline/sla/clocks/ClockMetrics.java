package dev.crowdline.sla.clocks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** How late clocks fire (P10), and what nobody introduced (P4). No community label (P9). */
@ApplicationScoped
class ClockMetrics {
  private final Timer lateness;
  private final Counter unknown;

  ClockMetrics(MeterRegistry registry) {
    this.lateness =
        Timer.builder("crowdline.clocks.lateness")
            .description("From the moment a step or target was due to the commit of its fact")
            .serviceLevelObjectives(
                Duration.ofMillis(100),
                Duration.ofMillis(150),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(6),
                Duration.ofSeconds(60))
            .register(registry);
    this.unknown =
        Counter.builder("crowdline.clocks.hearsay")
            .description("Requests that were still known by hearsay only when they were looked at")
            .register(registry);
  }

  void fired(Instant dueAt, Instant committedAt) {
    lateness.record(Duration.between(dueAt, committedAt));
  }

  void stillUnknown() {
    unknown.increment();
  }
}
