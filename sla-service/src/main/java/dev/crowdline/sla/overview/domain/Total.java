package dev.crowdline.sla.overview.domain;

import java.time.Instant;

/**
 * One number that is kept.
 *
 * @param since where its stretch of time begins
 * @param key empty where the measure has none
 */
public record Total(Measure measure, Instant since, String key) {

  static Total of(Measure measure, Instant at, String key) {
    return new Total(measure, measure.since(at), key);
  }
}
