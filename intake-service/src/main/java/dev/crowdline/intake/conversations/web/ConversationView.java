package dev.crowdline.intake.conversations.web;

import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.intake.conversations.Conversation;
import dev.crowdline.intake.conversations.KnownProblem;
import dev.crowdline.intake.requests.domain.Answer;
import dev.crowdline.intake.requests.domain.Helper;
import dev.crowdline.intake.requests.domain.Life;
import dev.crowdline.intake.requests.domain.Rating;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.RequestState;
import dev.crowdline.intake.requests.domain.Status;
import dev.crowdline.intake.requests.web.CustomerPages;
import dev.crowdline.intake.requests.web.MessageView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as its customer sees it.
 *
 * @param helper who works on it, or whose answer it has
 * @param canRate whether the answer of this round can be rated
 * @param rating of this round's answer, when it was rated
 * @param incident that answers it together with others like it, while it does
 * @param continues the earlier request of this customer that this one goes on from
 */
@Schema(name = "Conversation")
public record ConversationView(
    Asked request,
    @Nullable HelperView helper,
    List<MessageView> messages,
    boolean canRate,
    @Nullable RatingView rating,
    @Nullable OtherRequest continues,
    @Nullable KnownProblemView incident) {

  /**
   * The incident that answers it.
   *
   * @param since when it was opened
   * @param told what those who work on it wrote so far
   */
  @Schema(name = "KnownProblem")
  public record KnownProblemView(String title, Instant since, List<MessageView> told) {
    static @Nullable KnownProblemView of(@Nullable KnownProblem incident) {
      return incident == null
          ? null
          : new KnownProblemView(
              incident.title(),
              incident.since(),
              incident.told().stream().map(MessageView::of).toList());
    }
  }

  /**
   * The request as its customer sees it.
   *
   * @param confirmsAt when silence will confirm the answer, while nothing else is waited for
   * @param followUpDueAt until when the member may follow up what was written after the answer;
   *     then it is offered again
   */
  @Schema(name = "ConversationRequest")
  public record Asked(
      UUID id,
      String community,
      String alias,
      String language,
      Status status,
      @Nullable WaitingOn waitingOn,
      int round,
      Tier minimumTier,
      @Nullable UUID linkedTo,
      Instant createdAt,
      @Nullable Instant answeredAt,
      @Nullable Instant confirmsAt,
      @Nullable Instant followUpDueAt,
      @Nullable Instant finishedAt,
      long version) {}

  /** What the customer thought of the answer. */
  @Schema(name = "Rating")
  public record RatingView(int stars, @Nullable String thanks) {
    static @Nullable RatingView of(@Nullable Rating rating) {
      return rating == null
          ? null
          : new RatingView(rating.stars(), rating.thanks().isEmpty() ? null : rating.thanks());
    }
  }

  /** A member, as customers know members. */
  @Schema(name = "Helper")
  public record HelperView(String alias, Tier tier) {}

  /** As its customer sees it. */
  public static ConversationView of(Conversation c, CustomerPages pages) {
    Life life = c.request().life();
    return new ConversationView(
        asked(c.request()),
        helper(life.state()),
        c.messages().stream().map(MessageView::of).toList(),
        life.canBeRated(),
        RatingView.of(life.ratingOfThisRound()),
        OtherRequest.orNull(c.request().community(), c.request().linkedTo(), pages),
        KnownProblemView.of(c.incident()));
  }

  private static Asked asked(Request r) {
    Life life = r.life();
    RequestState state = life.state();
    return new Asked(
        r.id(),
        r.community(),
        r.alias(),
        r.language(),
        state.status(),
        state instanceof RequestState.Unfinished ? life.waitingOn() : null,
        state.round(),
        life.minimumTier(),
        r.linkedTo(),
        r.createdAt(),
        state instanceof RequestState.Answered || state instanceof RequestState.Resolved
            ? givenAt(state.givenAnswer())
            : null,
        dueWhile(life, WaitingOn.CUSTOMER),
        dueWhile(life, WaitingOn.HELPERS),
        state instanceof RequestState.Resolved s
            ? s.at()
            : state instanceof RequestState.Cancelled s ? s.at() : null,
        r.version());
  }

  /** The deadline of an answered request while it waits for these. */
  private static @Nullable Instant dueWhile(Life life, WaitingOn who) {
    return life.state() instanceof RequestState.Answered && life.waitingOn() == who
        ? life.dueAt()
        : null;
  }

  private static @Nullable HelperView helper(RequestState state) {
    return switch (state) {
      case RequestState.Open s -> null;
      case RequestState.InWork s -> view(s.helper());
      case RequestState.Answered s -> view(s.answer().by());
      case RequestState.Resolved s -> s.answer() == null ? null : view(s.answer().by());
      case RequestState.Cancelled s -> s.answer() == null ? null : view(s.answer().by());
    };
  }

  private static @Nullable Instant givenAt(@Nullable Answer answer) {
    return answer == null ? null : answer.at();
  }

  private static HelperView view(Helper helper) {
    return new HelperView(helper.alias(), helper.tier());
  }
}
