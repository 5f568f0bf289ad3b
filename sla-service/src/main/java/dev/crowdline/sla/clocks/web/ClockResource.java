package dev.crowdline.sla.clocks.web;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.sla.clocks.ShowingClocks;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Status;
import dev.crowdline.sla.clocks.domain.Submission;
import dev.crowdline.sla.clocks.domain.Timeline;
import dev.crowdline.sla.members.ReadingTier;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The clocks of one request. */
@Path("/v1/clocks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Caller.OPERATOR, Caller.SPECIALIST})
@RunOnVirtualThread
@Tag(name = "Clocks", description = "What a request's targets are and how much of them is used")
public class ClockResource {
  private final CurrentCaller caller;
  private final SecurityIdentity identity;
  private final ReadingTier tiers;
  private final ShowingClocks showing;
  private final InstantSource clock;

  ClockResource(
      CurrentCaller caller,
      SecurityIdentity identity,
      ReadingTier tiers,
      ShowingClocks showing,
      InstantSource clock) {
    this.caller = caller;
    this.identity = identity;
    this.tiers = tiers;
    this.showing = showing;
    this.clock = clock;
  }

  /**
   * The clocks of a request, and what was done because of them.
   *
   * @param policyVersion the version of the policy that counts for it; null until one is known
   * @param calendar in which its targets and steps count; null until its policy is known
   * @param clocks the last is NEXT_RESPONSE of the latest wait for our next message, where there is
   *     one and a target for it
   * @param replies all such waits, in order of time
   * @param steps all of its plan, with when each is due
   * @param expectedWaitMillis what nine of ten of its queue waited at most within the last hour, by
   *     which its predictive steps go; null when no step does, or too few were taken
   * @param extensions how often who works on it was given or took more time, in order
   * @param policyCase the case of that policy that suits it; null when none does
   */
  public record RequestClocksView(
      UUID requestId,
      Status status,
      WaitingOn waitingOn,
      int round,
      Priority priority,
      Tier minimumTier,
      Instant submittedAt,
      @Nullable Integer policyVersion,
      Plan.@Nullable Case policyCase,
      Shown.@Nullable InCalendar calendar,
      boolean exhausted,
      List<Shown.Clock> clocks,
      List<Shown.NextResponse> replies,
      List<Shown.PlannedStep> steps,
      @Nullable Long expectedWaitMillis,
      List<Shown.Escalation> escalations,
      List<Shown.Extension> extensions,
      Shown.Tries tried,
      Shown.@Nullable TakenBy takenBy) {}

  @GET
  @Path("/{requestId}")
  @Operation(
      operationId = "getClocks",
      summary = "The clocks of a request, and the steps that were raised")
  public RequestClocksView clocks(@PathParam("requestId") UUID requestId) {
    Caller reader = caller.get();
    ClockedRequest.Key key = new ClockedRequest.Key(reader.community(), requestId);
    ClockedRequest found = showing.find(key, tiers.of(reader, identity));
    if (found == null) {
      throw Problem.notFound("request", requestId);
    }
    return view(found, showing.expected(found), clock.instant());
  }

  private static RequestClocksView view(
      ClockedRequest found, @Nullable Duration expected, Instant now) {
    RequestClocks clocks = found.clocks();
    Submission submission = clocks.submission();
    if (submission == null) {
      throw Problem.notFound("request", found.key().requestId());
    }
    Timeline timeline = clocks.timeline();
    Plan plan = submission.plan();
    return new RequestClocksView(
        found.key().requestId(),
        timeline.status(),
        timeline.waitingOn(),
        timeline.round(),
        clocks.priority(),
        clocks.minimumTier(),
        submission.at(),
        plan == null ? null : plan.version(),
        plan == null ? null : plan.forCase(),
        plan == null ? null : Shown.InCalendar.of(plan, now),
        timeline.exhaustedAt() != null,
        plan == null
            ? List.of()
            : Stream.concat(
                    SlaClock.all().stream()
                        .map(kind -> Shown.clock(kind, clocks, timeline, plan, now)),
                    Shown.nextResponse(clocks, timeline, plan, now).stream())
                .toList(),
        Shown.replies(clocks, timeline, plan, now),
        plan == null ? List.of() : Shown.steps(clocks, timeline, plan, expected),
        expected == null ? null : expected.toMillis(),
        plan == null ? List.of() : Shown.escalations(clocks, plan),
        Shown.extensions(clocks),
        Shown.tries(clocks),
        Shown.takenBy(timeline));
  }
}
