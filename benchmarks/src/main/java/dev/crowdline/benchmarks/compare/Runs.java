package dev.crowdline.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The results of runs of one state of the source, as {@code bench lifecycle} writes them: one file,
 * or a folder of them, of which each figure is the median.
 */
record Runs(Path from, List<JsonNode> results) {
  /** How often the CPU of a lifecycle would have done what the disk must do for it. */
  static final String CPU_BY_LIMIT = "CPU by commit-bound limit";

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Reads a file, or all results in a folder.
   *
   * @throws IOException if there are none, or one is no result of a lifecycle
   */
  static Runs read(Path path) throws IOException {
    List<Path> files = List.of(path);
    if (Files.isDirectory(path)) {
      try (Stream<Path> all = Files.list(path)) {
        files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      }
    }
    try {
      List<JsonNode> results = files.stream().map(Runs::result).toList();
      if (results.isEmpty()) {
        throw new IOException(path + " has no results (*.json)");
      }
      return new Runs(path, results);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static JsonNode result(Path file) {
    try {
      JsonNode result = JSON.readTree(file.toFile());
      if (!result.path("benchmark").asText().equals("lifecycle")) {
        throw new IOException(file + " is no result of ./crowdline bench lifecycle");
      }
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The median of each figure, by its name; of an even number the lower one. */
  Map<String, Double> figures() {
    Map<String, List<Double>> all = new TreeMap<>();
    for (JsonNode result : results) {
      figures(result)
          .forEach((name, value) ->
              all.merge(
                  name,
                  List.of(value),
                  (a, b) -> Stream.concat(a.stream(), b.stream()).sorted().toList()));
    }
    Map<String, Double> medians = new TreeMap<>();
    all.forEach((name, values) -> medians.put(name, values.get((values.size() - 1) / 2)));
    return medians;
  }

  private static Map<String, Double> figures(JsonNode result) {
    Map<String, Double> figures = new TreeMap<>();
    double cpu = result.path("stackCpuMillisPerLifecycle").asDouble();
    figures.put("lifecycles/s", result.path("lifecyclesPerSecond").asDouble());
    figures.put("CPU ms, the stack", cpu);
    figures.put(
        CPU_BY_LIMIT,
        cpu * result.path("commitBound").path("lifecyclesPerSecond").asDouble() / 1000);
    figures.put("statements", result.path("postgresPerLifecycle").path("statements").asDouble());
    each(
        result.path("postgresPerLifecycle").path("commits"),
        (name, value) -> figures.put("transactions, " + name, value.asDouble()));
    each(
        result.path("processes"),
        (name, value) ->
            figures.put("CPU ms, " + name, value.path("cpuMillisPerLifecycle").asDouble()));
    each(
        result.path("latencies"),
        (name, value) -> figures.put("p50 ms, " + name, value.path("p50Millis").asDouble()));
    return figures;
  }

  private interface Named {
    void take(String name, JsonNode value);
  }

  private static void each(JsonNode object, Named named) {
    object.properties().forEach(field -> named.take(field.getKey(), field.getValue()));
  }
}
