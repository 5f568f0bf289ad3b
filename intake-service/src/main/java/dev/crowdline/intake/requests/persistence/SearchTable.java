package dev.crowdline.intake.requests.persistence;

import dev.crowdline.intake.requests.domain.Filter;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.SearchedWords;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the requests of a community, newest first. Plans are made without the values (ADR 9), so no
 * statement leaves the planner a choice that they would decide: what is wanted is chosen by an
 * index that has it in this order, and only a page of it is read whole, row by row (lateral, with a
 * limit, which nothing joins by a hash).
 *
 * <p>Words are looked for in two ways, each of which is slow where the other is fast: first in the
 * newest that fit otherwise, among which an everyday word fills the page; if they do not, by the
 * index of words, where others are few. With 1,000,000 requests (PostgreSQL 18.4, two cores) a page
 * of 20 over HTTP took 15 ms for a word of all messages, 35 ms for one of ten, 246 ms for one of
 * 50,000 old ones, and 420 ms for one of every thirteenth message.
 */
@ApplicationScoped
public class SearchTable {
  /** A page of 20 is full when one in 25 of those that fit otherwise has the words. */
  private static final int LOOKED_INTO = 500;

  /** Among so many of the newest those that fit are looked for; an index walk of some 10 ms. */
  private static final int WALKED = 20_000;

  /** More messages than this are not sorted for a page. */
  public static final int MOST_MESSAGES = 100_000;

  private static final String NEWEST_FIRST = " order by r.created_at desc, r.id desc limit ";

  /** As index message_said has them; what has no word at all is not found. */
  private static final String HAS_WORDS =
      """
      (array_to_tsvector(array['@' || s.community]) || to_tsvector('simple', s.text))
        @@ (to_tsquery('simple', ?) && (quote_literal('@' || ?))::tsquery)
        and numnode(to_tsquery('simple', ?)) > 0
      """;

  /**
   * Those after the cursor; null when more messages have the words than are looked through, and the
   * newest do not fill the page.
   */
  public @Nullable List<Request> find(
      Sql sql, String community, Filter filter, @Nullable Cursor after, int limit) {
    SearchedWords words = filter.words();
    if (words == null) {
      return shown(
          sql, community, walked(community, filter, after).then(Statement.others(filter)), limit);
    }
    Statement fitting = fitting(community, filter, after);
    List<Request> found =
        shown(
            sql,
            community,
            new Statement("select r.id, r.created_at from (")
                .then(fitting)
                .then(
                    """
                    ) r cross join lateral (
                      select 1 from message s where s.request_id = r.id and s.community = ? and %s
                      limit 1
                    ) said where true
                    """
                        .formatted(HAS_WORDS),
                    community,
                    words.query(),
                    community,
                    words.query()),
            limit);
    if (found.size() == limit || looksIntoAll(sql, community, filter, after)) {
      return found;
    }
    return standsInTooMany(sql, community, words)
        ? null
        : byIndex(sql, community, filter, after, words, limit);
  }

  /** All after the cursor by what an index has in their order. */
  private static Statement walked(String community, Filter filter, @Nullable Cursor after) {
    return new Statement(
            "select r.id, r.created_at, r.status, r.channel, r.priority from request r"
                + " where r.community = ?",
            community)
        .then(Statement.indexed(filter, after));
  }

  /** Of the newest of them those that fit otherwise. */
  private static Statement fitting(String community, Filter filter, @Nullable Cursor after) {
    return new Statement("select r.id, r.created_at from (")
        .then(walked(community, filter, after))
        .then(NEWEST_FIRST + WALKED + ") r where true")
        .then(Statement.others(filter))
        .then(NEWEST_FIRST + LOOKED_INTO);
  }

  private static boolean looksIntoAll(
      Sql sql, String community, Filter filter, @Nullable Cursor after) {
    Statement more =
        new Statement("select (select count(*) from (")
            .then(fitting(community, filter, after))
            .then(") f)::int as looked, (select count(*) from (")
            .then(walked(community, filter, after))
            .then(NEWEST_FIRST + WALKED + ") w)::int as walked");
    Boolean all =
        sql.one(
            more.text.toString(),
            row -> row.integer("looked") < LOOKED_INTO && row.integer("walked") < WALKED,
            more.parameters.toArray());
    return Boolean.TRUE.equals(all);
  }

  private static boolean standsInTooMany(Sql sql, String community, SearchedWords words) {
    return !sql.query(
            """
            select 1 as one from message s where s.community = ? and %s offset %d limit 1
            """
                .formatted(HAS_WORDS, MOST_MESSAGES),
            row -> row.integer("one"),
            community,
            words.query(),
            community,
            words.query())
        .isEmpty();
  }

  private static List<Request> byIndex(
      Sql sql,
      String community,
      Filter filter,
      @Nullable Cursor after,
      SearchedWords words,
      int limit) {
    return shown(
        sql,
        community,
        new Statement(
                """
                select r.id, r.created_at from (
                  with said as materialized (
                    select distinct s.request_id from message s where s.community = ? and %s
                  ), fitting as materialized (
                    select r.id, r.created_at from said
                    join request r on r.id = said.request_id and r.community = ? where true
                """
                    .formatted(HAS_WORDS),
                community,
                words.query(),
                community,
                words.query(),
                community)
            .then(Statement.indexed(filter, after))
            .then(Statement.others(filter))
            .then(") select * from fitting) r"),
        limit);
  }

  /** The first of the chosen as they are, with their questions. */
  private static List<Request> shown(Sql sql, String community, Statement chosen, int limit) {
    Statement whole =
        new Statement("select shown.* from (")
            .then(chosen)
            .then(
                NEWEST_FIRST
                    + limit
                    + """
                    ) chosen
                    cross join lateral (
                      select r.*, m.text from request r
                      join message m on m.request_id = r.id and m.id = r.question_id
                        and m.community = r.community
                      where r.id = chosen.id and r.community = ? limit 1
                    ) shown
                    order by chosen.created_at desc, chosen.id desc
                    """,
                community);
    return sql.query(whole.text.toString(), RequestRow::request, whole.parameters.toArray());
  }

  /** A statement with its parameters, in the order in which they stand. */
  private static final class Statement {
    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> parameters = new ArrayList<>();

    Statement(String first, Object... values) {
      then(first, values);
    }

    Statement then(String part, Object... values) {
      text.append(part);
      Collections.addAll(parameters, values);
      return this;
    }

    Statement then(Statement part) {
      return then(part.text.toString(), part.parameters.toArray());
    }

    /** Conditions of which an index has what fits, in its order or few of it. */
    static Statement indexed(Filter filter, @Nullable Cursor after) {
      Statement wanted = new Statement("");
      if (filter.status() != null && !filter.status().isFinished()) {
        wanted.then(" and r.finished_at is null");
      }
      wanted.and("r.created_at > ?", filter.createdAfter());
      wanted.and("r.created_at < ?", filter.createdBefore());
      wanted.and("r.topic = ?", filter.topic());
      wanted.and("r.customer_id = ?", filter.customerId());
      wanted.and(
          """
          r.id in (
            select a.request_id from message a where a.community = r.community
              and a.kind = 'ANSWER' and a.member_id = ?)
          """,
          filter.memberId());
      return after == null
          ? wanted
          : wanted.then(" and (r.created_at, r.id) < (?, ?)", after.at(), after.id());
    }

    /** The others, of which many have each value. */
    static Statement others(Filter filter) {
      Statement wanted = new Statement("");
      wanted.and("r.status = ?", filter.status());
      wanted.and("r.channel = ?", filter.channel());
      wanted.and("r.priority = ?", filter.priority());
      return wanted;
    }

    private void and(String condition, @Nullable Object value) {
      if (value != null) {
        then(" and " + condition, value);
      }
    }
  }
}
