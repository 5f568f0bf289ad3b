package dev.crowdline.intake.conversations;

import dev.crowdline.intake.requests.MovingRequests;
import dev.crowdline.intake.requests.ReadingRequests;
import dev.crowdline.intake.requests.SubmittingRequests;
import dev.crowdline.intake.requests.domain.Commanding;
import dev.crowdline.intake.requests.domain.Decision;
import dev.crowdline.intake.requests.domain.Judgement;
import dev.crowdline.intake.requests.domain.Life;
import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.idempotency.Idempotency.Outcome;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What the customer does: writes on, judges the answer, rates it, asks for staff. */
@ApplicationScoped
public class TalkingToHelpers {
  private final Database database;
  private final MovingRequests moving;
  private final SubmittingRequests submitting;
  private final ReadingRequests requests;
  private final ReadingConversations conversations;
  private final Idempotency idempotency;
  private final InstantSource clock;

  TalkingToHelpers(
      Database database,
      MovingRequests moving,
      SubmittingRequests submitting,
      ReadingRequests requests,
      ReadingConversations conversations,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.moving = moving;
    this.submitting = submitting;
    this.requests = requests;
    this.conversations = conversations;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /**
   * A message and where it went.
   *
   * @param requestId the request that it belongs to now: the same, or the new one that it began
   */
  public record Written(UUID requestId, Message message) {}

  /** The customer writes; after the end of the request that begins a new one. */
  public Written write(Caller caller, UUID id, @Nullable String key, String text) {
    Outcome outcome =
        database.transact(tx ->
            idempotency.run(
                tx,
                caller,
                "write-message/" + id,
                key,
                text,
                201,
                () -> write(tx, caller.community(), id, text)));
    String[] written = outcome.resourceId().split("/", 2);
    UUID requestId = UUID.fromString(written[0]);
    UUID messageId = UUID.fromString(written[1]);
    Message message =
        requests.messages(caller.community(), requestId).stream()
            .filter(m -> m.id().equals(messageId))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("message " + messageId + " is gone"));
    return new Written(requestId, message);
  }

  /** Returns the ids of the request and of the message in it. */
  private String write(Tx tx, String community, UUID id, String text) {
    Instant now = clock.instant();
    UUID messageId = Ids.next();
    Decision decision =
        moving.move(tx, community, id, now, life -> Commanding.write(life, messageId, text, now));
    if (decision != null) {
      return id + "/" + messageId;
    }
    Request next = submitting.continueFrom(tx, requests.get(tx, community, id), text);
    return next.id() + "/" + next.questionId();
  }

  /**
   * The customer says whether the answer solved it.
   *
   * @param text what else there is to say; empty for nothing
   */
  public Conversation judge(
      Caller caller, UUID id, @Nullable String key, boolean solved, String text) {
    return move(
        caller,
        id,
        "judge-answer/",
        key,
        solved + " " + text,
        (life, now) -> Commanding.judge(life, solved, Ids.next(), text, now));
  }

  /**
   * The customer rates the answer.
   *
   * @param thanks a word of thanks; empty for none
   */
  public Conversation rate(Caller caller, UUID id, @Nullable String key, int stars, String thanks) {
    return move(
        caller,
        id,
        "rate-answer/",
        key,
        stars + " " + thanks,
        (life, now) -> Commanding.rate(life, stars, thanks, now));
  }

  /** The customer wants the company's own people. */
  public Conversation askForStaff(Caller caller, UUID id, @Nullable String key) {
    return move(caller, id, "ask-for-staff/", key, null, Commanding::askForStaff);
  }

  private Conversation move(
      Caller caller,
      UUID id,
      String operation,
      @Nullable String key,
      @Nullable String body,
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
            () -> {
              Instant now = clock.instant();
              moving.move(tx, caller.community(), id, now, life -> command.apply(life, now));
            }));
    return conversations.get(caller.community(), id);
  }
}
