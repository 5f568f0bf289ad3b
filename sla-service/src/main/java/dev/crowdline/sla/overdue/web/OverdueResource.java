package dev.crowdline.sla.overdue.web;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.sla.clocks.domain.Deadlines;
import dev.crowdline.sla.clocks.domain.Status;
import dev.crowdline.sla.clocks.web.Shown;
import dev.crowdline.sla.members.ReadingTier;
import dev.crowdline.sla.overdue.ListingOverdue;
import dev.crowdline.sla.overdue.domain.Overdue;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The overdue list. */
@Path("/v1/overdue")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Caller.OPERATOR, Caller.SPECIALIST})
@RunOnVirtualThread
@Tag(name = "Overdue", description = "What is late or nearly so, for those who pick it up")
public class OverdueResource {
  private final CurrentCaller caller;
  private final SecurityIdentity identity;
  private final ReadingTier tiers;
  private final ListingOverdue listing;
  private final InstantSource clock;

  OverdueResource(
      CurrentCaller caller,
      SecurityIdentity identity,
      ReadingTier tiers,
      ListingOverdue listing,
      InstantSource clock) {
    this.caller = caller;
    this.identity = identity;
    this.tiers = tiers;
    this.listing = listing;
    this.clock = clock;
  }

  /**
   * A request on the list.
   *
   * @param clock its most pressing clock
   * @param dueAt when that clock ends, or ended
   * @param usedShare of that clock's budget, now; 1 is all
   * @param exhausted routing has no step left
   * @param askedForStaff it stands here whatever its clocks say: its minimum tier is above the
   *     community
   * @param alias the name under which the customer is known
   * @param takenBy who is answering it; absent when it may be claimed
   */
  public record OverdueRequest(
      UUID requestId,
      Priority priority,
      Tier minimumTier,
      Status status,
      WaitingOn waitingOn,
      int round,
      Instant submittedAt,
      SlaClock clock,
      Instant dueAt,
      boolean breached,
      double usedShare,
      boolean exhausted,
      boolean askedForStaff,
      List<Shown.Escalation> escalations,
      Shown.Tries tried,
      Shown.@Nullable TakenBy takenBy,
      String alias,
      Channel channel,
      String language,
      List<Need> needs,
      String text) {}

  @GET
  @Operation(
      operationId = "listOverdue",
      summary = "What specialists and contractors may take, sorted by what is lost by waiting",
      description =
          "Requests that are at risk, breached or exhausted, and at once those whose minimum tier"
              + " is above the community. What nobody works on comes first; then what has used the largest share of the budget of its"
              + " most pressing running clock; what has used the same, in whole percent, by priority, then by age. A member sees no request whose minimum"
              + " tier is above its own; the token's claim `tier`, where the provider sets one,"
              + " narrows it further. Claim one with POST /v1/routes/{requestId}/claims.")
  public Page<OverdueRequest> overdue(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Caller reader = caller.get();
    Instant now = clock.instant();
    List<Overdue> found =
        listing.after(
            reader.community(),
            tiers.of(reader, identity),
            OverdueCursor.parse(cursor),
            now,
            limit.items() + 1);
    List<Overdue> shown = found.size() > limit.items() ? found.subList(0, limit.items()) : found;
    String next =
        found.size() > limit.items() ? OverdueCursor.text(shown.getLast().position()) : null;
    return new Page<>(shown.stream().map(overdue -> view(overdue, now)).toList(), next);
  }

  private static OverdueRequest view(Overdue overdue, Instant now) {
    return new OverdueRequest(
        overdue.question().key().requestId(),
        overdue.clocks().priority(),
        overdue.clocks().minimumTier(),
        overdue.timeline().status(),
        overdue.timeline().waitingOn(),
        overdue.timeline().round(),
        overdue.submission().at(),
        overdue.urgency().clock(),
        overdue.urgency().dueAt(),
        overdue.clocks().judged(overdue.urgency().clock(), overdue.timeline()).breachedAt() != null,
        Shown.share(
            Deadlines.of(overdue.clocks(), overdue.plan(), overdue.timeline())
                .budget(overdue.urgency().clock()),
            overdue.timeline().spans(overdue.urgency().clock()).used(now)),
        overdue.timeline().exhaustedAt() != null,
        overdue.clocks().asksForStaff(),
        Shown.escalations(overdue.clocks(), overdue.plan()),
        Shown.tries(overdue.clocks()),
        Shown.takenBy(overdue.timeline()),
        overdue.question().alias(),
        overdue.question().channel(),
        overdue.question().language(),
        overdue.question().needs(),
        overdue.question().text());
  }
}
