package dev.crowdline.sla.overview.web;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Status;
import dev.crowdline.sla.clocks.domain.Urgency;
import dev.crowdline.sla.clocks.web.Shown;
import dev.crowdline.sla.overview.ListingCounted;
import dev.crowdline.sla.overview.domain.Counted;
import dev.crowdline.sla.overview.domain.Dimension;
import dev.crowdline.sla.overview.domain.Figure;
import dev.crowdline.sla.overview.domain.Slice;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Opaque;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The requests behind the numbers of the overview and its breakdowns. */
@Path("/v1/overview/requests")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Overview")
public class CountedResource {
  private static final int LONGEST_VALUE = 100;

  private final CurrentCaller caller;
  private final ListingCounted listing;

  CountedResource(CurrentCaller caller, ListingCounted listing) {
    this.caller = caller;
    this.listing = listing;
  }

  /**
   * A request that a number counts.
   *
   * @param clock the clock that ends next, or ended first; absent when nobody has to help
   * @param dueAt when that clock ends, or ended
   * @param breached whether it was missed
   * @param exhausted routing has no step left
   * @param takenBy who is answering it
   */
  public record CountedRequest(
      UUID requestId,
      Priority priority,
      Tier minimumTier,
      Status status,
      int round,
      Instant submittedAt,
      @Nullable SlaClock clock,
      @Nullable Instant dueAt,
      boolean breached,
      boolean exhausted,
      Shown.@Nullable TakenBy takenBy,
      String alias,
      Channel channel,
      String language,
      List<Need> needs,
      String text) {}

  @GET
  @Operation(
      operationId = "listCountedRequests",
      summary = "The requests behind a number of the overview or of a breakdown, the oldest first",
      description =
          "All of the community that the figure counts or, with `by` and `value`, those that one"
              + " line of that breakdown counts.")
  public Page<CountedRequest> counted(
      @QueryParam("figure")
          @DefaultValue("waiting")
          @Schema(enumeration = {"waiting", "in_work", "answered", "at_risk", "breached"})
          String figure,
      @QueryParam("by")
          @Schema(enumeration = {"skill", "topic", "channel", "priority", "tier", "language"})
          @Nullable String by,
      @QueryParam("value") @Schema(minLength = 1, maxLength = LONGEST_VALUE) @Nullable String value,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    List<Counted> found =
        listing.after(
            caller.get().community(),
            slice(figure, by, value),
            Opaque.cursor(cursor, 1, parts -> UUID.fromString(parts[0]), id -> Opaque.written(id)),
            limit.items() + 1);
    List<Counted> shown = found.size() > limit.items() ? found.subList(0, limit.items()) : found;
    String next =
        found.size() > limit.items()
            ? Opaque.written(shown.getLast().question().key().requestId())
            : null;
    return new Page<>(shown.stream().map(CountedResource::view).toList(), next);
  }

  private static Slice slice(String figure, @Nullable String by, @Nullable String value) {
    Figure counted = Words.of(Figure.values(), Figure::word, "figure", figure);
    if (by == null && value == null) {
      return new Slice(counted, null, null);
    }
    Dimension dimension =
        by == null ? null : Words.of(Dimension.values(), Dimension::word, "by", by);
    if (dimension == null || value == null) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          by == null ? "value" : "by",
          "'by' and 'value' go together; leave out both to list all");
    }
    if (value.codePointCount(0, value.length()) > LONGEST_VALUE) {
      throw Problem.field(
          ProblemType.INVALID, "value", "must have at most " + LONGEST_VALUE + " characters");
    }
    return new Slice(counted, dimension, value);
  }

  private static CountedRequest view(Counted counted) {
    Urgency next = counted.next();
    return new CountedRequest(
        counted.question().key().requestId(),
        counted.clocks().priority(),
        counted.clocks().minimumTier(),
        counted.timeline().status(),
        counted.timeline().round(),
        counted.submission().at(),
        next == null ? null : next.clock(),
        next == null ? null : next.dueAt(),
        next != null && counted.clocks().judged(next.clock()).breachedAt() != null,
        counted.timeline().exhaustedAt() != null,
        Shown.takenBy(counted.timeline()),
        counted.question().alias(),
        counted.question().channel(),
        counted.question().language(),
        counted.question().needs(),
        counted.question().text());
  }
}
