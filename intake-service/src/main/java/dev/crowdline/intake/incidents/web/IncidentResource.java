package dev.crowdline.intake.incidents.web;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.incidents.EndingIncidents;
import dev.crowdline.intake.incidents.LinkingReporters;
import dev.crowdline.intake.incidents.OpeningIncidents;
import dev.crowdline.intake.incidents.OpeningIncidents.Opening;
import dev.crowdline.intake.incidents.ReadingIncidents;
import dev.crowdline.intake.incidents.ReadingIncidents.Known;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.web.RequestView;
import dev.crowdline.intake.understanding.web.GivenNeed;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Asked;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.LanguageTag;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Name;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Incidents, for operators and programs of the company. */
@Path("/v1/incidents")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Incidents", description = "Many requests with one cause, answered once")
@RunOnVirtualThread
public class IncidentResource {
  private final OpeningIncidents opening;
  private final LinkingReporters linking;
  private final EndingIncidents ending;
  private final ReadingIncidents reading;
  private final CurrentCaller caller;

  IncidentResource(
      OpeningIncidents opening,
      LinkingReporters linking,
      EndingIncidents ending,
      ReadingIncidents reading,
      CurrentCaller caller) {
    this.opening = opening;
    this.linking = linking;
    this.ending = ending;
    this.reading = reading;
    this.caller = caller;
  }

  /**
   * What is known of an incident.
   *
   * @param title a few words that customers read
   * @param text what who answers it should know
   * @param attributes whom it concerns: customers whose request has the same area, product and
   *     device are linked when they write alike
   */
  public record NewIncident(
      @NotBlank @Size(max = 120) @Name String title,
      @NotBlank @Size(max = 4000) String text,
      @Nullable @Schema(implementation = LanguageTag.class) String language,
      @Nullable Priority priority,
      @Nullable Tier minimumTier,
      @Nullable @Size(max = 8) List<@NotNull @Valid GivenNeed> needs,
      @Nullable
          @Size(max = 20)
          @Schema(
              description = "Names of 1 to 60 characters, something of each visible",
              maxProperties = 20)
          Map<@NotBlank @Size(max = 60) String, @NotNull @Size(max = 500) String> attributes) {}

  /** A request that has the same cause. */
  public record NewReporter(@NotNull UUID requestId) {}

  /** Why an incident is over; it stands in the audit. */
  public record Closing(@Nullable @Size(max = 500) String reason) {}

  @POST
  @RolesAllowed({Caller.OPERATOR, Caller.INTEGRATOR, Caller.REQUESTS_WRITE})
  @Operation(
      operationId = "openIncident",
      summary = "Open an incident, before or after customers notice",
      description =
          "It is offered to members like a request, by default to specialists only, and its answer"
              + " goes to all who are linked to it.")
  @APIResponse(
      responseCode = "201",
      description = "Opened",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = IncidentView.class)))
  public RestResponse<IncidentView> open(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid NewIncident body) {
    List<GivenNeed> needs = Objects.requireNonNullElse(body.needs(), List.of());
    if (needs.stream().map(GivenNeed::skill).distinct().count() < needs.size()) {
      throw Problem.field(ProblemType.INVALID, "needs", "must name each skill once");
    }
    UUID id =
        opening.open(
            caller.get(),
            key,
            new Opening(
                body.title().strip(),
                body.text(),
                Asked.language(Objects.requireNonNullElse(body.language(), "en")),
                Objects.requireNonNullElse(body.priority(), OpeningIncidents.USUAL_PRIORITY),
                Objects.requireNonNullElse(body.minimumTier(), OpeningIncidents.USUAL_TIER),
                needs.stream().map(GivenNeed::toNeed).toList(),
                new TreeMap<>(Objects.requireNonNullElse(body.attributes(), Map.of()))));
    Known opened = reading.get(caller.get().community(), id);
    return ResponseBuilder.<IncidentView>created(URI.create("/v1/incidents/" + id))
        .entity(IncidentView.whole(opened))
        .tag(IfMatch.tag(opened.request().version()))
        .build();
  }

  @GET
  @RolesAllowed({Caller.OPERATOR, Caller.INTEGRATOR, Caller.REQUESTS_READ})
  @Operation(operationId = "listIncidents", summary = "Incidents of the community, newest first")
  public Page<IncidentView> list(
      @QueryParam("open")
          @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.BOOLEAN)
          @Nullable String open,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Page<Known> page =
        reading.list(
            caller.get().community(),
            Boolean.TRUE.equals(Asked.yesOrNo("open", open)),
            Cursor.parse(cursor),
            limit);
    return new Page<>(page.items().stream().map(IncidentView::of).toList(), page.next());
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Caller.OPERATOR, Caller.INTEGRATOR, Caller.REQUESTS_READ})
  @Operation(operationId = "getIncident", summary = "An incident, with the ETag of its request")
  public RestResponse<IncidentView> get(@PathParam("id") UUID id) {
    return tagged(id);
  }

  @GET
  @Path("/{id}/reporters")
  @RolesAllowed({Caller.OPERATOR, Caller.INTEGRATOR, Caller.REQUESTS_READ})
  @Operation(
      operationId = "listReporters",
      summary = "The requests that an incident answers, newest first")
  public Page<RequestView> reporters(
      @PathParam("id") UUID id,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Page<Request> page =
        reading.reporters(caller.get().community(), id, Cursor.parse(cursor), limit);
    return new Page<>(page.items().stream().map(RequestView::of).toList(), page.next());
  }

  @POST
  @Path("/{id}/reporters")
  @RolesAllowed(Caller.OPERATOR)
  @Operation(
      operationId = "linkReporter",
      summary = "Let an incident answer a request that has no answer yet",
      description =
          "Nobody else is asked for the request; who works on it already goes on, and is paid. Its"
              + " customer reads that the problem is known, and then the incident's answer.")
  @APIResponse(responseCode = "200", description = "The incident after it")
  public RestResponse<IncidentView> link(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid NewReporter body) {
    linking.link(caller.get(), id, body.requestId(), key);
    return tagged(id);
  }

  @POST
  @Path("/{id}/close")
  @RolesAllowed({Caller.OPERATOR, Caller.INTEGRATOR, Caller.REQUESTS_WRITE})
  @Operation(
      operationId = "closeIncident",
      summary = "End an incident",
      description =
          "The answer of one that has one is confirmed. Of one that has none, each request that is"
              + " linked to it is offered to members again.")
  @APIResponse(responseCode = "200", description = "The incident after it")
  public RestResponse<IncidentView> close(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @RequestBody(required = false) @Nullable @Valid Closing body) {
    ending.close(
        caller.get(),
        id,
        key,
        ifMatch,
        body == null || body.reason() == null ? "" : body.reason().strip());
    return tagged(id);
  }

  private RestResponse<IncidentView> tagged(UUID id) {
    Known known = reading.get(caller.get().community(), id);
    return ResponseBuilder.ok(IncidentView.whole(known))
        .tag(IfMatch.tag(known.request().version()))
        .build();
  }
}
