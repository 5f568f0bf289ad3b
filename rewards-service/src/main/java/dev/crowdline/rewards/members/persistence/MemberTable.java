package dev.crowdline.rewards.members.persistence;

import dev.crowdline.rewards.members.domain.Registered;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of members. */
@ApplicationScoped
public class MemberTable {
  /** Keeps registrations, each member at most once in a call. */
  public void save(Tx tx, List<Registered> registered) {
    tx.update(
        """
        insert into member (community, id, identity, registered_at)
        select * from unnest(?::text[], ?::uuid[], ?::text[], ?::timestamptz[])
          as g(community, id, identity, registered_at)
        order by g.community, g.id
        on conflict (community, id) do update set identity = coalesce(excluded.identity, member.identity)
        """,
        SqlArray.texts(registered, Registered::community),
        SqlArray.uuids(registered, Registered::memberId),
        SqlArray.texts(registered, Registered::identity),
        SqlArray.instants(registered, Registered::at));
  }

  /** Whether a community has that member. */
  public boolean has(Sql sql, String community, UUID id) {
    return sql.one(
            "select 1 as one from member where community = ? and id = ?",
            row -> true,
            community,
            id)
        != null;
  }

  /** The member with that identity, the first registered if there should be several. */
  public @Nullable UUID find(Sql sql, String community, String identity) {
    return sql.one(
        """
        select id from member where community = ? and identity = ?
        order by registered_at, id limit 1
        """,
        row -> row.uuid("id"),
        community,
        identity);
  }
}
