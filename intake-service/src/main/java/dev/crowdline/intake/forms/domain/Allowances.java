package dev.crowdline.intake.forms.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may still be asked by anybody: each address so much of a community, and all together as much
 * as the community says. Of addresses the {@value #MOST_ADDRESSES} are remembered that asked last;
 * who comes from more of them than that still meets the community's limit. Safe in any number of
 * threads; each replica counts for itself.
 */
public final class Allowances {
  /** What one address may ask of a community. */
  static final Allowance.Limit OF_ADDRESS = new Allowance.Limit(5, Duration.ofMinutes(10));

  /** How often one address may ask a community within {@link #addressWithin}. */
  public static int mostOfAddress() {
    return OF_ADDRESS.most();
  }

  /** The time of {@link #mostOfAddress}. */
  public static Duration addressWithin() {
    return OF_ADDRESS.within();
  }

  static final int MOST_ADDRESSES = 10_000;

  private final Allowance.Limit ofAddress;

  /** What public forms take. */
  public Allowances() {
    this(OF_ADDRESS);
  }

  /** So many of each address within that time. */
  public Allowances(int most, Duration within) {
    this(new Allowance.Limit(most, within));
  }

  private Allowances(Allowance.Limit ofAddress) {
    this.ofAddress = ofAddress;
  }

  private record Asking(String community, String address) {}

  private final Map<Asking, Allowance> ofAddresses = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Allowance> ofCommunities = new LinkedHashMap<>();

  /**
   * Takes one of both, or none of either.
   *
   * @param community one that has a form, so there are no more of them than communities
   * @return how long to wait until one may be taken; zero when it was
   */
  public synchronized Duration take(String community, String address, int perHour, Instant now) {
    Allowance.Limit all = new Allowance.Limit(perHour, Duration.ofHours(1));
    Asking asking = new Asking(community, address);
    Allowance own = ofAddresses.getOrDefault(asking, Allowance.full(now));
    Allowance common = ofCommunities.getOrDefault(community, Allowance.full(now));
    Duration wait = own.wait(ofAddress, now);
    Duration commonWait = common.wait(all, now);
    if (wait.isZero() && commonWait.isZero()) {
      ofAddresses.put(asking, own.taken(ofAddress, now));
      ofCommunities.put(community, common.taken(all, now));
      if (ofAddresses.size() > MOST_ADDRESSES) {
        ofAddresses.remove(ofAddresses.keySet().iterator().next());
      }
    }
    return wait.compareTo(commonWait) > 0 ? wait : commonWait;
  }

  /** How many addresses are remembered. */
  synchronized int remembered() {
    return ofAddresses.size();
  }
}
