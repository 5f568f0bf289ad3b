package dev.crowdline.contracts;

import com.ibm.icu.util.IllformedLocaleException;
import com.ibm.icu.util.ULocale;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Languages in one canonical form, BCP 47 by the data of CLDR, so that what a customer writes in
 * and what a member speaks meet: {@code iw} is {@code he}, {@code eng} is {@code en}, {@code
 * zh-cmn-Hans-CN} is {@code zh-Hans-CN}, and {@code no}, which says no more, is {@code nb}.
 */
public final class Language {
  /** What is said of a tag that is none or names no language. */
  public static final String EXPECTED =
      "must be the BCP 47 tag of a language that people speak, such as en or pt-BR; leave it out when it is not known";

  private static final int LONGEST = 35;

  /** Unknown, several, none, uncoded: nobody could be found who speaks it. */
  private static final Set<String> NO_LANGUAGE = Set.of("", "und", "mul", "zxx", "mis");

  /** Beside CLDR's: it holds these two apart, and people do not. */
  private static final Map<String, String> SAME = Map.of("no", "nb");

  /** Matching asks for the same few thousands of times a second. */
  private static final Map<String, String> PRIMARIES = new ConcurrentHashMap<>();

  private static final int MOST_KEPT = 1_000;

  private Language() {}

  /** The canonical tag; empty for what is no tag, names no language, or one that nobody knows. */
  public static Optional<String> canonical(String tag) {
    if (tag.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      ULocale locale = ULocale.createCanonical(new ULocale.Builder().setLanguageTag(tag).build());
      String language = locale.getLanguage();
      if (NO_LANGUAGE.contains(language) || !isKnown(language)) {
        return Optional.empty();
      }
      return Optional.of(
          new ULocale.Builder()
              .setLocale(locale)
              .setLanguage(SAME.getOrDefault(language, language))
              .build()
              .toLanguageTag());
    } catch (IllformedLocaleException e) {
      return Optional.empty();
    }
  }

  /** The language itself, by which a request meets a member: {@code pt-BR} is {@code pt}. */
  public static String primary(String tag) {
    String known = PRIMARIES.get(tag);
    if (known == null) {
      known = primaryOf(tag);
      if (PRIMARIES.size() < MOST_KEPT) {
        PRIMARIES.put(tag, known);
      }
    }
    return known;
  }

  private static String primaryOf(String tag) {
    return canonical(tag).orElse(tag).split("-", 2)[0].toLowerCase(Locale.ROOT);
  }

  private static boolean isKnown(String language) {
    return !new ULocale(language).getDisplayLanguage(ULocale.ENGLISH).equals(language);
  }
}
