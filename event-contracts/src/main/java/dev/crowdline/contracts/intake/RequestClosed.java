package dev.crowdline.contracts.intake;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.UUID;

/**
 * The request has its answer, and no assignment of its own gave it. It is the request's one end, as
 * request-resolved is where an assignment did; nobody is paid for it here.
 *
 * @param sourceId of what answered it: the incident
 * @param round the request's round when it ended
 */
public record RequestClosed(By by, UUID sourceId, int round) {

  /** What answered it. */
  public enum By {
    /** The answer of the incident that it was linked to. */
    INCIDENT,
    /** An article that the customer found good enough. */
    ARTICLE,
    /** The company's own desk, outside the product. */
    DESK,
    /** A word of a later version; read, never written. */
    @JsonEnumDefaultValue
    UNKNOWN
  }
}
