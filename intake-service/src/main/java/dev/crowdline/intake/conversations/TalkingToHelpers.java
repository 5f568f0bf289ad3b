package dev.crowdline.intake.conversations;

import dev.crowdline.intake.requests.MovingRequests;
import dev.crowdline.intake.requests.MovingRequests.Moved;
import dev.crowdline.intake.requests.ReadingRequests;
import dev.crowdline.intake.requests.SubmittingRequests;
import dev.crowdline.intake.requests.domain.Commanding;
import dev.crowdline.intake.requests.domain.Decision;
import dev.crowdline.intake.requests.domain.GivenAnswer;
import dev.crowdline.intake.requests.domain.Judgement;
import dev.crowdline.intake.requests.domain.Life;
import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.RequestState;
import dev.crowdline.intake.requests.domain.Thanks;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.intake.requests.policies.Patiences;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What the customer does: writes on, judges the answer, rates it, asks for staff, withdraws. */
@ApplicationScoped
public class TalkingToHelpers {
  private final Database database;
  private final MovingRequests moving;
  private final SubmittingRequests submitting;
  private final ReadingRequests requests;
  private final RequestTable table;
  private final Patiences patiences;
  private final ReadingConversations conversations;
  private final Idempotency idempotency;
  private final InstantSource clock;

  TalkingToHelpers(
      Database database,
      MovingRequests moving,
      SubmittingRequests submitting,
      ReadingRequests requests,
      RequestTable table,
      Patiences patiences,
      ReadingConversations conversations,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.moving = moving;
    this.submitting = submitting;
    this.requests = requests;
    this.table = table;
    this.patiences = patiences;
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

  /**
   * The customer writes; after the end of the request that begins a new one, which later messages
   * join while it is open. Thanks for what has ended only are delivered.
   */
  public Written write(Caller caller, UUID id, @Nullable String key, String text) {
    UUID messageId = Ids.next();
    boolean thanks = Thanks.recognises(text);
    Duration followUp = patiences.of(caller.community()).followUp();
    Moved moved =
        moving.move(
            Idempotency.keyed(caller, "write-message/" + id, key, text, 201),
            id + "/" + messageId,
            caller.community(),
            id,
            (life, at) -> Commanding.write(life, messageId, text, thanks, followUp, at));
    String resource =
        moved.judgement() instanceof Judgement.Continues
            ? continued(caller, id, key, text)
            : moved.resourceId();
    String[] written = resource.split("/", 2);
    UUID requestId = UUID.fromString(written[0]);
    UUID writtenId = UUID.fromString(written[1]);
    Message message =
        requests.messages(caller.community(), requestId).stream()
            .filter(m -> m.id().equals(writtenId))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("message " + writtenId + " is gone"));
    return new Written(requestId, message);
  }

  /** The request is over: what is written goes on in one that continues it. */
  private String continued(Caller caller, UUID id, @Nullable String key, String text) {
    return database
        .transact(tx ->
            idempotency.run(
                tx,
                caller,
                "write-message/" + id,
                key,
                text,
                201,
                () -> {
                  Place place = write(tx, caller.community(), id, text, false);
                  return place.requestId() + "/" + place.messageId();
                }))
        .resourceId();
  }

  /** Where a message stands: in the request that it was written to, or one that continues it. */
  public record Place(UUID requestId, UUID messageId) {}

  /**
   * The same in the given transaction. Locked are the request of the link and then the last that
   * continues it, in the order of their ids, however many lie between.
   *
   * @param confirms whether the text says that an answer solved it, should one wait to be judged
   */
  public Place write(Tx tx, String community, UUID id, String text, boolean confirms) {
    Instant now = clock.instant();
    UUID messageId = Ids.next();
    boolean thanks = Thanks.recognises(text);
    Duration followUp = patiences.of(community).followUp();
    UUID target = id;
    while (true) {
      Decision decision =
          moving.move(
              tx,
              community,
              target,
              now,
              (life, at) ->
                  confirms && life.state() instanceof RequestState.Answered
                      ? Commanding.judge(life, true, null, messageId, text, at)
                      : Commanding.write(life, messageId, text, thanks, followUp, at));
      if (decision != null) {
        return new Place(target, messageId);
      }
      UUID last = table.last(tx, community, target);
      if (last.equals(target)) {
        Request begun = submitting.continueFrom(tx, requests.get(tx, community, target), text);
        return new Place(begun.id(), begun.questionId());
      }
      target = last;
    }
  }

  /**
   * The customer says whether an answer solved it.
   *
   * @param answer the message that holds it; null for the one that waits to be judged
   * @param text what else there is to say; empty for nothing
   */
  public Conversation judge(
      Caller caller,
      UUID id,
      @Nullable String key,
      boolean solved,
      @Nullable UUID answer,
      String text) {
    // It is read before the lock: an answer stays as it was given.
    GivenAnswer named =
        answer == null ? null : database.read(sql -> named(sql, caller.community(), id, answer));
    UUID messageId = Ids.next();
    moving.move(
        Idempotency.keyed(
            caller,
            "judge-answer/" + id,
            key,
            solved + " " + (answer == null ? "" : answer + " ") + text,
            200),
        id.toString(),
        caller.community(),
        id,
        (life, at) -> Commanding.judge(life, solved, named, messageId, text, at));
    return conversations.get(caller.community(), id);
  }

  private GivenAnswer named(Sql sql, String community, UUID id, UUID answer) {
    GivenAnswer found = table.answer(sql, community, id, answer);
    if (found == null) {
      throw Problem.field(
          ProblemType.INVALID, "answer", "must be the id of an answer of this conversation");
    }
    return found;
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

  /** The customer has another problem than the incident that would answer it. */
  public Conversation split(Caller caller, UUID id, @Nullable String key) {
    return move(caller, id, "split-out/", key, null, Commanding::split);
  }

  /** The customer needs no answer any more. */
  public Conversation withdraw(Caller caller, UUID id, @Nullable String key) {
    return move(
        caller,
        id,
        "withdraw-request/",
        key,
        null,
        (life, now) -> Commanding.withdraw(life, Ids.next(), now));
  }

  private Conversation move(
      Caller caller,
      UUID id,
      String operation,
      @Nullable String key,
      @Nullable String body,
      BiFunction<Life, Instant, Judgement> command) {
    moving.move(
        Idempotency.keyed(caller, operation + id, key, body, 200),
        id.toString(),
        caller.community(),
        id,
        command);
    return conversations.get(caller.community(), id);
  }
}
