package dev.crowdline.intake.requests.domain;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Words that a conversation is looked for by. All of them must stand in one of its messages; a word
 * of three letters or more is also found where it only begins one, so that "bill" finds "billing".
 */
public record SearchedWords(String text) {
  /** The most characters that are looked for. */
  public static final int LONGEST = 200;

  private static final int SHORTEST_BEGINNING = 3;

  /** As PostgreSQL's {@code to_tsquery} takes them; whatever they are, they are words to it. */
  public String query() {
    return Arrays.stream(text.strip().split("\\s+"))
        .map(word -> "'" + word.replace("\\", "\\\\").replace("'", "''") + "'" + rest(word))
        .collect(Collectors.joining(" & "));
  }

  private static String rest(String word) {
    return word.codePointCount(0, word.length()) < SHORTEST_BEGINNING ? "" : ":*";
  }
}
