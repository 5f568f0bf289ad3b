package dev.crowdline.support.tenancy;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.intake.ApiKeyCreated;
import dev.crowdline.contracts.intake.ApiKeyRevoked;
import dev.crowdline.contracts.intake.CommunityRegistered;
import dev.crowdline.contracts.rewards.EarningRulesChanged;
import dev.crowdline.contracts.sla.PolicyChanged;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.inbox.Arrivals;
import dev.crowdline.support.inbox.CommonFacts;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps communities and API keys as intake states them, policies as sla and earning rules as
 * rewards does; who states them writes them the same way.
 */
@ApplicationScoped
public class HearingOfCommunities implements CommonFacts {
  private static final int FIRST = 1;

  private final PolicyTable policies;
  private final EarningRulesTable earningRules;
  private final Communities communities;

  HearingOfCommunities(
      PolicyTable policies, EarningRulesTable earningRules, Communities communities) {
    this.policies = policies;
    this.earningRules = earningRules;
    this.communities = communities;
  }

  @Override
  public void apply(Tx tx, Arrivals arrivals) {
    for (Fact<CommunityRegistered> fact : arrivals.of(CommunityRegistered.class)) {
      CommunityRegistered data = fact.data();
      tx.update(
          """
          insert into community (id, name, pace, terms_version, registered_at)
          values (?, ?, ?, ?, ?)
          on conflict (id) do update set name = excluded.name, pace = excluded.pace,
            terms_version = excluded.terms_version
          """,
          fact.community(),
          data.name(),
          data.pace().known(),
          data.termsVersion(),
          fact.time());
      policies.add(tx, fact.community(), FIRST, data.policy(), fact.time());
    }
    for (Fact<PolicyChanged> fact : arrivals.of(PolicyChanged.class)) {
      PolicyChanged data = fact.data();
      policies.add(tx, fact.community(), data.version(), data.policy(), fact.time());
      tx.afterCommit(communities::readAgain);
    }
    for (Fact<EarningRulesChanged> fact : arrivals.of(EarningRulesChanged.class)) {
      EarningRulesChanged data = fact.data();
      earningRules.add(
          tx,
          new EarningRulesTable.Version(
              fact.community(), data.version(), data.rules(), fact.time()));
      tx.afterCommit(communities::readAgain);
    }
    for (Fact<ApiKeyCreated> fact : arrivals.of(ApiKeyCreated.class)) {
      ApiKeyCreated data = fact.data();
      // A revocation may have come first: it stays.
      tx.update(
          """
          insert into api_key (sha256, id, community, name, permissions, integration, created_at)
          values (?, ?, ?, ?, ?, ?, ?)
          on conflict (sha256) do update set name = excluded.name, permissions = excluded.permissions,
            integration = excluded.integration
          """,
          data.sha256(),
          data.keyId(),
          fact.community(),
          data.name(),
          SqlArray.texts(data.permissions()),
          data.integrationOrDefault(),
          fact.time());
    }
    for (Fact<ApiKeyRevoked> fact : arrivals.of(ApiKeyRevoked.class)) {
      ApiKeyRevoked data = fact.data();
      tx.update(
          """
          insert into api_key (sha256, id, community, name, permissions, created_at, revoked_at)
          values (?, ?, ?, '', '{}', ?, ?)
          on conflict (sha256) do update set revoked_at = excluded.revoked_at
          """,
          data.sha256(),
          data.keyId(),
          fact.community(),
          fact.time(),
          fact.time());
    }
  }
}
