package dev.crowdline.intake.requests.web;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.intake.requests.domain.Answer;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.RequestState;
import dev.crowdline.intake.requests.domain.Status;
import dev.crowdline.intake.understanding.domain.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is shown to the company. No contact data (P13).
 *
 * @param alias the customer's
 * @param incidentId the incident that answers it; {@code toldAt} is when its answer was told
 * @param splitFrom the incident that it was split out of
 * @param page the customer's page, with a signed link: only in the answer that took the request
 *     (and in its repeat under the same Idempotency-Key), so that nobody else acts in the
 *     customer's name
 */
@Schema(name = "Request")
public record RequestView(
    UUID id,
    String community,
    RequestKind kind,
    @Schema(enumeration = {"api", "web", "email"}) String channel,
    String language,
    Priority priority,
    Tier minimumTier,
    String text,
    String alias,
    Status status,
    @Nullable WaitingOn waitingOn,
    int round,
    List<Need> needs,
    @Nullable String topic,
    boolean understood,
    Evidence understanding,
    Map<String, String> attributes,
    @Nullable UUID linkedTo,
    @Nullable UUID incidentId,
    @Nullable Instant toldAt,
    @Nullable UUID splitFrom,
    Instant createdAt,
    @Nullable Instant answeredAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant cancelledAt,
    @Nullable String page,
    long version) {

  /** As everybody of the company sees it. */
  public static RequestView of(Request r) {
    return of(r, null);
  }

  /** With the customer's page, for who created the request. */
  static RequestView of(Request r, @Nullable String page) {
    RequestState state = r.life().state();
    Answer answer = state.givenAnswer();
    return new RequestView(
        r.id(),
        r.community(),
        r.kind(),
        r.channel().name().toLowerCase(Locale.ROOT),
        r.language(),
        r.life().priority(),
        r.life().minimumTier(),
        r.text(),
        r.alias(),
        state.status(),
        state instanceof RequestState.Unfinished ? r.life().waitingOn() : null,
        state.round(),
        r.needs(),
        r.topic(),
        r.understood(),
        r.evidence(),
        r.attributes(),
        r.linkedTo(),
        r.life().link().incidentId(),
        r.life().link().toldAt(),
        r.life().link().splitFrom(),
        r.createdAt(),
        answer == null ? null : answer.at(),
        state instanceof RequestState.Resolved s ? s.at() : null,
        state instanceof RequestState.Cancelled s ? s.at() : null,
        page,
        r.version());
  }
}
