package dev.crowdline.intake.personaldata;

import dev.crowdline.intake.personaldata.domain.Retention;
import dev.crowdline.intake.personaldata.persistence.RetentionRepository;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operator says for how long what people wrote is kept. */
@ApplicationScoped
public class ChangingRetention {
  private final Database database;
  private final RetentionRepository retention;
  private final Acts acts;
  private final InstantSource clock;

  ChangingRetention(
      Database database, RetentionRepository retention, Acts acts, InstantSource clock) {
    this.database = database;
    this.retention = retention;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    RETENTION_CHANGED
  }

  /** What stands; for ever at version 0 while nobody has said anything. */
  public Versioned<Retention> get(String community) {
    return database.transact(tx -> standing(tx, community));
  }

  /** Sets it, if what stands is still as {@code ifMatch} says. */
  public Versioned<Retention> put(Caller caller, Retention wanted, @Nullable String ifMatch) {
    return database.transact(tx -> {
      Instant now = clock.instant();
      IfMatch.mustBe(ifMatch, standing(tx, caller.community()).version());
      Versioned<Retention> stored = retention.put(tx, caller.community(), wanted, now);
      acts.add(
          tx,
          caller,
          null,
          now,
          Kind.RETENTION_CHANGED,
          Map.of("days", wanted.days() == null ? "for ever" : wanted.days().toString()));
      return stored;
    });
  }

  private Versioned<Retention> standing(Tx tx, String community) {
    return Objects.requireNonNullElse(
        retention.find(tx, community), new Versioned<>(Retention.FOR_EVER, 0));
  }
}
