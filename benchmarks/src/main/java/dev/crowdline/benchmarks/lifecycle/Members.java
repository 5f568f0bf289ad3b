package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.lifecycle.Latencies.Step;
import io.vertx.core.Vertx;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What members do: accept one of the three offers of a wave, and complete the work. */
final class Members implements MemberSocket.Listener {
  private static final long SWEEP_MILLIS = 250;
  private static final long TRY_AGAIN_MILLIS = 300;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONG_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Vertx vertx;
  private final Rest rest;
  private final Journeys journeys;
  private final Tally tally;
  private final Customers customers;
  private final boolean acknowledge;
  private int connected;

  Members(
      Vertx vertx,
      Rest rest,
      Settings settings,
      Journeys journeys,
      Tally tally,
      Customers customers) {
    this.vertx = vertx;
    this.rest = rest;
    this.journeys = journeys;
    this.tally = tally;
    this.customers = customers;
    this.acknowledge = settings.acknowledge();
    vertx.setPeriodic(SWEEP_MILLIS, timer -> sweep());
  }

  int connected() {
    return connected;
  }

  @Override
  public void connected(MemberSocket member, boolean again) {
    if (!again) {
      connected++;
      return;
    }
    tally.counts().reconnects++;
    // What still stands is pushed again; the rest ended while nobody listened.
    for (Journey journey : journeys.all()) {
      if (journey.live.values().removeIf(who -> who == member)) {
        journeys.endIfOver(journey);
      }
    }
  }

  @Override
  public void failed(String why) {
    tally.count(why);
  }

  @Override
  public void heard(MemberSocket member, StreamMessage message) {
    switch (message.type()) {
      case "offer" -> offered(member, message);
      case "offer-ended" -> offerEnded(message);
      case "assignment" -> assigned(member, message);
      case "result" -> result(member, message);
      default -> {
        // Warnings and the like are for people.
      }
    }
  }

  private void offered(MemberSocket member, StreamMessage offer) {
    Journey journey = journeys.offered(offer.routeId());
    if (journey == null
        || journey.over.contains(offer.id())
        || journey.live.put(offer.id(), member) != null) {
      return;
    }
    if (acknowledge) {
      member.send("{\"type\":\"shown\",\"offerId\":\"" + offer.id() + "\",\"version\":1}");
    }
    journey.offers++;
    tally.counts().offers++;
    long now = System.nanoTime();
    if (journey.firstOfferAt == 0) {
      journey.firstOfferAt = now;
    }
    if (journey.offers == Journey.WAVE) {
      journey.thirdOfferAt = now;
    }
    if (journey.isPosted()) {
      journey.recordOffers(tally.latencies());
    }
    if (journey.live.size() >= Journey.WAVE && journey.acceptSentAt == 0) {
      accept(journey);
    }
  }

  private void accept(Journey journey) {
    Iterator<Map.Entry<String, MemberSocket>> offers = journey.live.entrySet().iterator();
    while (offers.hasNext()) {
      Map.Entry<String, MemberSocket> offer = offers.next();
      String command =
          "{\"type\":\"accept\",\"ref\":\""
              + journey.id
              + "\",\"offerId\":\""
              + offer.getKey()
              + "\"}";
      if (offer.getValue().send(command)) {
        journey.acceptSentAt = System.nanoTime();
        return;
      }
    }
  }

  private void offerEnded(StreamMessage ended) {
    Journey journey = journeys.find(ended.routeId());
    if (journey == null) {
      return;
    }
    journey.live.remove(ended.id());
    journey.over.add(ended.id());
    if (ended.state().equals("WITHDRAWN")) {
      journey.withdrawn++;
      tally.counts().withdrawn++;
    }
    journeys.endIfOver(journey);
  }

  private void assigned(MemberSocket member, StreamMessage assignment) {
    Journey journey = journeys.find(assignment.routeId());
    if (journey != null && !journey.isAssigned() && assignment.state().equals("ACTIVE")) {
      journey.assignmentId = assignment.id();
      journey.assignedAt = System.nanoTime();
      journey.winner = member;
    }
  }

  private void result(MemberSocket member, StreamMessage result) {
    Journey journey = journeys.find(result.ref());
    if (journey == null) {
      return;
    }
    if (result.status() != 200) {
      tally.counts().acceptsRefused++;
      tally.count("accept: " + result.status() + " " + Rest.withoutIds(result.problem()));
      journey.acceptSentAt = System.nanoTime();
      return;
    }
    tally.latencies().record(Step.ACCEPT, journey.acceptSentAt);
    journey.assignmentId = result.id();
    journey.winner = member;
    if (journey.offers < Journey.WAVE) {
      tally.counts().smallWaves++;
    }
    complete(journey);
  }

  private void complete(Journey journey) {
    MemberSocket winner = journey.winner;
    if (winner == null || journey.completing) {
      return;
    }
    journey.completing = true;
    send(journey, winner);
  }

  private void send(Journey journey, MemberSocket winner) {
    long sentAt = System.nanoTime();
    rest.post(
            winner.address(),
            "/v1/assignments/" + journey.assignmentId + "/complete",
            winner.credential(),
            "{\"answer\":\"In the app, under Help, it stands in the second place: follow it to the end.\"}")
        .onSuccess(answer -> {
          if (answer.isOk()) {
            tally.latencies().record(Step.COMPLETE, sentAt);
            completed(journey);
          } else if (answer.status() == 409 && answer.field("detail").contains("COMPLETED")) {
            // An earlier try whose answer was lost.
            completed(journey);
          } else {
            tally.refused("complete", answer);
            vertx.setTimer(TRY_AGAIN_MILLIS, timer -> send(journey, winner));
          }
        })
        .onFailure(e -> {
          tally.broken("complete", e);
          vertx.setTimer(TRY_AGAIN_MILLIS, timer -> send(journey, winner));
        });
  }

  private void completed(Journey journey) {
    journey.completedAt = System.nanoTime();
    if (journey.isPosted()) {
      customers.answered(journey);
    }
  }

  /** Gives on what waits for something that was lost: an offer short, a result, a push. */
  private void sweep() {
    long now = System.nanoTime();
    for (Journey journey : journeys.all()) {
      if (journey.completing || now - journey.firstHeardAt <= PATIENCE_NANOS) {
        continue;
      }
      if (journey.isAssigned()) {
        if (now - journey.assignedAt > PATIENCE_NANOS) {
          complete(journey);
        }
      } else if (!journey.live.isEmpty()
          && (journey.acceptSentAt == 0
              ? now - journey.firstOfferAt > PATIENCE_NANOS
              : now - journey.acceptSentAt > LONG_PATIENCE_NANOS)) {
        accept(journey);
      }
    }
  }
}
