package dev.crowdline.intake.webhooks.web;

import dev.crowdline.intake.webhooks.CloudEvent;
import dev.crowdline.intake.webhooks.ReadingEvents;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Limit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happened to requests, for programs that ask. */
@Path("/v1/events")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks", description = "Programs are told what happens, or read it")
@RolesAllowed({Caller.OPERATOR, Caller.INTEGRATOR, Caller.REQUESTS_READ})
@RunOnVirtualThread
public class EventResource {
  private final ReadingEvents reading;
  private final CurrentCaller caller;

  EventResource(ReadingEvents reading, CurrentCaller caller) {
    this.reading = reading;
    this.caller = caller;
  }

  /**
   * Some events.
   *
   * @param next send it back as {@code after}, now or later: there is always one
   * @param first the position of the first that is kept; an {@code after} more than one below it
   *     has missed some
   * @param last the position of the last
   */
  public record EventList(List<CloudEvent> items, String next, String first, String last) {}

  @GET
  @Operation(
      operationId = "readEvents",
      summary =
          "The events after a position, in their order; all that any webhook wants are kept for 14 days")
  public EventList read(
      @QueryParam("after") @DefaultValue("0") Position after,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    ReadingEvents.Read read = reading.after(caller.get().community(), after.number(), limit);
    return new EventList(
        read.items(),
        Long.toString(read.next()),
        Long.toString(read.first()),
        Long.toString(read.last()));
  }
}
