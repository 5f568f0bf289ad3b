package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.Tier;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work as its member did it.
 *
 * @param deeds what was done, in that order
 * @param cutAfter when it ended from outside, so that what would have followed is not known; null
 *     when it was done, handed back, or left lying until it was taken back
 */
public record Work(UUID memberId, Tier tier, List<Deed> deeds, @Nullable Duration cutAfter) {
  public Work {
    deeds = List.copyOf(deeds);
  }

  /** Something that was done, so long after the work was taken. */
  public record Deed(Kind kind, Duration after) {}

  /** What was done. */
  public enum Kind {
    STARTED,
    WROTE,
    /** The customer was asked: clocks stand still. */
    ASKED,
    /** The customer wrote. */
    CUSTOMER_WROTE,
    EXTENDED,
    ANSWERED,
    HANDED_BACK
  }

  boolean isWhole() {
    return cutAfter == null;
  }

  /** How long it went on, as far as anything was done. */
  Duration length() {
    return deeds.isEmpty() ? Duration.ZERO : deeds.getLast().after();
  }

  /** What was cut goes on as another did from there. */
  Work goingOnAs(Work other) {
    Duration cut = cutAfter;
    return cut == null
        ? this
        : new Work(
            memberId,
            tier,
            Stream.concat(
                    deeds.stream(),
                    other.deeds().stream().filter(deed -> deed.after().compareTo(cut) > 0))
                .toList(),
            null);
  }
}
