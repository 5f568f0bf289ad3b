package dev.crowdline.sla.clocks;

import dev.crowdline.contracts.Fact;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import java.util.function.UnaryOperator;

/**
 * A fact about a request.
 *
 * @param effect what it does to the clocks
 */
public record Heard(
    ClockedRequest.Key key, int partition, Fact<?> fact, UnaryOperator<RequestClocks> effect) {}
