package dev.crowdline.sla.overdue.domain;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a specialist must know of a request to choose it.
 *
 * @param alias the name under which members know the customer
 * @param text personal: what the customer wrote
 * @param topic that it was understood as; null when none was found
 * @param attributes that the integrator gave
 */
public record Question(
    ClockedRequest.Key key,
    Channel channel,
    String language,
    String alias,
    List<Need> needs,
    String text,
    @Nullable String topic,
    Map<String, String> attributes) {
  public Question {
    needs = List.copyOf(needs);
    attributes = Map.copyOf(attributes);
  }
}
