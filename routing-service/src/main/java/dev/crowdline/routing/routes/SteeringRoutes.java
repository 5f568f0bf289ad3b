package dev.crowdline.routing.routes;

import dev.crowdline.contracts.Need;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.members.Registering;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.CommandingRoutes.Order;
import dev.crowdline.routing.routes.domain.Decision;
import dev.crowdline.routing.routes.domain.Outcome;
import dev.crowdline.routing.routes.domain.Refusal;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.Standing;
import dev.crowdline.routing.routes.domain.Steering;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An operator says anew what a request needs, or gives who works on it more time. What changes
 * nothing is no act.
 */
@ApplicationScoped
public class SteeringRoutes {
  private final CommandingRoutes commanding;
  private final RouteTable routes;
  private final OfferTable offers;
  private final AssignmentTable assignments;
  private final Registering registering;
  private final ChangingRoutes work;
  private final Acts acts;
  private final Communities communities;
  private final InstantSource clock;

  SteeringRoutes(
      CommandingRoutes commanding,
      RouteTable routes,
      OfferTable offers,
      AssignmentTable assignments,
      Registering registering,
      ChangingRoutes work,
      Acts acts,
      Communities communities,
      InstantSource clock) {
    this.commanding = commanding;
    this.routes = routes;
    this.offers = offers;
    this.assignments = assignments;
    this.registering = registering;
    this.work = work;
    this.acts = acts;
    this.communities = communities;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    NEEDS_CHANGED,
    TIME_GIVEN
  }

  /**
   * Says anew what a route needs.
   *
   * @param language primary subtag; null for the one that it has
   */
  public Outcome changeNeeds(
      Caller caller,
      UUID routeId,
      List<Need> needs,
      @Nullable String language,
      @Nullable String key) {
    return commanding.run(
        new Order(caller, "change-needs/" + routeId, key, Arrays.asList(needs, language), 200),
        tx ->
            carryOut(
                tx,
                caller,
                routeId,
                Kind.NEEDS_CHANGED,
                before ->
                    Map.of("needs", words(needs), "language", language(language, before.origin())),
                (standing, now) -> {
                  Route.Origin origin = standing.route().origin();
                  registering.mustBeNamed(tx, caller.community(), "needs", needs, origin.needs());
                  return Steering.needs(standing, needs, language(language, origin), now);
                }));
  }

  private static String words(List<Need> needs) {
    return needs.stream()
        .map(need -> need.skill() + " " + need.level())
        .collect(Collectors.joining(", "));
  }

  private static String language(@Nullable String said, Route.Origin origin) {
    return said == null ? origin.language() : said;
  }

  /** Gives who works on a route more time, and says why. */
  public Outcome giveTime(
      Caller caller, UUID routeId, Duration by, String why, @Nullable String key) {
    return commanding.run(
        new Order(caller, "give-time/" + routeId, key, List.of(by.toString(), why), 200),
        tx ->
            carryOut(
                tx,
                caller,
                routeId,
                Kind.TIME_GIVEN,
                before -> Map.of("seconds", Long.toString(by.toSeconds()), "reason", why),
                (standing, now) -> Steering.giveTime(standing, by, why, now)));
  }

  private interface Judge {
    Outcome judge(Standing standing, Instant now);
  }

  private Outcome carryOut(
      Tx tx,
      Caller caller,
      UUID routeId,
      Kind kind,
      Function<Route, Map<String, String>> told,
      Judge judge) {
    Route route = routes.lock(tx, caller.community(), routeId);
    if (route == null || !route.origin().known()) {
      return new Refusal.Unknown("route", routeId);
    }
    Assignment active = assignments.active(tx, List.of(routeId)).stream().findFirst().orElse(null);
    Standing standing =
        new Standing(
            route,
            offers.live(tx, List.of(routeId)),
            Map.of(),
            active,
            communities.policyOf(route.community()),
            communities.of(route.community()).earning());
    Instant now = clock.instant();
    Outcome outcome = judge.judge(standing, now);
    if (outcome instanceof Decision decision && !decision.changes().isEmpty()) {
      ChangingRoutes.Changes changes = work.begin(tx, now);
      changes.carryOut(route, null, decision.changes());
      changes.flush();
      acts.add(tx, caller, routeId, now, kind, told.apply(route));
    }
    return outcome;
  }
}
