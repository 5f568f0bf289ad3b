package dev.crowdline.routing.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.crowdline.contracts.AssignmentClock;
import dev.crowdline.routing.assignments.web.AssignmentView;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.offers.web.OfferView;
import dev.crowdline.support.problems.Problem;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the server tells a member's client. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ServerMessage.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = ServerMessage.OfferMade.class, name = "offer"),
  @JsonSubTypes.Type(value = ServerMessage.OfferEnded.class, name = "offer-ended"),
  @JsonSubTypes.Type(value = ServerMessage.AssignmentChanged.class, name = "assignment"),
  @JsonSubTypes.Type(value = ServerMessage.AssignmentEnded.class, name = "assignment-ended"),
  @JsonSubTypes.Type(value = ServerMessage.AnswerDiscussed.class, name = "answer"),
  @JsonSubTypes.Type(value = ServerMessage.Warning.class, name = "warning"),
  @JsonSubTypes.Type(value = ServerMessage.Result.class, name = "result"),
  @JsonSubTypes.Type(value = ServerMessage.Renewed.class, name = "renewed"),
  @JsonSubTypes.Type(value = ServerMessage.Pong.class, name = "pong")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ServerMessage {

  /** What its reader holds from then on, or no longer; null when it is about neither. */
  default @Nullable Holding holding() {
    return null;
  }

  /**
   * The connection stands; being connected is being present at that site.
   *
   * @param site as the client named it when it connected, else {@code console}
   */
  record Hello(UUID memberId, String site, long leaseSeconds, Instant rightUntil)
      implements ServerMessage {}

  /** An offer, new or changed; a client keeps the highest version. */
  record OfferMade(OfferView offer) implements ServerMessage {
    @Override
    public Holding holding() {
      return new Holding(offer.id(), true, 0);
    }
  }

  /** An offer is over. */
  record OfferEnded(UUID offerId, UUID routeId, int version, OfferState state, String reason)
      implements ServerMessage {
    @Override
    public Holding holding() {
      return new Holding(offerId, false, 0);
    }
  }

  /** Work that the member has, as it is now. */
  record AssignmentChanged(AssignmentView assignment) implements ServerMessage {
    @Override
    public Holding holding() {
      return new Holding(assignment.id(), true, assignment.version());
    }
  }

  /** Work that the member has no longer. */
  record AssignmentEnded(UUID assignmentId, UUID routeId, String state, String reason)
      implements ServerMessage {
    @Override
    public Holding holding() {
      return new Holding(assignmentId, false, 0);
    }
  }

  /**
   * The customer wrote after the member's answer, or judged it; it is no work that the member has.
   */
  record AnswerDiscussed(AssignmentView assignment) implements ServerMessage {}

  /** A clock has used its warning share. */
  record Warning(UUID assignmentId, AssignmentClock clock, Instant dueAt)
      implements ServerMessage {}

  /** The answer to a command with this {@code ref}. */
  record Result(
      @Nullable String ref, int status, @Nullable Object body, Problem.@Nullable Body problem)
      implements ServerMessage {}

  /** The right to be connected was renewed. */
  record Renewed(Instant rightUntil) implements ServerMessage {}

  /** The answer to a ping. */
  record Pong() implements ServerMessage {}
}
