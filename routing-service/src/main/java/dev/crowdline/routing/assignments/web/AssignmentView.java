package dev.crowdline.routing.assignments.web;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
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
 * @param draft what was written so far, also by whoever had the work before
 * @param pausedAt since when the clocks stand still for the customer
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
    @Nullable Instant pausedAt,
    @Nullable Instant endedAt,
    int extensionsLeft,
    int extensionSeconds,
    String draft,
    List<MessageView> conversation,
    String customerAlias,
    List<Need> needs,
    Priority priority,
    String language) {

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
      Assignment a, Route route, Policy policy, String draft, List<Message> conversation) {
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
        a.pausedAt(),
        a.endedAt(),
        a.isActive() ? Math.max(0, policy.extensions() - a.extended()) : 0,
        policy.extensionSeconds(),
        draft,
        conversation.stream().map(MessageView::of).toList(),
        route.origin().customerAlias(),
        route.origin().needs(),
        route.demand().priority(),
        route.origin().language());
  }
}
