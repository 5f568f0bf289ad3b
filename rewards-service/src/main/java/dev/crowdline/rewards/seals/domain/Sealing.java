package dev.crowdline.rewards.seals.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a seal: SHA-256 (FIPS 180-4) over UTF-8 lines that end with a line feed. The first names
 * community, day and the seal before; then comes each transfer in the order of positions. So {@code
 * sha256sum} makes the same (docs/reference/ledger-seals.md).
 */
public final class Sealing {
  private final String community;
  private final LocalDate day;
  private final @Nullable String previous;
  private final MessageDigest digest;
  private long transfers;

  public Sealing(String community, LocalDate day, @Nullable String previous) {
    this.community = community;
    this.day = day;
    this.previous = previous;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
    line(
        "crowdline-ledger-1|"
            + community
            + "|"
            + day
            + "|"
            + Objects.requireNonNullElse(previous, ""));
  }

  /** Takes the next transfer in. */
  public void add(String transfer) {
    line(transfer);
    transfers++;
  }

  public long transfers() {
    return transfers;
  }

  /** The seal of all that was taken in; once. */
  public Seal seal() {
    return new Seal(community, day, transfers, previous, HexFormat.of().formatHex(digest.digest()));
  }

  private void line(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }
}
