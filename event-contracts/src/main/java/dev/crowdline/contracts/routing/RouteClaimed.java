package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.Tier;
import java.util.List;
import java.util.UUID;

/** A specialist or contractor took a route from the overdue list. */
public record RouteClaimed(
    UUID assignmentId,
    UUID memberId,
    String memberAlias,
    Tier tier,
    int round,
    int reward,
    List<Withdrawn> withdrawn)
    implements Taken {
  public RouteClaimed {
    withdrawn = List.copyOf(withdrawn);
  }
}
