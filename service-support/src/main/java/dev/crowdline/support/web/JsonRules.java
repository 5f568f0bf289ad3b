package dev.crowdline.support.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.crowdline.contracts.Unknown;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Bodies mean what they say: a number is not a text, a text is not a number, nothing is dropped.
 */
@Singleton
public class JsonRules implements ObjectMapperCustomizer {
  /**
   * What PostgreSQL and UTF-8 cannot keep is refused where it comes in, with its field, instead of
   * failing where it is stored: U+0000 and halves of surrogate pairs.
   */
  private static void mustBeStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (c == 0 || (Character.isSurrogate(c) && !pair)) {
        throw new IllegalArgumentException(
            c == 0
                ? "must not contain the character U+0000"
                : "must not contain half a surrogate pair");
      }
      i += pair ? 1 : 0;
    }
  }

  private static final class StorableText extends StringDeserializer {
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = super.deserialize(parser, context);
      try {
        if (text != null) {
          mustBeStorable(text);
        }
      } catch (IllegalArgumentException e) {
        throw ValueInstantiationException.from(
            parser, String.valueOf(e.getMessage()), context.constructType(String.class), e);
      }
      return text;
    }
  }

  private static final class StorableKey extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) throws IOException {
      try {
        mustBeStorable(key);
      } catch (IllegalArgumentException e) {
        throw ValueInstantiationException.from(
            context.getParser(),
            String.valueOf(e.getMessage()),
            context.constructType(String.class),
            e);
      }
      return key;
    }
  }

  /** A time is written as one: no number is, nor is a text of digits, and an empty text is none. */
  private static final class WrittenTime extends StdScalarDeserializer<Instant> {
    WrittenTime() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (Instant) context.handleUnexpectedToken(Instant.class, parser);
      }
      String text = parser.getText();
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        return (Instant)
            context.handleWeirdStringValue(
                Instant.class, text, "not a time such as 2026-01-31T12:00:00Z");
      }
    }
  }

  /** No caller sends what only stands for words of later versions in facts. */
  private static final class KnownWords extends BeanDeserializerModifier {
    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
        DeserializationConfig config,
        JavaType type,
        BeanDescription description,
        JsonDeserializer<?> deserializer) {
      return new KnownWord(deserializer);
    }
  }

  private static final class KnownWord extends DelegatingDeserializer {
    KnownWord(JsonDeserializer<?> any) {
      super(any);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> any) {
      return new KnownWord(any);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      Object word = super.deserialize(parser, context);
      return word instanceof Enum<?> constant && Unknown.is(constant)
          ? context.handleWeirdStringValue(
              constant.getDeclaringClass(), constant.name(), "not one of the values")
          : word;
    }
  }

  /** The last word: the platform's module for times comes after those with the usual priority. */
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    mapper.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    mapper.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    for (LogicalType number :
        new LogicalType[] {LogicalType.Integer, LogicalType.Float, LogicalType.Boolean}) {
      mapper
          .coercionConfigFor(number)
          .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
          .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    }
    mapper
        .coercionConfigFor(LogicalType.Boolean)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
    mapper.registerModule(
        new SimpleModule("storable-text")
            .addDeserializer(String.class, new StorableText())
            .addDeserializer(Instant.class, new WrittenTime())
            .addKeyDeserializer(String.class, new StorableKey())
            .setDeserializerModifier(new KnownWords()));
  }
}
