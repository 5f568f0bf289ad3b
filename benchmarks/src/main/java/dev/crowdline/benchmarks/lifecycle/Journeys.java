package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.lifecycle.Latencies.Step;
import dev.crowdline.benchmarks.lifecycle.Rest.Answer;
import dev.crowdline.benchmarks.lifecycle.Rest.Credential;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What customers and members do, one journey a customer at a time. Of the event loop alone: nothing
 * here is locked.
 *
 * <pre>
 * post ── 201 ─┐
 *              ├─ three offers pushed ─ accept ─ result ─ complete ─ 200 ─ verdict ─ 200 ─ next post
 * first offer ─┘                          └─ offer-ended to all three
 * </pre>
 */
final class Journeys implements MemberSocket.Listener {
  private static final int WAVE = 3;
  private static final long SWEEP_MILLIS = 250;
  private static final long TRY_AGAIN_MILLIS = 300;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONG_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int MOST_REASONS = 50;

  private final Vertx vertx;
  private final Rest rest;
  private final Addresses addresses;
  private final Settings settings;
  private final Credential apiKey;
  private final String run;
  private final Consumer<Settled> settled;
  private final Map<String, Journey> open = new HashMap<>();
  private final Set<String> posted = new HashSet<>();
  private final Queue<Integer> parked = new ArrayDeque<>();
  private final Map<String, Integer> reasons = new TreeMap<>();
  private final Pace pace = new Pace();
  private Counts counts = new Counts();
  private Latencies latencies = new Latencies();
  private long number;
  private long unsettled;
  private long mostUnsettled;
  private int connected;
  private boolean posting = true;

  /** Its customer is done and all who were asked know; points and clocks follow. */
  record Settled(String id, long postedAt) {}

  /** How often something happened. */
  static final class Counts {
    long posted;
    long confirmed;
    long offers;
    long withdrawn;
    long smallWaves;
    long earlyVerdicts;
    long acceptsRefused;
    long reconnects;
  }

  /**
   * What was counted and timed.
   *
   * @param reasons of refusals and breaks, with how often
   * @param mostUnsettled how many confirmed ones waited at most for their points and clocks
   */
  record Taken(
      Latencies latencies, Counts counts, Map<String, Integer> reasons, long mostUnsettled) {}

  Journeys(
      Vertx vertx,
      Rest rest,
      Addresses addresses,
      Settings settings,
      Tenant tenant,
      Consumer<Settled> settled) {
    this.vertx = vertx;
    this.rest = rest;
    this.addresses = addresses;
    this.settings = settings;
    this.apiKey = new Credential("X-API-Key", tenant.apiKey());
    this.run = tenant.id();
    this.settled = settled;
    vertx.setPeriodic(SWEEP_MILLIS, timer -> sweep());
  }

  // ---- the run ----

  void begin(int customer) {
    post(customer);
  }

  /** From now on customers ask nothing new. */
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

  /** What was counted and timed since the last call; from here on it begins anew. */
  Taken take() {
    Taken taken = new Taken(latencies, counts, Map.copyOf(reasons), mostUnsettled);
    latencies = new Latencies();
    counts = new Counts();
    reasons.clear();
    mostUnsettled = unsettled;
    return taken;
  }

  Set<String> posted() {
    return Set.copyOf(posted);
  }

  /** Requests whose 201 was seen and that are not over. */
  List<String> open() {
    return open.values().stream().filter(Journey::isPosted).map(journey -> journey.id).toList();
  }

  int connected() {
    return connected;
  }

  // ---- customers ----

  /** Points and clocks may lag behind the customers only so far: else the loop would be open. */
  private boolean hasRoom() {
    return unsettled < Math.max(256, 4L * settings.clients());
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
            refused("post", answer);
            later(TRY_AGAIN_MILLIS, () -> post(customer));
          }
        })
        .onFailure(e -> {
          broken("post", e);
          later(TRY_AGAIN_MILLIS, () -> post(customer));
        });
  }

  private void posted(int customer, long sentAt, Answer answer) {
    latencies.record(Step.POST, sentAt);
    counts.posted++;
    String id = answer.field("id");
    posted.add(id);
    Journey journey = open.computeIfAbsent(id, Journey::new);
    journey.customer = customer;
    journey.postedAt = sentAt;
    journey.link = answer.field("page").replaceFirst("^[^#]*#", "");
    recordOffers(journey);
    if (journey.completedAt != 0) {
      later(pace.millis(), () -> confirm(journey, true));
    }
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
            latencies.record(Step.CONFIRM, sentAt);
            latencies.record(Step.COMPLETE_TO_CONFIRMED, journey.completedAt);
            latencies.record(Step.POST_TO_CONFIRMED, journey.postedAt);
            if (first) {
              pace.wasTaken();
            }
            confirmed(journey);
          } else if (answer.status() == 409 && answer.field("detail").contains("RESOLVED")) {
            // An earlier try whose answer was lost.
            confirmed(journey);
          } else if (answer.status() == 409) {
            counts.earlyVerdicts++;
            pace.wasEarly();
            later(Math.max(5, pace.millis() / 2), () -> confirm(journey, false));
          } else {
            refused("confirm", answer);
            later(TRY_AGAIN_MILLIS, () -> confirm(journey, false));
          }
        })
        .onFailure(e -> {
          broken("confirm", e);
          later(TRY_AGAIN_MILLIS, () -> confirm(journey, false));
        });
  }

  private void confirmed(Journey journey) {
    counts.confirmed++;
    journey.confirmed = true;
    unsettled++;
    mostUnsettled = Math.max(mostUnsettled, unsettled);
    endIfOver(journey);
    post(journey.customer);
  }

  // ---- members ----

  @Override
  public void connected(MemberSocket member, boolean again) {
    if (!again) {
      connected++;
      return;
    }
    counts.reconnects++;
    // What still stands is pushed again; the rest ended while nobody listened.
    for (Journey journey : List.copyOf(open.values())) {
      if (journey.live.values().removeIf(who -> who == member)) {
        endIfOver(journey);
      }
    }
  }

  @Override
  public void failed(String why) {
    count(why);
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
    if (!open.containsKey(offer.routeId()) && posted.contains(offer.routeId())) {
      return;
    }
    Journey journey = open.computeIfAbsent(offer.routeId(), Journey::new);
    if (journey.over.contains(offer.id()) || journey.live.put(offer.id(), member) != null) {
      return;
    }
    if (settings.acknowledge()) {
      member.send("{\"type\":\"shown\",\"offerId\":\"" + offer.id() + "\",\"version\":1}");
    }
    journey.offers++;
    counts.offers++;
    long now = System.nanoTime();
    if (journey.firstOfferAt == 0) {
      journey.firstOfferAt = now;
    }
    if (journey.offers == WAVE) {
      journey.thirdOfferAt = now;
    }
    if (journey.isPosted()) {
      recordOffers(journey);
    }
    if (journey.live.size() >= WAVE && journey.acceptSentAt == 0) {
      accept(journey);
    }
  }

  /** Each once: the first offer, and the one that makes the wave whole. */
  private void recordOffers(Journey journey) {
    if (journey.offersRecorded == 0 && journey.offers > 0) {
      journey.offersRecorded = 1;
      latencies.record(Step.POST_TO_OFFER, journey.postedAt, journey.firstOfferAt);
    }
    if (journey.offersRecorded == 1 && journey.offers >= WAVE) {
      journey.offersRecorded = WAVE;
      latencies.record(Step.POST_TO_WAVE, journey.postedAt, journey.thirdOfferAt);
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
    Journey journey = open.get(ended.routeId());
    if (journey == null) {
      return;
    }
    journey.live.remove(ended.id());
    journey.over.add(ended.id());
    if (ended.state().equals("WITHDRAWN")) {
      journey.withdrawn++;
      counts.withdrawn++;
    }
    endIfOver(journey);
  }

  private void assigned(MemberSocket member, StreamMessage assignment) {
    Journey journey = open.get(assignment.routeId());
    if (journey != null && !journey.isAssigned() && assignment.state().equals("ACTIVE")) {
      journey.assignmentId = assignment.id();
      journey.assignedAt = System.nanoTime();
      journey.winner = member;
    }
  }

  private void result(MemberSocket member, StreamMessage result) {
    Journey journey = open.get(result.ref());
    if (journey == null) {
      return;
    }
    if (result.status() != 200) {
      counts.acceptsRefused++;
      count("accept: " + result.status() + " " + Rest.withoutIds(result.problem()));
      journey.acceptSentAt = System.nanoTime();
      return;
    }
    latencies.record(Step.ACCEPT, journey.acceptSentAt);
    journey.assignmentId = result.id();
    journey.winner = member;
    if (journey.offers < WAVE) {
      counts.smallWaves++;
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
            latencies.record(Step.COMPLETE, sentAt);
            completed(journey);
          } else if (answer.status() == 409 && answer.field("detail").contains("COMPLETED")) {
            // An earlier try whose answer was lost.
            completed(journey);
          } else {
            refused("complete", answer);
            later(TRY_AGAIN_MILLIS, () -> send(journey, winner));
          }
        })
        .onFailure(e -> {
          broken("complete", e);
          later(TRY_AGAIN_MILLIS, () -> send(journey, winner));
        });
  }

  private void completed(Journey journey) {
    journey.completedAt = System.nanoTime();
    if (journey.isPosted()) {
      later(pace.millis(), () -> confirm(journey, true));
    }
  }

  // ---- what is left behind ----

  private void endIfOver(Journey journey) {
    if (journey.confirmed && journey.live.isEmpty() && open.remove(journey.id) != null) {
      settled.accept(new Settled(journey.id, journey.postedAt));
    }
  }

  /** Gives on what waits for something that was lost: an offer short, a result, a push. */
  private void sweep() {
    long now = System.nanoTime();
    List<Journey> stuck = new ArrayList<>();
    for (Journey journey : open.values()) {
      if (!journey.completing && now - journey.firstHeardAt > PATIENCE_NANOS) {
        stuck.add(journey);
      }
    }
    for (Journey journey : stuck) {
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

  private void refused(String what, Answer answer) {
    count(what + ": " + Rest.reason(answer));
  }

  private void broken(String what, Throwable failure) {
    count(what + ": " + Rest.withoutIds(String.valueOf(failure.getMessage())));
  }

  private void count(String reason) {
    if (reasons.size() < MOST_REASONS || reasons.containsKey(reason)) {
      reasons.merge(reason, 1, Integer::sum);
    }
  }

  private void later(long millis, Runnable what) {
    vertx.setTimer(millis, timer -> what.run());
  }
}
