package dev.crowdline.sla.members.persistence;

import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.members.domain.KnownMember;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code member}. */
@ApplicationScoped
public class MemberTable {

  /** Stores what was told of members, each at most once; an identity once known stays. */
  public void store(Tx tx, List<KnownMember> members) {
    if (members.isEmpty()) {
      return;
    }
    tx.update(
        """
        insert into member (community, id, identity, tier)
        select community, id, identity, tier::tier
        from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id, unnest(?::text[]) as identity, unnest(?::text[]) as tier) as g
        order by community, id
        on conflict (community, id) do update set
          identity = coalesce(excluded.identity, member.identity), tier = excluded.tier
        """,
        SqlArray.texts(members, KnownMember::community),
        SqlArray.uuids(members, KnownMember::memberId),
        SqlArray.texts(members, KnownMember::identity),
        SqlArray.texts(members, member -> member.tier().name()));
  }

  /** The tier of the member with that identity, the lowest if there should be several; or null. */
  public @Nullable Tier tier(Sql sql, String community, String identity) {
    return sql.one(
        """
        select tier::text as tier from member
        where community = ? and identity = ? order by member.tier limit 1
        """,
        row -> row.constant("tier", Tier.class),
        community,
        identity);
  }
}
