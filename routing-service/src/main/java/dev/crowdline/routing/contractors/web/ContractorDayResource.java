package dev.crowdline.routing.contractors.web;

import dev.crowdline.contracts.Price;
import dev.crowdline.routing.contractors.PromisingPay;
import dev.crowdline.routing.contractors.domain.ContractorDay;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What contractors may cost on a day, and what they were promised. */
@Path("/v1/contractor-days")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contractors", description = "What contractors may cost on a day")
@RunOnVirtualThread
public class ContractorDayResource {
  private final CurrentCaller caller;
  private final PromisingPay promising;
  private final Database database;

  ContractorDayResource(CurrentCaller caller, PromisingPay promising, Database database) {
    this.caller = caller;
    this.promising = promising;
    this.database = database;
  }

  /**
   * A day of the community.
   *
   * @param endsAt when the next one begins
   * @param price what one piece is paid now
   * @param promisedCents for pieces that were taken today and not lost, answered or not yet
   * @param budgetCents what may be promised; absent when there is no limit
   * @param usedUp whether one piece more does not fit, so that contractors take nothing just now
   * @param usedUpAt when that was so for the first time today
   */
  @Schema(name = "ContractorDay")
  public record ContractorDayView(
      LocalDate day,
      String zone,
      Instant endsAt,
      Price price,
      long promisedCents,
      @Nullable Integer budgetCents,
      boolean usedUp,
      @Nullable Instant usedUpAt) {
    static ContractorDayView of(ContractorDay day) {
      return new ContractorDayView(
          day.date(),
          day.zone().getId(),
          day.endsAt(),
          day.piece(),
          day.promisedCents(),
          day.mostCents(),
          !day.hasRoom(),
          day.usedUpAt());
    }
  }

  @GET
  @Path("/current")
  @RolesAllowed({Caller.OPERATOR, Caller.SPECIALIST})
  @Operation(
      operationId = "getContractorDay",
      summary = "What contractors may cost today, and what they were promised",
      description =
          "Today is a day of the zone that the policy names. What was taken is promised at the price"
              + " of that moment; what is handed or taken back counts no more.")
  public ContractorDayView current() {
    String community = caller.get().community();
    return ContractorDayView.of(database.read(sql -> promising.of(sql, community)));
  }
}
