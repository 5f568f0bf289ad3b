package dev.crowdline.local.demo;

/** How a simulated member behaves. */
enum Temper {
  /** Accepts most offers and answers them. */
  HELPFUL,
  /** Declines every other offer. */
  CHOOSY,
  /** Sees offers and says nothing, so that they expire. */
  SILENT_BEFORE_ACCEPTING,
  /** Accepts quickly and then says nothing, so that the work is taken back. */
  SILENT_AFTER_ACCEPTING;

  /** The third member never accepts, the fifth never answers, every fourth is choosy. */
  static Temper of(int number) {
    return switch (number) {
      case 3 -> SILENT_BEFORE_ACCEPTING;
      case 5 -> SILENT_AFTER_ACCEPTING;
      default -> number % 4 == 0 ? CHOOSY : HELPFUL;
    };
  }
}
