package dev.crowdline.sla.clocks.web;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.tenancy.Communities;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The numbers that count in a community. */
@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Policies", description = "The targets and steps in force")
public class PolicyResource {
  private final CurrentCaller caller;
  private final Communities communities;

  PolicyResource(CurrentCaller caller, Communities communities) {
    this.caller = caller;
    this.communities = communities;
  }

  /**
   * The policy in force.
   *
   * @param pace DEMO says that time runs ten times as fast as in earnest
   * @param atRiskPercent share of a budget at which a target is at risk
   */
  public record PolicyInForce(
      String community, String name, Pace pace, int atRiskPercent, Policy policy) {}

  @GET
  @Path("/current")
  @RolesAllowed({Caller.OPERATOR, Caller.CONTRIBUTOR, Caller.SPECIALIST, Caller.INTEGRATOR})
  @Operation(
      operationId = "getCurrentPolicy",
      summary = "Targets, steps, deadlines, pay and cost of new requests")
  public PolicyInForce current() {
    Communities.Community community = communities.of(caller.get().community());
    return new PolicyInForce(
        community.id(),
        community.name(),
        community.pace(),
        RequestClocks.AT_RISK_PERCENT,
        community.policy());
  }
}
