package dev.crowdline.rewards.ledger.domain;

/**
 * What a good rating of an answer pays, and the rating; whichever is heard first waits here for the
 * other.
 *
 * @param from stars that pay; 0 as long as nothing was heard of the answer, or when none pay
 * @param points that they pay
 * @param stars the best that the customer gave; 0 as long as none were given
 */
public record Appraisal(int from, long points, int stars) {
  static final Appraisal NONE = new Appraisal(0, 0, 0);

  Appraisal offering(Extra extra) {
    return from > 0 ? this : new Appraisal(extra.ratedFrom(), extra.rated(), stars);
  }

  Appraisal rated(int given) {
    return new Appraisal(from, points, Math.max(stars, given));
  }

  /** Points that are due for it. */
  long pays() {
    return from > 0 && stars >= from ? points : 0;
  }
}
