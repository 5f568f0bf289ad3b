package dev.crowdline.intake.widgets.domain;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A colour of a screen (sRGB), and what can be read on it.
 *
 * @param rgb red, green and blue, a byte each
 */
public record Colour(int rgb) {
  /** How a colour is written. */
  public static final String FORM = "^#[0-9a-fA-F]{6}$";

  /** WCAG 2.2, 1.4.3: below it text is not read by everybody. */
  public static final double LEAST_CONTRAST = 4.5;

  static final Colour BLACK = new Colour(0x000000);
  static final Colour WHITE = new Colour(0xffffff);

  public Colour {
    if (rgb < 0 || rgb > 0xffffff) {
      throw new IllegalArgumentException("a colour has three bytes, was " + rgb);
    }
  }

  /** A colour of the form {@link #FORM}. */
  public static Colour of(String written) {
    if (!written.matches(FORM)) {
      throw new IllegalArgumentException("a colour is # and six of 0-9a-f, was " + written);
    }
    return new Colour(HexFormat.fromHexDigits(written, 1, written.length()));
  }

  /**
   * Black or white, whichever is read better on it. One of them always is: the two ratios multiply
   * to 21, so that the greater is 4.58 at least.
   */
  public Colour text() {
    return contrast(WHITE) >= contrast(BLACK) ? WHITE : BLACK;
  }

  /** From 1 to 21, as WCAG measures it. */
  public double contrast(Colour other) {
    double one = luminance();
    double two = other.luminance();
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
  }

  private double luminance() {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int shifted) {
    double part = (shifted & 0xff) / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  @Override
  public String toString() {
    return "#" + String.format(Locale.ROOT, "%06x", rgb);
  }
}
