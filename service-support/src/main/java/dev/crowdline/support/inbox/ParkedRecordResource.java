package dev.crowdline.support.inbox;

import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.ServiceIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an administrator does about parked records. */
@Path("/v1/{service}/parked-records")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
@Tag(name = "Parked records", description = "What could not be applied, and taking it again")
@RunOnVirtualThread
public class ParkedRecordResource {
  private final ParkedRecords parked;
  private final ApplyingFacts applying;
  private final ServiceIdentity identity;

  ParkedRecordResource(ParkedRecords parked, ApplyingFacts applying, ServiceIdentity identity) {
    this.parked = parked;
    this.applying = applying;
    this.identity = identity;
  }

  /** The oldest parked records. */
  public record ParkedList(List<ParkedRecords.Parked> items) {}

  /** What a replay did. */
  public record Replayed(int replayed, long stillParked) {}

  @GET
  @Operation(
      operationId = "listParkedRecords",
      summary = "The oldest 200 records that could not be applied")
  public ParkedList list(@PathParam("service") String service) {
    mustBeThis(service);
    return new ParkedList(parked.list());
  }

  @POST
  @Path("/{key}/replay")
  @Operation(
      operationId = "replayParkedRecords",
      summary = "Apply the parked records of a key in order, until one fails again")
  public Replayed replay(@PathParam("service") String service, @PathParam("key") String key) {
    mustBeThis(service);
    if (key.chars().anyMatch(Character::isISOControl)) {
      throw Problem.of(ProblemType.NOT_FOUND, "no record of that key is parked");
    }
    return new Replayed(applying.replay(key), parked.count());
  }

  private void mustBeThis(String service) {
    if (!service.equals(identity.service())) {
      throw Problem.of(
          ProblemType.NOT_FOUND,
          "this is " + identity.service() + "; there is no " + service + " here");
    }
  }
}
