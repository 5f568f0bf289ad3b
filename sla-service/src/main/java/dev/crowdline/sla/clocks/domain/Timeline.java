package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Unknown;
import dev.crowdline.contracts.WaitingOn;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the marks of a request come to, in the order in which things happened. It does not depend on
 * the order in which they were heard: the same marks give the same timeline (P7).
 *
 * @param taken the active assignment
 * @param exhaustedAt since when routing has no step left and nobody has the work
 * @param acceptedAt the first accept
 * @param respondedAt the first message or answer that a person wrote
 * @param resolvedBy tier of the member whose answer is confirmed
 * @param closedBy what gave the answer where no assignment of its own did
 * @param replies what further messages of the customer waited for
 */
public record Timeline(
    Status status,
    int round,
    WaitingOn waitingOn,
    Mark.@Nullable Taken taken,
    @Nullable Instant exhaustedAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant respondedAt,
    @Nullable Instant finishedAt,
    @Nullable Tier resolvedBy,
    Mark.Closed.@Nullable By closedBy,
    Map<SlaClock, Spans> spans,
    List<Reply> replies) {

  public Timeline {
    spans = Map.copyOf(spans);
    replies = List.copyOf(replies);
  }

  /** Of NEXT_RESPONSE those of the latest wait. */
  public Spans spans(SlaClock clock) {
    if (clock == SlaClock.NEXT_RESPONSE) {
      return replies.isEmpty() ? Spans.NONE : replies.getLast().spans();
    }
    return spans.getOrDefault(clock, Spans.NONE);
  }

  /** When the clock was stopped for good, as far as is known. */
  public @Nullable Instant stoppedAt(SlaClock clock) {
    return switch (clock) {
      case TIME_TO_ACCEPT -> acceptedAt;
      case FIRST_RESPONSE -> respondedAt;
      case NEXT_RESPONSE -> replies.isEmpty() ? null : replies.getLast().repliedAt();
      case RESOLUTION -> status == Status.RESOLVED ? finishedAt : null;
      case UNKNOWN -> throw Unknown.got(clock);
    };
  }

  /** Folds the marks. Without a submission the states are right and no clock ever ran. */
  static Timeline of(@Nullable Instant submittedAt, Fold fold, Collection<Mark> marks) {
    for (Placed placed : inOrder(submittedAt, marks)) {
      fold.advance(placed.at());
      fold.take(placed);
    }
    return fold.end();
  }

  /** A mark, and when it counts as having happened. */
  record Placed(Instant at, Mark mark) {
    /** At the same microsecond, causes come before effects. */
    private int rank() {
      return switch (mark) {
        case Mark.Reopened m -> 0;
        case Mark.Split m -> 0;
        case Mark.Linked m -> 1;
        case Mark.Exhausted m -> 1;
        case Mark.Taken m -> 2;
        case Mark.PriorityRaised m -> 2;
        case Mark.Spoken m -> 3;
        case Mark.StaffWrote m -> 3;
        case Mark.Extended m -> 3;
        case Mark.NeedsChanged m -> 3;
        case Mark.GivenBack m -> 4;
        case Mark.Answered m -> 5;
        case Mark.FollowedUp m -> 6;
        case Mark.CustomerWrote m -> 7;
        // An end at the same moment beside a cancellation was once how its pay was stated.
        case Mark.Cancelled m -> 8;
        case Mark.Resolved m -> 9;
        case Mark.Closed m -> 9;
      };
    }
  }

  private static final Comparator<Placed> ORDER =
      Comparator.comparing(Placed::at)
          .thenComparingInt(Placed::rank)
          // An earlier answer that was confirmed after all, before the one that it overtook.
          .thenComparingInt(placed -> placed.mark() instanceof Mark.Resolved m ? m.round() : 0)
          .thenComparing(placed -> placed.mark().toString());

  /** Clocks of machines differ: nothing is placed before the submission or its own assignment. */
  static List<Placed> inOrder(@Nullable Instant submittedAt, Collection<Mark> marks) {
    Map<UUID, Instant> begun = new HashMap<>();
    for (Mark mark : marks) {
      if (mark instanceof Mark.Taken taken) {
        begun.put(taken.assignmentId(), taken.at());
      }
    }
    return marks.stream()
        .map(mark -> {
          Instant at = mark.at();
          if (mark instanceof Mark.OfAssignment of) {
            at = later(at, begun.get(of.assignmentId()));
          }
          return new Placed(later(at, submittedAt), mark);
        })
        .sorted(ORDER)
        .toList();
  }

  private static Instant later(Instant at, @Nullable Instant other) {
    return other != null && other.isAfter(at) ? other : at;
  }
}
