package dev.crowdline.routing.assignments.web;

import dev.crowdline.routing.assignments.domain.TrackRecord;
import dev.crowdline.routing.assignments.persistence.TrackTable;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Asked;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How a member is doing. */
@Path("/v1/members/{id}/track-record")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Members", description = "Who answers: registration, profile, presence")
@RunOnVirtualThread
public class TrackRecordResource {
  private static final int USUAL_DAYS = 30;
  private static final int MOST_DAYS = 90;

  private final TrackTable tracks;
  private final MemberTable members;
  private final Database database;
  private final CurrentCaller caller;
  private final InstantSource clock;

  TrackRecordResource(
      TrackTable tracks,
      MemberTable members,
      Database database,
      CurrentCaller caller,
      InstantSource clock) {
    this.tracks = tracks;
    this.members = members;
    this.database = database;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "getTrackRecord",
      summary = "What became of the work that a member took within the last days",
      description =
          "Days are of UTC, today among them. Each piece counts on the day on which it was taken.")
  public TrackRecord get(
      @PathParam("id") UUID id,
      @Parameter(description = "How many days back; 30 when it is left out")
          @QueryParam("days")
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "90", defaultValue = "30")
          @Nullable String days) {
    Integer asked = Asked.number("days", days, 1, MOST_DAYS);
    String community = caller.get().community();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate first = today.minusDays((asked == null ? USUAL_DAYS : asked) - 1L);
    return database.read(sql -> {
      if (members.find(sql, community, id) == null) {
        throw Problem.notFound("member", id);
      }
      return tracks.of(sql, community, id, first, today);
    });
  }
}
