package dev.crowdline.sla.clocks.domain;

/** How many offers were made, and how many of them nobody took. */
public record Tried(int offersMade, int offersExpired, int offersDeclined) {
  public static final Tried NOBODY = new Tried(0, 0, 0);

  Tried plus(int made, int expired, int declined) {
    return new Tried(offersMade + made, offersExpired + expired, offersDeclined + declined);
  }
}
