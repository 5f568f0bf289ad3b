package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.lifecycle.Latencies.Step;
import dev.crowdline.benchmarks.lifecycle.Rest.Answer;
import dev.crowdline.benchmarks.lifecycle.Rest.Credential;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;

/** What customers do, one journey after the other each: post, and confirm. */
final class Customers {
  private static final long TRY_AGAIN_MILLIS = 300;

  private final Vertx vertx;
  private final Rest rest;
  private final Addresses addresses;
  private final Journeys journeys;
  private final Tally tally;
  private final Credential apiKey;
  private final String run;
  private final long mostUnsettled;
  private final boolean openLoop;
  private final Queue<Integer> parked = new ArrayDeque<>();
  private final Pace pace = new Pace();
  private long number;
  private long unsettled;
  private boolean posting = true;

  Customers(
      Vertx vertx,
      Rest rest,
      Addresses addresses,
      Settings settings,
      Tenant tenant,
      Journeys journeys,
      Tally tally) {
    this.vertx = vertx;
    this.rest = rest;
    this.addresses = addresses;
    this.journeys = journeys;
    this.tally = tally;
    this.apiKey = new Credential("X-API-Key", tenant.apiKey());
    this.run = tenant.id();
    this.openLoop = settings.rate() > 0;
    this.mostUnsettled = Math.max(256, 4L * settings.clients());
  }

  void begin(int customer) {
    post(customer);
  }

  /** From now on they ask nothing new. */
  void stopPosting() {
    posting = false;
  }

  /** So many were seen to be credited and closed. */
  void settled(int count) {
    unsettled -= count;
    while (!parked.isEmpty() && hasRoom()) {
      post(parked.remove());
    }
  }

  /** Points and clocks may lag behind the customers only so far: else the loop would be open. */
  private boolean hasRoom() {
    return openLoop || unsettled < mostUnsettled;
  }

  private void post(int customer) {
    if (!posting) {
      return;
    }
    if (!hasRoom()) {
      parked.add(customer);
      return;
    }
    long mine = ++number;
    String body =
        "{\"text\":\"%s (%s, %d)\",\"customer\":{\"reference\":\"%s-%d\",\"name\":\"Customer %d\"}}"
            .formatted(Topic.ofRequest(mine).question(), run, mine, run, mine, mine);
    long sentAt = System.nanoTime();
    rest.post(addresses.intakeFor(customer), "/v1/requests", apiKey, body)
        .onSuccess(answer -> {
          if (answer.status() == 201) {
            posted(customer, sentAt, answer);
          } else {
            tally.refused("post", answer);
            later(TRY_AGAIN_MILLIS, () -> post(customer));
          }
        })
        .onFailure(e -> {
          tally.broken("post", e);
          later(TRY_AGAIN_MILLIS, () -> post(customer));
        });
  }

  private void posted(int customer, long sentAt, Answer answer) {
    tally.latencies().record(Step.POST, sentAt);
    tally.counts().posted++;
    String id = answer.field("id");
    Journey journey = journeys.posted(id);
    journey.customer = customer;
    journey.postedAt = sentAt;
    journey.link = answer.field("page").replaceFirst("^[^#]*#", "");
    journey.recordOffers(tally.latencies());
    if (journey.completedAt != 0) {
      answered(journey);
    }
  }

  /** The answer was taken: its customer reads it and confirms. */
  void answered(Journey journey) {
    later(pace.millis(), () -> confirm(journey, true));
  }

  private void confirm(Journey journey, boolean first) {
    long sentAt = System.nanoTime();
    rest.post(
            addresses.intakeFor(journey.customer),
            "/v1/conversations/" + journey.id + "/verdict",
            new Credential("X-Customer-Link", journey.link),
            "{\"solved\":true}")
        .onSuccess(answer -> {
          if (answer.isOk()) {
            tally.latencies().record(Step.CONFIRM, sentAt);
            tally.latencies().record(Step.COMPLETE_TO_CONFIRMED, journey.completedAt);
            tally.latencies().record(Step.POST_TO_CONFIRMED, journey.postedAt);
            if (first) {
              pace.wasTaken();
            }
            confirmed(journey);
          } else if (answer.status() == 409 && answer.field("detail").contains("RESOLVED")) {
            // An earlier try whose answer was lost.
            confirmed(journey);
          } else if (answer.status() == 409) {
            tally.counts().earlyVerdicts++;
            pace.wasEarly();
            later(Math.max(5, pace.millis() / 2), () -> confirm(journey, false));
          } else {
            tally.refused("confirm", answer);
            later(TRY_AGAIN_MILLIS, () -> confirm(journey, false));
          }
        })
        .onFailure(e -> {
          tally.broken("confirm", e);
          later(TRY_AGAIN_MILLIS, () -> confirm(journey, false));
        });
  }

  private void confirmed(Journey journey) {
    tally.counts().confirmed++;
    journey.confirmed = true;
    unsettled++;
    tally.counts().mostUnsettled = Math.max(tally.counts().mostUnsettled, unsettled);
    journeys.endIfOver(journey);
    if (!openLoop) {
      post(journey.customer);
    }
  }

  private void later(long millis, Runnable what) {
    vertx.setTimer(millis, timer -> what.run());
  }
}
