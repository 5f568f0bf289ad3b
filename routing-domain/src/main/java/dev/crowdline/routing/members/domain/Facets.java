package dev.crowdline.routing.members.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a member is found by, as words: one inverted index answers every combination of them. A
 * level is there with all below it, and a name with the beginnings of its words.
 */
public final class Facets {
  /** Longer beginnings of a word than that are not told apart. */
  static final int MOST_LETTERS = 12;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Facets() {}

  /** All of a member. */
  public static Set<String> of(Member member) {
    Set<String> all = new TreeSet<>();
    all.add(community(member.community()));
    all.add(tier(member.tier()));
    all.add(resting(member.isResting()));
    member.languages().forEach(each -> all.add(language(each)));
    for (Need each : member.skills()) {
      for (int level = 1; level <= each.level(); level++) {
        all.add(skill(each.skill(), level));
        all.add(anySkill(level));
      }
    }
    words(member.alias())
        .map(Facets::letters)
        .forEach(word ->
            IntStream.rangeClosed(1, word.length).forEach(n -> all.add(beginning(word, n))));
    return all;
  }

  public static String community(String id) {
    return "c:" + id;
  }

  public static String tier(Tier tier) {
    return "t:" + tier.name();
  }

  /** On a pause, the own or an operator's. */
  public static String resting(boolean resting) {
    return resting ? "p" : "a";
  }

  public static String language(String primary) {
    return "l:" + primary;
  }

  /** That skill at that level or a higher one. */
  public static String skill(String name, int level) {
    return "s:" + name + ":" + level;
  }

  /** Some skill at that level or a higher one. */
  public static String anySkill(int level) {
    return "v:" + level;
  }

  /** Those of names that have words beginning with each of these; none when there are no words. */
  public static List<String> name(String search) {
    return words(search)
        .map(Facets::letters)
        .map(word -> beginning(word, word.length))
        .distinct()
        .toList();
  }

  private static int[] letters(String word) {
    return word.codePoints().limit(MOST_LETTERS).toArray();
  }

  private static String beginning(int[] letters, int count) {
    return "n:" + new String(letters, 0, count);
  }

  private static Stream<String> words(String text) {
    String plain =
        MARKS
            .matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
            .replaceAll("");
    return BETWEEN_WORDS.splitAsStream(plain).filter(word -> !word.isEmpty());
  }
}
