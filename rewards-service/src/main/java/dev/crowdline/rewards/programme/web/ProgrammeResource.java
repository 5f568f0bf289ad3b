package dev.crowdline.rewards.programme.web;

import dev.crowdline.rewards.ledger.domain.AccountKind;
import dev.crowdline.rewards.programme.ReadingProgramme;
import dev.crowdline.rewards.redemptions.Redeeming;
import dev.crowdline.rewards.redemptions.web.RedemptionResource;
import dev.crowdline.rewards.redemptions.web.RedemptionView;
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
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The programme as its operator sees it. */
@Path("/v1/programme")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Programme", description = "What was paid, what was spent, and what is owed")
@RunOnVirtualThread
public class ProgrammeResource {
  private final ReadingProgramme reading;
  private final Redeeming redeeming;
  private final CurrentCaller caller;

  ProgrammeResource(ReadingProgramme reading, Redeeming redeeming, CurrentCaller caller) {
    this.reading = reading;
    this.redeeming = redeeming;
    this.caller = caller;
  }

  /**
   * Where all points are.
   *
   * @param issued less what was withdrawn: the sum of all others, less what is owed
   * @param toSpend in wallets
   * @param held until a customer confirms
   * @param reserved for items that are not handed out yet
   * @param redeemed spent for good
   * @param expired grown too old
   * @param owed by members whose answers were refused after their points were spent
   */
  public record Points(
      long issued,
      long toSpend,
      long held,
      long reserved,
      long redeemed,
      long expired,
      long owed) {}

  /**
   * What the community owes its members in money: points × pointMilli / 1000, rounded up.
   *
   * @param points outstanding: toSpend + held + reserved
   * @param pointMilli the policy's value of a point, in thousandths of the smallest unit
   * @param minor the liability, in the smallest unit
   * @param currency the policy's, ISO 4217
   */
  public record LiabilityView(long points, long pointMilli, long minor, String currency) {}

  /**
   * What became of redemptions.
   *
   * @param costMinor what those that were handed out cost, in the smallest unit of the currency
   */
  public record RedemptionCounts(long reserved, long fulfilled, long refunded, long costMinor) {}

  /**
   * A day in UTC.
   *
   * @param issued points that members were paid or given, less what was taken back
   * @param redeemed points that were spent
   */
  public record ProgrammeDay(LocalDate day, long issued, long redeemed) {}

  /**
   * The programme.
   *
   * @param days the last thirty, the last of them today
   */
  public record Programme(
      Points points,
      LiabilityView liability,
      RedemptionCounts redemptions,
      List<ProgrammeDay> days) {}

  @GET
  @Operation(
      operationId = "getProgramme",
      summary = "What was paid and spent, where all points are, and the liability in money")
  public Programme get() {
    ReadingProgramme.Overview overview = reading.overview(caller.get().community());
    return new Programme(
        new Points(
            overview.points(AccountKind.ISSUANCE),
            overview.points(AccountKind.WALLET),
            overview.points(AccountKind.HELD),
            overview.points(AccountKind.RESERVED),
            overview.points(AccountKind.REDEMPTION),
            overview.points(AccountKind.EXPIRY),
            overview.points(AccountKind.DEBT)),
        new LiabilityView(
            overview.liability().points(),
            overview.liability().pointMilli(),
            overview.liability().minor(),
            overview.currency()),
        new RedemptionCounts(
            overview.redeemed().reserved(),
            overview.redeemed().fulfilled(),
            overview.redeemed().refunded(),
            overview.redeemed().costMinor()),
        overview.days().stream()
            .map(day -> new ProgrammeDay(day.day(), day.issued(), day.redeemed()))
            .toList());
  }

  @GET
  @Path("/redemptions")
  @Operation(
      operationId = "listRedemptions",
      summary = "What members took, the latest first, without codes")
  public Page<RedemptionView> redemptions(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Cursor after = Cursor.parse(cursor);
    return RedemptionResource.page(
        redeeming.list(caller.get().community(), null, after, limit.items() + 1), limit);
  }
}
