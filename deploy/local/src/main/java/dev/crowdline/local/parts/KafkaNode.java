package dev.crowdline.local.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Main class of the Kafka child: formats its folder at the first start, then is an ordinary broker.
 */
public final class KafkaNode {

  private KafkaNode() {}

  /** Takes the path of server.properties, and what the folder is formatted with beside it. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Properties settings = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      settings.load(in);
    }
    Path meta = Path.of(settings.getProperty("log.dirs"), "meta.properties");
    if (!Files.exists(meta)) {
      List<String> format =
          new ArrayList<>(
              List.of(
                  "format",
                  "--ignore-formatted",
                  "--cluster-id",
                  Uuid.randomUuid().toString(),
                  "--config",
                  file.toString()));
      format.addAll(Arrays.asList(arguments).subList(1, arguments.length));
      int result = StorageTool.execute(format.toArray(String[]::new), System.out);
      if (result != 0) {
        throw new IllegalStateException("Formatting the Kafka folder failed: " + result);
      }
    }
    Kafka.main(new String[] {file.toString()});
  }
}
