package dev.crowdline.rewards.catalogue.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Predicate;

/**
 * Codes as an operator pastes them: one a line, or the first column of a CSV file, whose first line
 * may be the header "code". Blank lines are nothing.
 *
 * @param codes each once, in their order
 * @param faults what is wrong, by line
 */
public record Codes(SequencedSet<String> codes, List<Fault> faults) {
  /** The most in one go. */
  public static final int MOST = 1_000;

  /** The most characters of one. */
  public static final int LONGEST = 100;

  private static final int MOST_FAULTS = 20;
  private static final String HEADER = "code";

  /** A line, from 1, and what is wrong with it; it never shows the code. */
  public record Fault(int line, String reason) {}

  /**
   * Reads a text.
   *
   * @param visible whether a text can be seen as it is
   */
  public static Codes of(String text, Predicate<String> visible) {
    SequencedSet<String> codes = new LinkedHashSet<>();
    List<Fault> faults = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size() && faults.size() < MOST_FAULTS; i++) {
      String code = firstColumn(lines.get(i));
      if (code.isEmpty() || (codes.isEmpty() && code.equalsIgnoreCase(HEADER))) {
        continue;
      }
      if (code.codePointCount(0, code.length()) > LONGEST) {
        faults.add(new Fault(i + 1, "a code has at most " + LONGEST + " characters"));
      } else if (!visible.test(code)) {
        faults.add(new Fault(i + 1, "a code must have visible characters only"));
      } else {
        codes.add(code);
      }
    }
    if (faults.isEmpty() && codes.isEmpty()) {
      faults.add(new Fault(1, "there is no code"));
    }
    if (codes.size() > MOST) {
      faults.add(new Fault(lines.size(), "at most " + MOST + " codes at once; send them in parts"));
    }
    return new Codes(codes, List.copyOf(faults));
  }

  private static String firstColumn(String line) {
    String text = line.replace("\ufeff", "").strip();
    if (text.startsWith("\"")) {
      int end = text.indexOf('"', 1);
      return end < 0 ? text : text.substring(1, end).strip();
    }
    return text.split("[,;\\t]", 2)[0].strip();
  }
}
