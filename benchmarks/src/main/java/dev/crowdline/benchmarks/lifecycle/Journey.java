package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.lifecycle.Latencies.Step;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One lifecycle under way, as its customer and the members see it. Known from its 201 or from its
 * first offer, whichever is heard first.
 */
final class Journey {
  static final int WAVE = 3;

  final String id;
  final long firstHeardAt = System.nanoTime();

  /** Offers that stand, as far as is heard, and to whom. */
  final Map<String, MemberSocket> live = new LinkedHashMap<>();

  /** Offers that are over: one that is pushed again late is not taken for a new one. */
  final Set<String> over = new HashSet<>();

  int customer = -1;
  long postedAt;
  String link = "";
  long firstOfferAt;
  long thirdOfferAt;
  int offers;
  int offersRecorded;
  int withdrawn;
  long acceptSentAt;
  @Nullable MemberSocket winner;
  String assignmentId = "";
  long assignedAt;
  boolean completing;
  long completedAt;
  boolean confirmed;

  Journey(String id) {
    this.id = id;
  }

  /** Whether its 201 was seen. */
  boolean isPosted() {
    return customer >= 0;
  }

  boolean isAssigned() {
    return !assignmentId.isEmpty();
  }

  /** Each once: the first offer, and the one that makes the wave whole. */
  void recordOffers(Latencies latencies) {
    if (offersRecorded == 0 && offers > 0) {
      offersRecorded = 1;
      latencies.record(Step.POST_TO_OFFER, postedAt, firstOfferAt);
    }
    if (offersRecorded == 1 && offers >= WAVE) {
      offersRecorded = WAVE;
      latencies.record(Step.POST_TO_WAVE, postedAt, thirdOfferAt);
    }
  }
}
