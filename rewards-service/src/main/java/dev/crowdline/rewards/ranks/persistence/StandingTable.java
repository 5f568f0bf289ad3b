package dev.crowdline.rewards.ranks.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.rewards.ledger.persistence.LedgerTable.Holder;
import dev.crowdline.rewards.ranks.domain.Ladder;
import dev.crowdline.rewards.ranks.domain.Rung;
import dev.crowdline.rewards.ranks.domain.Standing;
import dev.crowdline.rewards.ranks.domain.Tally;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where members stand, and on which ladders, as it is written and read for many at once. */
@ApplicationScoped
public class StandingTable {
  private static final TypeReference<List<Rung>> RUNGS = new TypeReference<>() {};

  private static final Columns<Standing> STANDING =
      Columns.<Standing>of()
          .text("community", Standing::community)
          .uuid("member_id", Standing::memberId)
          .key()
          .integer("rung", Standing::rung)
          .instant("since", Standing::since)
          .integer("confirmed", s -> s.tally().confirmed())
          .integer("judged", s -> s.tally().judged())
          .bigint("ladder_version", Standing::ladderVersion)
          .instant("due_at", Standing::dueAt);

  private static final String SAVE =
      "update member_rank r set %s from %s where %s"
          .formatted(STANDING.sets("g"), STANDING.given(), STANDING.matches("r"));

  private record Stored(String community, Versioned<Ladder> ladder) {}

  private record OnRung(int rung, long members) {}

  /**
   * Keeps the ladders of these communities as they are until this transaction is over, for those
   * who rank by them and do not edit them.
   */
  public void keepLadders(Tx tx, Collection<String> communities) {
    tx.query(
        """
        select pg_advisory_xact_lock_shared(hashtext('ladder ' || c.id)) is null as held
        from (select distinct id from unnest(?::text[]) as g(id) order by id) c
        """,
        row -> 1,
        SqlArray.texts(communities));
  }

  /** Waits until nobody ranks by a community's ladder, and lets nobody until the end. */
  public void holdOthers(Tx tx, String community) {
    tx.query(
        "select pg_advisory_xact_lock(hashtext('ladder ' || ?)) is null as held",
        row -> 1,
        community);
  }

  /** The ladders of these communities. */
  public Map<String, Versioned<Ladder>> ladders(Sql sql, Collection<String> communities) {
    Map<String, Versioned<Ladder>> ladders = new HashMap<>();
    communities.forEach(community -> ladders.put(community, LadderRepository.DEFAULT));
    sql.query(
            "select community, rungs, version from ladder where community = any(?)",
            row ->
                new Stored(
                    row.text("community"),
                    new Versioned<>(new Ladder(row.json("rungs", RUNGS)), row.bigint("version"))),
            SqlArray.texts(communities))
        .forEach(each -> ladders.put(each.community(), each.ladder()));
    return ladders;
  }

  /**
   * Where these members stand, locked in the order of their ids. Those who were nowhere are at the
   * bottom now.
   */
  public List<Standing> lock(Tx tx, Collection<Holder> members) {
    SqlArray communities = SqlArray.texts(members, Holder::community);
    SqlArray ids = SqlArray.uuids(members, Holder::memberId);
    tx.update(
        """
        insert into member_rank (community, member_id, rung, confirmed, judged, ladder_version)
        select g.community, g.member_id, 1, 0, 0, 0 from (select unnest(?::text[]) as community, unnest(?::uuid[]) as member_id) as g
        order by g.community, g.member_id
        on conflict (community, member_id) do nothing
        """,
        communities,
        ids);
    return tx.query(
        """
        select r.* from (select unnest(?::text[]) as community, unnest(?::uuid[]) as member_id) as g
        join member_rank r on r.community = g.community and r.member_id = g.member_id
        order by r.community, r.member_id for update of r
        """,
        StandingTable::standing,
        communities,
        ids);
  }

  /** The communities of those of whom an answer is too old by now. Plan: member_rank_due. */
  public List<String> communitiesDue(Sql sql, Instant now, int most) {
    return sql.query(
        """
        select distinct r.community from (
          select community, member_id from member_rank where due_at <= ? order by due_at limit ?
        ) d
        join member_rank r on r.community = d.community and r.member_id = d.member_id
        """,
        row -> row.text("community"),
        now,
        most);
  }

  /**
   * Those of these communities of whom an answer is too old by now, the longest due first, locked.
   */
  public List<Standing> due(Tx tx, Collection<String> communities, Instant now, int most) {
    return tx.query(
        """
        select r.* from (
          select community, member_id from member_rank where due_at <= ? and community = any(?)
          order by due_at limit ? for update skip locked
        ) d
        join member_rank r on r.community = d.community and r.member_id = d.member_id
        """,
        StandingTable::standing,
        now,
        SqlArray.texts(communities),
        most);
  }

  /** A community whose ladder was changed, and not all of its members know it; null when none. */
  public @Nullable String changed(Sql sql) {
    return sql.one(
        """
        select l.community from (
          select community from ladder where due_at is not null order by due_at limit 1
        ) d
        join ladder l on l.community = d.community
        """,
        row -> row.text("community"));
  }

  /**
   * Those of a community who stand where another version of the ladder had them, locked; who is
   * locked by somebody else is left out. Plan: member_rank_by_ladder.
   */
  public List<Standing> onOthers(Tx tx, String community, long version, int most) {
    return tx.query(
        """
        select * from member_rank where community = ? and ladder_version < ?
        order by ladder_version limit ? for update skip locked
        """,
        StandingTable::standing,
        community,
        version,
        most);
  }

  /** Says that all of a community know that version of its ladder, if they do. */
  public void known(Tx tx, String community, long version) {
    tx.update(
        """
        update ladder l set due_at = null where l.community = ? and l.version = ?
          and not exists (
            select from member_rank r where r.community = l.community and r.ladder_version < l.version)
        """,
        community,
        version);
  }

  /** Stores where those stand who are locked. */
  public void save(Tx tx, Collection<Standing> standings) {
    tx.update(SAVE, STANDING.arrays(standings));
  }

  /** Where a member stands. */
  public @Nullable Standing find(Sql sql, String community, UUID memberId) {
    return sql.one(
        "select * from member_rank where community = ? and member_id = ?",
        StandingTable::standing,
        community,
        memberId);
  }

  /** How many stand on each rung, of those whose answers were judged. Plan: member_rank_by_rung. */
  public Map<Integer, Long> counts(Sql sql, String community) {
    Map<Integer, Long> counts = new TreeMap<>();
    sql.query(
            "select rung, count(*) as members from member_rank where community = ? group by rung",
            row -> new OnRung(row.integer("rung"), row.bigint("members")),
            community)
        .forEach(each -> counts.put(each.rung(), each.members()));
    return counts;
  }

  private static Standing standing(Row row) {
    return new Standing(
        row.text("community"),
        row.uuid("member_id"),
        row.integer("rung"),
        row.instantOrNull("since"),
        new Tally(row.integer("confirmed"), row.integer("judged")),
        row.bigint("ladder_version"),
        row.instantOrNull("due_at"));
  }
}
