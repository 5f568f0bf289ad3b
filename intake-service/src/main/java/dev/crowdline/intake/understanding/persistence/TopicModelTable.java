package dev.crowdline.intake.understanding.persistence;

import dev.crowdline.intake.understanding.domain.HeldOut;
import dev.crowdline.intake.understanding.domain.Learned;
import dev.crowdline.intake.understanding.domain.Lesson;
import dev.crowdline.intake.understanding.domain.ModelState;
import dev.crowdline.intake.understanding.domain.TopicModel;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The live models of the communities, and from which probability on they are believed. */
@ApplicationScoped
public class TopicModelTable {

  /** How a community's model stands, or null when none was tried. */
  public @Nullable ModelState state(Sql sql, String community) {
    return sql.one(
        """
        select version, tried, examples, told_right, held_out, made_at,
          refused_at, refused_examples, refused_right, refused_held_out
        from topic_model where community = ?
        """,
        TopicModelTable::state,
        community);
  }

  private static ModelState state(Row row) {
    Instant refusedAt = row.instantOrNull("refused_at");
    return new ModelState(
        row.bigint("version"),
        row.bigint("tried"),
        row.integer("examples"),
        new HeldOut(row.integer("told_right"), row.integer("held_out")),
        row.instant("made_at"),
        refusedAt == null
            ? null
            : new ModelState.Refused(
                row.integer("refused_examples"),
                new HeldOut(row.integer("refused_right"), row.integer("refused_held_out")),
                refusedAt));
  }

  /** The live model, or null. */
  public @Nullable TopicModel model(Sql sql, String community) {
    byte[] stored =
        sql.one(
            "select model from topic_model where community = ? and model is not null",
            row -> row.bytes("model"),
            community);
    return stored == null ? null : TopicModel.of(stored);
  }

  /**
   * Stores what came of learning, unless examples of later topics were learned meanwhile.
   *
   * @param tried the version of the topics whose examples they are
   */
  public void store(Tx tx, String community, long tried, Lesson lesson, Instant now) {
    switch (lesson) {
      case Lesson.Learned learned -> live(tx, community, tried, learned, now);
      case Lesson.Refused refused ->
          tx.update(
              """
              update topic_model set tried = ?, refused_at = ?, refused_examples = ?, refused_right = ?, refused_held_out = ?
              where community = ? and tried < ?
              """,
              tried,
              now,
              refused.examples(),
              refused.heldOut().right(),
              refused.heldOut().of(),
              community,
              tried);
      case Lesson.Nothing nothing ->
          tx.update(
              """
              insert into topic_model as m (community, version, tried, examples, told_right, held_out, made_at)
              values (?, 0, ?, 0, 0, 0, ?)
              on conflict (community) do update
              set version = 0, tried = excluded.tried, model = null, examples = 0, told_right = 0, held_out = 0,
                made_at = excluded.made_at, refused_at = null, refused_examples = null, refused_right = null, refused_held_out = null
              where m.tried < excluded.tried
              """,
              community,
              tried,
              now);
    }
  }

  private static void live(
      Tx tx, String community, long tried, Lesson.Learned learned, Instant now) {
    tx.update(
        """
        insert into topic_model as m (community, version, tried, model, examples, told_right, held_out, made_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (community) do update
        set version = excluded.version, tried = excluded.tried, model = excluded.model,
          examples = excluded.examples, told_right = excluded.told_right, held_out = excluded.held_out,
          made_at = excluded.made_at, refused_at = null, refused_examples = null, refused_right = null, refused_held_out = null
        where m.tried < excluded.tried
        """,
        community,
        tried,
        tried,
        learned.model().toBytes(),
        learned.examples(),
        learned.heldOut().right(),
        learned.heldOut().of(),
        now);
  }

  /**
   * From which probability on a community's model is believed, and at which version that stands.
   */
  public @Nullable Versioned<Integer> confidence(Sql sql, String community) {
    return sql.one(
        "select percent, version from topic_confidence where community = ?",
        row -> new Versioned<>(row.integer("percent"), row.bigint("version")),
        community);
  }

  /** From which probability on a community's model is believed. */
  double confidenceOrDefault(Sql sql, String community) {
    Versioned<Integer> said = confidence(sql, community);
    return (said == null ? Learned.CONFIDENCE_PERCENT : said.value()) / 100.0;
  }

  /** Sets it; the version at which it stands. */
  public long setConfidence(Tx tx, String community, int percent, Instant now) {
    Long version =
        tx.one(
            """
            insert into topic_confidence as c (community, percent, version, changed_at) values (?, ?, 1, ?)
            on conflict (community) do update
            set percent = excluded.percent, version = c.version + 1, changed_at = excluded.changed_at
            returning version
            """,
            row -> row.bigint("version"),
            community,
            percent,
            now);
    return Objects.requireNonNull(version, "an upsert returns its row");
  }
}
