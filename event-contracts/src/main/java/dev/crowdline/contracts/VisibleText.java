package dev.crowdline.contracts;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The one notion of what people can see of a text, for all names and texts of all services. Lengths
 * are code points, as OpenAPI counts. Not visible are blanks of every kind, controls, format
 * characters (zero width, direction), what Unicode calls ignorable (the Hangul fillers among it),
 * the empty Braille pattern, unassigned code points, and marks without anything to stand on.
 */
public final class VisibleText {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int EMPTY_BRAILLE = 0x2800;
  private static final int OBJECT_REPLACEMENT = 0xFFFC;

  private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();
  private static final Normalizer2 COMPOSE = Normalizer2.getNFCInstance();
  private static final Normalizer2 DECOMPOSE = Normalizer2.getNFDInstance();
  private static final SpoofChecker SPOOF = new SpoofChecker.Builder().build();

  private static final Pattern BLANKS = Pattern.compile("\\p{Z}+");
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}@$!|]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /** Who speaks for the company says so by tier; a name never does. */
  private static final List<String> RESERVED =
      List.of("admin", "administrator", "staff", "support");

  private static final List<String> RESERVED_OUTLINES =
      RESERVED.stream().map(VisibleText::outline).toList();

  private VisibleText() {}

  /** How many code points it has. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** How many of its code points can be seen. */
  public static int visible(String text) {
    return (int) text.codePoints().filter(VisibleText::isSeen).count();
  }

  /** Whether anything of it can be seen. */
  public static boolean isVisible(String text) {
    return text.codePoints().anyMatch(VisibleText::isSeen);
  }

  /**
   * Whether it can be a name: something of it is visible and nothing is hidden in it. Joiners
   * between letters are how some languages are written, and stay.
   */
  public static boolean isName(String text) {
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      if (!isSeen(points[i]) && !isBlank(points[i]) && !isJoining(points, i)) {
        return false;
      }
    }
    return isVisible(text);
  }

  /** A name as it is kept: composed (NFC), without outer blanks, inner ones a single space. */
  public static String name(String given) {
    return BLANKS.matcher(COMPOSE.normalize(given)).replaceAll(" ").strip();
  }

  /** What two names have in common that people take for one: NFKC, case-folded, one space. */
  public static String key(String name) {
    return BLANKS.matcher(FOLD.normalize(name)).replaceAll(" ").strip();
  }

  /** A text in NFKC and full case folding, without what is ignorable; "Straße" is "strasse". */
  public static String folded(String text) {
    return FOLD.normalize(text);
  }

  /** Whether a name could be taken for one that speaks for the company, whatever its script. */
  public static boolean looksOfficial(String name) {
    String folded = FOLD.normalize(name);
    String together = outline(SEPARATORS.matcher(folded).replaceAll(""));
    return RESERVED_OUTLINES.contains(together)
        || SEPARATORS
            .splitAsStream(folded)
            .map(VisibleText::outline)
            .anyMatch(RESERVED_OUTLINES::contains);
  }

  /** Letters reduced to what they look like: the skeleton of UTS 39, and digits read as letters. */
  private static String outline(String word) {
    String skeleton = SPOOF.getSkeleton(FOLD.normalize(word));
    String bare = MARKS.matcher(DECOMPOSE.normalize(skeleton)).replaceAll("");
    return bare.toLowerCase(Locale.ROOT)
        .replace('l', 'i')
        .replace('1', 'i')
        .replace('!', 'i')
        .replace('|', 'i')
        .replace('0', 'o')
        .replace('3', 'e')
        .replace('4', 'a')
        .replace('@', 'a')
        .replace('5', 's')
        .replace('$', 's')
        .replace('7', 't');
  }

  private static boolean isSeen(int point) {
    if (point == EMPTY_BRAILLE
        || point == OBJECT_REPLACEMENT
        || UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT)) {
      return false;
    }
    return switch (UCharacter.getType(point)) {
      case UCharacterCategory.UNASSIGNED,
          UCharacterCategory.CONTROL,
          UCharacterCategory.FORMAT,
          UCharacterCategory.SURROGATE,
          UCharacterCategory.SPACE_SEPARATOR,
          UCharacterCategory.LINE_SEPARATOR,
          UCharacterCategory.PARAGRAPH_SEPARATOR,
          UCharacterCategory.NON_SPACING_MARK,
          UCharacterCategory.ENCLOSING_MARK ->
          false;
      default -> true;
    };
  }

  private static boolean isBlank(int point) {
    return UCharacter.getType(point) == UCharacterCategory.SPACE_SEPARATOR;
  }

  /** A mark on what stands before it, or a joiner between two that it joins. */
  private static boolean isJoining(int[] points, int at) {
    if (isJoiner(points[at])) {
      return at + 1 < points.length
          && (isSeen(points[at + 1]) || isMark(points[at + 1]))
          && standsOnSomething(points, at);
    }
    return isMark(points[at]) && standsOnSomething(points, at);
  }

  /** Whether something visible stands before, with nothing but marks and joiners between. */
  private static boolean standsOnSomething(int[] points, int at) {
    int before = at - 1;
    while (before >= 0 && (isMark(points[before]) || isJoiner(points[before]))) {
      before--;
    }
    return before >= 0 && isSeen(points[before]);
  }

  private static boolean isJoiner(int point) {
    return point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
  }

  private static boolean isMark(int point) {
    return switch (UCharacter.getType(point)) {
      case UCharacterCategory.NON_SPACING_MARK, UCharacterCategory.ENCLOSING_MARK ->
          UCharacter.hasBinaryProperty(point, UProperty.VARIATION_SELECTOR)
              || !UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
      default -> false;
    };
  }
}
