package dev.crowdline.routing.routes.domain;

import static dev.crowdline.routing.routes.domain.Samples.ASSIGNMENT;
import static dev.crowdline.routing.routes.domain.Samples.demand;
import static dev.crowdline.routing.routes.domain.Samples.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QueueKeyTest {
  @Test
  @DisplayName("the same needs in another order wait in one queue")
  void orderOfNeeds() {
    QueueKey one =
        QueueKey.of(
            route(new RouteState.Queued(), demand(), new Need("wifi", 2), new Need("tv", 1)));
    QueueKey other =
        QueueKey.of(
            route(new RouteState.Exhausted(), demand(), new Need("tv", 1), new Need("wifi", 2)));
    assertThat(one).isEqualTo(other);
    assertThat(one.needs()).containsExactly(new Need("tv", 1), new Need("wifi", 2));
  }

  @Test
  @DisplayName("whatever changes who may be asked makes another queue")
  void whatDiffers() {
    Need tv = new Need("tv", 3);
    QueueKey plain = QueueKey.of(route(new RouteState.Queued(), demand(), tv));
    Demand widened = demand().escalated(new Demand.Escalation(1, "1", false, 1, 1, 100, 0));
    Demand opened =
        demand()
            .escalated(
                new Demand.Escalation(1, "1", false, 0, 1, 100, Demand.bit(Tier.SPECIALIST)));
    assertThat(plain)
        .isNotEqualTo(QueueKey.of(route(new RouteState.Queued(), widened, tv)))
        .isNotEqualTo(QueueKey.of(route(new RouteState.Queued(), opened, tv)))
        .isNotEqualTo(
            QueueKey.of(route(new RouteState.Queued(), demand().raised(Tier.SPECIALIST), tv)))
        .isNotEqualTo(QueueKey.of(route(new RouteState.Queued(), demand(), new Need("tv", 2))))
        .isNotEqualTo(new QueueKey("other", List.of(tv), 1, Tier.COMMUNITY, "en"))
        .isNotEqualTo(new QueueKey("demo", List.of(tv), 1, Tier.COMMUNITY, "de"))
        .isEqualTo(new QueueKey("demo", List.of(tv), 1, Tier.COMMUNITY, "en"));
    assertThat(QueueKey.of(route(new RouteState.Assigned(ASSIGNMENT), widened, tv)).needs())
        .containsExactly(new Need("tv", 2));
  }

  @Test
  @DisplayName("P14: tiers that may not see the route are not in its queue's mask")
  void tiersBelowTheMinimum() {
    Demand all = demand().escalated(new Demand.Escalation(1, "1", false, 0, 1, 100, 7));
    assertThat(QueueKey.of(route(new RouteState.Queued(), all)).tiers()).isEqualTo(7);
    assertThat(QueueKey.of(route(new RouteState.Queued(), all.raised(Tier.CONTRACTOR))).tiers())
        .isEqualTo(6);
    assertThat(QueueKey.of(route(new RouteState.Queued(), all.raised(Tier.SPECIALIST))).tiers())
        .isEqualTo(4);
  }
}
