package dev.crowdline.routing.routes.web;

import dev.crowdline.contracts.Language;
import dev.crowdline.contracts.Need;
import dev.crowdline.routing.assignments.web.RefusedCommands;
import dev.crowdline.routing.members.web.MemberInput;
import dev.crowdline.routing.routes.SteeringRoutes;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What operators decide of routes, beside who is asked. */
@Path("/v1/routes/{id}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Routes", description = "Where requests stand on their way to somebody who answers")
@RunOnVirtualThread
public class SteeringResource {
  private final SteeringRoutes steering;
  private final ShowingRoutes showing;
  private final CurrentCaller caller;

  SteeringResource(SteeringRoutes steering, ShowingRoutes showing, CurrentCaller caller) {
    this.steering = steering;
    this.showing = showing;
    this.caller = caller;
  }

  /**
   * What it needs from now on.
   *
   * @param language absent for the one that it has
   */
  public record NewNeeds(
      @NotNull @Size(min = 1, max = 20) List<@Valid @NotNull Need> needs,
      @Nullable @Pattern(regexp = MemberInput.LANGUAGE, message = MemberInput.LANGUAGE_TAG)
          String language) {}

  /**
   * More time.
   *
   * @param reason which the member reads
   */
  public record MoreTime(
      @NotNull @Min(1) @Max(1440) Integer minutes, @NotBlank @Size(max = 300) String reason) {}

  @POST
  @Path("/needs")
  @Operation(
      operationId = "changeNeeds",
      summary = "Say anew what a request needs; who is being asked is asked no more",
      description =
          "Who suits is asked anew, but nobody who declined in this round. Who works on it goes on.")
  public RouteResource.RouteView needs(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Valid @NotNull NewNeeds body) {
    String tag = body.language();
    if (tag != null && Language.canonical(tag).isEmpty()) {
      throw Problem.field(ProblemType.INVALID, "language", Language.EXPECTED);
    }
    Caller who = caller.get();
    RefusedCommands.result(
        steering.changeNeeds(
            who,
            id,
            MemberInput.distinct("needs", body.needs()),
            tag == null ? null : Language.primary(tag),
            key));
    return showing.view(who, id);
  }

  @POST
  @Path("/extend")
  @Operation(
      operationId = "giveTime",
      summary = "Give who works on a request more time, at most to a day from now",
      description =
          "To begin and to answer. It does not count against the member's own extensions.")
  public RouteResource.RouteView giveTime(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Valid @NotNull MoreTime body) {
    Caller who = caller.get();
    RefusedCommands.result(
        steering.giveTime(who, id, Duration.ofMinutes(body.minutes()), body.reason().strip(), key));
    return showing.view(who, id);
  }
}
