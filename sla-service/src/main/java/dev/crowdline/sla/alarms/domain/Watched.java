package dev.crowdline.sla.alarms.domain;

import dev.crowdline.sla.overview.domain.Breakdown.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What an alarm watches of the unfinished requests, as the overview counts it. */
public enum Watched {
  WAITING,
  IN_WORK,
  ANSWERED,
  AT_RISK,
  BREACHED,
  /** For how many seconds the oldest has been waiting; 0 when none waits. */
  OLDEST_WAIT;

  /** The number of them all together. */
  long of(List<Standing> standing, Instant now) {
    return switch (this) {
      case WAITING -> standing.stream().mapToLong(Standing::waiting).sum();
      case IN_WORK -> standing.stream().mapToLong(Standing::inWork).sum();
      case ANSWERED -> standing.stream().mapToLong(Standing::answered).sum();
      case AT_RISK -> standing.stream().mapToLong(Standing::atRisk).sum();
      case BREACHED -> standing.stream().mapToLong(Standing::breached).sum();
      case OLDEST_WAIT ->
          standing.stream().mapToLong(each -> oldestWait(each, now)).max().orElse(0);
    };
  }

  private static long oldestWait(Standing standing, Instant now) {
    Instant since = standing.oldestWaitingSince();
    return since == null ? 0 : Math.max(0, Duration.between(since, now).toSeconds());
  }
}
