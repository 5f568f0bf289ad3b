package dev.crowdline.sla.clocks;

import dev.crowdline.contracts.Fact;
import dev.crowdline.sla.clocks.domain.ClockEvent;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one request.
 *
 * @param before as it was stored; {@link RequestClocks#UNKNOWN} on first sight
 * @param cause the fact that brought it about; null when it was time
 */
public record Change(
    RequestClocks before, ClockedRequest after, List<ClockEvent> events, @Nullable Fact<?> cause) {
  public Change {
    events = List.copyOf(events);
  }
}
