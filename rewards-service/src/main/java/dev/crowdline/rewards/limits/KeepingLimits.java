package dev.crowdline.rewards.limits;

import dev.crowdline.rewards.limits.domain.Limits;
import dev.crowdline.rewards.limits.persistence.LimitTable;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An operator says how much may be moved, and purchases and corrections are held to it. */
@ApplicationScoped
public class KeepingLimits {
  private static final String ANY = "any";

  private final Database database;
  private final LimitTable limits;
  private final Acts acts;
  private final InstantSource clock;

  KeepingLimits(Database database, LimitTable limits, Acts acts, InstantSource clock) {
    this.database = database;
    this.limits = limits;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    LIMITS_SET
  }

  /** The limits of a community. */
  public Limits get(String community) {
    return database.read(sql -> limits.find(sql, community));
  }

  /** Sets them, if they are still as {@code ifMatch} says; they count from the next purchase on. */
  public Limits put(Caller caller, Limits wanted, @Nullable String ifMatch) {
    return database.transact(tx -> {
      IfMatch.mustBe(ifMatch, limits.find(tx, caller.community()).version());
      Instant now = clock.instant();
      limits.put(tx, caller.community(), wanted, now);
      acts.add(
          tx,
          caller,
          null,
          now,
          Kind.LIMITS_SET,
          Map.of(
              "pointsPerDay",
              text(wanted.pointsPerDay()),
              "waitDays",
              text(wanted.waitDays()),
              "correctAlone",
              Long.toString(Objects.requireNonNullElse(wanted.correctAlone(), Limits.ALONE))));
      return limits.find(tx, caller.community());
    });
  }

  /** The limits as this transaction sees them. */
  public Limits get(Tx tx, String community) {
    return limits.find(tx, community);
  }

  private static String text(@Nullable Number number) {
    return number == null ? ANY : number.toString();
  }

  /**
   * Refuses what is too much for a day or too soon. The purchase is stored and its member's
   * accounts are locked, so that of two at once the second sees the first.
   */
  public void check(Tx tx, String community, UUID member, Instant now) {
    Limits limit = limits.find(tx, community);
    if (limit.pointsPerDay() == null && limit.waitDays() == null) {
      return;
    }
    Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
    LimitTable.Use use = limits.use(tx, community, member, midnight);
    Instant registered = use.registeredAt() == null ? now : use.registeredAt();
    if (now.isBefore(limit.opensFor(registered))) {
      throw Problem.of(
          ProblemType.ILLEGAL_STATE,
          "members take items from %d %s after joining on; you may from %s on"
              .formatted(
                  limit.waitDays(),
                  Integer.valueOf(1).equals(limit.waitDays()) ? "day" : "days",
                  limit.opensFor(registered).truncatedTo(ChronoUnit.SECONDS)));
    }
    if (limit.exceededBy(use.points())) {
      throw Problem.of(
          ProblemType.ILLEGAL_STATE,
          "items for %,d points may be taken in a day, and with this it would be %,d; the next day begins at %s"
              .formatted(limit.pointsPerDay(), use.points(), midnight.plus(1, ChronoUnit.DAYS)));
    }
  }
}
