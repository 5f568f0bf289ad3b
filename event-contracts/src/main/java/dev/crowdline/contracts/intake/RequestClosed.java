package dev.crowdline.contracts.intake;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The request has its answer, and no assignment of its own gave it. It is the request's one end, as
 * request-resolved is where an assignment did; no assignment is paid for it here.
 *
 * @param sourceId of what answered it: the incident, or the article
 * @param round the request's round when it ended
 * @param authorId the member whose answer the article was made of; absent where it is nobody's
 */
public record RequestClosed(By by, UUID sourceId, int round, @Nullable UUID authorId) {

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
