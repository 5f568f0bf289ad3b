package dev.crowdline.routing.offers.web;

import dev.crowdline.contracts.Need;
import dev.crowdline.routing.assignments.web.AssignmentView;
import dev.crowdline.routing.assignments.web.ReadingAssignments;
import dev.crowdline.routing.assignments.web.RefusedCommands;
import dev.crowdline.routing.assignments.web.TellingOwnWork;
import dev.crowdline.routing.members.CallingMember;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.offers.DecliningOffers;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.Score;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.routes.TakingRoutes;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.routing.routes.web.WhatHappensNext;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Offers, as their members see and judge them. */
@Path("/v1/offers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Offers", description = "Work that a member is asked to take")
@RunOnVirtualThread
public class OfferResource {
  private final CallingMember callers;
  private final TakingRoutes taking;
  private final DecliningOffers declining;
  private final ReadingAssignments assignments;
  private final OfferTable offers;
  private final RouteTable routes;
  private final WhatHappensNext next;
  private final TellingOwnWork telling;
  private final Database database;
  private final CurrentCaller caller;

  OfferResource(
      CallingMember callers,
      TakingRoutes taking,
      DecliningOffers declining,
      ReadingAssignments assignments,
      OfferTable offers,
      RouteTable routes,
      WhatHappensNext next,
      TellingOwnWork telling,
      Database database,
      CurrentCaller caller) {
    this.callers = callers;
    this.taking = taking;
    this.declining = declining;
    this.assignments = assignments;
    this.offers = offers;
    this.routes = routes;
    this.next = next;
    this.telling = telling;
    this.database = database;
    this.caller = caller;
  }

  /**
   * A no.
   *
   * @param reason why, if the member cares to say; operators read it, and whoever may take the work
   *     next, never the customer
   */
  public record Decline(@Nullable @Size(max = 500) String reason) {}

  /** One reason for asking this member. */
  public record PartView(
      String name, double weight, double value, double contribution, String because) {}

  /**
   * Why this member was asked, and what happens next.
   *
   * @param considered how many members could have been asked
   */
  public record Explanation(
      UUID offerId,
      UUID routeId,
      double score,
      List<PartView> parts,
      int considered,
      int wave,
      List<Need> needs,
      List<String> whatHappensNext) {}

  @GET
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(operationId = "listOwnOffers", summary = "Your live offers")
  public Page<OfferView> mine() {
    Member me = callers.of(caller.get());
    return new Page<>(
        database.read(sql -> {
          List<Offer> live = offers.liveOf(sql, me.community(), me.id());
          Map<UUID, Route> byId =
              routes
                  .withIds(sql, me.community(), live.stream().map(Offer::routeId).toList())
                  .stream()
                  .collect(Collectors.toMap(Route::id, r -> r));
          return live.stream()
              .flatMap(o -> {
                Route route = byId.get(o.routeId());
                return route == null || !me.tier().reaches(route.demand().minimumTier())
                    ? Stream.<OfferView>empty()
                    : Stream.of(OfferView.of(o, route));
              })
              .toList();
        }),
        null);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(operationId = "getOffer", summary = "One of your offers")
  public OfferView get(@PathParam("id") UUID id) {
    Member me = callers.of(caller.get());
    return database.read(sql -> {
      Offer offer = offers.find(sql, me.community(), id);
      Route route = offer == null ? null : routes.find(sql, me.community(), offer.routeId());
      if (offer == null
          || route == null
          || !offer.memberId().equals(me.id())
          || !me.tier().reaches(route.demand().minimumTier())) {
        throw Problem.notFound("offer", id);
      }
      return OfferView.of(offer, route);
    });
  }

  @POST
  @Consumes(MediaType.WILDCARD) // there is no body
  @Path("/{id}/accept")
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(operationId = "acceptOffer", summary = "Accept; the first accept of a request wins")
  public AssignmentView accept(
      @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    Caller who = caller.get();
    Member me = callers.of(who);
    UUID assignmentId = RefusedCommands.result(taking.accept(who, me, id, key));
    AssignmentView view = assignments.find(me.community(), me.id(), assignmentId);
    if (view == null) {
      throw Problem.notFound("assignment", assignmentId);
    }
    telling.assignmentChanged(me.id(), view);
    return view;
  }

  @POST
  @Path("/{id}/decline")
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(operationId = "declineOffer", summary = "Decline; it costs you nothing")
  public OfferView decline(
      @PathParam("id") UUID id,
      @RequestBody(required = false) @Valid @Nullable Decline body,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    Caller who = caller.get();
    RefusedCommands.result(
        declining.decline(who, callers.of(who), id, body == null ? null : body.reason(), key));
    return get(id);
  }

  @GET
  @Path("/{id}/explanation")
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST, Caller.OPERATOR})
  @Operation(
      operationId = "explainOffer",
      summary = "Why this member was asked, and what happens next")
  public Explanation explain(@PathParam("id") UUID id) {
    Caller who = caller.get();
    OfferTable.Ranked ranked = database.read(sql -> offers.explained(sql, who.community(), id));
    Route route =
        ranked == null
            ? null
            : database.read(sql -> routes.find(sql, who.community(), ranked.offer().routeId()));
    if (ranked == null || route == null || !mayRead(who, ranked.offer(), route)) {
      throw Problem.notFound("offer", id);
    }
    return new Explanation(
        id,
        route.id(),
        ranked.score().value(),
        ranked.score().parts().stream().map(OfferResource::part).toList(),
        ranked.considered(),
        ranked.offer().wave(),
        route.needed(),
        next.of(route));
  }

  private boolean mayRead(Caller who, Offer offer, Route route) {
    if (who.is(Caller.OPERATOR)) {
      return true;
    }
    Member me = callers.of(who);
    return offer.memberId().equals(me.id()) && me.tier().reaches(route.demand().minimumTier());
  }

  private static PartView part(Score.Part part) {
    return new PartView(
        part.name(), part.weight(), part.value(), part.contribution(), part.because());
  }
}
