package dev.crowdline.routing.members.web;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.presence.Presence;
import dev.crowdline.support.database.Database;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The members above the community, as they see each other. */
@Path("/v1/members")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members", description = "Who answers: registration, profile, presence")
@RunOnVirtualThread
public class ColleagueResource {
  private final MemberTable members;
  private final Presence presence;
  private final Database database;
  private final CurrentCaller caller;

  ColleagueResource(
      MemberTable members, Presence presence, Database database, CurrentCaller caller) {
    this.members = members;
    this.presence = presence;
    this.database = database;
    this.caller = caller;
  }

  /**
   * A specialist or contractor.
   *
   * @param load live offers and assignments
   * @param mayHold as many of them as they may hold now; 0 on a pause
   */
  public record Colleague(
      UUID id, String alias, Tier tier, boolean online, int load, int mayHold) {}

  @GET
  @Path("/colleagues")
  @RolesAllowed({Caller.OPERATOR, Caller.SPECIALIST})
  @Operation(
      operationId = "listColleagues",
      summary = "Specialists and contractors of the community, the newest first")
  public Page<Colleague> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Cursor after = Cursor.parse(cursor);
    List<Member> found =
        database.read(
            sql -> members.staff(sql, caller.get().community(), after, limit.items() + 1));
    Page<Member> page = Page.of(found, limit, m -> new Cursor(m.registeredAt(), m.id()));
    return new Page<>(page.items().stream().map(this::view).toList(), page.next());
  }

  private Colleague view(Member m) {
    return new Colleague(
        m.id(),
        m.alias(),
        m.tier(),
        m.online() || presence.isOnline(m.id()),
        m.load(),
        m.mayHold());
  }
}
