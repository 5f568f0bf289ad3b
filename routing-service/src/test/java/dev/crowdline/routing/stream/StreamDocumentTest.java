package dev.crowdline.routing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/asyncapi-stream.json} says of the socket what its messages are. */
class StreamDocumentTest {
  private static final Path REFERENCE = Path.of("../docs/reference");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document = read("asyncapi-stream.json");

  @Test
  @DisplayName("the AsyncAPI document of the stream has what the client may send, closed")
  void client() {
    holds(ClientMessage.class, "hearMember", false);
  }

  @Test
  @DisplayName("the AsyncAPI document of the stream has what the server tells")
  void server() {
    holds(ServerMessage.class, "tellMember", true);
  }

  @Test
  @DisplayName("every reference of the AsyncAPI document of the stream leads somewhere")
  void references() {
    List<JsonNode> references = document.findValues("$ref");
    assertThat(references)
        .isNotEmpty()
        .allSatisfy(reference -> {
          String[] parts = reference.asText().split("#", 2);
          JsonNode in = parts[0].isEmpty() ? document : read(parts[0]);
          assertThat(in.at(parts[1]).isMissingNode()).as(reference.asText()).isFalse();
        });
  }

  private void holds(Class<?> messages, String operation, boolean open) {
    Set<String> described = new HashSet<>();
    for (JsonNode reference : document.path("operations").path(operation).path("messages")) {
      JsonNode channel = at(reference);
      JsonNode message = at(channel);
      described.add(message.path("name").asText());
    }
    JsonSubTypes.Type[] types = messages.getAnnotation(JsonSubTypes.class).value();
    assertThat(described)
        .containsExactlyInAnyOrder(
            Arrays.stream(types).map(JsonSubTypes.Type::name).toArray(String[]::new));
    for (JsonSubTypes.Type type : types) {
      JsonNode payload = payload(type.name());
      assertThat(payload.path("additionalProperties").asBoolean()).as(type.name()).isEqualTo(open);
      assertThat(payload.at("/properties/type/const").asText()).isEqualTo(type.name());
      Set<String> fields = names(type.value(), true);
      fields.add("type");
      Set<String> properties = new HashSet<>();
      payload.path("properties").fieldNames().forEachRemaining(properties::add);
      assertThat(properties).as(type.name()).isEqualTo(fields);
      Set<String> required = names(type.value(), false);
      required.add("type");
      assertThat(
              StreamSupport.stream(payload.path("required").spliterator(), false)
                  .map(JsonNode::asText)
                  .collect(Collectors.toSet()))
          .as(type.name())
          .isEqualTo(required);
    }
  }

  private JsonNode payload(String name) {
    return StreamSupport.stream(document.path("components").path("messages").spliterator(), false)
        .filter(message -> message.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .path("payload");
  }

  private static Set<String> names(Class<?> record, boolean nullable) {
    return Arrays.stream(record.getRecordComponents())
        .filter(component -> nullable || !isNullable(component))
        .map(RecordComponent::getName)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private JsonNode at(JsonNode reference) {
    return document.at(reference.path("$ref").asText().substring(1));
  }

  private static JsonNode read(String file) {
    try {
      return JSON.readTree(REFERENCE.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
