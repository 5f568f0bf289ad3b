package dev.crowdline.intake.requests.policies;

import dev.crowdline.contracts.Policy;
import dev.crowdline.intake.requests.domain.Patience;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How long each community waits, by its policy. */
@ApplicationScoped
public class Patiences {
  private final Communities communities;

  Patiences(Communities communities) {
    this.communities = communities;
  }

  /** Of a community; the product's defaults when it is not registered. */
  public Patience of(String community) {
    Policy policy = communities.policyOf(community);
    return new Patience(
        Duration.ofSeconds(policy.silenceSeconds()),
        Duration.ofSeconds(policy.customerWaitSeconds()),
        Duration.ofSeconds(policy.followUp()));
  }
}
