package dev.crowdline.support.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.crowdline.contracts.FactCodec;
import org.jspecify.annotations.Nullable;

/**
 * A value stored as {@code jsonb}.
 *
 * @param value anything that the facts' mapper can write; null is SQL's null
 */
public record Json(@Nullable Object value) {

  /** The JSON text of a value. */
  public static String text(Object value) {
    try {
      return FactCodec.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + value.getClass().getName(), e);
    }
  }
}
