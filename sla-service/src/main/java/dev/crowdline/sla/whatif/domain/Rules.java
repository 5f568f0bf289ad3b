package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Policy;
import dev.crowdline.sla.calendars.domain.CalendarVersion;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a replay.
 *
 * @param policies by when each came into force; the first counts before, too
 * @param calendar in which clocks count; null when all time counts
 * @param earning what answers pay; null when that is the policy's
 */
public record Rules(
    NavigableMap<Instant, Policy> policies,
    @Nullable CalendarVersion calendar,
    @Nullable EarningRules earning) {
  public Rules {
    if (policies.isEmpty()) {
      throw new IllegalArgumentException("rules without a policy");
    }
    policies = new TreeMap<>(policies);
  }

  /** The same under one policy all the time. */
  public Rules under(Policy policy) {
    return new Rules(new TreeMap<>(Map.of(Instant.EPOCH, policy)), calendar, earning);
  }

  /** The policy in force. */
  Policy at(Instant moment) {
    var found = policies.floorEntry(moment);
    return found == null ? policies.firstEntry().getValue() : found.getValue();
  }

  /** What answers pay then. */
  EarningRules pays(Instant moment) {
    return earning == null ? EarningRules.of(at(moment)) : earning;
  }
}
