package dev.crowdline.system;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a schema what it allows, and from that what it does not. The same seed makes the same.
 */
final class Generator {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LONG = 40;

  private static final char ZERO_WIDTH_JOINER = 0x200D;

  /** Visible each, of many scripts, of one and of two units of UTF-16, some with a mark. */
  private static final List<String> SEEN =
      List.of(
          "a", "Z", "7", "é", "e\u0301", "ß", "я", "Ω", "א", "ع", "क", "बि", "ไ", "漫", "ン", "한",
          "🙂", "👩‍🔧", "𝒜", "-", "'", "_");

  /** Between what is visible, in a text. */
  private static final List<String> UNSEEN =
      List.of(" ", "\n", "\t", "\u00a0", "\u200b", "\u202e", "\u2800", "\u0007", "\u3164");

  /** What a pattern of its own allows. A new pattern needs a line here. */
  private static final Map<String, List<String>> OF_PATTERN =
      Map.ofEntries(
          entry("^[a-z0-9][a-z0-9-]{0,59}$", List.of("a", "shop-7", "0")),
          entry(
              "^https?://[^\\s]{1,480}$",
              List.of("https://hooks.invalid/crowdline", "http://127.0.0.1:1/?a=b")),
          entry("^[0-9]{1,18}$", List.of("0", "1", "999999999999999999")),
          entry("^#[0-9a-fA-F]{6}$", List.of("#0a6670", "#FFcc00", "#000000")),
          entry(
              "^(?:https://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+])|http://(?:localhost|127\\.0\\.0\\.1|\\[::1]))(?::[0-9]{1,5})?$",
              List.of("https://shop.example.org", "http://localhost:3000", "https://[::1]:8443")),
          entry("^(?:[a-z0-9][a-z0-9-]{0,39})$", List.of("widen", "specialists-2", "0")),
          entry(
              "^(?:[A-Za-z0-9_-]{22,64})$",
              List.of("01900000-0000-7000-8000-000000000000", "a_random_name_of_a_reader")),
          entry("^(?:[a-z]{2,8})$", List.of("de", "en", "fil")),
          entry("^(?:[0-9]{4}-(0[1-9]|1[0-2]))$", List.of("2026-11", "1999-01")),
          entry("^(?:20[0-9]{2})$", List.of("2026", "2000", "2099")),
          entry("^(?:[A-Z]{3})$", List.of("EUR", "CHF", "JPY")),
          entry("^(?:[a-z][a-z0-9-]{1,31})$", List.of("fuzz-a1", "fuzz-b2", "fuzz-c3")),
          entry(
              "^(?:[^@\\s\\x00]+@[^@\\s\\x00]+)$",
              List.of("ada@example.org", "ü@münchen.example.org")),
          entry(
              "^(?:[A-Za-z0-9._-]{1,25}@[A-Za-z0-9.-]{1,190})$",
              List.of("support@example.org", "Help.Desk_2@sub.example.org")),
          entry("^(?:[A-Za-z0-9][A-Za-z0-9.:-]{0,250})$", List.of("mail.invalid", "127.0.0.1")),
          entry("^(?:\\+?[0-9][0-9 ()./-]{3,30})$", List.of("+49 170 1234", "0800/55.66-77")),
          entry(
              "^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$", List.of("en", "pt-BR", "zh-Hans-CN", "iw")),
          entry("^(?:[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4})$", List.of("de", "sr-Latn", "EN-us")),
          entry("^(?:[A-Z]{2})$", List.of("DE", "US", "IN")),
          entry("^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})$", List.of("2026-12-24", "2028-02-29")),
          entry("^(?:([01][0-9]|2[0-3]):[0-5][0-9])$", List.of("00:00", "09:00", "13:30")),
          entry("^(?:([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", List.of("12:00", "17:00", "24:00")),
          entry(
              "^(?:[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)$",
              // A month is kept for five years.
              List.of("2026-11")),
          entry(
              "^(?:-|[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} _.-]{0,59})$",
              List.of("-", "billing", "SIM card")));

  private final Random random;

  Generator(Random random) {
    this.random = random;
  }

  /** A wrong body, and the field that is wrong; null where it is the body itself. */
  record Wrong(String text, @Nullable String field) {}

  /** What the schema allows. */
  JsonNode valid(JsonNode document, JsonNode given) {
    JsonNode schema = OpenApi.resolved(document, given);
    if (schema.has("anyOf")) {
      return valid(document, pick(Json.items(schema.path("anyOf"))));
    }
    if (schema.has("enum")) {
      return pick(Json.items(schema.path("enum")));
    }
    return switch (typeOf(schema)) {
      case "null" -> JSON.nullNode();
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "integer" -> JSON.numberNode(number(schema));
      case "string" -> JSON.textNode(text(schema));
      case "array" -> array(document, schema);
      case "object" -> object(document, schema);
      default -> throw new AssertionError("no generator for " + schema);
    };
  }

  private String typeOf(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? pick(Json.items(type)).asText() : type.asText();
  }

  private long number(JsonNode schema) {
    long least = schema.path("minimum").asLong(0);
    long most = schema.path("maximum").asLong(Integer.MAX_VALUE);
    return switch (random.nextInt(3)) {
      case 0 -> least;
      case 1 -> most;
      default -> random.nextLong(least, most);
    };
  }

  private ArrayNode array(JsonNode document, JsonNode schema) {
    int least = schema.path("minItems").asInt(0);
    int most = Math.min(schema.path("maxItems").asInt(4), 4);
    ArrayNode array = JSON.arrayNode();
    for (int i = random.nextInt(least, most + 1); i > 0; i--) {
      JsonNode item = valid(document, schema.path("items"));
      // That no two name the same is said in words only.
      if (Json.items(array).stream().noneMatch(item::equals)) {
        array.add(item);
      }
    }
    return array;
  }

  private ObjectNode object(JsonNode document, JsonNode schema) {
    ObjectNode object = JSON.objectNode();
    List<String> required =
        Json.items(schema.path("required")).stream().map(JsonNode::asText).toList();
    schema
        .path("properties")
        .properties()
        .forEach(field -> {
          if (required.contains(field.getKey()) || random.nextBoolean()) {
            object.set(field.getKey(), valid(document, field.getValue()));
          }
        });
    if (schema.path("additionalProperties").isObject()) {
      for (int i = random.nextInt(4); i > 0; i--) {
        object.set("k" + i, valid(document, schema.path("additionalProperties")));
      }
    }
    return object;
  }

  /** Of the length that it says, sometimes the longest. */
  String text(JsonNode schema) {
    if (schema.path("format").asText().equals("uuid")) {
      return new UUID(random.nextLong(), random.nextLong()).toString();
    }
    if (schema.path("format").asText().equals("date-time")) {
      return Instant.ofEpochSecond(random.nextLong(4_000_000_000L)).toString();
    }
    String form = schema.at("/allOf/0/$ref").asText().replaceAll(".*/", "");
    JsonNode pattern = schema.path("pattern");
    if (form.isEmpty() && !pattern.isMissingNode() && !pattern.asText().equals("\\S")) {
      List<String> known = OF_PATTERN.get(pattern.asText());
      if (known == null) {
        throw new AssertionError("no texts for the pattern " + pattern.asText());
      }
      return pick(known);
    }
    int most = schema.path("maxLength").asInt(LONG);
    if (most == 0) {
      return "";
    }
    int length = random.nextInt(8) == 0 ? most : random.nextInt(1, Math.min(most, LONG) + 1);
    StringBuilder text = new StringBuilder();
    for (int made = 0; made < length; ) {
      boolean may = made > 0 && (form.equals("Text") || form.equals("VisibleText"));
      String next = pick(may ? anything() : SEEN);
      text.append(next);
      made += length(next);
    }
    text.setLength(text.offsetByCodePoints(0, length));
    // Cut off behind a joiner, it would join nothing.
    while (text.charAt(text.length() - 1) == ZERO_WIDTH_JOINER) {
      text.setLength(text.length() - 1);
    }
    return text.toString();
  }

  private static int length(CharSequence text) {
    return (int) text.codePoints().count();
  }

  private List<String> anything() {
    return random.nextInt(4) == 0 ? UNSEEN : SEEN;
  }

  /** What the schema does not allow, by one thing. */
  Wrong wrong(JsonNode document, JsonNode schema) {
    ObjectNode body = object(document, schema);
    List<Map.Entry<String, JsonNode>> fields =
        new ArrayList<>(schema.path("properties").properties());
    if (random.nextInt(6) == 0) {
      return new Wrong(
          pick(List.of("{", "[]", "17", "\"text\"", "null", "{\"a\":1}{", "", "tru")), null);
    }
    if (fields.isEmpty() || random.nextInt(5) == 0) {
      body.put("surprise", 1);
      return new Wrong(body.toString(), "surprise");
    }
    Map.Entry<String, JsonNode> field = pick(fields);
    JsonNode found = OpenApi.resolved(document, field.getValue());
    boolean required =
        Json.items(schema.path("required")).stream()
            .anyMatch(each -> each.asText().equals(field.getKey()));
    if (required && random.nextInt(3) == 0) {
      body.remove(field.getKey());
    } else if (required && random.nextInt(3) == 0) {
      body.putNull(field.getKey());
    } else {
      body.set(field.getKey(), wrongValue(document, found));
    }
    return new Wrong(body.toString(), field.getKey());
  }

  private JsonNode wrongValue(JsonNode document, JsonNode schema) {
    if (schema.has("anyOf")) {
      return wrongValue(document, OpenApi.resolved(document, schema.path("anyOf").get(0)));
    }
    List<JsonNode> wrong = new ArrayList<>();
    String type = schema.path("type").toString();
    wrong.add(type.contains("array") ? JSON.objectNode() : JSON.arrayNode().add(JSON.arrayNode()));
    if (!type.contains("object")) {
      wrong.add(JSON.objectNode().put("a", 1));
    }
    if (type.contains("string")) {
      wrong.add(JSON.numberNode(17));
      wrong.add(JSON.booleanNode(true));
      wrong.add(JSON.textNode("a\u0000b"));
      if (schema.has("maxLength")) {
        wrong.add(JSON.textNode("x".repeat(schema.path("maxLength").asInt() + 1)));
      }
      if (schema.at("/allOf/0/$ref").asText().matches(".*/(VisibleText|Name)")) {
        wrong.add(JSON.textNode("\u200b\u00a0"));
      }
      if (schema.has("enum")) {
        wrong.add(JSON.textNode("ELSE"));
      }
      if (schema.path("pattern").asText().startsWith("^") && !schema.has("allOf")) {
        wrong.add(JSON.textNode("§ §"));
      }
    }
    if (type.contains("integer")) {
      wrong.add(JSON.textNode("1"));
      wrong.add(JSON.numberNode(1.5));
      wrong.add(JSON.numberNode(1e300));
      if (schema.has("minimum")) {
        wrong.add(JSON.numberNode(schema.path("minimum").asLong() - 1));
      }
      if (schema.has("maximum")) {
        wrong.add(JSON.numberNode(schema.path("maximum").asLong() + 1));
      }
    }
    if (type.contains("boolean")) {
      wrong.add(JSON.textNode("true"));
      wrong.add(JSON.numberNode(1));
    }
    if (schema.has("maxItems")) {
      ArrayNode many = JSON.arrayNode();
      for (int i = schema.path("maxItems").asInt(); i >= 0; i--) {
        many.add(valid(document, schema.path("items")));
      }
      wrong.add(many);
      wrong.add(JSON.arrayNode().addNull());
    }
    return pick(wrong);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** One of them. */
  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
