package dev.crowdline.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a request comes from and its answer returns to. */
public enum Channel {
  WEB,
  EMAIL,
  SMS,
  CHAT,
  SOCIAL,
  FORUM,
  PHONE,
  API,
  /** A word of a later version; read, never written. */
  @JsonEnumDefaultValue
  UNKNOWN;

  /** This channel; what is not known came by a program, whatever it speaks to. */
  public Channel known() {
    return this == UNKNOWN ? API : this;
  }
}
