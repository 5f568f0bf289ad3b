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
 * Recognises a message that says that an answer has helped, and nothing else, in any of the
 * languages of {@code confirmations.txt}. It is for where a customer has no button to press. It is
 * as conservative as {@link Thanks}: what it does not know whole is no confirmation, and a question
 * never is.
 */
public final class Confirmation {
  private static final List<Pattern> SAYING = read();
  private static final Pattern BETWEEN_CLAUSES = Pattern.compile("[^\\p{L}\\p{M}\\p{N}' ]+");
  private static final String QUESTION_MARKS = "?？؟";

  /** Stands for thanks, so that what may only stand beside them is recognised without. */
  private static final String THANKS = "thanks. ";

  private Confirmation() {}

  private static List<Pattern> read() {
    try (InputStream in = Confirmation.class.getResourceAsStream("confirmations.txt")) {
      if (in == null) {
        throw new IllegalStateException("missing resource confirmations.txt");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Pattern::compile)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reading confirmations.txt", e);
    }
  }

  /** Whether the text says that it is solved, and nothing else. */
  public static boolean recognises(String text) {
    if (text.length() > Thanks.LONGEST
        || text.chars().anyMatch(c -> QUESTION_MARKS.indexOf(c) >= 0)) {
      return false;
    }
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFC)
            .toLowerCase(Locale.ROOT)
            .replace('’', '\'')
            .replace('\n', '.');
    boolean said = false;
    List<String> beside = new ArrayList<>();
    for (String clause : BETWEEN_CLAUSES.split(plain, -1)) {
      String words =
          clause.replaceAll("\\s+", " ").strip().replaceAll("^(and|und) | (and|und)$", "");
      if (SAYING.stream().anyMatch(p -> p.matcher(words).matches())) {
        said = true;
      } else if (!words.isEmpty()) {
        beside.add(words);
      }
    }
    return said && Thanks.recognises(THANKS + String.join(". ", beside));
  }
}
