package dev.crowdline.sla.overview.domain;

import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Unknown;
import dev.crowdline.sla.clocks.domain.Judged;
import dev.crowdline.sla.clocks.domain.Mark;
import dev.crowdline.sla.clocks.domain.Received;
import dev.crowdline.sla.clocks.domain.Reply;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Spans;
import dev.crowdline.sla.clocks.domain.Status;
import dev.crowdline.sla.clocks.domain.Timeline;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one request adds to the totals, as a function of its clocks. A change of the request moves
 * the totals by the difference, so they are at any time the sum over all requests: nothing counts
 * twice, and what turns out undue is taken out again.
 */
public final class Contributions {
  private final Map<Total, Long> totals = new HashMap<>();

  private Contributions() {}

  /** What a change of a request changes in the totals; nothing of it is zero. */
  public static Map<Total, Long> difference(RequestClocks before, RequestClocks after) {
    Map<Total, Long> difference = new HashMap<>(of(after));
    of(before).forEach((total, count) -> difference.merge(total, -count, Long::sum));
    difference.values().removeIf(count -> count == 0);
    return difference;
  }

  /** What a request adds. Nothing, while it is known by hearsay. */
  public static Map<Total, Long> of(RequestClocks clocks) {
    Contributions contributions = new Contributions();
    if (clocks.submission() != null) {
      Timeline timeline = clocks.timeline();
      contributions.add(Measure.SUBMITTED, clocks.submission().at(), "");
      contributions.addState(clocks, timeline);
      for (SlaClock clock : SlaClock.all()) {
        contributions.addTarget(clock, clocks.judged(clock));
        contributions.addTime(clock, timeline.spans(clock), timeline.stoppedAt(clock));
      }
      for (Reply reply : timeline.replies()) {
        contributions.addTarget(SlaClock.NEXT_RESPONSE, clocks.judged(reply));
        contributions.addTime(SlaClock.NEXT_RESPONSE, reply.spans(), reply.repliedAt());
      }
      contributions.addEnd(timeline);
      contributions.addAnswers(clocks);
      contributions.addReceived(clocks.received(), timeline);
    }
    contributions.totals.values().removeIf(count -> count == 0);
    return contributions.totals;
  }

  private void addState(RequestClocks clocks, Timeline timeline) {
    if (timeline.status().isFinished()) {
      return;
    }
    add(Measure.OPEN, Instant.EPOCH, timeline.status().name());
    if (timeline.status() == Status.LINKED) {
      return; // its incident is counted for it
    }
    if (clocks.isBreached()) {
      add(Measure.BREACHED, Instant.EPOCH, "");
    } else if (clocks.isAtRisk(timeline)) {
      add(Measure.AT_RISK, Instant.EPOCH, "");
    }
  }

  private void addTarget(SlaClock clock, Judged judged) {
    if (judged.breachedAt() != null) {
      add(Measure.TARGET_BREACHED, judged.breachedAt(), clock.name());
    } else if (judged.metAt() != null) {
      add(Measure.TARGET_MET, judged.metAt(), clock.name());
    }
  }

  private void addTime(SlaClock clock, Spans spans, @Nullable Instant stopped) {
    if (stopped != null) {
      int bucket = Durations.bucket(spans.used(stopped));
      add(time(clock), stopped, Integer.toString(bucket));
    }
  }

  private void addEnd(Timeline timeline) {
    if (timeline.status() == Status.CANCELLED && timeline.finishedAt() != null) {
      add(Measure.CANCELLED, timeline.finishedAt(), "");
    }
    Instant resolvedAt = timeline.stoppedAt(SlaClock.RESOLUTION);
    if (resolvedAt != null && timeline.resolvedBy() != null) {
      add(Measure.RESOLVED, resolvedAt, timeline.resolvedBy().name());
    }
    if (resolvedAt != null && timeline.closedBy() != null) {
      add(Measure.CLOSED, resolvedAt, timeline.closedBy().name());
    }
  }

  private void addAnswers(RequestClocks clocks) {
    Map<UUID, UUID> members = new HashMap<>();
    for (Mark mark : clocks.marks()) {
      if (mark instanceof Mark.Taken taken) {
        members.put(taken.assignmentId(), taken.memberId());
      }
    }
    for (Mark mark : clocks.marks()) {
      if (mark instanceof Mark.Reopened) {
        add(Measure.REOPENED, mark.at(), "");
      } else if (mark instanceof Mark.Answered answered && answered.tier() == Tier.COMMUNITY) {
        UUID member = members.get(answered.assignmentId());
        if (member != null) {
          add(Measure.ANSWERED, mark.at(), member.toString());
        }
      }
    }
  }

  private void addReceived(Received received, Timeline timeline) {
    for (Received.Rating rating : received.ratings()) {
      add(Measure.RATED, rating.at(), Integer.toString(rating.stars()));
    }
    @Nullable Instant endedAt = timeline.finishedAt();
    if (endedAt != null) {
      for (Received.Payment payment : received.payments()) {
        add(Measure.PAID, endedAt, "", payment.points());
        add(Measure.EARNED, endedAt, payment.memberId().toString(), payment.points());
      }
    }
  }

  /** The measure that keeps a clock's times. */
  public static Measure time(SlaClock clock) {
    return switch (clock) {
      case TIME_TO_ACCEPT -> Measure.ACCEPT_TIME;
      case FIRST_RESPONSE -> Measure.RESPONSE_TIME;
      case NEXT_RESPONSE -> Measure.NEXT_RESPONSE_TIME;
      case RESOLUTION -> Measure.RESOLUTION_TIME;
      case UNKNOWN -> throw Unknown.got(clock);
    };
  }

  private void add(Measure measure, Instant at, String key) {
    add(measure, at, key, 1);
  }

  private void add(Measure measure, Instant at, String key, long count) {
    totals.merge(Total.of(measure, at, key), count, Long::sum);
  }
}
