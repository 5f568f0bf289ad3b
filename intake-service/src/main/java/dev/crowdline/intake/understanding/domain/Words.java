package dev.crowdline.intake.understanding.domain;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A text as a row of words without case and accents: "My SÍM-card!" is my, sim, card. */
record Words(List<String> row) {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");

  static Words of(String text) {
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    return new Words(
        GAPS.splitAsStream(plain.toLowerCase(Locale.ROOT)).filter(w -> !w.isEmpty()).toList());
  }

  boolean isEmpty() {
    return row.isEmpty();
  }

  /** How many letters they have together. */
  int length() {
    return row.stream().mapToInt(String::length).sum();
  }

  /** Whether the other words stand in these, one after the other. */
  boolean contain(Words phrase) {
    int last = row.size() - phrase.row.size();
    for (int start = 0; start <= last; start++) {
      if (row.subList(start, start + phrase.row.size()).equals(phrase.row)) {
        return true;
      }
    }
    return false;
  }
}
