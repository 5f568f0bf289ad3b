package dev.crowdline.routing.assignments.web;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.assignments.domain.Draft;
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
    String draft,
    int draftVersion,
    List<EarlierDraft> earlierDrafts,
    List<MessageView> conversation,
    List<EarlierRequest> earlier,
    String customerAlias,
    List<Need> needs,
    Priority priority,
    String language) {

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
      List<EarlierRequest> earlier) {
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
        draft == null ? "" : draft.text(),
        draft == null ? Draft.UNTOUCHED : draft.version(),
        earlierDrafts.stream().map(EarlierDraft::of).toList(),
        conversation.stream().map(MessageView::of).toList(),
        earlier,
        route.origin().customerAlias(),
        route.origin().needs(),
        route.demand().priority(),
        route.origin().language());
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
