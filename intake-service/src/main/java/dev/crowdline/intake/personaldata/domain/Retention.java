package dev.crowdline.intake.personaldata.domain;

import org.jspecify.annotations.Nullable;

/**
 * For how long a community keeps what people wrote.
 *
 * @param days after the end of a request; null for ever
 */
public record Retention(@Nullable Integer days) {
  /** The most days. */
  public static final int MOST = 3650;

  public static final Retention FOR_EVER = new Retention(null);
}
