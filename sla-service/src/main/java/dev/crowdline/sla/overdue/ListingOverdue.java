package dev.crowdline.sla.overdue;

import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.overdue.domain.Overdue;
import dev.crowdline.sla.overdue.domain.Position;
import dev.crowdline.sla.overdue.persistence.QuestionTable;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists what wants a specialist or contractor. Routing alone decides who gets one. */
@ApplicationScoped
public class ListingOverdue {
  private final Database database;
  private final QuestionTable questions;

  ListingOverdue(Database database, QuestionTable questions) {
    this.database = database;
    this.questions = questions;
  }

  /** The list after a position, for who may see up to that minimum tier (P14). */
  public List<Overdue> after(
      String community, Tier tier, @Nullable Position after, Instant now, int limit) {
    return database.read(sql -> questions.overdue(sql, community, tier, after, now, limit));
  }
}
