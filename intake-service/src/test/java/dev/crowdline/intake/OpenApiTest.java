package dev.crowdline.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The committed description of the API is what the code says. -Dcrowdline.update=true rewrites it.
 */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class OpenApiTest {
  private static final Path COMMITTED = Path.of("../docs/reference/openapi-intake.json");
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  @Test
  void theCommittedDescriptionIsTheServices() throws IOException {
    String actual = normal(JSON.readTree(RestAssured.get("/q/openapi?format=json").asString()));
    if (Boolean.getBoolean("crowdline.update")) {
      Files.createDirectories(COMMITTED.getParent());
      Files.writeString(COMMITTED, actual);
    }
    assertThat(COMMITTED)
        .as("committed; rewrite it with -Dcrowdline.update=true and look at the difference")
        .exists();
    assertThat(actual).isEqualTo(normal(JSON.readTree(Files.readString(COMMITTED))));
  }

  /** Without what depends on the build and the place. */
  private static String normal(JsonNode description) throws IOException {
    ObjectNode document = (ObjectNode) description;
    document.remove("servers");
    ((ObjectNode) document.get("info")).put("version", "0");
    return JSON.writeValueAsString(JSON.treeToValue(document, Object.class)) + "\n";
  }
}
