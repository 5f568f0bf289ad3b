package dev.crowdline.rewards.reviews.web;

import dev.crowdline.rewards.reviews.JudgingAnswers;
import dev.crowdline.rewards.reviews.ReadingAgreement;
import dev.crowdline.rewards.reviews.ReadingReviews;
import dev.crowdline.rewards.reviews.domain.Agreement;
import dev.crowdline.rewards.reviews.domain.Review;
import dev.crowdline.rewards.reviews.domain.ReviewVerdict;
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
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reviews of answers, by staff. */
@Path("/v1/reviews")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Caller.OPERATOR, Caller.SPECIALIST})
@Tag(name = "Reviews", description = "Answers are judged, blind, after they were delivered")
@RunOnVirtualThread
public class ReviewResource {
  private static final int LONGEST_NOTE = 1_000;

  private final JudgingAnswers judging;
  private final ReadingReviews reading;
  private final ReadingAgreement agreement;
  private final CurrentCaller caller;

  ReviewResource(
      JudgingAnswers judging,
      ReadingReviews reading,
      ReadingAgreement agreement,
      CurrentCaller caller) {
    this.judging = judging;
    this.reading = reading;
    this.agreement = agreement;
    this.caller = caller;
  }

  /**
   * What a reviewer says of an answer.
   *
   * @param note why, if that needs words; operators read it, and the answer's author
   */
  public record JudgementBody(
      @NotNull ReviewVerdict verdict, @Nullable @Size(max = LONGEST_NOTE) String note) {}

  /**
   * What waits for this reviewer.
   *
   * @param items the next ones
   * @param waiting how many there are in all
   */
  public record ReviewQueue(List<ReviewView> items, int waiting) {}

  @GET
  @Path("/queue")
  @Operation(
      operationId = "listReviewQueue",
      summary = "The next answers that I may judge",
      description =
          "Not my own, none to a request that I had the work on, none that I have judged; each"
              + " reviewer gets them in another order.")
  public ReviewQueue queue() {
    ReadingReviews.Queue queue = reading.queue(caller.get());
    return new ReviewQueue(
        queue.next().stream().map(ReviewView::unjudged).toList(), queue.waiting());
  }

  /**
   * How far verdicts agree beyond chance.
   *
   * @param pairs of verdicts on the same answer
   * @param kappa Cohen's; absent with fewer than ten pairs, and where chance alone would always
   *     agree
   */
  public record AgreementView(long pairs, @Nullable Double kappa) {
    static AgreementView of(Agreement agreement) {
      OptionalDouble kappa = agreement.kappa();
      return new AgreementView(agreement.pairs(), kappa.isPresent() ? kappa.getAsDouble() : null);
    }
  }

  /**
   * Of a topic.
   *
   * @param topic absent for what was not understood
   */
  public record TopicAgreement(@Nullable String topic, AgreementView agreement) {
    static List<TopicAgreement> of(Map<String, Agreement> topics) {
      return topics.entrySet().stream()
          .map(each ->
              new TopicAgreement(
                  each.getKey().isEmpty() ? null : each.getKey(),
                  AgreementView.of(each.getValue())))
          .toList();
    }
  }

  /** Of a reviewer with all others. */
  public record ReviewerAgreement(
      String reviewer, AgreementView agreement, List<TopicAgreement> topics) {}

  /**
   * Of the community's reviewers.
   *
   * @param days so many days ago an answer was drawn at most
   * @param least with fewer pairs no kappa is told
   * @param all each pair from both sides
   */
  public record ReviewAgreement(
      int days,
      int least,
      AgreementView all,
      List<TopicAgreement> topics,
      List<ReviewerAgreement> reviewers) {}

  @GET
  @Path("/agreement")
  @RolesAllowed(Caller.OPERATOR)
  @Operation(
      operationId = "getReviewAgreement",
      summary = "How far reviewers agree who judged the same answers: Cohen's kappa")
  public ReviewAgreement agreement() {
    ReadingAgreement.Overview overview = agreement.overview(caller.get().community());
    return new ReviewAgreement(
        ReadingAgreement.DAYS,
        Agreement.LEAST,
        AgreementView.of(overview.all()),
        TopicAgreement.of(overview.topics()),
        overview.reviewers().stream()
            .map(each ->
                new ReviewerAgreement(
                    each.name(), AgreementView.of(each.all()), TopicAgreement.of(each.topics())))
            .toList());
  }

  @GET
  @RolesAllowed(Caller.OPERATOR)
  @Operation(operationId = "listReviews", summary = "Reviews of the community, the latest first")
  public Page<ReviewView> list(
      @Parameter(description = "Only those in this state")
          @QueryParam("state")
          @Schema(implementation = Review.State.class)
          @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Review.State wanted = Asked.constant("state", Review.State.class, state);
    Cursor after = Cursor.parse(cursor);
    Caller me = caller.get();
    Page<ReadingReviews.WithCustomer> page =
        Page.of(
            reading.list(me.community(), wanted, after, limit.items() + 1),
            limit,
            last -> new Cursor(last.review().openedAt(), last.review().id()));
    return new Page<>(
        page.items().stream().map(each -> ReviewView.of(each, me.key())).toList(), page.next());
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getReview",
      summary = "A review; who wrote the answer and what the customer said after my judgement only")
  public ReviewView get(@PathParam("id") UUID id) {
    Caller me = caller.get();
    return ReviewView.of(reading.get(me, id), me.key());
  }

  @POST
  @Path("/{id}/judgement")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "judgeAnswer",
      summary = "Judge an answer, once",
      description =
          "With enough judgements the review is settled: WRONG and HARMFUL withdraw what the answer"
              + " earned, held or paid; HARMFUL also has nothing new offered to its author until an"
              + " operator decides. The required Idempotency-Key makes it once.")
  public ReviewView judge(
      @PathParam("id") UUID id,
      @Parameter(required = true) @HeaderParam(Idempotency.HEADER) @Nullable String key,
      @NotNull @Valid JudgementBody body) {
    Caller me = caller.get();
    if (key == null) {
      reading.get(me, id);
      throw Problem.field(
          ProblemType.INVALID,
          Idempotency.HEADER,
          "is required where points move, so that they move once");
    }
    String note = body.note() == null ? "" : body.note().strip();
    judging.judge(me, id, new JudgingAnswers.Said(body.verdict(), note), key);
    return ReviewView.of(reading.get(me, id), me.key());
  }
}
