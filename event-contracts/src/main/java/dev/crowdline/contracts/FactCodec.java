package dev.crowdline.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * The JSON of facts: optional fields absent, times as ISO-8601 text, unknown fields ignored, an
 * unknown word of an enum read as its {@link Unknown}, which is never written.
 */
public final class FactCodec {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new NothingUnknown())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  /** Only facts may hold what a later version said; what we stored ourselves we must know. */
  private static final ObjectReader FACTS =
      MAPPER.reader(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE);

  private FactCodec() {}

  /** Writes no UNKNOWN: who heard one must decide what it means before saying it on. */
  private static final class NothingUnknown extends SimpleModule {
    NothingUnknown() {
      super("nothing-unknown");
      setSerializerModifier(
          new BeanSerializerModifier() {
            @Override
            public JsonSerializer<?> modifyEnumSerializer(
                SerializationConfig config,
                JavaType type,
                BeanDescription description,
                JsonSerializer<?> serializer) {
              return new Stated();
            }
          });
    }
  }

  private static final class Stated extends StdSerializer<Enum<?>> {
    Stated() {
      super(Enum.class, false);
    }

    @Override
    public void serialize(Enum<?> word, JsonGenerator to, SerializerProvider provider)
        throws IOException {
      if (Unknown.is(word)) {
        throw JsonMappingException.from(
            to, word.getDeclaringClass().getSimpleName() + " UNKNOWN is read and never written");
      }
      to.writeString(word.name());
    }
  }

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
    T value = FACTS.forType(type).readValue(data);
    if (value == null) {
      throw new IOException("the data of a " + type.getSimpleName() + " is null");
    }
    return value;
  }
}
