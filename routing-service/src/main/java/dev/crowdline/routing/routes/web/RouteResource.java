package dev.crowdline.routing.routes.web;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.assignments.web.AssignmentView;
import dev.crowdline.routing.assignments.web.ReadingAssignments;
import dev.crowdline.routing.assignments.web.RefusedCommands;
import dev.crowdline.routing.assignments.web.TellingOwnWork;
import dev.crowdline.routing.members.CallingMember;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.routes.AssigningRoutes;
import dev.crowdline.routing.routes.TakingRoutes;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.acts.Act;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Routes, as operators and specialists see them. */
@Path("/v1/routes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routes", description = "Where requests stand on their way to somebody who answers")
@RunOnVirtualThread
public class RouteResource {
  private static final Set<String> STATES =
      Set.of("QUEUED", "OFFERED", "ASSIGNED", "EXHAUSTED", "CLOSED");

  private final CallingMember callers;
  private final TakingRoutes taking;
  private final AssigningRoutes assigning;
  private final Acts acts;
  private final ReadingAssignments reading;
  private final RouteTable routes;
  private final ShowingRoutes showing;
  private final TellingOwnWork telling;
  private final Database database;
  private final CurrentCaller caller;

  RouteResource(
      CallingMember callers,
      TakingRoutes taking,
      AssigningRoutes assigning,
      Acts acts,
      ReadingAssignments reading,
      RouteTable routes,
      ShowingRoutes showing,
      TellingOwnWork telling,
      Database database,
      CurrentCaller caller) {
    this.callers = callers;
    this.taking = taking;
    this.assigning = assigning;
    this.acts = acts;
    this.reading = reading;
    this.routes = routes;
    this.showing = showing;
    this.telling = telling;
    this.database = database;
    this.caller = caller;
  }

  /**
   * Who was asked, and what became of it.
   *
   * @param tier of the member now
   * @param reason why the member declined, if one was given
   */
  public record Asked(
      UUID offerId,
      UUID memberId,
      String alias,
      @Nullable Tier tier,
      int round,
      int wave,
      OfferState state,
      Instant offeredAt,
      Instant deadline,
      @Nullable Instant shownAt,
      @Nullable String reason) {}

  /**
   * Who had the work, and what became of it.
   *
   * @param reason why the member handed it back, if one was given
   */
  public record Worked(
      UUID assignmentId,
      UUID memberId,
      String alias,
      Tier tier,
      int round,
      AssignmentState state,
      Instant acceptedAt,
      @Nullable Instant firstActionAt,
      @Nullable Instant endedAt,
      @Nullable String reason) {}

  /** A route with all that was tried. */
  public record RouteView(
      UUID id,
      String state,
      int round,
      Priority priority,
      String language,
      List<Need> needs,
      Tier minimumTier,
      List<Tier> askedTiers,
      int wave,
      int step,
      int reward,
      Instant submittedAt,
      @Nullable Instant dueAt,
      List<Asked> offers,
      List<Worked> assignments,
      List<String> whatHappensNext) {}

  /** Whom an operator names. */
  public record Named(@NotNull UUID memberId) {}

  @GET
  @RolesAllowed(Caller.OPERATOR)
  @Operation(operationId = "listRoutes", summary = "Routes of the community, newest first")
  public Page<RouteView> list(
      @QueryParam("state")
          @Schema(enumeration = {"QUEUED", "OFFERED", "ASSIGNED", "EXHAUSTED", "CLOSED"})
          @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    if (state != null && !STATES.contains(state)) {
      throw Problem.field(
          ProblemType.INVALID,
          "state",
          "'" + state + "' is not a state of a route",
          STATES.stream().sorted().toArray(String[]::new));
    }
    Cursor after = Cursor.parse(cursor);
    List<Route> found =
        database.read(
            sql -> routes.list(sql, caller.get().community(), state, after, limit.items() + 1));
    return Page.of(
        found.stream().map(showing::listed).toList(),
        limit,
        r -> new Cursor(r.submittedAt(), r.id()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Caller.OPERATOR, Caller.SPECIALIST})
  @Operation(
      operationId = "getRoute",
      summary = "A route, who was asked, who had it, and what happens next")
  public RouteView get(@PathParam("id") UUID id) {
    return showing.view(caller.get(), id);
  }

  @POST
  @Path("/{id}/claims")
  @RolesAllowed(Caller.SPECIALIST)
  @Operation(operationId = "claimRoute", summary = "Take a request from the overdue list")
  @APIResponseSchema(value = AssignmentView.class, responseCode = "201")
  public Response claim(
      @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    Caller who = caller.get();
    Member me = callers.of(who);
    UUID assignmentId = RefusedCommands.result(taking.claim(who, me, id, key));
    AssignmentView view = reading.find(me.community(), me.id(), assignmentId);
    if (view == null) {
      throw Problem.notFound("assignment", assignmentId);
    }
    telling.assignmentChanged(me.id(), view);
    return Response.created(URI.create("/v1/assignments/" + assignmentId)).entity(view).build();
  }

  @POST
  @Path("/{id}/assign")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Caller.OPERATOR)
  @Operation(
      operationId = "assignRoute",
      summary = "Offer a route to one named member alone; the offers of others end with it")
  @APIResponseSchema(RouteView.class)
  public RouteView assign(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Valid @NotNull Named body) {
    Caller who = caller.get();
    RefusedCommands.result(assigning.assign(who, id, body.memberId(), key));
    return showing.view(who, id);
  }

  @GET
  @Path("/{id}/acts")
  @RolesAllowed(Caller.OPERATOR)
  @Operation(
      operationId = "listActsOnRoute",
      summary = "Who gave a route to which member, the latest first; it is kept for good")
  public Page<Act> acts(
      @PathParam("id") UUID id,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    String community = caller.get().community();
    Cursor after = Cursor.parse(cursor);
    if (database.read(sql -> routes.find(sql, community, id)) == null) {
      throw Problem.notFound("route", id);
    }
    return acts.onRequests(community, id, after, limit);
  }
}
