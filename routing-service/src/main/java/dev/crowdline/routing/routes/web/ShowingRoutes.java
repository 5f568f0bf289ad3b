package dev.crowdline.routing.routes.web;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.members.CallingMember;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.routing.routes.web.RouteResource.Asked;
import dev.crowdline.routing.routes.web.RouteResource.RouteView;
import dev.crowdline.routing.routes.web.RouteResource.Worked;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Routes as callers see them. */
@ApplicationScoped
class ShowingRoutes {
  private final CallingMember callers;
  private final RouteTable routes;
  private final OfferTable offers;
  private final AssignmentTable assignments;
  private final MemberTable members;
  private final WhatHappensNext next;
  private final Database database;

  ShowingRoutes(
      CallingMember callers,
      RouteTable routes,
      OfferTable offers,
      AssignmentTable assignments,
      MemberTable members,
      WhatHappensNext next,
      Database database) {
    this.callers = callers;
    this.routes = routes;
    this.offers = offers;
    this.assignments = assignments;
    this.members = members;
    this.next = next;
    this.database = database;
  }

  /** A route that the caller may see, with all that was tried. */
  RouteView view(Caller who, UUID id) {
    return database.read(sql -> {
      Route route = routes.find(sql, who.community(), id);
      if (route == null || !maySee(who, route)) {
        throw Problem.notFound("route", id);
      }
      List<Offer> asked = offers.ofRoute(sql, who.community(), id);
      List<Assignment> worked = assignments.ofRoute(sql, who.community(), id);
      Set<UUID> ids =
          Stream.concat(
                  asked.stream().map(Offer::memberId), worked.stream().map(Assignment::memberId))
              .collect(Collectors.toSet());
      Map<UUID, Member> known =
          members.withIds(sql, who.community(), ids).stream()
              .collect(Collectors.toMap(Member::id, m -> m));
      return view(route, asked, worked, known);
    });
  }

  private boolean maySee(Caller who, Route route) {
    return who.is(Caller.OPERATOR) || callers.of(who).tier().reaches(route.demand().minimumTier());
  }

  /** A route without what was tried. */
  RouteView listed(Route route) {
    return view(route, List.of(), List.of(), Map.of());
  }

  private RouteView view(
      Route route, List<Offer> asked, List<Assignment> worked, Map<UUID, Member> known) {
    return new RouteView(
        route.id(),
        route.state().name(),
        route.round(),
        route.demand().priority(),
        route.origin().language(),
        route.needed(),
        route.demand().minimumTier(),
        Tier.all().stream().filter(route.demand()::admits).toList(),
        route.wave(),
        route.demand().step(),
        route.demand().reward(),
        route.origin().submittedAt(),
        route.dueAt(),
        asked.stream()
            .map(o ->
                new Asked(
                    o.id(),
                    o.memberId(),
                    alias(known.get(o.memberId())),
                    tier(known.get(o.memberId())),
                    o.round(),
                    o.wave(),
                    o.state(),
                    o.offeredAt(),
                    o.deadline(),
                    o.shownAt(),
                    o.reason()))
            .toList(),
        worked.stream()
            .map(a ->
                new Worked(
                    a.id(),
                    a.memberId(),
                    alias(known.get(a.memberId())),
                    a.tier(),
                    a.round(),
                    a.state(),
                    a.acceptedAt(),
                    a.firstActionAt(),
                    a.endedAt(),
                    a.reason()))
            .toList(),
        next.of(route));
  }

  private static String alias(@Nullable Member member) {
    return member == null ? "" : member.alias();
  }

  private static @Nullable Tier tier(@Nullable Member member) {
    return member == null ? null : member.tier();
  }
}
