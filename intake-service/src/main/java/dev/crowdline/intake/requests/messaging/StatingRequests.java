package dev.crowdline.intake.requests.messaging;

import dev.crowdline.contracts.Dial;
import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.MinimumTierRaised;
import dev.crowdline.contracts.intake.PriorityRaised;
import dev.crowdline.contracts.intake.RequestAnswered;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestClosed;
import dev.crowdline.contracts.intake.RequestLinked;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.intake.RequestSplit;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.intake.RequestUnderstood;
import dev.crowdline.contracts.intake.StaffWrote;
import dev.crowdline.intake.requests.domain.Happening;
import dev.crowdline.intake.requests.domain.Held;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.tenancy.Communities;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the other services hear of requests. No field holds contact data (P13). */
public final class StatingRequests {
  private StatingRequests() {}

  /**
   * A customer asked.
   *
   * @param community with the versions of its policy and earning rules that are in force
   * @param dial of its topic; null when that has none
   */
  public static void submitted(
      Tx tx, Request request, Communities.Community community, @Nullable Dial dial) {
    tx.state(
        request.community(),
        request.id(),
        request.createdAt(),
        new RequestSubmitted(
            request.kind(),
            request.channel(),
            request.language(),
            request.life().priority(),
            request.life().minimumTier(),
            request.needs(),
            request.topic(),
            request.understood(),
            request.customerId(),
            request.alias(),
            request.attributes(),
            request.questionId(),
            request.text(),
            request.linkedTo(),
            community.policyVersion(),
            community.earningVersion(),
            dial));
  }

  /** States what was decided about a locked request, in order. */
  public static void happened(
      Tx tx, Held request, @Nullable Fact<?> cause, Instant now, List<Happening> happenings) {
    for (Happening happening : happenings) {
      tx.state(request.community(), request.id().toString(), now, cause, fact(happening));
    }
  }

  /** The fact that tells of a happening. */
  static Object fact(Happening happening) {
    return switch (happening) {
      case Happening.CustomerWrote h ->
          new MessageAdded(h.messageId(), h.text(), h.number(), h.thanks() ? Boolean.TRUE : null);
      case Happening.Answered h ->
          new RequestAnswered(
              h.answer().by().assignmentId(),
              h.answer().by().memberId(),
              h.answer().by().tier(),
              h.answer().messageId(),
              h.round());
      case Happening.Rated h ->
          new RequestRated(
              h.answer().by().assignmentId(),
              h.answer().by().memberId(),
              h.stars(),
              !h.thanks().isEmpty(),
              h.thanks().isEmpty() ? null : h.thanks());
      case Happening.Reopened h ->
          new RequestReopened(
              h.round(), reason(h.why()), h.refusedAssignment(), h.preferredMember());
      case Happening.Resolved h ->
          new RequestResolved(
              h.by().assignmentId(),
              h.by().memberId(),
              h.round(),
              by(h.how()),
              h.confirmedInRound());
      case Happening.Cancelled h ->
          new RequestCancelled(
              by(h.who()),
              h.paidAssignment(),
              h.who() == Happening.Who.CUSTOMER ? Boolean.TRUE : null);
      case Happening.Linked h -> new RequestLinked(h.incidentId());
      case Happening.Split h -> new RequestSplit(h.incidentId(), h.round());
      case Happening.Closed h ->
          new RequestClosed(RequestClosed.By.INCIDENT, h.incidentId(), h.round(), null);
      case Happening.SolvedByArticle h ->
          new RequestClosed(RequestClosed.By.ARTICLE, h.articleId(), h.round(), h.author());
      case Happening.TierRaised h -> new MinimumTierRaised(h.minimumTier());
      case Happening.PriorityRaised h -> new PriorityRaised(h.priority());
      case Happening.Understood h -> new RequestUnderstood(h.topic(), h.needs());
      case Happening.StaffWrote h -> new StaffWrote(h.messageId(), h.text());
    };
  }

  private static RequestReopened.Reason reason(Happening.Why why) {
    return switch (why) {
      case NOT_SOLVED -> RequestReopened.Reason.NOT_SOLVED;
      case LOW_RATING -> RequestReopened.Reason.LOW_RATING;
      case CUSTOMER_WROTE -> RequestReopened.Reason.CUSTOMER_WROTE;
      case STAFF_WANTED -> RequestReopened.Reason.STAFF_WANTED;
    };
  }

  private static RequestResolved.By by(Happening.How how) {
    return switch (how) {
      case CUSTOMER -> RequestResolved.By.CUSTOMER;
      case RATING -> RequestResolved.By.RATING;
      case SILENCE -> RequestResolved.By.SILENCE;
    };
  }

  private static RequestCancelled.By by(Happening.Who who) {
    return switch (who) {
      case INTEGRATOR -> RequestCancelled.By.INTEGRATOR;
      case OPERATOR -> RequestCancelled.By.OPERATOR;
      case CUSTOMER, CUSTOMER_SILENT -> RequestCancelled.By.CUSTOMER_SILENT;
    };
  }
}
