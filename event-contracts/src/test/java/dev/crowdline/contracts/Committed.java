package dev.crowdline.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that are generated and committed: compared on every run, rewritten with {@code
 * -Dcrowdline.update=true}.
 */
final class Committed {
  static final boolean UPDATE = Boolean.getBoolean("crowdline.update");
  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  static final Path SCHEMAS =
      REPOSITORY.resolve("event-contracts/src/main/resources/dev/crowdline/contracts/schemas");
  static final Path SAMPLES = REPOSITORY.resolve("event-contracts/samples");

  private static final ObjectWriter PRETTY =
      FactCodec.mapper()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private Committed() {}

  /** Fails when the file does not say that, or writes it when asked to. */
  static void holds(Path file, JsonNode expected) {
    String text = pretty(expected);
    if (UPDATE) {
      write(file, text);
    }
    assertThat(file)
        .as("%s is generated; -Dcrowdline.update=true writes it", REPOSITORY.relativize(file))
        .exists()
        .hasContent(text);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(Path file) {
    try {
      return FactCodec.mapper().readTree(read(file));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(file + " is no JSON", e);
    }
  }

  private static String pretty(JsonNode json) {
    try {
      return PRETTY.writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
