package dev.crowdline.sla.whatif.persistence;

import dev.crowdline.sla.whatif.domain.Inquiry;
import dev.crowdline.sla.whatif.domain.Question;
import dev.crowdline.sla.whatif.domain.WhatIf;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code what_if}: what was asked, and what came of it. */
@ApplicationScoped
public class WhatIfTable {
  /** How many a community keeps; the oldest that are over go first. */
  private static final int KEPT = 50;

  /** One that ended its replica so often is given up. */
  private static final int MOST_ATTEMPTS = 3;

  /** Stores one, and forgets the oldest that are over. */
  public void add(Tx tx, Inquiry inquiry) {
    tx.update(
        """
        insert into what_if (community, id, asked_at, asked_by, note, kind, period_from, period_to, requests, question, state, percent, attempts)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', 0, 0)
        """,
        inquiry.community(),
        inquiry.id(),
        inquiry.listed().askedAt(),
        inquiry.listed().askedBy(),
        inquiry.listed().note(),
        inquiry.listed().kind(),
        inquiry.listed().from(),
        inquiry.listed().to(),
        inquiry.listed().requests(),
        new Json(inquiry.question().stored()));
    tx.update(
        """
        delete from what_if where community = ? and state in ('DONE', 'FAILED') and id not in (
          select id from what_if where community = ? order by asked_at desc, id desc limit ?
        )
        """,
        inquiry.community(),
        inquiry.community(),
        KEPT);
  }

  /** How many of a community are not over. */
  public int unfinished(Sql sql, String community) {
    Integer count =
        sql.one(
            """
            select count(*)::integer as n from what_if
            where community = ? and state in ('WAITING', 'RUNNING')
            """,
            row -> row.integer("n"),
            community);
    return count == null ? 0 : count;
  }

  /** Whether anything was submitted in a period, to the minute. */
  public boolean anySubmitted(Sql sql, String community, Instant from, Instant to) {
    return sql.one(
            """
            select true as is from (
              (select since from report where community = ? and measure = 'SUBMITTED' and since >= ? and since < ? limit 1)
              union all
              (select since from report_change where community = ? and measure = 'SUBMITTED' and since >= ? and since < ? limit 1)
            ) any_of_them limit 1
            """,
            row -> row.bool("is"),
            community,
            from.minus(Duration.ofMinutes(1)),
            to,
            community,
            from.minus(Duration.ofMinutes(1)),
            to)
        != null;
  }

  /** One of a community; null when there is none. */
  public @Nullable Inquiry find(Sql sql, String community, UUID id) {
    return sql.one(
        "select * from what_if where community = ? and id = ?",
        WhatIfTable::inquiry,
        community,
        id);
  }

  /** The latest first, without what was asked and what it came to, which may be long. */
  public List<Inquiry.Listed> list(Sql sql, String community, @Nullable Cursor after, int most) {
    Instant askedAt = after == null ? null : after.at();
    UUID id = after == null ? null : after.id();
    return sql.query(
        """
        select id, asked_at, asked_by, note, kind, period_from, period_to, requests, state, percent, reason, finished_at
        from what_if
        where community = ? and (?::timestamptz is null or (asked_at, id) < (?::timestamptz, ?::uuid))
        order by asked_at desc, id desc limit ?
        """,
        WhatIfTable::listed,
        community,
        askedAt,
        askedAt,
        id,
        most);
  }

  /**
   * Takes the oldest that nobody works on until then; null when there is none. One that was begun
   * too often is given up instead.
   */
  public @Nullable Inquiry take(Tx tx, Instant now, Instant until) {
    tx.update(
        """
        update what_if w set state = 'FAILED', taken_until = null, finished_at = ?,
          reason = 'it was begun three times and never ended; ask for a shorter period'
        from (
          select community, id from what_if
          where state = 'RUNNING' and taken_until < ? and attempts >= ? for update skip locked
        ) lost
        where w.community = lost.community and w.id = lost.id
        """,
        now,
        now,
        MOST_ATTEMPTS);
    return tx.one(
        """
        update what_if w set state = 'RUNNING', taken_until = ?, attempts = attempts + 1, percent = 0
        from (
          select community, id from what_if
          where state = 'WAITING' or (state = 'RUNNING' and taken_until < ?)
          order by asked_at limit 1 for update skip locked
        ) first
        where w.community = first.community and w.id = first.id
        returning w.*
        """,
        WhatIfTable::inquiry,
        until,
        now);
  }

  /** It goes on; false when somebody else has it by now. */
  public boolean goesOn(Tx tx, Inquiry inquiry, int percent, Instant until) {
    return tx.update(
            """
            update what_if set percent = ?, taken_until = ?
            where community = ? and id = ? and state = 'RUNNING'
            """,
            percent,
            until,
            inquiry.community(),
            inquiry.id())
        == 1;
  }

  /** It is done; what two replicas came to is the same. */
  public void done(Tx tx, Inquiry inquiry, WhatIf result, Instant now) {
    tx.update(
        """
        update what_if set state = 'DONE', percent = 100, taken_until = null, result = ?, finished_at = ?
        where community = ? and id = ? and state = 'RUNNING'
        """,
        new Json(result),
        now,
        inquiry.community(),
        inquiry.id());
  }

  /** It cannot be done. */
  public void failed(Tx tx, Inquiry inquiry, String reason, Instant now) {
    tx.update(
        """
        update what_if set state = 'FAILED', taken_until = null, reason = ?, finished_at = ?
        where community = ? and id = ? and state = 'RUNNING'
        """,
        reason,
        now,
        inquiry.community(),
        inquiry.id());
  }

  private static Inquiry inquiry(Row row) {
    return new Inquiry(
        row.text("community"),
        listed(row),
        row.json("question", Question.Stored.class).question(),
        row.textOrNull("result") == null ? null : row.json("result", WhatIf.class));
  }

  private static Inquiry.Listed listed(Row row) {
    return new Inquiry.Listed(
        row.uuid("id"),
        row.instant("asked_at"),
        row.text("asked_by"),
        row.text("note"),
        row.constant("kind", Inquiry.Kind.class),
        row.instantOrNull("period_from"),
        row.instantOrNull("period_to"),
        row.integerOrNull("requests"),
        row.constant("state", Inquiry.State.class),
        row.integer("percent"),
        row.textOrNull("reason"),
        row.instantOrNull("finished_at"));
  }
}
