package dev.crowdline.support.watching;

import dev.crowdline.support.inbox.ParkedRecords;
import dev.crowdline.support.outbox.OutboxRelay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What an operator of the plumbing watches. Operational metrics carry no community (P9). */
@ApplicationScoped
public class PlumbingMetrics {
  void register(
      @Observes StartupEvent event,
      MeterRegistry registry,
      OutboxRelay relay,
      ParkedRecords parked) {
    Gauge.builder("crowdline.outbox.waiting", relay, r -> r.waiting())
        .description("Facts committed and not yet sent")
        .register(registry);
    Gauge.builder("crowdline.parked.records", parked, p -> p.count())
        .description("Records that could not be applied; see the runbook on parked records")
        .register(registry);
  }
}
