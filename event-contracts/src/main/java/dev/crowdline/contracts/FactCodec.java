package dev.crowdline.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/** The JSON of facts: optional fields absent, times as ISO-8601 text, unknown fields ignored. */
public final class FactCodec {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private FactCodec() {}

  /** Shared, immutable in use. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** The bytes of a fact's data. */
  public static byte[] write(Object data) {
    try {
      return MAPPER.writeValueAsBytes(data);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + data.getClass().getName(), e);
    }
  }

  /** Reads a fact's data; fails with the field's name when it is not of that type. */
  public static <T> T read(byte[] data, Class<T> type) throws IOException {
    T value = MAPPER.readValue(data, type);
    if (value == null) {
      throw new IOException("the data of a " + type.getSimpleName() + " is null");
    }
    return value;
  }
}
