package dev.crowdline.routing.routes.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import java.util.Comparator;
import java.util.List;

/**
 * What makes two waiting routes the same to a member: all of them wait in one queue.
 *
 * @param tiers bit mask by rank of those who may be asked now
 */
public record QueueKey(
    String community, List<Need> needs, int tiers, Tier minimumTier, String language) {
  public QueueKey {
    needs = needs.stream().sorted(Comparator.comparing(Need::skill)).toList();
  }

  /**
   * The same where contractors cannot be paid: who would ask them asks specialists. Nothing else
   * changes, so what asks no contractor is as it was.
   */
  public QueueKey withoutContractors() {
    int contractor = Demand.bit(Tier.CONTRACTOR);
    return (tiers & contractor) == 0
        ? this
        : new QueueKey(
            community,
            needs,
            (tiers & ~contractor) | Demand.bit(Tier.SPECIALIST),
            minimumTier,
            language);
  }

  /** The queue of a route as it stands. */
  public static QueueKey of(Route route) {
    return new QueueKey(
        route.community(),
        route.needed(),
        route.demand().admitted(),
        route.demand().minimumTier(),
        route.origin().language());
  }
}
