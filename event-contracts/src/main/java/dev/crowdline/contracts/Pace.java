package dev.crowdline.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Which defaults a community starts with: real time, or a demonstration's. */
public enum Pace {
  PRODUCT,
  DEMO,
  /** A word of a later version; read, never written. */
  @JsonEnumDefaultValue
  UNKNOWN;

  /** This pace; a community's numbers come with it, so an unknown name of them is the usual one. */
  public Pace known() {
    return this == UNKNOWN ? PRODUCT : this;
  }
}
