package dev.crowdline.contracts.intake;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.UUID;

/**
 * What people wrote in a request must be forgotten: whoever has a copy clears it, and says so. The
 * request is over, and nothing is written to it any more.
 *
 * @param erasureId which erasure it belongs to, of all requests of a customer or of a day
 */
public record RequestErased(UUID erasureId, Why why) {

  /** What asks for it. */
  public enum Why {
    /** The customer is to be forgotten. */
    CUSTOMER,
    /** It is older than the community keeps what people wrote. */
    RETENTION,
    /** A word of a later version; read, never written. */
    @JsonEnumDefaultValue
    UNKNOWN
  }
}
