package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.Need;
import java.util.List;

/**
 * An operator said anew what a request needs; it is offered by that from now on. Who works on it
 * goes on.
 *
 * @param needs at the levels that will do, until the plan widens them
 * @param language primary language subtag, lower case
 */
public record NeedsChanged(int round, List<Need> needs, String language) {
  public NeedsChanged {
    needs = List.copyOf(needs);
  }
}
