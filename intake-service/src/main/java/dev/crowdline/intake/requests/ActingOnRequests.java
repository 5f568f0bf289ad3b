package dev.crowdline.intake.requests;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.requests.domain.Commanding;
import dev.crowdline.intake.requests.domain.Decision;
import dev.crowdline.intake.requests.domain.Happening;
import dev.crowdline.intake.requests.domain.Judgement;
import dev.crowdline.intake.requests.domain.Life;
import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.idempotency.Idempotency.Outcome;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the company's people do to a request, in their own name: cancel it, write to the customer,
 * raise priority and minimum tier. Each is written down with who did it, in the same transaction; a
 * command that changes nothing is no act.
 */
@ApplicationScoped
public class ActingOnRequests {
  private final Database database;
  private final MovingRequests moving;
  private final ReadingRequests reading;
  private final Acts acts;
  private final Idempotency idempotency;
  private final InstantSource clock;

  ActingOnRequests(
      Database database,
      MovingRequests moving,
      ReadingRequests reading,
      Acts acts,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.moving = moving;
    this.reading = reading;
    this.acts = acts;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** What is done. */
  public enum Kind {
    CANCELLED,
    WROTE,
    PRIORITY_RAISED,
    MINIMUM_TIER_RAISED
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
    return act(
        caller,
        id,
        "cancel-request/",
        key,
        ifMatch,
        reason,
        Kind.CANCELLED,
        reason.isEmpty() ? Map.of() : Map.of("reason", reason),
        (life, now) -> Commanding.cancel(life, who, reason, Ids::next, now));
  }

  /** Makes a request more pressing. */
  public Request raisePriority(Caller caller, UUID id, @Nullable String key, Priority priority) {
    return act(
        caller,
        id,
        "raise-priority/",
        key,
        null,
        priority,
        Kind.PRIORITY_RAISED,
        Map.of("priority", priority.name()),
        (life, now) -> Commanding.raisePriority(life, priority));
  }

  /** Hides a request from members below a tier (P14). */
  public Request raiseTier(Caller caller, UUID id, @Nullable String key, Tier tier) {
    return act(
        caller,
        id,
        "raise-minimum-tier/",
        key,
        null,
        tier,
        Kind.MINIMUM_TIER_RAISED,
        Map.of("minimumTier", tier.name()),
        (life, now) -> Commanding.raiseTier(life, tier));
  }

  /** Writes to the customer. */
  public Message write(Caller caller, UUID id, @Nullable String key, String text) {
    Outcome outcome =
        database.transact(tx ->
            idempotency.run(
                tx,
                caller,
                "write-as-staff/" + id,
                key,
                text,
                201,
                () -> {
                  UUID messageId = Ids.next();
                  act(
                      tx,
                      caller,
                      id,
                      null,
                      Kind.WROTE,
                      Map.of("messageId", messageId.toString()),
                      (life, now) -> Commanding.writeAsStaff(life, messageId, text, now));
                  return messageId.toString();
                }));
    UUID messageId = UUID.fromString(outcome.resourceId());
    return reading.messages(caller.community(), id).stream()
        .filter(m -> m.id().equals(messageId))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("message " + messageId + " is gone"));
  }

  private Request act(
      Caller caller,
      UUID id,
      String operation,
      @Nullable String key,
      @Nullable String ifMatch,
      Object body,
      Kind kind,
      Map<String, String> detail,
      BiFunction<Life, Instant, Judgement> command) {
    database.transact(tx ->
        idempotency.runFor(
            tx,
            caller,
            operation + id,
            key,
            body,
            200,
            id.toString(),
            () -> act(tx, caller, id, ifMatch, kind, detail, command)));
    return reading.get(caller.community(), id);
  }

  private void act(
      Tx tx,
      Caller caller,
      UUID id,
      @Nullable String ifMatch,
      Kind kind,
      Map<String, String> detail,
      BiFunction<Life, Instant, Judgement> command) {
    Instant now = clock.instant();
    Decision decision = moving.move(tx, caller.community(), id, ifMatch, now, command);
    if (decision != null && !decision.happenings().isEmpty()) {
      acts.add(tx, caller, id, now, kind, detail);
    }
  }
}
