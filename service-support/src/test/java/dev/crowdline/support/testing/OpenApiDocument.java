package dev.crowdline.support.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A service's committed OpenAPI document, {@code docs/reference/openapi-<service>.json}, held
 * against what the running service says. {@code -Dcrowdline.update=true} rewrites it.
 */
public final class OpenApiDocument {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path committed;

  private OpenApiDocument(Path committed) {
    this.committed = committed;
  }

  /** The document of a service, for a test that runs in that service's module. */
  public static OpenApiDocument of(String service) {
    return new OpenApiDocument(Path.of("../docs/reference/openapi-" + service + ".json"));
  }

  /** Fails when the service under test says something else. */
  public void assertCommitted() {
    try {
      JsonNode said = said();
      if (Boolean.getBoolean("crowdline.update")) {
        Files.createDirectories(committed.getParent());
        sort((ObjectNode) said.get("components"));
        Files.writeString(
            committed, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(said) + "\n");
      }
      assertThat(committed).as("rewrite it with -Dcrowdline.update=true").exists();
      assertThat(JSON.readTree(committed.toFile()))
          .as("-Dcrowdline.update=true rewrites %s; look at the difference", committed)
          .isEqualTo(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The service names them in another order each time, which would look like a change. */
  private static void sort(ObjectNode components) {
    for (JsonNode kind : components) {
      ObjectNode named = (ObjectNode) kind;
      SortedMap<String, JsonNode> byName = new TreeMap<>();
      named.properties().forEach(each -> byName.put(each.getKey(), each.getValue()));
      named.removeAll();
      named.setAll(byName);
    }
  }

  private static JsonNode said() throws IOException {
    return JSON.readTree(Management.get("/q/openapi?format=json"));
  }
}
