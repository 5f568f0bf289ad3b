package dev.crowdline.routing.members.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.domain.Pause;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Members as they are read, and what is written of them in sets: skills, presence. */
@ApplicationScoped
public class MemberTable {
  private static final TypeReference<List<Need>> SKILLS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Integer>> LEVELS = new TypeReference<>() {};
  private static final String SELECT =
      """
      select m.*, l.load, l.idle_since, p.online,
        coalesce((select jsonb_agg(jsonb_build_object('skill', s.skill, 'level', s.level) order by s.skill)
                  from member_skill s where s.member_id = m.id), '[]') as skills
      from member m
      join member_load l on l.member_id = m.id
      join member_presence p on p.member_id = m.id
      """;

  /** Adds what lies beside a member: load, presence and skills. */
  public void add(Tx tx, Member member) {
    tx.update(
        "insert into member_load (member_id, community, tier_rank, capacity, idle_since) values (?, ?, ?, ?, ?)",
        member.id(),
        member.community(),
        member.tier().rank(),
        member.mayHold(),
        member.idleSince());
    tx.update(
        "insert into member_presence (member_id, community) values (?, ?)",
        member.id(),
        member.community());
    setSkills(tx, member.id(), member.community(), member.skills());
  }

  /** Replaces a member's skills. */
  public void setSkills(Tx tx, UUID memberId, String community, List<Need> skills) {
    tx.update(
        "delete from member_skill where member_id = ? and community = ?", memberId, community);
    tx.update(
        """
        insert into member_skill (member_id, community, skill, level)
        select ?, ?, g.skill, g.level from (select unnest(?::text[]) as skill, unnest(?::integer[]) as level) as g
        """,
        memberId,
        community,
        SqlArray.texts(skills, Need::skill),
        SqlArray.ints(skills, Need::level));
  }

  /** How much a member may hold now, and as what. */
  public void setRoom(Tx tx, Member member) {
    tx.update(
        "update member_load set capacity = ?, tier_rank = ? where member_id = ? and community = ?",
        member.mayHold(),
        member.tier().rank(),
        member.id(),
        member.community());
  }

  /** How often what may be edited of a member was, and 1; 0 when there is no such member. */
  public long version(Sql sql, String community, UUID id) {
    Long version =
        sql.one(
            "select version from member where id = ? and community = ?",
            row -> row.bigint("version"),
            id,
            community);
    return version == null ? 0 : version;
  }

  public @Nullable Member find(Sql sql, String community, UUID id) {
    return sql.one(
        SELECT + " where m.id = ? and m.community = ?", MemberTable::member, id, community);
  }

  /** The member that a person is in a community; null when not registered. */
  public @Nullable Member ofPerson(Sql sql, String community, String issuer, String subject) {
    return sql.one(
        SELECT + " where m.community = ? and m.issuer = ? and m.subject = ?",
        MemberTable::member,
        community,
        issuer,
        subject);
  }

  /** Members of a community by id. */
  public List<Member> withIds(Sql sql, String community, Collection<UUID> ids) {
    return sql.query(
        SELECT + " where m.id = any(?) and m.community = ?",
        MemberTable::member,
        SqlArray.uuids(ids),
        community);
  }

  /** Members by id, of any community; for the index. */
  public List<Member> withIds(Sql sql, Collection<UUID> ids) {
    return sql.query(SELECT + " where m.id = any(?)", MemberTable::member, SqlArray.uuids(ids));
  }

  /** All members in steps by id; for the index. */
  public List<Member> after(Sql sql, UUID id, int most) {
    return sql.query(
        SELECT + " where m.id > ? order by m.id limit ?", MemberTable::member, id, most);
  }

  /** The members of a community above its tier, newest first. */
  public List<Member> staff(Sql sql, String community, @Nullable Cursor after, int most) {
    return sql.query(
        SELECT
            + """
             where m.community = ? and m.tier <> 'COMMUNITY'
              and (?::timestamptz is null or (m.registered_at, m.id) < (?, ?::uuid))
            order by m.registered_at desc, m.id desc limit ?
            """,
        MemberTable::member,
        community,
        after == null ? null : after.at(),
        after == null ? null : after.at(),
        after == null ? null : after.id(),
        most);
  }

  /** Marks members online or offline. Returns those for whom that is a change. */
  public List<Transition> setOnline(Tx tx, Collection<UUID> ids, boolean online, Instant now) {
    return tx.query(
        """
        with locked as (
          select member_id from member_presence where member_id = any(?) and online <> ?
          order by member_id for no key update
        )
        update member_presence p set online = ?, online_since = ? from locked where p.member_id = locked.member_id
        returning p.member_id, p.community
        """,
        row -> new Transition(row.uuid("member_id"), row.text("community")),
        SqlArray.uuids(ids),
        online,
        online,
        online ? now : null);
  }

  /** A member who came or went. */
  public record Transition(UUID memberId, String community) {}

  /** Who is marked online. */
  public List<UUID> online(Sql sql) {
    return sql.query(
        "select member_id from member_presence where online", row -> row.uuid("member_id"));
  }

  private static @Nullable Pause pause(Row row) {
    String reason = row.textOrNull("pause_reason");
    return reason == null
        ? null
        : new Pause(reason, row.instant("pause_since"), row.instantOrNull("pause_until"));
  }

  private static Member member(Row row) {
    return new Member(
        row.uuid("id"),
        row.text("community"),
        row.text("alias"),
        row.constant("tier", Tier.class),
        row.texts("languages"),
        row.texts("sites"),
        row.json("skills", SKILLS),
        row.json("skill_ceiling", LEVELS),
        row.integer("capacity"),
        row.integerOrNull("own_limit"),
        row.bool("paused"),
        pause(row),
        row.integer("load"),
        row.bool("online"),
        row.integerOrNull("terms_version"),
        row.instant("registered_at"),
        row.instant("idle_since"));
  }
}
