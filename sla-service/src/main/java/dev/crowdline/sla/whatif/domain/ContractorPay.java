package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Price;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.contractors.domain.ContractorDay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** What contractors were promised on each day of a replay. */
final class ContractorPay {
  private final Map<LocalDate, Long> promised = new HashMap<>();

  private ContractorDay day(Policy policy, Instant at) {
    ContractorDay day = ContractorDay.at(at, policy);
    return day.promised(promised.getOrDefault(day.date(), 0L), null);
  }

  boolean isUsedUp(Policy policy, Instant now) {
    return policy.cost().contractorDayCents() != null && !day(policy, now).hasRoom();
  }

  /** False when it does not fit into its day; what costs nothing always does. */
  boolean promise(Policy policy, Assignment work, Instant now) {
    Price price = work.price();
    if (price == null) {
      return true;
    }
    ContractorDay day = day(policy, now).paying(price);
    if (!day.hasRoom()) {
      return false;
    }
    promised.merge(day.date(), (long) price.cents(), Long::sum);
    return true;
  }

  /** Work that ended without an answer is paid nothing. */
  void giveBack(Policy policy, Assignment ended) {
    Price price = ended.price();
    if (price != null) {
      promised.merge(day(policy, ended.acceptedAt()).date(), -(long) price.cents(), Long::sum);
    }
  }
}
