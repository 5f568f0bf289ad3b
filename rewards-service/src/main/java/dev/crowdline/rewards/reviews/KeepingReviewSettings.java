package dev.crowdline.rewards.reviews;

import dev.crowdline.rewards.reviews.domain.ReviewSettings;
import dev.crowdline.rewards.reviews.persistence.ReviewSettingsTable;
import dev.crowdline.rewards.reviews.persistence.ReviewSettingsTable.Kept;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operator says how much is reviewed. */
@ApplicationScoped
public class KeepingReviewSettings {
  private final Database database;
  private final ReviewSettingsTable settings;
  private final Acts acts;
  private final InstantSource clock;

  KeepingReviewSettings(
      Database database, ReviewSettingsTable settings, Acts acts, InstantSource clock) {
    this.database = database;
    this.settings = settings;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    REVIEWS_SET
  }

  /** What a community set; null when it goes by the defaults. */
  public @Nullable Kept find(String community) {
    return database.read(sql -> settings.find(sql, community));
  }

  /** Sets it; it holds from the next answer on. */
  public Kept put(Caller caller, ReviewSettings wanted, @Nullable String ifMatch) {
    return database.transact(tx -> {
      Kept before = settings.find(tx, caller.community());
      long version = before == null ? 0 : before.version();
      IfMatch.mustBe(ifMatch, version);
      Instant now = clock.instant();
      if (!settings.put(tx, caller.community(), wanted, version, now)) {
        throw Problem.of(
            ProblemType.PRECONDITION_FAILED, "somebody else set it just now; read it again");
      }
      acts.add(
          tx,
          caller,
          null,
          now,
          Kind.REVIEWS_SET,
          Map.of(
              "reviewsADay", Integer.toString(wanted.reviewsADay()),
              "twicePercent", Integer.toString(wanted.twicePercent()),
              "newcomerAnswers", Integer.toString(wanted.newcomerAnswers())));
      return Objects.requireNonNull(settings.find(tx, caller.community()));
    });
  }
}
