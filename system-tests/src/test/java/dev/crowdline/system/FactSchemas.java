package dev.crowdline.system;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The committed JSON Schemas of the facts. */
final class FactSchemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private static final Map<String, Schema> OF_TYPE = new ConcurrentHashMap<>();

  private FactSchemas() {}

  /** What a fact's data violates of its type's schema; nothing when it keeps to it. */
  static List<String> violations(FactLog.Said fact) {
    Schema schema =
        OF_TYPE.computeIfAbsent(
            fact.fullType(), type -> REGISTRY.getSchema(text(type), InputFormat.JSON));
    return schema
        .validate(
            fact.data().toString(),
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(error -> fact.type() + ": " + error)
        .toList();
  }

  private static String text(String type) {
    String name = "/dev/crowdline/contracts/schemas/" + type + ".schema.json";
    try (InputStream in = FactSchemas.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("no schema is committed for " + type);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
