package dev.crowdline.support.web;

/**
 * What texts must be, as regular expressions of JSON Schema (ECMA-262 with Unicode): the same as
 * {@link dev.crowdline.contracts.VisibleText} says, which a test holds them against.
 */
final class TextForms {
  private static final String HIDDEN =
      "\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Mn}\\p{Me}"
          + "\\u115F\\u1160\\u17B4\\u17B5\\u2800\\u3164\\uFFA0\\uFFFC";

  private static final String SEEN = "[^" + HIDDEN + "]";
  private static final String MARK = "(?![\\u034F\\u17B4\\u17B5])[\\p{Mn}\\p{Me}]";

  /** What can be kept: everything but U+0000. */
  static final String STORABLE = "^[^\\u0000]*$";

  /** Something of it can be seen. */
  static final String VISIBLE = "^[^\\u0000]*" + SEEN + "[^\\u0000]*$";

  /** Nothing is hidden in it: what can be seen, with its marks and joiners, and single blanks. */
  static final String NAME =
      "^\\p{Zs}*(?:SEEN(?:MARK|[\\u200C\\u200D](?=SEEN|MARK))*\\p{Zs}*)+$"
          .replace("SEEN", SEEN)
          .replace("MARK", MARK);

  private TextForms() {}
}
