package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The committed OpenAPI documents under the linters that integrators use. What a linter is told to
 * leave alone is argued in its file in {@code linters}.
 */
@Tag("system")
@Order(3)
class LintedContracts {
  private final Path linters = Stack.checkout().resolve("system-tests/linters");

  @ParameterizedTest
  @MethodSource("services")
  @DisplayName("Redocly's recommended rules find nothing in the OpenAPI documents")
  void redocly(String service) {
    JsonNode found = run("redocly", service, "--config", "redocly.yaml", "--format=json");
    assertThat(Json.items(found.path("problems"))).isEmpty();
    assertThat(found.path("totals").path("ignored").asInt(-1)).isZero();
  }

  @ParameterizedTest
  @MethodSource("services")
  @DisplayName("Spectral's rules for OpenAPI find nothing in the OpenAPI documents")
  void spectral(String service) {
    JsonNode found = run("spectral", service, "--ruleset", "spectral.yaml", "--format=json");
    assertThat(found.isArray()).isTrue();
    assertThat(Json.items(found)).isEmpty();
  }

  static List<String> services() {
    return Stack.SERVICES;
  }

  private JsonNode run(String linter, String service, String... arguments) {
    Path program = linters.resolve("node_modules/.bin/" + linter);
    assertThat(program)
        .as("./crowdline test fetches it, or npm ci in system-tests/linters")
        .exists();
    List<String> command = new ArrayList<>(List.of(program.toString(), "lint"));
    command.addAll(List.of(arguments));
    command.add("../../docs/reference/openapi-" + service + ".json");
    try {
      Path said = Files.createTempFile(linter, ".json");
      Path errors = Files.createTempFile(linter, ".txt");
      ProcessBuilder process =
          new ProcessBuilder(command)
              .directory(linters.toFile())
              .redirectOutput(said.toFile())
              .redirectError(errors.toFile());
      // A node that came with the linters goes before the machine's.
      process
          .environment()
          .merge(
              "PATH",
              linters.resolve("node_modules/.bin").toString(),
              (path, ours) -> ours + File.pathSeparator + path);
      process.environment().put("REDOCLY_TELEMETRY", "off");
      process.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
      process.start().waitFor();
      String text = Files.readString(said, StandardCharsets.UTF_8);
      assertThat(text).as("%s: %s", linter, Files.readString(errors)).isNotBlank();
      Files.delete(said);
      Files.delete(errors);
      return Json.parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException(linter, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
