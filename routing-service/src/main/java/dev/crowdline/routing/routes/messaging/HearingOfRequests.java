package dev.crowdline.routing.routes.messaging;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.MinimumTierRaised;
import dev.crowdline.contracts.intake.PriorityRaised;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestClosed;
import dev.crowdline.contracts.intake.RequestErased;
import dev.crowdline.contracts.intake.RequestLinked;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.intake.RequestSplit;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.intake.RequestUnderstood;
import dev.crowdline.contracts.intake.StaffWrote;
import dev.crowdline.contracts.rewards.AnswerReviewed;
import dev.crowdline.contracts.sla.EscalationRaised;
import dev.crowdline.contracts.sla.PolicyApplied;
import dev.crowdline.routing.pauses.messaging.HearingOfReviews;
import dev.crowdline.routing.personaldata.messaging.HearingOfErasures;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.inbox.Arrivals;
import dev.crowdline.support.inbox.FactApplier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which facts of intake, sla and rewards routing acts upon. Nothing of it is an error, whatever the
 * route's state: docs/services/routing.md has the table.
 */
@ApplicationScoped
public class HearingOfRequests implements FactApplier {
  private final HearingOfSubmissions submissions;
  private final HearingOfChanges changes;
  private final HearingOfErasures erasures;
  private final HearingOfReviews reviews;
  private final InstantSource clock;

  HearingOfRequests(
      HearingOfSubmissions submissions,
      HearingOfChanges changes,
      HearingOfErasures erasures,
      HearingOfReviews reviews,
      InstantSource clock) {
    this.submissions = submissions;
    this.changes = changes;
    this.erasures = erasures;
    this.reviews = reviews;
    this.clock = clock;
  }

  @Override
  public void apply(Tx tx, Arrivals arrivals) {
    Instant now = clock.instant();
    submissions.hear(tx, arrivals.of(RequestSubmitted.class), now);
    changes.hear(
        tx,
        Stream.of(
                arrivals.of(MessageAdded.class),
                arrivals.of(StaffWrote.class),
                arrivals.of(PriorityRaised.class),
                arrivals.of(MinimumTierRaised.class),
                arrivals.of(RequestUnderstood.class),
                arrivals.of(RequestReopened.class),
                arrivals.of(RequestCancelled.class),
                arrivals.of(RequestClosed.class),
                arrivals.of(RequestLinked.class),
                arrivals.of(RequestSplit.class),
                arrivals.of(EscalationRaised.class),
                arrivals.of(PolicyApplied.class),
                arrivals.of(RequestRated.class),
                // A request that was answered is closed here already.
                arrivals.of(RequestResolved.class))
            .<Fact<?>>flatMap(List::stream)
            .toList(),
        now);
    erasures.hear(tx, arrivals.of(RequestErased.class), now);
    reviews.hear(tx, arrivals.of(AnswerReviewed.class), now);
  }
}
