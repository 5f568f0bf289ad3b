package dev.crowdline.sla.waits.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Mark;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RaisedStep;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The queue that a request waits in, as routing has it: what it needs now, of which tiers, in which
 * language. It follows from what was asked and from the steps that were raised, which routing takes
 * each once.
 *
 * @param name the same for all requests that wait for the same, within their community
 */
public record Queue(String community, String name) {
  /** Routing lowers needs by at most that, and none below 1. */
  private static final int MOST_WIDENED = 4;

  /** Of a request as it stands. */
  public static Queue of(
      String community, List<Need> needs, String language, RequestClocks clocks) {
    int widened = 0;
    Set<Tier> tiers = EnumSet.of(clocks.minimumTier());
    Plan plan = clocks.plan();
    if (plan != null) {
      Instant said = saidAnew(clocks);
      for (RaisedStep raised : clocks.raised()) {
        Policy.Step step = plan.step(raised.stepId());
        if (step != null) {
          if (raised.at().isAfter(said)) {
            widened = Math.min(MOST_WIDENED, widened + step.widenLevels());
          }
          if (step.tier() != null && step.tier().reaches(clocks.minimumTier())) {
            tiers.add(step.tier());
          }
        }
      }
    }
    int lower = widened;
    String needed =
        needs.stream()
            .sorted(Comparator.comparing(Need::skill))
            .map(need -> need.skill() + " " + Math.max(1, need.level() - lower))
            .collect(Collectors.joining(", "));
    return new Queue(
        community, needed + " | " + tiers + " from " + clocks.minimumTier() + " | " + language);
  }

  /** When its needs were said anew, at just the levels that will do. */
  private static Instant saidAnew(RequestClocks clocks) {
    return clocks.marks().stream()
        .filter(Mark.NeedsChanged.class::isInstance)
        .map(Mark::at)
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }
}
