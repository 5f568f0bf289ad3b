package dev.crowdline.intake.widgets.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page comes from, as browsers write it: scheme, host, and the port where it is not the
 * usual one. Only what nobody on the way can change may ask: https, or this machine.
 *
 * @param text as a browser sends it in the header {@code Origin}
 */
public record Origin(String text) {
  /** What is taken, in words. */
  public static final String EXPECTED =
      "must be https://, a host and perhaps a port, as https://shop.example.org, without a path;"
          + " http:// only for localhost";

  /** How an origin is written, in capitals or not. */
  public static final String FORM =
      "^(?:https://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+])|http://(?:localhost|127\\.0\\.0\\.1|\\[::1]))(?::[0-9]{1,5})?$";

  private static final Pattern PARTS =
      Pattern.compile(
          "(https?)://((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
              + "|\\[[0-9a-f:]{2,39}])(?::([1-9][0-9]{0,4}))?");

  private static final int LONGEST_HOST = 253;
  private static final int HIGHEST_PORT = 65_535;

  /** What somebody wrote, as browsers would write it; empty when it is no origin that may ask. */
  public static Optional<Origin> of(String written) {
    Matcher match = PARTS.matcher(written.toLowerCase(Locale.ROOT));
    if (!written.matches(FORM) || !match.matches()) {
      return Optional.empty();
    }
    String scheme = match.group(1);
    String host = match.group(2);
    int usual = scheme.equals("https") ? 443 : 80;
    int port = match.group(3) == null ? usual : Integer.parseInt(match.group(3));
    if (host.length() > LONGEST_HOST || port > HIGHEST_PORT) {
      return Optional.empty();
    }
    return Optional.of(new Origin(scheme + "://" + host + (port == usual ? "" : ":" + port)));
  }

  @Override
  public String toString() {
    return text;
  }
}
