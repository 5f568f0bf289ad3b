package dev.crowdline.routing.assignments.web;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Price;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.assignments.domain.Draft;
import dev.crowdline.routing.assignments.domain.Judged;
import dev.crowdline.routing.assignments.domain.TakenBack;
import dev.crowdline.routing.routes.domain.Message;
import dev.crowdline.routing.routes.domain.Route;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An assignment as its member sees it.
 *
 * @param waitingOn whose turn it is: on a COMPLETED one HELPERS means that the customer wrote after
 *     the answer, which wants a follow-up or a mark of thanks; absent when nothing is waited for
 * @param draft what its member has written so far
 * @param draftVersion what If-Match names when the draft is replaced; 1 before anything was saved
 * @param earlierDrafts what those have left who had this work before in this round, newest first
 * @param pausedAt since when the clocks stand still for the customer
 * @param earlier what was said in the requests that this one goes on from, the newest first: at
 *     most three, and none whose minimum tier is above its member's; empty once it has ended
 * @param extensionsLeft how often its member may still take more time for the answer
 * @param extensionSeconds how much each time
 * @param moreTime why staff gave more time for it, the last time; absent when they did not
 * @param question how it begins, at most 200 characters; absent for whom the request is not for any
 *     more
 * @param price what a contractor is paid for it once it is confirmed; absent for others
 * @param outcome what came of it; absent while it is ACTIVE
 */
public record AssignmentView(
    UUID id,
    UUID routeId,
    AssignmentState state,
    int reward,
    int round,
    Instant acceptedAt,
    @Nullable Instant firstActionAt,
    Instant firstActionDueAt,
    Instant completionDueAt,
    @Nullable WaitingOn waitingOn,
    @Nullable Instant pausedAt,
    @Nullable Instant endedAt,
    int extensionsLeft,
    int extensionSeconds,
    @Nullable String moreTime,
    String draft,
    int draftVersion,
    List<EarlierDraft> earlierDrafts,
    List<MessageView> conversation,
    List<EarlierRequest> earlier,
    String customerAlias,
    List<Need> needs,
    Priority priority,
    String language,
    @Nullable String question,
    @Nullable Price price,
    @Nullable Outcome outcome) {
  /** As much of a question as names it in a list. */
  private static final int EXCERPT = 200;

  /**
   * What came of work that has ended.
   *
   * @param takenBack why it was taken from its member; absent when it was answered or handed back
   * @param reason why its member handed it back, as the member put it; absent without one
   * @param answer what the member answered
   * @param verdict what the customer said of the answer; absent when there is none
   * @param stars that the customer gave, 1 to 5
   * @param thanks that the customer wrote beside the stars
   */
  public record Outcome(
      @Nullable TakenBack takenBack,
      @Nullable String reason,
      @Nullable String answer,
      @Nullable VerdictView verdict,
      @Nullable Integer stars,
      @Nullable String thanks) {

    static Outcome of(
        Assignment a, Route route, List<Message> conversation, @Nullable Judged said) {
      return new Outcome(
          a.takenBack(route.demand().minimumTier()),
          a.reason(),
          answerOf(a, conversation),
          a.state() == AssignmentState.COMPLETED ? VerdictView.of(route, said) : null,
          said == null ? null : said.stars(),
          said == null ? null : said.thanks());
    }

    /** The message that was written at the moment at which the assignment ended. */
    private static @Nullable String answerOf(Assignment a, List<Message> conversation) {
      return conversation.stream()
          .filter(m -> m.kind() == Message.Kind.ANSWER && a.memberId().equals(m.memberId()))
          .filter(m -> m.at().equals(a.endedAt()))
          .map(Message::text)
          .findFirst()
          .orElse(null);
    }
  }

  /** What the customer said of an answer. */
  public enum VerdictView {
    /** Nothing yet. */
    PENDING,
    CONFIRMED,
    REFUSED,
    /** Nothing, and the request has ended. */
    UNJUDGED;

    static VerdictView of(Route route, @Nullable Judged said) {
      Judged.Verdict verdict = said == null ? null : said.verdict();
      if (verdict == null) {
        return route.isFinished() ? UNJUDGED : PENDING;
      }
      return switch (verdict) {
        case CONFIRMED -> CONFIRMED;
        case REFUSED -> REFUSED;
      };
    }
  }

  /** What somebody had written who dropped the work. */
  public record EarlierDraft(String alias, String text, Instant at) {
    static EarlierDraft of(Draft draft) {
      return new EarlierDraft(draft.alias(), draft.text(), draft.at());
    }
  }

  /** What was said before, in a request of the same customer. */
  public record EarlierRequest(Instant submittedAt, List<MessageView> conversation) {
    static EarlierRequest of(Route route, List<Message> conversation) {
      return new EarlierRequest(
          route.origin().submittedAt(), conversation.stream().map(MessageView::of).toList());
    }
  }

  /** A message of the conversation. */
  public record MessageView(
      UUID id,
      Message.Author author,
      @Nullable String alias,
      @Nullable Tier tier,
      Message.Kind kind,
      String text,
      boolean asksCustomer,
      Instant at) {

    static MessageView of(Message m) {
      return new MessageView(
          m.id(), m.author(), m.alias(), m.tier(), m.kind(), m.text(), m.asksCustomer(), m.at());
    }
  }

  /** Differs when the clocks or the conversation have changed. */
  public int version() {
    return version(
        pausedAt,
        firstActionAt,
        firstActionDueAt,
        completionDueAt,
        conversation.isEmpty() ? null : conversation.getLast().id());
  }

  /** The version that the view of an assignment has whose conversation ends with that message. */
  public static int version(Assignment a, @Nullable UUID lastMessage) {
    return version(
        a.pausedAt(), a.firstActionAt(), a.firstActionDue(), a.completionDue(), lastMessage);
  }

  private static int version(@Nullable Object... parts) {
    return Arrays.hashCode(parts);
  }

  /** The view of an assignment of a route. */
  public static AssignmentView of(
      Assignment a,
      Route route,
      Policy policy,
      @Nullable Draft draft,
      List<Draft> earlierDrafts,
      List<Message> conversation,
      List<EarlierRequest> earlier,
      @Nullable Judged said) {
    return new AssignmentView(
        a.id(),
        a.routeId(),
        a.state(),
        a.reward(),
        a.round(),
        a.acceptedAt(),
        a.firstActionAt(),
        a.firstActionDue(),
        a.completionDue(),
        turn(a, route),
        a.pausedAt(),
        a.endedAt(),
        a.isActive() ? Math.max(0, policy.extensions() - a.extended()) : 0,
        policy.extensionSeconds(),
        a.moreTime(),
        draft == null ? "" : draft.text(),
        draft == null ? Draft.UNTOUCHED : draft.version(),
        earlierDrafts.stream().map(EarlierDraft::of).toList(),
        conversation.stream().map(MessageView::of).toList(),
        earlier,
        route.origin().customerAlias(),
        route.origin().needs(),
        route.demand().priority(),
        route.origin().language(),
        a.tier().reaches(route.demand().minimumTier()) ? excerpt(route.origin().question()) : null,
        a.price(),
        a.isActive() ? null : Outcome.of(a, route, conversation, said));
  }

  private static String excerpt(String question) {
    return question.codePointCount(0, question.length()) <= EXCERPT
        ? question
        : question.substring(0, question.offsetByCodePoints(0, EXCERPT - 1)) + "…";
  }

  private static @Nullable WaitingOn turn(Assignment a, Route route) {
    boolean open =
        a.isActive()
            || (a.state() == AssignmentState.COMPLETED
                && a.round() == route.round()
                && route.isClosed()
                && !route.isFinished());
    return open ? route.waitingOn() : null;
  }
}
