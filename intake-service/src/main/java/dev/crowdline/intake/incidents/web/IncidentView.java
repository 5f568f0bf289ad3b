package dev.crowdline.intake.incidents.web;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.incidents.ReadingIncidents.Known;
import dev.crowdline.intake.incidents.domain.Incident;
import dev.crowdline.intake.requests.domain.Answer;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.RequestState;
import dev.crowdline.intake.requests.domain.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An incident as it is shown to the company.
 *
 * @param id also of its request, its route and its clocks
 * @param title what customers read
 * @param status of its request: OPEN and IN_WORK before the answer, ANSWERED while that is told and
 *     may be confirmed, then RESOLVED, or CANCELLED without an answer
 * @param helper who works on it, or has answered it
 * @param reporters how many requests it answers; {@code told} of these have the answer
 * @param split how many were taken out of it
 * @param arrivals when its reporters asked, in steps of ten seconds; absent in lists
 */
@Schema(name = "Incident")
public record IncidentView(
    UUID id,
    String title,
    String text,
    Incident.Opener openedBy,
    Instant openedAt,
    Status status,
    Priority priority,
    Tier minimumTier,
    List<Need> needs,
    @Nullable String topic,
    Map<String, String> attributes,
    @Nullable String helper,
    @Nullable Instant answeredAt,
    @Nullable Instant finishedAt,
    long reporters,
    long told,
    long split,
    @Nullable List<Arrivals> arrivals,
    long version) {

  /** How many of its reporters asked within ten seconds from then on. */
  @Schema(name = "IncidentArrivals")
  public record Arrivals(Instant at, long count) {}

  static IncidentView whole(Known known) {
    return of(
        known,
        known.arrivals().stream().map(each -> new Arrivals(each.at(), each.count())).toList());
  }

  static IncidentView of(Known known) {
    return of(known, null);
  }

  private static IncidentView of(Known known, @Nullable List<Arrivals> arrivals) {
    Incident incident = known.incident();
    Request request = known.request();
    RequestState state = request.life().state();
    Answer answer = state.givenAnswer();
    return new IncidentView(
        incident.id(),
        incident.title(),
        request.text(),
        incident.openedBy(),
        incident.openedAt(),
        state.status(),
        request.life().priority(),
        request.life().minimumTier(),
        request.needs(),
        request.topic(),
        request.attributes(),
        helper(state, answer),
        answer == null ? null : answer.at(),
        finishedAt(state),
        known.reporters().linked(),
        known.reporters().told(),
        known.reporters().split(),
        arrivals,
        request.version());
  }

  private static @Nullable String helper(RequestState state, @Nullable Answer answer) {
    return state instanceof RequestState.InWork working
        ? working.helper().alias()
        : answer == null ? null : answer.by().alias();
  }

  private static @Nullable Instant finishedAt(RequestState state) {
    return switch (state) {
      case RequestState.Unfinished s -> null;
      case RequestState.Resolved s -> s.at();
      case RequestState.Cancelled s -> s.at();
    };
  }
}
