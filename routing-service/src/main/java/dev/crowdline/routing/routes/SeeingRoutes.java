package dev.crowdline.routing.routes;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.members.CallingMember;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Which routes staff may look into without having them: those that its tier reaches (P14). */
@ApplicationScoped
public class SeeingRoutes {
  private final CallingMember callers;
  private final RouteTable routes;

  SeeingRoutes(CallingMember callers, RouteTable routes) {
    this.callers = callers;
    this.routes = routes;
  }

  /** As which tier a caller looks: an operator as the highest, the community not at all. */
  public Tier tierOf(Caller who) {
    if (who.is(Caller.OPERATOR)) {
      return Tier.SPECIALIST;
    }
    Tier tier = callers.of(who).tier();
    if (tier == Tier.COMMUNITY) {
      throw Problem.of(
          ProblemType.FORBIDDEN,
          "only specialists, contractors and operators may; your tier is COMMUNITY");
    }
    return tier;
  }

  /** A route of the caller's community that such a tier may read. */
  public Route find(Sql sql, Caller who, Tier tier, UUID id) {
    Route route = routes.find(sql, who.community(), id);
    if (route == null || !route.origin().known() || !tier.reaches(route.demand().minimumTier())) {
      throw Problem.notFound("route", id);
    }
    return route;
  }
}
