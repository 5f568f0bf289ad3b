package dev.crowdline.intake.incidents.domain;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What many have in common, in a few words: those that at least a third of them wrote, the most
 * frequent first, and what bounds them. Words of so many are nobody's own, so nothing personal is
 * in it.
 */
public final class Headline {
  private static final int MOST_WORDS = 4;
  private static final int LONGEST_BOUND = 30;
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]{2,20}");

  private Headline() {}

  /** The words of a title. */
  public static String of(List<String> texts, Bounds bounds) {
    Map<String, Integer> frequency = new LinkedHashMap<>();
    for (String text : texts) {
      Set<String> seen = new HashSet<>();
      Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
      while (words.find()) {
        if (!Gist.isBeside(words.group()) && seen.add(words.group())) {
          frequency.merge(words.group(), 1, Integer::sum);
        }
      }
    }
    String common =
        frequency.entrySet().stream()
            .filter(each -> each.getValue() * 3 >= texts.size())
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(MOST_WORDS)
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    String where =
        Stream.of(bounds.area(), bounds.product(), bounds.device())
            .filter(each -> !each.isEmpty())
            .map(each -> each.length() <= LONGEST_BOUND ? each : each.substring(0, LONGEST_BOUND))
            .collect(Collectors.joining(", "));
    return (common.isEmpty() ? "Many report the same" : "Many report: " + common)
        + " ("
        + where
        + ")";
  }
}
