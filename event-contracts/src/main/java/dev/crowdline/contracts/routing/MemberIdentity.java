package dev.crowdline.contracts.routing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Whose sign-in a member is, without saying it: a service that knows a caller's issuer and subject
 * finds the member, and a reader of facts learns neither.
 */
public final class MemberIdentity {
  private MemberIdentity() {}

  /** Lower-case hexadecimal SHA-256 of issuer, a line feed and subject. */
  public static String of(String issuer, String subject) {
    try {
      byte[] both = (issuer + "\n" + subject).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(both));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
