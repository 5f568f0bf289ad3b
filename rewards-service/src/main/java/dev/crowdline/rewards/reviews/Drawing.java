package dev.crowdline.rewards.reviews;

import dev.crowdline.support.security.Seal;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Chance that is the same each time for the same assignment, so that nothing is drawn anew, and
 * that nobody knows without the key: a member sees the assignment's id while still writing.
 */
@ApplicationScoped
public class Drawing {
  private static final double STEPS = 0x1.0p53;

  private final Seal seal;

  Drawing(@ConfigProperty(name = "crowdline.voucher-key") String base64) {
    this.seal =
        new Seal(
            base64,
            "crowdline.voucher-key (CROWDLINE_VOUCHER_KEY)",
            "crowdline review draws, version 1");
  }

  /** From 0 to below 1: whether an answer is reviewed. */
  double lot(String community, UUID assignmentId) {
    return lot(community, "reviewed", assignmentId);
  }

  /** From 0 to below 1: whether two reviewers do it. */
  double lotForTwo(String community, UUID assignmentId) {
    return lot(community, "twice", assignmentId);
  }

  private double lot(String community, String what, UUID assignmentId) {
    byte[] mark = seal.mark(community, what + "/" + assignmentId);
    return (ByteBuffer.wrap(mark).getLong() >>> 11) / STEPS;
  }
}
