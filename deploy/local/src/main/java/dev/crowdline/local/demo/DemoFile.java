package dev.crowdline.local.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.crowdline.local.launcher.DataDir;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * demo.json: what the seed keeps for the next start and for people, because an API key is shown
 * only once.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DemoFile(String community, String apiKey) {
  private static final JsonMapper JSON = new JsonMapper();

  public static Optional<DemoFile> read(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readString(file), DemoFile.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void write(Path file) {
    try {
      DataDir.replace(file, JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
