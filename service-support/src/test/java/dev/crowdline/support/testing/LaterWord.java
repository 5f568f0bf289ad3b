package dev.crowdline.support.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.intake.RequestClosed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A place in a fact where an enum's word stands, and where a later version may therefore say one
 * that we do not know. Made of the full samples, so that no type and no field is forgotten.
 *
 * @param field such as {@code /minimumTier}, {@code /policy/steps/2/tier}
 * @param isKey whether the word is the name of that field, not its value
 */
public record LaterWord(FactTypes.FactType type, JsonNode full, String field, boolean isKey) {
  private static final String LATER = "A_WORD_OF_A_LATER_VERSION";

  /** Those of all facts. */
  public static Stream<LaterWord> ofAll() {
    return FactTypes.all().stream().flatMap(LaterWord::of);
  }

  /** Those of one fact. */
  public static Stream<LaterWord> of(Class<?> record) {
    return of(FactTypes.of(record));
  }

  private static Stream<LaterWord> of(FactTypes.FactType type) {
    Path file = Path.of("../event-contracts/samples", type.name(), "full.json");
    try {
      JsonNode full = FactCodec.mapper().readTree(file.toFile());
      List<LaterWord> found = new ArrayList<>();
      find(
          type.record(),
          full,
          "",
          (field, isKey) -> found.add(new LaterWord(type, full, field, isKey)));
      return found.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fact's data as it is read when the word is none of ours. */
  public Object read() {
    return reading(LATER);
  }

  /** The fact's data as it is read when it says this word there. */
  public Object reading(String word) {
    ObjectNode said = full.deepCopy();
    JsonNode parent = said.at(field.substring(0, field.lastIndexOf('/')));
    String name = field.substring(field.lastIndexOf('/') + 1);
    if (isKey) {
      ((ObjectNode) parent).set(word, parent.get(name));
    } else if (parent instanceof ArrayNode list) {
      list.set(Integer.parseInt(name), word);
    } else {
      ((ObjectNode) parent).put(name, word);
    }
    try {
      return FactCodec.read(FactCodec.mapper().writeValueAsBytes(said), type.record());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The fact's data with the word that docs/reference/facts.md says an unknown one is taken for.
   */
  public Object safe() {
    String name = field.substring(field.lastIndexOf('/') + 1);
    return switch (name) {
      case "by" -> type.record() == RequestClosed.class ? reading("DESK") : reading(word());
      case "priority" -> reading("NORMAL");
      case "minimumTier" -> reading("SPECIALIST");
      case "tier" -> reading("COMMUNITY");
      case "channel" -> reading("API");
      case "pace" -> reading("PRODUCT");
      default -> reading(word());
    };
  }

  private String word() {
    return full.at(field).asText();
  }

  @Override
  public String toString() {
    return type.record().getSimpleName() + " " + field + (isKey ? " (key)" : "");
  }

  private interface Found {
    void at(String field, boolean isKey);
  }

  private static void find(Type type, JsonNode node, String at, Found found) {
    if (node.isMissingNode()) {
      return;
    }
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == Map.class) {
        boolean words = arguments[0] instanceof Class<?> key && key.isEnum();
        for (Map.Entry<String, JsonNode> each : node.properties()) {
          if (words) {
            found.at(at + "/" + each.getKey(), true);
          }
          find(arguments[1], each.getValue(), at + "/" + each.getKey(), found);
        }
      } else {
        for (int i = 0; i < node.size(); i++) {
          find(arguments[0], node.get(i), at + "/" + i, found);
        }
      }
    } else if (type instanceof Class<?> plain && plain.isEnum()) {
      found.at(at, false);
    } else if (type instanceof Class<?> plain && plain.isRecord()) {
      for (RecordComponent each : plain.getRecordComponents()) {
        find(each.getGenericType(), node.path(each.getName()), at + "/" + each.getName(), found);
      }
    }
  }
}
