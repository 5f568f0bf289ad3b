package dev.crowdline.intake.requests.domain;

import dev.crowdline.contracts.Dial;
import dev.crowdline.contracts.Tier;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a request of a topic with a dial goes to the community. It follows from the
 * request's id alone: the same id is always on the same side of the same dial, and a dial that is
 * turned moves only those in between. Neither who asks nor what nor when has a say in it, so that
 * both groups are alike.
 */
public final class Dialling {
  private static final int HUNDRED = 100;

  private Dialling() {}

  /**
   * The dial of a request; null when its topic has none, or it was for staff anyway.
   *
   * @param minimum the lowest tier that may see it, whatever the dial says
   */
  public static @Nullable Dial of(UUID request, @Nullable Integer percent, Tier minimum) {
    return percent == null || minimum != Tier.COMMUNITY
        ? null
        : new Dial(percent, place(request) < percent);
  }

  /** From 0 to 99, each as often. */
  static int place(UUID request) {
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong(request.getMostSignificantBits())
            .putLong(request.getLeastSignificantBits())
            .array();
    try {
      long drawn = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(id)).getLong();
      return (int) Long.remainderUnsigned(drawn, HUNDRED);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
