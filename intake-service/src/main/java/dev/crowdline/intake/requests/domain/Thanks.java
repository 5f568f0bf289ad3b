package dev.crowdline.intake.requests.domain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognises a message that is thanks and nothing else, in any of the languages of {@code
 * thanks.txt}. It is conservative: what it does not know whole is no thanks, and a question never
 * is. Cost: linear in a text of at most {@link #LONGEST} letters.
 */
public final class Thanks {
  /** Who writes more says more than thanks. */
  static final int LONGEST = 200;

  private static final List<Pattern> SAYING = new ArrayList<>();
  private static final List<Pattern> BESIDE = new ArrayList<>();
  private static final Pattern BETWEEN_CLAUSES = Pattern.compile("[^\\p{L}\\p{M}\\p{N}' ]+");
  private static final String QUESTION_MARKS = "?？؟";

  static {
    try (InputStream in = Thanks.class.getResourceAsStream("thanks.txt")) {
      if (in == null) {
        throw new IllegalStateException("missing resource thanks.txt");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(Thanks::learn);
    } catch (IOException e) {
      throw new UncheckedIOException("reading thanks.txt", e);
    }
  }

  private Thanks() {}

  private static void learn(String line) {
    String[] parts = line.split(" ", 2);
    List<Pattern> known =
        switch (parts[0]) {
          case "thanks" -> SAYING;
          case "beside" -> BESIDE;
          default -> throw new IllegalStateException("thanks.txt: neither of the two: " + line);
        };
    known.add(Pattern.compile(parts[1]));
  }

  /** Whether the text is thanks and nothing else. */
  public static boolean recognises(String text) {
    if (text.length() > LONGEST || text.chars().anyMatch(c -> QUESTION_MARKS.indexOf(c) >= 0)) {
      return false;
    }
    boolean said = false;
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT).replace('’', '\'');
    for (String clause : BETWEEN_CLAUSES.split(plain.replaceAll("\\s+", " "), -1)) {
      String words = clause.strip().replaceAll("^(and|und) | (and|und)$", "");
      boolean says = matches(SAYING, words);
      if (!words.isEmpty() && !says && !matches(BESIDE, words) && !inTwo(words)) {
        return false;
      }
      said = said || says || inTwo(words);
    }
    return said;
  }

  /** Thanks and something beside them in one breath: "thank you that worked". */
  private static boolean inTwo(String words) {
    for (int i = words.indexOf(' '); i > 0; i = words.indexOf(' ', i + 1)) {
      String before = words.substring(0, i);
      String after = words.substring(i + 1).replaceAll("^(and|und) ", "");
      if ((matches(SAYING, before) && matches(BESIDE, after))
          || (matches(BESIDE, before) && matches(SAYING, after))) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(List<Pattern> known, String words) {
    return known.stream().anyMatch(p -> p.matcher(words).matches());
  }
}
