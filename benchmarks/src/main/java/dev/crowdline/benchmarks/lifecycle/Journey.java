package dev.crowdline.benchmarks.lifecycle;

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
}
