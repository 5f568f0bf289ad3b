package dev.crowdline.intake.personaldata.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code retention}. */
@Entity
@Table(name = "retention")
class RetentionEntity {
  @Id String community;
  @Nullable Integer days;
  Instant changedAt;
  @Version long version = 1;
}
