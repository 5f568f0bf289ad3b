package dev.crowdline.contracts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of a record. It uses only words that draft 2020-12 and draft 7 share, and no
 * references, so that the same schema may stand in an AsyncAPI document.
 */
final class SchemaOfRecord {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SchemaOfRecord() {}

  /** The schema file of a type of fact. */
  static ObjectNode file(FactTypes.FactType type) {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "urn:crowdline:fact:" + type.name());
    schema.put("title", type.record().getSimpleName());
    schema.setAll(ofRecord(type.record()));
    return schema;
  }

  /** The schema of a record. */
  static ObjectNode ofRecord(Class<?> record) {
    RecordDocs docs = RecordDocs.of(record);
    ObjectNode properties = JSON.objectNode();
    ArrayNode required = JSON.arrayNode();
    for (RecordComponent component : record.getRecordComponents()) {
      ObjectNode property = ofType(component.getGenericType());
      String description = docs.components().get(component.getName());
      if (description != null) {
        property.put("description", description);
      }
      if (component.isAnnotationPresent(Personal.class)) {
        property.put("x-personal", true);
      }
      properties.set(component.getName(), property);
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(component.getName());
      }
    }
    ObjectNode schema = JSON.objectNode();
    schema.put("description", docs.summary());
    schema.put("type", "object");
    schema.set("properties", properties);
    schema.set("required", required);
    // Within v1 only optional fields are added, and consumers ignore what they do not know.
    schema.put("additionalProperties", true);
    return schema;
  }

  private static ObjectNode ofType(Type type) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      ObjectNode schema = of("string", null);
      ArrayNode constants = schema.putArray("enum");
      for (Object constant : plain.getEnumConstants()) {
        // What stands for words of later versions is nothing that anybody says.
        if (!Unknown.is((Enum<?>) constant)) {
          constants.add(constant.toString());
        }
      }
      return schema;
    }
    if (plain.isRecord()) {
      return ofRecord(plain);
    }
    if (plain == UUID.class) {
      return of("string", "uuid");
    }
    if (plain == Instant.class) {
      return of("string", "date-time");
    }
    if (plain == int.class || plain == Integer.class) {
      return of("integer", "int32");
    }
    if (plain == long.class || plain == Long.class) {
      return of("integer", "int64");
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return of("boolean", null);
    }
    if (plain == String.class) {
      return of("string", null);
    }
    throw new IllegalArgumentException(
        "facts hold no " + plain + "; teach " + SchemaOfRecord.class);
  }

  private static ObjectNode ofGeneric(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Map.class) {
      ObjectNode schema = of("object", null);
      if (arguments[0] != String.class) {
        schema.set("propertyNames", ofType(arguments[0]));
      }
      schema.set("additionalProperties", ofType(arguments[1]));
      return schema;
    }
    if (type.getRawType() == List.class || type.getRawType() == Set.class) {
      ObjectNode schema = of("array", null);
      schema.set("items", ofType(arguments[0]));
      if (type.getRawType() == Set.class) {
        schema.put("uniqueItems", true);
      }
      return schema;
    }
    throw new IllegalArgumentException("facts hold no " + type);
  }

  private static ObjectNode of(String type, @Nullable String format) {
    ObjectNode schema = JSON.objectNode().put("type", type);
    return format == null ? schema : schema.put("format", format);
  }
}
