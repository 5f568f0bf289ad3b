package dev.crowdline.sla.alarms.web;

import dev.crowdline.contracts.VisibleText;
import dev.crowdline.sla.alarms.KeepingAlarms;
import dev.crowdline.sla.alarms.domain.Alarm;
import dev.crowdline.sla.alarms.domain.Watched;
import dev.crowdline.sla.overview.domain.Dimension;
import dev.crowdline.support.database.Versioned;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.Name;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** What operators want to be told of. */
@Path("/v1/alarms")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Alarms", description = "What operators want to be told of, and when it was so")
public class AlarmResource {
  private final CurrentCaller caller;
  private final KeepingAlarms keeping;

  AlarmResource(CurrentCaller caller, KeepingAlarms keeping) {
    this.caller = caller;
    this.keeping = keeping;
  }

  /**
   * What an alarm is given.
   *
   * @param by and {@code value}: only requests with that value count; without both all do
   * @param above it rings when more than that is measured: requests, or seconds of the oldest wait
   * @param afterSeconds for how long it must be so before it rings, and not be so before it ends
   */
  public record AlarmBody(
      @NotNull Watched watched,
      @Nullable Dimension by,
      @Nullable @Size(min = 1, max = 100) @Name String value,
      @NotNull @Min(0) @Max(1_000_000_000) Long above,
      @NotNull @Min(0) @Max(86_400) Integer afterSeconds) {}

  /** An alarm as it is edited. */
  @Schema(name = "Alarm")
  public record AlarmView(
      String name,
      Watched watched,
      @Nullable Dimension by,
      @Nullable String value,
      long above,
      int afterSeconds) {
    static AlarmView of(Alarm alarm) {
      return new AlarmView(
          alarm.name(),
          alarm.watched(),
          alarm.by(),
          alarm.value(),
          alarm.above(),
          alarm.afterSeconds());
    }
  }

  /**
   * An alarm, and how it stands.
   *
   * @param version for an edit's If-Match
   * @param measured at the last look, a few seconds ago
   * @param ring the one that goes on; absent while it is quiet
   */
  public record WatchedAlarm(
      AlarmView alarm, long version, long measured, @Nullable RingView ring) {}

  /** The alarms of a community. */
  public record AlarmList(List<WatchedAlarm> items) {}

  @GET
  @Operation(
      operationId = "listAlarms",
      summary = "The alarms of the community, by name, and how each stands")
  public AlarmList list() {
    return new AlarmList(
        keeping.list(caller.get().community()).stream()
            .map(kept ->
                new WatchedAlarm(
                    AlarmView.of(kept.alarm().value()),
                    kept.alarm().version(),
                    kept.measured(),
                    kept.ring() == null ? null : RingView.of(kept.ring())))
            .toList());
  }

  @PUT
  @Path("/{name}")
  @Operation(
      operationId = "putAlarm",
      summary = "Add or replace an alarm",
      description = "One that is replaced by another is quiet again until it is above its limit.")
  public RestResponse<AlarmView> put(
      @PathParam("name") @Size(min = 1, max = 60) @Name String name,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid AlarmBody body) {
    if ((body.by() == null) != (body.value() == null)) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          body.by() == null ? "by" : "value",
          "'by' and 'value' go together; leave out both to count all requests");
    }
    Alarm alarm =
        new Alarm(
            VisibleText.name(name),
            body.watched(),
            body.by(),
            body.value(),
            body.above(),
            body.afterSeconds());
    return tagged(keeping.put(caller.get(), alarm, ifMatch));
  }

  @GET
  @Path("/{name}")
  @Operation(operationId = "getAlarm", summary = "An alarm, with the ETag that an edit may name")
  public RestResponse<AlarmView> get(@PathParam("name") String name) {
    return tagged(keeping.get(caller.get().community(), name));
  }

  @DELETE
  @Path("/{name}")
  @Operation(operationId = "removeAlarm", summary = "Remove an alarm; when it rang is kept")
  @APIResponse(responseCode = "204", description = "Removed")
  public void remove(
      @PathParam("name") String name, @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch) {
    keeping.remove(caller.get(), name, ifMatch);
  }

  private static RestResponse<AlarmView> tagged(Versioned<Alarm> alarm) {
    return ResponseBuilder.ok(AlarmView.of(alarm.value()))
        .tag(IfMatch.tag(alarm.version()))
        .build();
  }
}
