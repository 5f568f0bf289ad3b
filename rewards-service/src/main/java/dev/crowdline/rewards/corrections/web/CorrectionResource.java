package dev.crowdline.rewards.corrections.web;

import dev.crowdline.rewards.corrections.CorrectingPoints;
import dev.crowdline.rewards.corrections.domain.Correction;
import dev.crowdline.rewards.ledger.domain.CorrectionReason;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Asked;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Points that operators add and take off. */
@Path("/v1/corrections")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Corrections", description = "Points that operators add and take off, with a note")
@RunOnVirtualThread
public class CorrectionResource {
  private static final long MOST = 100_000_000;

  private final CorrectingPoints correcting;
  private final CurrentCaller caller;

  CorrectionResource(CorrectingPoints correcting, CurrentCaller caller) {
    this.correcting = correcting;
    this.caller = caller;
  }

  /**
   * What is to be corrected.
   *
   * @param points added; as less, taken off: what the wallet does not have is owed. Not 0
   * @param note to the member, who reads it on the statement
   */
  public record CorrectionBody(
      @NotNull UUID memberId,
      @NotNull @Min(-MOST) @Max(MOST) Long points,
      @NotNull CorrectionReason reason,
      @NotBlank @Size(max = 300) String note) {}

  /**
   * A correction.
   *
   * @param state PROPOSED waits for another operator; BOOKED has moved the points; REJECTED has not
   * @param note absent when it was forgotten
   * @param mine whether who asks proposed it, and so cannot approve it
   */
  public record CorrectionView(
      UUID id,
      UUID memberId,
      long points,
      CorrectionReason reason,
      @Nullable String note,
      Correction.State state,
      String proposedBy,
      Instant proposedAt,
      @Nullable String decidedBy,
      @Nullable Instant decidedAt,
      boolean mine) {
    static CorrectionView of(Correction correction, Caller caller) {
      return new CorrectionView(
          correction.id(),
          correction.memberId(),
          correction.points(),
          correction.reason(),
          correction.note(),
          correction.state(),
          correction.proposedBy(),
          correction.proposedAt(),
          correction.decidedBy(),
          correction.decidedAt(),
          correction.proposer().equals(caller.key()));
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "correctPoints",
      summary = "Add points to a member, or take points off",
      description =
          "Up to correctAlone of the limits it is booked at once; above, another operator has to"
              + " approve it, and until then nothing moves. A transfer is never changed: a mistake"
              + " is corrected by another correction.")
  @APIResponse(
      responseCode = "201",
      description = "Booked, or proposed",
      content = @Content(schema = @Schema(implementation = CorrectionView.class)))
  public RestResponse<CorrectionView> correct(
      @Parameter(required = true) @HeaderParam(Idempotency.HEADER) @Nullable String key,
      @NotNull @Valid CorrectionBody body) {
    if (key == null) {
      throw Problem.field(
          ProblemType.INVALID,
          Idempotency.HEADER,
          "is required where points move, so that they move once");
    }
    if (body.points() == 0) {
      throw Problem.field(ProblemType.INVALID, "points", "must be more or less than 0");
    }
    Caller me = caller.get();
    Correction correction =
        correcting.correct(
            me,
            new CorrectingPoints.Wanted(
                body.memberId(), body.points(), body.reason(), body.note().strip()),
            key);
    return RestResponse.status(RestResponse.Status.CREATED, CorrectionView.of(correction, me));
  }

  @GET
  @Operation(operationId = "listCorrections", summary = "Corrections, the latest first")
  public Page<CorrectionView> list(
      @Parameter(description = "Only those that are so far; all when absent")
          @QueryParam("state")
          @Schema(implementation = Correction.State.class)
          @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Caller me = caller.get();
    Correction.State only = Asked.constant("state", Correction.State.class, state);
    Page<Correction> page =
        Page.of(
            correcting.list(me.community(), only, Cursor.parse(cursor), limit.items() + 1),
            limit,
            last -> new Cursor(last.proposedAt(), last.id()));
    return new Page<>(
        page.items().stream().map(each -> CorrectionView.of(each, me)).toList(), page.next());
  }

  @POST
  @Path("/{id}/approve")
  @Operation(
      operationId = "approveCorrection",
      summary = "Agree to what another operator proposed: the points move")
  public CorrectionView approve(@PathParam("id") UUID id) {
    Caller me = caller.get();
    return CorrectionView.of(correcting.approve(me, id), me);
  }

  @POST
  @Path("/{id}/reject")
  @Operation(operationId = "rejectCorrection", summary = "Drop a proposal, also one's own")
  public CorrectionView reject(@PathParam("id") UUID id) {
    Caller me = caller.get();
    return CorrectionView.of(correcting.reject(me, id), me);
  }
}
