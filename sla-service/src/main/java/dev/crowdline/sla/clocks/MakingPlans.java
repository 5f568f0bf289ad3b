package dev.crowdline.sla.clocks;

import dev.crowdline.contracts.Priority;
import dev.crowdline.sla.calendars.domain.CalendarVersion;
import dev.crowdline.sla.calendars.persistence.CalendarTable;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.Submission;
import dev.crowdline.sla.clocks.domain.Traits;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.tenancy.PolicyTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes plans of versions of policies. What a request was is asked for only where a version has
 * cases that tell requests apart. A plan counts in the calendar that its community has now.
 */
@ApplicationScoped
public class MakingPlans {
  private final KnowingTraits traits;
  private final CalendarTable calendars;

  MakingPlans(KnowingTraits traits, CalendarTable calendars) {
    this.traits = traits;
    this.calendars = calendars;
  }

  /**
   * A request that gets a plan.
   *
   * @param submission what was heard when it was submitted
   */
  public record Planned(
      ClockedRequest.Key key, Submission submission, PolicyTable.Version version) {}

  /** The plan of each request. */
  public Map<ClockedRequest.Key, Plan> of(Sql sql, Collection<Planned> planned) {
    Map<ClockedRequest.Key, Priority> apart =
        planned.stream()
            .filter(each -> !each.version().policy().allCases().isEmpty())
            .collect(Collectors.toMap(Planned::key, each -> each.submission().priority()));
    Map<ClockedRequest.Key, Traits> known = apart.isEmpty() ? Map.of() : traits.of(sql, apart);
    Map<String, CalendarVersion> working =
        calendars.inForce(
            sql, planned.stream().map(each -> each.key().community()).collect(Collectors.toSet()));
    Map<ClockedRequest.Key, Plan> plans = new HashMap<>();
    for (Planned each : planned) {
      plans.put(
          each.key(),
          Plan.of(
                  each.version().policy(),
                  each.version().version(),
                  each.submission().priority(),
                  known.get(each.key()))
              .in(working.get(each.key().community())));
    }
    return plans;
  }
}
