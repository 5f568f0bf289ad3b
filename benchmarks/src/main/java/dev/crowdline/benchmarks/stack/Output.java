package dev.crowdline.benchmarks.stack;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine.Option;

/** Options of where the figures of a run go: a table or JSON to read, and a file to keep. */
public final class Output {
  @Option(names = "--json", description = "print the figures as JSON instead of a table")
  private boolean json;

  @Option(
      names = "--results",
      defaultValue = "benchmarks/results",
      description = "folder for the file with the figures (${DEFAULT-VALUE})")
  private Path results = Path.of("benchmarks/results");

  /** Prints the result, and writes it to a file named after the day and the commit. */
  public void write(String benchmark, Instant startedAt, String commit, Object result, String table)
      throws IOException {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    String text = mapper.writeValueAsString(result);
    System.out.println(json ? text : table);
    String day =
        DateTimeFormatter.BASIC_ISO_DATE.format(startedAt.atZone(ZoneOffset.UTC).toLocalDate());
    Path file = results.resolve("%s-%s-%s.json".formatted(benchmark, day, commit));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text + System.lineSeparator());
    System.err.println("written to " + file);
  }
}
