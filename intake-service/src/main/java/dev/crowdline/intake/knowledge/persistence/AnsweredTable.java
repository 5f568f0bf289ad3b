package dev.crowdline.intake.knowledge.persistence;

import dev.crowdline.intake.knowledge.domain.Answered;
import dev.crowdline.intake.knowledge.domain.Article;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Requests that were answered by a person and whose answer was confirmed. */
@ApplicationScoped
public class AnsweredTable {
  private static final String ALL =
      """
      select r.id, r.language, r.topic, q.text as question, a.text as answer, r.member_id, r.member_alias,
        case when r.rated_round = r.round then r.stars else 0 end as stars
      from request r
      join message q on q.request_id = r.id and q.id = r.question_id and q.community = r.community
      join message a on a.request_id = r.id and a.id = r.answer_id and a.community = r.community
      where r.community = ? and r.status = 'RESOLVED' and r.kind = 'REQUEST' and r.incident_id is null
        and r.member_id is not null and r.erasure_id is null
      """;

  /** Those of them that are among these. */
  public List<Answered> among(Sql sql, String community, Collection<UUID> requestIds) {
    return sql.query(
        ALL + "and r.id = any(?)", AnsweredTable::answered, community, SqlArray.uuids(requestIds));
  }

  /** Those that ended since then, the latest first. Plan: request_kept, read backwards. */
  public List<Answered> since(Sql sql, String community, Instant since, int most) {
    return sql.query(
        ALL + "and r.finished_at >= ? order by r.finished_at desc limit ?",
        AnsweredTable::answered,
        community,
        since,
        most);
  }

  private static Answered answered(Row row) {
    return new Answered(
        row.uuid("id"),
        row.text("language"),
        row.textOrNull("topic"),
        row.text("question"),
        row.text("answer"),
        new Article.Author(row.uuid("member_id"), row.text("member_alias")),
        Objects.requireNonNullElse(row.integerOrNull("stars"), 0));
  }
}
