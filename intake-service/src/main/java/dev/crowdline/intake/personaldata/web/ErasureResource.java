package dev.crowdline.intake.personaldata.web;

import dev.crowdline.intake.personaldata.ErasingCustomers;
import dev.crowdline.intake.personaldata.domain.Erasure;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The proof: what was cleared where, and when it is forgotten everywhere. */
@Path("/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Erasures", description = "What was cleared where, and when it is forgotten everywhere")
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
public class ErasureResource {
  private final ErasingCustomers erasing;
  private final CurrentCaller caller;
  private final InstantSource clock;

  ErasureResource(ErasingCustomers erasing, CurrentCaller caller, InstantSource clock) {
    this.erasing = erasing;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Operation(operationId = "listErasures", summary = "Erasures of the community, the latest first")
  public Page<ErasureView> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Page<Erasure> page = erasing.list(caller.get().community(), Cursor.parse(cursor), limit);
    return new Page<>(page.items().stream().map(this::shown).toList(), page.next());
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getErasure", summary = "An erasure")
  public ErasureView get(@PathParam("id") UUID id) {
    return shown(erasing.get(caller.get().community(), id));
  }

  private ErasureView shown(Erasure erasure) {
    return ErasureView.of(erasure, clock.instant());
  }
}
