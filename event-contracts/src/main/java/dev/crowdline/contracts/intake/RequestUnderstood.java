package dev.crowdline.contracts.intake;

import dev.crowdline.contracts.Need;
import java.util.List;

/**
 * A request is about something else than it was taken for: an operator said so, or a second look at
 * what it means. It is offered by what that needs from now on. Who works on it goes on.
 *
 * @param topic the community's topic
 * @param needs at the levels that will do, until the plan widens them
 */
public record RequestUnderstood(String topic, List<Need> needs) {
  public RequestUnderstood {
    needs = List.copyOf(needs);
  }
}
