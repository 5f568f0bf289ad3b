package dev.crowdline.support.tenancy;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.intake.ApiKeyCreated;
import dev.crowdline.contracts.intake.ApiKeyRevoked;
import dev.crowdline.contracts.intake.CommunityRegistered;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.inbox.Arrivals;
import dev.crowdline.support.inbox.CommonFacts;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps communities and API keys as intake states them; intake itself writes them the same way. */
@ApplicationScoped
public class HearingOfCommunities implements CommonFacts {

  @Override
  public void apply(Tx tx, Arrivals arrivals) {
    for (Fact<CommunityRegistered> fact : arrivals.of(CommunityRegistered.class)) {
      CommunityRegistered data = fact.data();
      tx.update(
          """
          insert into community (id, name, pace, policy, terms_version, registered_at)
          values (?, ?, ?, ?, ?, ?)
          on conflict (id) do update set name = excluded.name, pace = excluded.pace,
            policy = excluded.policy, terms_version = excluded.terms_version
          """,
          fact.community(),
          data.name(),
          data.pace().known(),
          new Json(data.policy()),
          data.termsVersion(),
          fact.time());
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
