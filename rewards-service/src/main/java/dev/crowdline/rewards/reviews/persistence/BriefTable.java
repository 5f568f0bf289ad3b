package dev.crowdline.rewards.reviews.persistence;

import dev.crowdline.contracts.Tier;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may read a request, who had it, and of which tier members are. Each call is one statement.
 */
@ApplicationScoped
public class BriefTable {
  /** A request of a community. */
  public record OfRequest(String community, UUID requestId) {}

  /** What is known of a request. */
  public record Brief(String community, UUID requestId, @Nullable String topic, Tier minimumTier) {}

  /** A member who had the work. */
  public record Taken(String community, UUID requestId, UUID memberId) {}

  /** A member's tier. */
  public record Tiered(String community, UUID memberId, Tier tier) {}

  /** Keeps what submissions say; what was heard before of a higher minimum tier stays. */
  public void know(Tx tx, List<Brief> submitted) {
    keep(
        tx,
        submitted,
        """
        insert into request_brief as b (community, request_id, topic, minimum_tier)
        select * from (select unnest(?::text[]) as community, unnest(?::uuid[]) as request_id, unnest(?::text[]) as topic, unnest(?::text[]) as minimum_tier) as g
        order by g.community, g.request_id
        on conflict (community, request_id) do update set topic = excluded.topic
        """);
  }

  /** Raises minimum tiers; of a request that nothing else was heard of, too. */
  public void raise(Tx tx, List<Brief> raised) {
    keep(
        tx,
        raised,
        """
        insert into request_brief as b (community, request_id, topic, minimum_tier)
        select * from (select unnest(?::text[]) as community, unnest(?::uuid[]) as request_id, unnest(?::text[]) as topic, unnest(?::text[]) as minimum_tier) as g
        order by g.community, g.request_id
        on conflict (community, request_id) do update set minimum_tier = excluded.minimum_tier
        """);
  }

  private static void keep(Tx tx, List<Brief> briefs, String statement) {
    if (!briefs.isEmpty()) {
      tx.update(
          statement,
          SqlArray.texts(briefs, Brief::community),
          SqlArray.uuids(briefs, Brief::requestId),
          SqlArray.texts(briefs, Brief::topic),
          SqlArray.texts(briefs, brief -> brief.minimumTier().name()));
    }
  }

  /** Keeps who had the work. */
  public void took(Tx tx, List<Taken> taken) {
    if (!taken.isEmpty()) {
      tx.update(
          """
          insert into request_taker (community, request_id, member_id)
          select * from (select unnest(?::text[]) as community, unnest(?::uuid[]) as request_id, unnest(?::uuid[]) as member_id) as g
          order by g.community, g.request_id, g.member_id
          on conflict do nothing
          """,
          SqlArray.texts(taken, Taken::community),
          SqlArray.uuids(taken, Taken::requestId),
          SqlArray.uuids(taken, Taken::memberId));
    }
  }

  /** Keeps tiers. */
  public void tiers(Tx tx, List<Tiered> members) {
    if (!members.isEmpty()) {
      tx.update(
          """
          insert into member_tier (community, member_id, tier)
          select * from (select unnest(?::text[]) as community, unnest(?::uuid[]) as member_id, unnest(?::text[]) as tier) as g
          order by g.community, g.member_id
          on conflict (community, member_id) do update set tier = excluded.tier
          """,
          SqlArray.texts(members, Tiered::community),
          SqlArray.uuids(members, Tiered::memberId),
          SqlArray.texts(members, member -> member.tier().name()));
    }
  }

  /** A member as a reader: who, and of which tier, null while it is not known. */
  public record Reader(UUID memberId, @Nullable Tier tier) {}

  /** The member with that identity, or null. */
  public @Nullable Reader reader(Sql sql, String community, String identity) {
    return sql.one(
        """
        select m.id, t.tier from member m
        left join member_tier t on t.community = m.community and t.member_id = m.id
        where m.community = ? and m.identity = ? order by m.registered_at, m.id limit 1
        """,
        row -> new Reader(row.uuid("id"), row.constantOrNull("tier", Tier.class)),
        community,
        identity);
  }
}
