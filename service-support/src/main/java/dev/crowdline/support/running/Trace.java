package dev.crowdline.support.running;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The W3C trace context of what this thread does. Source: W3C Trace Context, section 3.2. */
public final class Trace {
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

  private Trace() {}

  public static @Nullable String current() {
    return CURRENT.get();
  }

  /** Continues the caller's trace, or begins one when the header is missing or malformed. */
  public static String enter(@Nullable String header) {
    String traceparent = header != null && TRACEPARENT.matcher(header).matches() ? header : begin();
    CURRENT.set(traceparent);
    return traceparent;
  }

  public static void leave() {
    CURRENT.remove();
  }

  private static String begin() {
    byte[] bytes = new byte[24];
    ThreadLocalRandom.current().nextBytes(bytes);
    bytes[0] |= 1;
    bytes[16] |= 1;
    HexFormat hex = HexFormat.of();
    return "00-" + hex.formatHex(bytes, 0, 16) + "-" + hex.formatHex(bytes, 16, 24) + "-00";
  }
}
