package dev.crowdline.rewards.ranks.persistence;

import dev.crowdline.rewards.ranks.domain.Ladder;
import dev.crowdline.rewards.ranks.domain.Rung;
import dev.crowdline.support.database.Versioned;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code ladder}. Where there is none, the default stands at version 1. */
@Entity
@Table(name = "ladder")
class LadderEntity {
  @Id String community;

  @JdbcTypeCode(SqlTypes.JSON)
  List<Rung> rungs;

  Instant changedAt;

  /** When it is to be looked at who stands where on it; null once it is known of all. */
  @Nullable Instant dueAt;

  @Version long version = 2;

  void take(Ladder ladder, Instant now) {
    rungs = ladder.rungs();
    changedAt = now;
    dueAt = now;
  }

  Versioned<Ladder> toLadder() {
    return new Versioned<>(new Ladder(rungs), version);
  }
}
