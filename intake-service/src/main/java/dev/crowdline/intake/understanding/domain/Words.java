package dev.crowdline.intake.understanding.domain;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import dev.crowdline.contracts.VisibleText;
import java.lang.Character.UnicodeScript;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/**
 * A text as keywords are looked for in it: in NFKC and case-folded, words with one space between,
 * and the places where a word can begin or end. "My SÍM-card!" is {@code my sim card}.
 *
 * <p>Accents and points that people leave out when they are in a hurry do not count: those of the
 * Latin, Greek, Cyrillic, Hebrew and Arabic scripts. All other marks are letters, such as vowel
 * signs (बिल is not बल) and the marks that make パ of ハ. Scripts without spaces are cut into words
 * by ICU's dictionaries, and have no spaces here either.
 */
final class Words {
  private static final Set<UnicodeScript> MARKS_ARE_OPTIONAL =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.GREEK,
          UnicodeScript.CYRILLIC,
          UnicodeScript.HEBREW,
          UnicodeScript.ARABIC);

  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private static final Normalizer2 DECOMPOSE = Normalizer2.getNFDInstance();
  private static final Normalizer2 COMPOSE = Normalizer2.getNFCInstance();

  private final String text;
  private final BitSet edges;

  private Words(String text, BitSet edges) {
    this.text = text;
    this.edges = edges;
  }

  static Words of(String given) {
    String plain = plain(given);
    Cuts cuts = Cuts.of(plain);
    StringBuilder text = new StringBuilder(plain.length());
    BitSet edges = new BitSet(plain.length() + 1);
    int before = ' ';
    boolean gap = true;
    for (int at = 0; at < plain.length(); at += Character.charCount(plain.codePointAt(at))) {
      int point = plain.codePointAt(at);
      if (!isOfAWord(point)) {
        gap = true;
        continue;
      }
      if (gap || cuts.between(before, point, at)) {
        edges.set(text.length());
        if (gap && !text.isEmpty() && hasSpaces(before) && hasSpaces(point)) {
          text.append(' ');
          edges.set(text.length());
        }
      }
      text.appendCodePoint(point);
      before = point;
      gap = false;
    }
    edges.set(text.length());
    return new Words(text.toString(), edges);
  }

  /** Whether it has any letter or digit. */
  boolean isEmpty() {
    return text.codePoints().noneMatch(Character::isLetterOrDigit);
  }

  String text() {
    return text;
  }

  /** The next place at or after this one where a word begins or ends; -1 behind the last. */
  int edge(int from) {
    return edges.nextSetBit(from);
  }

  private static String plain(String given) {
    String decomposed = DECOMPOSE.normalize(VisibleText.folded(given));
    StringBuilder plain = new StringBuilder(decomposed.length());
    boolean optional = false;
    for (int i = 0; i < decomposed.length(); i += Character.charCount(decomposed.codePointAt(i))) {
      int point = decomposed.codePointAt(i);
      if (Character.getType(point) != Character.NON_SPACING_MARK) {
        optional = MARKS_ARE_OPTIONAL.contains(UnicodeScript.of(point));
        // In capitals a Turkish ı is written as the English I.
        plain.appendCodePoint(point == 'ı' ? 'i' : point);
      } else if (!optional) {
        plain.appendCodePoint(point);
      }
    }
    return COMPOSE.normalize(plain);
  }

  private static boolean isOfAWord(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          true;
      default -> Character.isLetterOrDigit(point);
    };
  }

  private static boolean hasSpaces(int point) {
    return !WITHOUT_SPACES.contains(UnicodeScript.of(point));
  }

  /** Where ICU cuts a text; it is asked only about a text that has a script without spaces. */
  private record Cuts(BitSet at) {
    static Cuts of(String plain) {
      BitSet at = new BitSet();
      if (plain.codePoints().anyMatch(point -> !hasSpaces(point))) {
        BreakIterator words = BreakIterator.getWordInstance(ULocale.ROOT);
        words.setText(plain);
        for (int cut = words.first(); cut != BreakIterator.DONE; cut = words.next()) {
          at.set(cut);
        }
      }
      return new Cuts(at);
    }

    boolean between(int before, int after, int place) {
      return at.get(place) && !(hasSpaces(before) && hasSpaces(after));
    }
  }
}
