package dev.crowdline.intake.knowledge.domain;

import java.time.LocalDate;

/**
 * How a help centre was used on a day.
 *
 * @param day in UTC
 * @param visits tabs in which something was searched for or read
 * @param asked of these, tabs in which a person was asked after all
 * @param solved requests that an article ended, and readers who said that one helped
 */
public record Use(LocalDate day, long visits, long searches, long reads, long asked, long solved) {

  /** What is counted. */
  public enum Of {
    VISIT,
    SEARCH,
    READ,
    ASKED,
    SOLVED
  }
}
