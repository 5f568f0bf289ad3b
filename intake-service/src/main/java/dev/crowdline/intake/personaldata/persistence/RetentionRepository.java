package dev.crowdline.intake.personaldata.persistence;

import dev.crowdline.intake.personaldata.domain.Retention;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** For how long each community keeps what people wrote. */
@ApplicationScoped
public class RetentionRepository implements PanacheRepositoryBase<RetentionEntity, String> {

  /** What a community has set, or null. */
  public @Nullable Versioned<Retention> find(Tx tx, String community) {
    RetentionEntity row = findById(community);
    return row == null ? null : new Versioned<>(new Retention(row.days), row.version);
  }

  /** Sets it; it stands at the version that is returned. */
  public Versioned<Retention> put(Tx tx, String community, Retention retention, Instant now) {
    RetentionEntity row = findById(community);
    if (row == null) {
      row = new RetentionEntity();
      row.community = community;
      row.days = retention.days();
      row.changedAt = now;
      persist(row);
    } else {
      row.days = retention.days();
      row.changedAt = now;
    }
    flush();
    return new Versioned<>(retention, row.version);
  }
}
