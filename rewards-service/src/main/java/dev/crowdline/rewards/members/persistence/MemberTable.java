package dev.crowdline.rewards.members.persistence;

import dev.crowdline.rewards.members.domain.Known;
import dev.crowdline.rewards.members.domain.Registered;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of members. */
@ApplicationScoped
public class MemberTable {
  /** Keeps registrations, each member at most once in a call. */
  public void save(Tx tx, List<Registered> registered) {
    tx.update(
        """
        insert into member (community, id, alias, identity, registered_at)
        select * from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id, unnest(?::text[]) as alias, unnest(?::text[]) as identity, unnest(?::timestamptz[]) as registered_at) as g
        order by g.community, g.id
        on conflict (community, id) do update set
          alias = coalesce(excluded.alias, member.alias),
          identity = coalesce(excluded.identity, member.identity)
        """,
        SqlArray.texts(registered, Registered::community),
        SqlArray.uuids(registered, Registered::memberId),
        SqlArray.texts(registered, Registered::alias),
        SqlArray.texts(registered, Registered::identity),
        SqlArray.instants(registered, Registered::at));
  }

  /** Names those who have none yet: who registered before names were kept. */
  public void name(Tx tx, List<Registered> named) {
    tx.update(
        """
        update member m set alias = g.alias
        from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id, unnest(?::text[]) as alias) as g
        where m.community = g.community and m.id = g.id and m.alias is null
        """,
        SqlArray.texts(named, Registered::community),
        SqlArray.uuids(named, Registered::memberId),
        SqlArray.texts(named, Registered::alias));
  }

  /** Says whether a member wants to be on no leaderboard. */
  public void hide(Tx tx, String community, UUID id, boolean hidden) {
    tx.update("update member set hidden = ? where community = ? and id = ?", hidden, community, id);
  }

  /** Those of these members who are there, by id. */
  public Map<UUID, Known> known(Sql sql, String community, Collection<UUID> ids) {
    return sql
        .query(
            "select id, alias, hidden from member where community = ? and id = any(?)",
            row -> new Known(row.uuid("id"), row.textOrNull("alias"), row.bool("hidden")),
            community,
            SqlArray.uuids(ids))
        .stream()
        .collect(Collectors.toMap(Known::id, Function.identity()));
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
