package dev.crowdline.rewards.expiry.web;

import dev.crowdline.rewards.expiry.ExpiringPoints;
import dev.crowdline.rewards.members.KnowingMembers;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** When a member's points expire. */
@Path("/v1/wallets/me/expiry")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
@Tag(name = "Wallets")
@RunOnVirtualThread
public class OwnExpiryResource {
  private final ExpiringPoints expiring;
  private final KnowingMembers members;
  private final CurrentCaller caller;

  OwnExpiryResource(ExpiringPoints expiring, KnowingMembers members, CurrentCaller caller) {
    this.expiring = expiring;
    this.members = members;
    this.caller = caller;
  }

  /** Points that expire then, if they are not spent before. */
  public record ComingExpiry(long points, Instant expiresAt) {}

  /**
   * What becomes of points that a member does not spend.
   *
   * @param afterDays they live so many days; absent when they never expire
   * @param items in order; what was spent since is left out
   */
  public record OwnExpiry(@Nullable Integer afterDays, List<ComingExpiry> items) {}

  @GET
  @Operation(operationId = "getMyExpiry", summary = "Which of my points expire when")
  public OwnExpiry get() {
    Caller me = caller.get();
    ExpiringPoints.Outlook outlook = expiring.outlook(me.community(), members.memberOf(me));
    return new OwnExpiry(
        outlook.rule().afterDays(),
        outlook.coming().stream()
            .map(coming -> new ComingExpiry(coming.points(), coming.expiresAt()))
            .toList());
  }
}
