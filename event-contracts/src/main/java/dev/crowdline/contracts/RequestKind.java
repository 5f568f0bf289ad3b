package dev.crowdline.contracts;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** A customer's request, or an incident: the one request that stands for many with one cause. */
public enum RequestKind {
  REQUEST,
  INCIDENT,
  /** A word of a later version; read, never written. */
  @JsonEnumDefaultValue
  UNKNOWN
}
