package dev.crowdline.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed schemas say what the records say. */
class FactSchemasTest {
  static List<FactTypes.FactType> types() {
    return FactTypes.all();
  }

  @ParameterizedTest
  @MethodSource("types")
  void theCommittedSchemaIsTheRecords(FactTypes.FactType type) {
    Committed.holds(
        Committed.SCHEMAS.resolve(type.name() + ".schema.json"), SchemaOfRecord.file(type));
  }

  @Test
  void noSchemaIsLeftOfATypeThatIsGone() throws IOException {
    try (Stream<Path> files = Files.list(Committed.SCHEMAS)) {
      assertThat(files.map(f -> f.getFileName().toString().replace(".schema.json", "")))
          .containsExactlyInAnyOrderElementsOf(
              FactTypes.all().stream().map(FactTypes.FactType::name).toList());
    }
  }

  @Test
  @DisplayName("P13: what people write is in fields marked personal, and in six facts only")
  void personalTextIsMarked() {
    List<String> marked =
        FactTypes.all().stream()
            .flatMap(type ->
                personalOf(SchemaOfRecord.file(type)).stream()
                    .map(field -> type.record().getSimpleName() + "." + field))
            .toList();
    assertThat(marked)
        .containsExactlyInAnyOrder(
            "RequestSubmitted.text",
            "MessageAdded.text",
            "StaffWrote.text",
            "RequestRated.thanks",
            "MessageWritten.text",
            "AssignmentCompleted.answer");
  }

  private static List<String> personalOf(JsonNode schema) {
    return schema
        .get("properties")
        .propertyStream()
        .filter(property -> property.getValue().path("x-personal").asBoolean())
        .map(property -> property.getKey())
        .toList();
  }
}
