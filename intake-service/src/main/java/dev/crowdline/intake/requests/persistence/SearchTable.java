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
 * Finds the requests of a community, newest first.
 *
 * <p>Words are looked for in two ways, each of which is slow where the other is fast, and how many
 * messages have a word that begins so is known to no planner: first through the newest requests,
 * among which an everyday word fills the page; if they do not, through the index of words, where
 * others are few.
 */
@ApplicationScoped
public class SearchTable {
  /** A page of 20 is full when one request in 25 has the words. */
  static final int NEWEST = 500;

  private static final String NEWEST_FIRST = " order by r.created_at desc, r.id desc limit ?";

  /** As index message_said has them; what has no word at all is not found. */
  private static final String HAS_WORDS =
      """
      (array_to_tsvector(array['@' || s.community]) || to_tsvector('simple', s.text))
        @@ (to_tsquery('simple', ?) && (quote_literal('@' || ?))::tsquery)
        and numnode(to_tsquery('simple', ?)) > 0
      """;

  /** Those after the cursor. */
  public List<Request> find(
      Sql sql, String community, Filter filter, @Nullable Cursor after, int limit) {
    Statement wanted = Statement.of(filter, after);
    Statement fitting =
        new Statement("select r.id, r.created_at from request r where r.community = ?", community)
            .then(wanted);
    SearchedWords words = filter.words();
    if (words == null) {
      return shown(sql, community, fitting.then(NEWEST_FIRST, limit));
    }
    List<Request> found =
        shown(
            sql,
            community,
            new Statement("select r.id from (")
                .then(fitting.then(NEWEST_FIRST, NEWEST))
                .then(
                    """
                    ) r where exists (
                      select from message s where s.request_id = r.id and s.community = ? and %s)
                    """
                        .formatted(HAS_WORDS),
                    community,
                    words.query(),
                    community,
                    words.query())
                .then(NEWEST_FIRST, limit));
    return found.size() == limit ? found : byIndex(sql, community, words, wanted, limit);
  }

  /** Materialized, so that nobody walks through all requests in their order for a few. */
  private static List<Request> byIndex(
      Sql sql, String community, SearchedWords words, Statement wanted, int limit) {
    return shown(
        sql,
        community,
        new Statement(
                """
                with said as materialized (
                  select distinct s.request_id from message s where s.community = ? and %s
                ), fitting as materialized (
                  select r.id, r.created_at from said
                  join request r on r.id = said.request_id and r.community = ?
                  where true
                """
                    .formatted(HAS_WORDS),
                community,
                words.query(),
                community,
                words.query(),
                community)
            .then(wanted)
            .then(") select r.id from fitting r" + NEWEST_FIRST, limit));
  }

  private static List<Request> shown(Sql sql, String community, Statement chosen) {
    chosen.parameters.add(community);
    return sql.query(
        """
        select r.*, m.text from (%s) chosen
        join request r on r.id = chosen.id and r.community = ?
        join message m on m.request_id = r.id and m.id = r.question_id and m.community = r.community
        order by r.created_at desc, r.id desc
        """
            .formatted(chosen.text),
        RequestRow::request,
        chosen.parameters.toArray());
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

    /** Further conditions of a request r. */
    static Statement of(Filter filter, @Nullable Cursor after) {
      Statement wanted = new Statement("");
      wanted.and("r.status = ?", filter.status());
      wanted.and("r.channel = ?", filter.channel());
      wanted.and("r.priority = ?", filter.priority());
      wanted.and("r.created_at > ?", filter.createdAfter());
      wanted.and("r.created_at < ?", filter.createdBefore());
      wanted.and("r.topic = ?", filter.topic());
      wanted.and("r.customer_id = ?", filter.customerId());
      wanted.and(
          """
          exists (
            select from message a where a.request_id = r.id and a.community = r.community
              and a.kind = 'ANSWER' and a.member_id = ?)
          """,
          filter.memberId());
      return after == null
          ? wanted
          : wanted.then(" and (r.created_at, r.id) < (?, ?)", after.at(), after.id());
    }

    private void and(String condition, @Nullable Object value) {
      if (value != null) {
        then(" and " + condition, value);
      }
    }
  }
}
