package dev.crowdline.edge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form of a request's target. One that can be read in two ways is refused, not tidied up:
 * {@code /help/../q} must not be one address to whoever chooses the service and another to the
 * service.
 */
public final class Target {
  private static final Pattern PATH = Pattern.compile("/(?:[A-Za-z0-9\\-._~!$&'()*+,=:@%/])*");
  private static final Pattern QUERY = Pattern.compile("[!-~&&[^#]]*");
  private static final String UNRESERVED_MARKS = "-._~";

  private Target() {}

  /** What is wrong with it, and nothing when it is well-formed. */
  public static Optional<String> fault(String target) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    return pathFault(path)
        .or(() -> mark < 0 ? Optional.empty() : queryFault(target.substring(mark + 1)));
  }

  private static Optional<String> pathFault(String path) {
    if (!path.startsWith("/")) {
      return Optional.of("the target of a request is a path that begins with /");
    }
    if (!PATH.matcher(path).matches()) {
      return Optional.of(
          "the path has a character that must be percent-encoded, or a ; (no address takes"
              + " parameters inside its path)");
    }
    if (path.contains("//")) {
      return Optional.of("the path has an empty segment (//)");
    }
    if (List.of(path.split("/", -1)).stream().anyMatch(s -> s.equals(".") || s.equals(".."))) {
      return Optional.of("the path has a segment . or ..; send the address that it leads to");
    }
    return decoded(path)
        .map(Target::escapeFault)
        .orElse(Optional.of("a percent sign in the path begins no encoded UTF-8"));
  }

  private static Optional<String> escapeFault(List<Integer> escaped) {
    for (int b : escaped) {
      if (b < ' ' || b == 0x7f || b == '/' || b == '\\' || b == '%') {
        return Optional.of("the path has %%%02X, which no address here has".formatted(b));
      }
      if (b < 0x80 && (Character.isLetterOrDigit(b) || UNRESERVED_MARKS.indexOf(b) >= 0)) {
        return Optional.of("the path has %%%02X; write the character itself".formatted(b));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> queryFault(String query) {
    if (!QUERY.matcher(query).matches()) {
      return Optional.of("the query has a character that must be percent-encoded");
    }
    return decoded(query)
        .map(bytes ->
            bytes.contains(0) ? Optional.of("the query has %00") : Optional.<String>empty())
        .orElse(Optional.of("a percent sign in the query begins no encoded UTF-8"));
  }

  /** The bytes that were escaped; nothing when an escape is broken or all together no UTF-8. */
  private static Optional<List<Integer>> decoded(String text) {
    ByteBuffer all = ByteBuffer.allocate(text.length());
    List<Integer> escaped = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        all.put((byte) c);
        continue;
      }
      if (i + 2 >= text.length()) {
        return Optional.empty();
      }
      int high = Character.digit(text.charAt(i + 1), 16);
      int low = Character.digit(text.charAt(i + 2), 16);
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      escaped.add(high * 16 + low);
      all.put((byte) (high * 16 + low));
      i += 2;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(all.flip());
      return Optional.of(escaped);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
