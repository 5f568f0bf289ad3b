package dev.crowdline.rewards.reviews.persistence;

import dev.crowdline.rewards.reviews.domain.ReviewSettings;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How much communities review. */
@ApplicationScoped
public class ReviewSettingsTable {
  /** Settings as they were set. */
  public record Kept(ReviewSettings settings, Instant changedAt, long version) {}

  /** What a community set; null when it goes by the defaults. */
  public @Nullable Kept find(Sql sql, String community) {
    return sql.one(
        "select * from review_settings where community = ?",
        row -> new Kept(settings(row), row.instant("changed_at"), row.bigint("version")),
        community);
  }

  /** What those of them set that set something. */
  public Map<String, ReviewSettings> of(Sql sql, Collection<String> communities) {
    return sql
        .query(
            "select * from review_settings where community = any(?)",
            row -> Map.entry(row.text("community"), settings(row)),
            SqlArray.texts(communities))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Stores settings in place of those before, which have that version; whether they still had. */
  public boolean put(Tx tx, String community, ReviewSettings settings, long before, Instant now) {
    return tx.update(
            """
            insert into review_settings as s (community, reviews_a_day, twice_percent, newcomer_answers, changed_at, version)
            values (?, ?, ?, ?, ?, 1)
            on conflict (community) do update set reviews_a_day = excluded.reviews_a_day, twice_percent = excluded.twice_percent,
              newcomer_answers = excluded.newcomer_answers, changed_at = excluded.changed_at, version = s.version + 1
            where s.version = ?
            """,
            community,
            settings.reviewsADay(),
            settings.twicePercent(),
            settings.newcomerAnswers(),
            now,
            before)
        == 1;
  }

  private static ReviewSettings settings(Row row) {
    return new ReviewSettings(
        row.integer("reviews_a_day"),
        row.integer("twice_percent"),
        row.integer("newcomer_answers"));
  }
}
