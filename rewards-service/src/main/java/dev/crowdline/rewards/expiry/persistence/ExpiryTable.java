package dev.crowdline.rewards.expiry.persistence;

import dev.crowdline.rewards.expiry.domain.ExpiryRule;
import dev.crowdline.rewards.expiry.domain.Notice;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables {@code expiry_rule} and {@code expiry_notice}. */
@ApplicationScoped
public class ExpiryTable {
  /** Legs by which points come to a wallet; what is refunded keeps its age and is none of them. */
  private static final String CAME =
      "t.leg in ('RELEASED', 'REINSTATED', 'RESTORED', 'GRANTED', 'ROYALTY')";

  private static final Columns<Notice> NOTICE =
      Columns.<Notice>of()
          .text("community", Notice::community)
          .uuid("id", Notice::id)
          .uuid("member_id", Notice::memberId)
          .bigint("points", Notice::points)
          .text("of_day", notice -> notice.ofDay().toString())
          .instant("due_at", Notice::expiresAt);

  /**
   * A rule whose community is looked through.
   *
   * @param day all before it was looked at; null before the first look
   * @param member of that day, the last that was looked at; null before the first
   */
  public record Look(
      String community, ExpiryRule rule, @Nullable LocalDate day, @Nullable UUID member) {}

  /** What a member's wallet has of what was booked until a day. */
  public record Old(UUID memberId, long points) {}

  /** The rule of a community. */
  public ExpiryRule find(Sql sql, String community) {
    return Objects.requireNonNullElse(
        sql.one("select * from expiry_rule where community = ?", ExpiryTable::rule, community),
        ExpiryRule.NONE);
  }

  /** The same, locked if there is one, so that nobody looks meanwhile. */
  public ExpiryRule lock(Tx tx, String community) {
    return Objects.requireNonNullElse(
        tx.one(
            "select * from expiry_rule where community = ? for update",
            ExpiryTable::rule,
            community),
        ExpiryRule.NONE);
  }

  /** Stores a rule in place of the one before; everything is looked at anew. */
  public void put(Tx tx, String community, ExpiryRule rule, Instant now) {
    tx.update(
        """
        insert into expiry_rule as r (community, after_days, notice_days, changed_at, version, due_at)
        values (?, ?, ?, ?, 1, ?)
        on conflict (community) do update set after_days = excluded.after_days,
          notice_days = excluded.notice_days, changed_at = excluded.changed_at, version = r.version + 1,
          due_at = excluded.due_at, day = null, member_id = null
        """,
        community,
        rule.afterDays(),
        rule.noticeDays(),
        now,
        rule.afterDays() == null ? null : now);
  }

  /** Takes back what was announced by the rule before and has not expired. */
  public void withdraw(Tx tx, String community, Instant now) {
    tx.update(
        """
        update expiry_notice set state = 'WITHDRAWN', ended_at = ?, due_at = null
        where community = ? and due_at is not null
        """,
        now,
        community);
  }

  /** A community that is to be looked through, locked; null when none is due. */
  public @Nullable Look due(Tx tx, Instant now) {
    return tx.one(
        """
        select r.*, r.day::text as on_day from expiry_rule r
        join (
          select community from expiry_rule where due_at <= ?
          order by due_at limit 1 for update skip locked
        ) d on d.community = r.community
        """,
        row -> {
          String day = row.textOrNull("on_day");
          return new Look(
              row.text("community"),
              rule(row),
              day == null ? null : LocalDate.parse(day),
              row.uuidOrNull("member_id"));
        },
        now);
  }

  /** Says how far a look has come, and when it goes on. */
  public void looked(Tx tx, Look look, LocalDate day, @Nullable UUID member, Instant dueAt) {
    tx.update(
        "update expiry_rule set day = ?::date, member_id = ?, due_at = ? where community = ?",
        day.toString(),
        member,
        dueAt,
        look.community());
  }

  /**
   * The first day on which something was booked, from one on until another; null when there is
   * none. Plan: transfer_by_booking, one row.
   */
  public @Nullable LocalDate bookedOn(
      Sql sql, String community, @Nullable LocalDate from, LocalDate until) {
    String day =
        sql.one(
            """
            select (booked_at at time zone 'UTC')::date::text as day from transfer
            where community = ? and booked_at >= ? and booked_at < ? order by booked_at limit 1
            """,
            row -> row.text("day"),
            community,
            from == null ? Instant.EPOCH : start(from),
            start(until.plusDays(1)));
    return day == null ? null : LocalDate.parse(day);
  }

  /** Members to whom points came on a day, in order, after one. Plan: transfer_by_booking. */
  public List<UUID> paidOn(
      Sql sql, String community, LocalDate day, @Nullable UUID after, int most) {
    return sql.query(
        """
        select distinct t.member_id from transfer t
        where t.community = ? and t.booked_at >= ? and t.booked_at < ? and %s
          and (?::uuid is null or t.member_id > ?::uuid)
        order by t.member_id limit ?
        """
            .formatted(CAME),
        row -> row.uuid("member_id"),
        community,
        start(day),
        start(day.plusDays(1)),
        after,
        after,
        most);
  }

  /**
   * What these members have from bookings until the end of a day. Plan: account_once and
   * transfer_by_member for each.
   */
  public List<Old> old(Sql sql, String community, Collection<UUID> members, LocalDate day) {
    return sql.query(
        """
        select m.id, (w.credits - w.debits - s.since)::bigint as points
        from unnest(?::uuid[]) as m(id)
        join account w on w.community = ? and w.member_id = m.id and w.kind = 'WALLET'
        cross join lateral (
          select coalesce(sum(t.amount), 0) as since from transfer t
          where t.community = ? and t.member_id = m.id and t.booked_at >= ? and %s
        ) s
        where w.credits - w.debits - s.since > 0 order by m.id
        """
            .formatted(CAME),
        row -> new Old(row.uuid("id"), row.bigint("points")),
        SqlArray.uuids(members),
        community,
        community,
        start(day.plusDays(1)));
  }

  /** Stores what members are told. */
  public void add(Tx tx, List<Notice> notices, Instant now) {
    tx.update(
        """
        insert into expiry_notice (community, id, member_id, points, of_day, due_at, expires_at, noticed_at, state)
        select g.community, g.id, g.member_id, g.points, g.of_day::date, g.due_at, g.due_at, ?, 'ANNOUNCED'
        from %s
        """
            .formatted(NOTICE.given()),
        now,
        NOTICE.arrays(notices));
  }

  /** Notices whose time has come, locked, the oldest first. Plan: expiry_notice_due. */
  public List<Notice> takeDue(Tx tx, Instant now, int most) {
    return tx.query(
        """
        select n.*, n.of_day::text as on_day from expiry_notice n
        join (
          select community, id from expiry_notice where due_at <= ?
          order by due_at, of_day, id limit ? for update skip locked
        ) d on d.community = n.community and d.id = n.id
        order by n.due_at, n.of_day, n.id
        """,
        ExpiryTable::notice,
        now,
        most);
  }

  /** What members were told and has not come yet, in order. Plan: expiry_notice_announced. */
  public List<Notice> announced(Sql sql, String community, Collection<UUID> members) {
    return sql.query(
        """
        select *, of_day::text as on_day from expiry_notice
        where community = ? and member_id = any(?) and due_at is not null order by due_at, of_day, id
        """,
        ExpiryTable::notice,
        community,
        SqlArray.uuids(members));
  }

  /** The wallets of notices' members, each seen from the notice's day, by the notice's id. */
  public Map<UUID, Notice.Seen> seen(Sql sql, List<Notice> notices) {
    record One(UUID id, Notice.Seen seen) {}
    return sql
        .query(
            """
            select g.id, coalesce(w.credits - w.debits, 0)::bigint as balance, s.since::bigint as since
            from %s
            left join account w on w.community = g.community and w.member_id = g.member_id and w.kind = 'WALLET'
            cross join lateral (
              select coalesce(sum(t.amount), 0) as since from transfer t
              where t.community = g.community and t.member_id = g.member_id and %s
                and t.booked_at >= (g.of_day::date + 1)::timestamp at time zone 'UTC'
            ) s
            """
                .formatted(NOTICE.given(), CAME),
            row ->
                new One(
                    row.uuid("id"), new Notice.Seen(row.bigint("balance"), row.bigint("since"))),
            NOTICE.arrays(notices))
        .stream()
        .collect(Collectors.toMap(One::id, One::seen));
  }

  /** Brings notices that are locked to their end. */
  public void end(Tx tx, Collection<Notice> notices, Instant now) {
    tx.update(
        """
        update expiry_notice n set state = 'EXPIRED', ended_at = ?, due_at = null
        from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as g
        where n.community = g.community and n.id = g.id
        """,
        now,
        SqlArray.texts(notices, Notice::community),
        SqlArray.uuids(notices, Notice::id));
  }

  private static ExpiryRule rule(Row row) {
    return new ExpiryRule(
        row.integerOrNull("after_days"), row.integer("notice_days"), row.bigint("version"));
  }

  private static Notice notice(Row row) {
    return new Notice(
        row.text("community"),
        row.uuid("id"),
        row.uuid("member_id"),
        row.bigint("points"),
        LocalDate.parse(row.text("on_day")),
        row.instant("expires_at"));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
