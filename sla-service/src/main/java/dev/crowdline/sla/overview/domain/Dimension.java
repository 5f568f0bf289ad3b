package dev.crowdline.sla.overview.domain;

import java.util.Locale;

/** By what the requests of a community are told apart. */
public enum Dimension {
  /** A request that needs several counts under each. */
  SKILL,
  /** As it was understood; what was not stands under none. */
  TOPIC,
  CHANNEL,
  PRIORITY,
  /** The lowest tier that may answer. */
  TIER,
  LANGUAGE;

  /** As it is asked for. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
