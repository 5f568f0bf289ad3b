package dev.crowdline.intake.requests;

import dev.crowdline.intake.requests.domain.Commanding;
import dev.crowdline.intake.requests.domain.Happening;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The company ends a request that nobody needs to answer any more. */
@ApplicationScoped
public class CancellingRequests {
  private final Database database;
  private final MovingRequests moving;
  private final ReadingRequests reading;
  private final Idempotency idempotency;
  private final InstantSource clock;

  CancellingRequests(
      Database database,
      MovingRequests moving,
      ReadingRequests reading,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.moving = moving;
    this.reading = reading;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /**
   * Cancels a request that is not finished.
   *
   * @param ifMatch the version that the caller has seen; null for whatever stands
   * @param reason told to the customer; empty when none was given
   */
  public Request cancel(
      Caller caller, UUID id, @Nullable String key, @Nullable String ifMatch, String reason) {
    Happening.Who who =
        caller.is(Caller.OPERATOR) ? Happening.Who.OPERATOR : Happening.Who.INTEGRATOR;
    database.transact(tx ->
        idempotency.runFor(
            tx,
            caller,
            "cancel-request/" + id,
            key,
            reason,
            200,
            id.toString(),
            () -> {
              Instant now = clock.instant();
              moving.move(
                  tx,
                  caller.community(),
                  id,
                  ifMatch,
                  now,
                  life -> Commanding.cancel(life, who, reason, Ids::next, now));
            }));
    return reading.get(caller.community(), id);
  }
}
