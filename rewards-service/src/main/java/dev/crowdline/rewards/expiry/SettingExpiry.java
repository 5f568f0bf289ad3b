package dev.crowdline.rewards.expiry;

import dev.crowdline.rewards.expiry.domain.ExpiryRule;
import dev.crowdline.rewards.expiry.persistence.ExpiryTable;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An operator says when points expire. */
@ApplicationScoped
public class SettingExpiry {
  private final Database database;
  private final ExpiryTable rows;
  private final Acts acts;
  private final InstantSource clock;

  SettingExpiry(Database database, ExpiryTable rows, Acts acts, InstantSource clock) {
    this.database = database;
    this.rows = rows;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    EXPIRY_SET
  }

  /** The rule of a community. */
  public ExpiryRule get(String community) {
    return database.read(sql -> rows.find(sql, community));
  }

  /**
   * Sets it, if it is still as {@code ifMatch} says. What was announced by the rule before is taken
   * back and announced anew, with the whole notice.
   */
  public ExpiryRule put(Caller caller, ExpiryRule wanted, @Nullable String ifMatch) {
    return database.transact(tx -> {
      IfMatch.mustBe(ifMatch, rows.lock(tx, caller.community()).version());
      Instant now = clock.instant();
      rows.put(tx, caller.community(), wanted, now);
      rows.withdraw(tx, caller.community(), now);
      acts.add(
          tx,
          caller,
          null,
          now,
          Kind.EXPIRY_SET,
          Map.of(
              "afterDays",
              wanted.afterDays() == null ? "never" : wanted.afterDays().toString(),
              "noticeDays",
              Integer.toString(wanted.noticeDays())));
      return rows.find(tx, caller.community());
    });
  }
}
