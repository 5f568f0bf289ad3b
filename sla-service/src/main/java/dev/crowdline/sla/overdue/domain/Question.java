package dev.crowdline.sla.overdue.domain;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import java.util.List;

/**
 * What a specialist must know of a request to choose it.
 *
 * @param alias the name under which members know the customer
 * @param text personal: what the customer wrote
 */
public record Question(
    ClockedRequest.Key key,
    Channel channel,
    String language,
    String alias,
    List<Need> needs,
    String text) {
  public Question {
    needs = List.copyOf(needs);
  }
}
