package dev.crowdline.rewards.reviews.persistence;

import dev.crowdline.rewards.reviews.domain.ReviewVerdict;
import dev.crowdline.support.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reviewers said of the same answers. */
@ApplicationScoped
public class AgreementTable {

  /**
   * How often a reviewer said one thing and another reviewer another of the same answer.
   *
   * @param reviewer the key of a caller
   */
  public record Pairs(
      String reviewer,
      String name,
      @Nullable String topic,
      ReviewVerdict mine,
      ReviewVerdict theirs,
      long times) {}

  /**
   * All pairs of answers that were drawn since then, each from both sides. Plan: review_latest, and
   * judgement_pk twice for each that two judged.
   */
  public List<Pairs> pairs(Sql sql, String community, Instant since) {
    return sql.query(
        """
        select m.reviewer, max(m.reviewer_name) as name, r.topic, m.verdict as mine, o.verdict as theirs,
          count(*) as times
        from review r
        join judgement m on m.community = r.community and m.review_id = r.id
        join judgement o on o.community = r.community and o.review_id = r.id and o.reviewer <> m.reviewer
        where r.community = ? and r.opened_at >= ?
        group by m.reviewer, r.topic, m.verdict, o.verdict
        """,
        row ->
            new Pairs(
                row.text("reviewer"),
                row.text("name"),
                row.textOrNull("topic"),
                row.constant("mine", ReviewVerdict.class),
                row.constant("theirs", ReviewVerdict.class),
                row.bigint("times")),
        community,
        since);
  }
}
