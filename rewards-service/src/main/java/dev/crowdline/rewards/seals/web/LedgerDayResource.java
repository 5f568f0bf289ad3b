package dev.crowdline.rewards.seals.web;

import dev.crowdline.rewards.programme.ReadingProgramme;
import dev.crowdline.rewards.seals.CheckingDays;
import dev.crowdline.rewards.seals.domain.Day;
import dev.crowdline.rewards.seals.domain.DayCheck;
import dev.crowdline.rewards.seals.domain.Difference;
import dev.crowdline.rewards.seals.domain.Seal;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
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
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Days of UTC by which the ledger is sealed. */
@Path("/v1/ledger")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Ledger")
@RunOnVirtualThread
public class LedgerDayResource {
  private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

  /** A cursor has an id beside its time; a day needs none. */
  private static final UUID NOBODY = new UUID(0, 0);

  private final CheckingDays days;
  private final ReadingProgramme programme;
  private final CurrentCaller caller;
  private final InstantSource clock;

  LedgerDayResource(
      CheckingDays days, ReadingProgramme programme, CurrentCaller caller, InstantSource clock) {
    this.days = days;
    this.programme = programme;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * A seal.
   *
   * @param previous the seal of the day before on which something was booked; null for the first
   * @param hash SHA-256 over the previous one and the day's transfers, lower-case hexadecimal
   */
  public record SealView(LocalDate day, long transfers, @Nullable String previous, String hash) {
    static SealView of(Seal seal) {
      return new SealView(seal.day(), seal.transfers(), seal.previous(), seal.hash());
    }
  }

  /**
   * A day on which something was booked.
   *
   * @param seal null while the day is not over
   */
  public record LedgerDay(LocalDate day, long transfers, @Nullable SealView seal) {
    static LedgerDay of(Day day) {
      return new LedgerDay(
          day.day(), day.transfers(), day.seal() == null ? null : SealView.of(day.seal()));
    }
  }

  /** The first transfer that is not as it was moved. */
  public record DifferenceView(long position, UUID transferId, Difference.Kind kind) {}

  /**
   * A day as its transfers are now.
   *
   * @param computed the seal that they come to now; null while the day is open
   * @param difference null when each is as it was moved
   */
  public record LedgerDayCheck(
      LocalDate day,
      long transfers,
      @Nullable SealView seal,
      @Nullable SealView computed,
      @Nullable DifferenceView difference) {}

  /** Seals as the log has them. */
  public record StatedSealList(List<SealView> items) {}

  /**
   * Whether the points add up.
   *
   * @param sum of all balances; zero
   */
  public record LedgerSum(long sum) {}

  @GET
  @Path("/sum")
  @Operation(
      operationId = "sumLedger",
      summary = "All balances together, from totals and the last sealed day on; zero",
      description = "Cheap enough for a page that is open all day; /v1/ledger/check adds up all.")
  public LedgerSum sum() {
    return new LedgerSum(programme.sum(caller.get().community()));
  }

  @GET
  @Path("/days")
  @Operation(
      operationId = "listLedgerDays",
      summary = "The days on which something was booked, the latest first, with their seals")
  public Page<LedgerDay> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Cursor after = Cursor.parse(cursor);
    LocalDate before =
        after == null ? LocalDate.of(9999, 1, 1) : LocalDate.ofInstant(after.at(), ZoneOffset.UTC);
    Page<Day> page =
        Page.of(
            days.days(caller.get().community(), before, limit.items() + 1),
            limit,
            day -> new Cursor(day.day().atStartOfDay(ZoneOffset.UTC).toInstant(), NOBODY));
    return new Page<>(page.items().stream().map(LedgerDay::of).toList(), page.next());
  }

  @GET
  @Path("/day-check")
  @Operation(
      operationId = "checkLedgerDay",
      summary = "Goes through a day's transfers: whether each is as it was moved, and their seal")
  public LedgerDayCheck check(
      @Parameter(description = "Of UTC; today when it is absent")
          @QueryParam("day")
          @Schema(pattern = DAY)
          @Nullable String day) {
    DayCheck check = days.check(caller.get().community(), day(day));
    Difference difference = check.difference();
    Seal seal = check.day().seal();
    return new LedgerDayCheck(
        check.day().day(),
        check.day().transfers(),
        seal == null ? null : SealView.of(seal),
        check.computed() == null ? null : SealView.of(check.computed()),
        difference == null
            ? null
            : new DifferenceView(
                difference.position(), difference.transferId(), difference.kind()));
  }

  @GET
  @Path("/stated-seals")
  @Operation(
      operationId = "listStatedSeals",
      summary =
          "The seals as they were stated as facts, read from the log, which no table can change")
  public StatedSealList stated() {
    return new StatedSealList(
        days.stated(caller.get().community()).stream().map(SealView::of).toList());
  }

  private LocalDate day(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
    try {
      if (text.matches(DAY)) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException e) {
      // falls through to the refusal
    }
    throw Problem.field(ProblemType.INVALID, "day", "must be a day such as 2026-11-30");
  }
}
