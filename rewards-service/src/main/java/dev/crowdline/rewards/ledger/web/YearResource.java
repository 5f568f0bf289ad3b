package dev.crowdline.rewards.ledger.web;

import dev.crowdline.rewards.ledger.ReadingYears;
import dev.crowdline.rewards.ledger.domain.YearTotal;
import dev.crowdline.rewards.members.KnowingMembers;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.tenancy.Communities;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Statements by year. Years are those of UTC. */
@Path("/v1/wallets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Wallets")
@RunOnVirtualThread
public class YearResource {
  private static final String YEAR = "20[0-9]{2}";

  private final ReadingYears years;
  private final KnowingMembers members;
  private final Communities communities;
  private final CurrentCaller caller;
  private final InstantSource clock;

  YearResource(
      ReadingYears years,
      KnowingMembers members,
      Communities communities,
      CurrentCaller caller,
      InstantSource clock) {
    this.years = years;
    this.members = members;
    this.communities = communities;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * A year.
   *
   * @param earned confirmed, in points
   * @param takenBack of what had been confirmed, in points
   * @param spent for what was handed out, in points
   * @param corrected what operators added, less what they took off, in points
   * @param expired in points
   * @param valueMinor what that cost the community, in the smallest unit of the currency
   */
  @Schema(name = "WalletYear")
  public record YearView(
      int year,
      long earned,
      long takenBack,
      long spent,
      long corrected,
      long expired,
      long valueMinor) {
    static YearView of(YearTotal total) {
      return new YearView(
          total.year(),
          total.earned(),
          total.takenBack(),
          total.spent(),
          total.corrected(),
          total.expired(),
          total.valueMinor());
    }
  }

  /**
   * Years in which something was booked, the latest first.
   *
   * @param currency of the policy in force, ISO 4217
   */
  public record WalletYears(List<YearView> items, String currency) {}

  @GET
  @Path("/me/years")
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(
      operationId = "getMyYears",
      summary = "What each of my years came to, with the worth in money of what I took")
  public WalletYears mine() {
    return years(members.memberOf(caller.get()));
  }

  @GET
  @Path("/me/statement.csv")
  @Produces(StatementCsv.TYPE)
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
  @Operation(operationId = "getMyStatementCsv", summary = "Every transfer of a year as CSV")
  @APIResponse(
      responseCode = "200",
      description = "A line of names, then one for each transfer, in their order",
      content =
          @Content(mediaType = StatementCsv.TYPE, schema = @Schema(implementation = String.class)))
  public Response myCsv(@QueryParam("year") @Schema(pattern = YEAR) @Nullable String year) {
    return csv(() -> members.memberOf(caller.get()), year);
  }

  @GET
  @Path("/{memberId}/years")
  @Operation(operationId = "getYears", summary = "What each of a member's years came to")
  public WalletYears of(@PathParam("memberId") UUID memberId) {
    return years(memberId);
  }

  @GET
  @Path("/{memberId}/statement.csv")
  @Produces(StatementCsv.TYPE)
  @Operation(operationId = "getStatementCsv", summary = "Every transfer of a member's year as CSV")
  @APIResponse(
      responseCode = "200",
      description = "A line of names, then one for each transfer, in their order",
      content =
          @Content(mediaType = StatementCsv.TYPE, schema = @Schema(implementation = String.class)))
  public Response csvOf(
      @PathParam("memberId") UUID memberId,
      @QueryParam("year") @Schema(pattern = YEAR) @Nullable String year) {
    return csv(() -> memberId, year);
  }

  private WalletYears years(UUID memberId) {
    String community = caller.get().community();
    return new WalletYears(
        years.years(community, memberId).stream().map(YearView::of).toList(),
        communities.policyOf(community).cost().currency());
  }

  /** What is asked is read before it is looked for whose it is. */
  private Response csv(Supplier<UUID> whose, @Nullable String given) {
    int year = year(given);
    String csv = StatementCsv.of(years.booked(caller.get().community(), whose.get(), year));
    return Response.ok(csv)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"points-%d.csv\"".formatted(year))
        .build();
  }

  private int year(@Nullable String given) {
    if (given == null || given.isEmpty()) {
      return clock.instant().atZone(ZoneOffset.UTC).getYear();
    }
    if (!given.matches(YEAR)) {
      throw Problem.field(ProblemType.INVALID, "year", "must be a year such as 2026");
    }
    return Integer.parseInt(given);
  }
}
