package dev.crowdline.intake.incidents.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a complaint is about, without what people say beside it: greetings, since when, where,
 * please. These are alike in all complaints, and would make strangers alike and the same thing
 * different. In English and German, which are met most; other languages are left as they are.
 */
public final class Gist {
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private static final Set<String> BESIDE =
      words(
          """
          a an the is are was were be been am do does did done have has had i you he she it we they my
          your his her its our their me us them this that these those there here and or but not no if
          so as at by for from in into of on to up out off over under with without about since until
          while when where what which who why how can could will would shall should may might must
          please help hello hi dear thanks thank again still now right today yesterday morning evening
          night ago minute minutes hour hours day days half ten all whole any some every each very just
          also too only excuse check going back moment same tried try
          """,
          """
          der die das den dem des ein eine einen einem einer eines ist sind war waren bin hat habe haben
          hatte ich du er sie es wir ihr mein meine unser unsere mir mich uns euch dies diese dieser hier
          da dort und oder aber nicht kein keine keinen wenn so als wie an am auf aus bei bis für von vom
          zu zum zur mit ohne über seit wann wo was welche wer warum kann können wird werden soll bitte
          hilfe hallo guten tag danke wieder schon noch jetzt gerade heute gestern früh morgen abend
          nacht minuten minute stunde stunden halben zehn alle ganz ganze ganzen sehr nur auch mehr um
          los geht
          """);

  private Gist() {}

  private static Set<String> words(String... lists) {
    return Arrays.stream(lists)
        .flatMap(list -> Arrays.stream(list.strip().split("\\s+")))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a word says nothing of what it is about. */
  static boolean isBeside(String word) {
    return BESIDE.contains(word);
  }

  /** The words that are left; all of them when none would be. */
  public static String of(String text) {
    String gist =
        BETWEEN
            .splitAsStream(text.toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty() && !isBeside(word))
            .collect(Collectors.joining(" "));
    return gist.isEmpty() ? text : gist;
  }
}
