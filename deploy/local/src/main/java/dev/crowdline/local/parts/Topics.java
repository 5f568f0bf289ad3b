package dev.crowdline.local.parts;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The declared topics, read from deploy/kafka/topics.properties, and their creation. */
public record Topics(List<Topic> topics) {

  /**
   * @param name without the prefix
   * @param settings of Kafka, passed on as they stand
   */
  public record Topic(String name, int partitions, Map<String, String> settings) {}

  public Topics {
    topics = List.copyOf(topics);
  }

  public static Topics read(Path file) {
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the declared topics", e);
    }
  }

  static Topics parse(Reader in) throws IOException {
    Properties declared = new Properties();
    declared.load(in);
    Map<String, String> left = new TreeMap<>();
    declared.stringPropertyNames().forEach(key -> left.put(key, declared.getProperty(key)));
    String names = left.remove("topics");
    if (names == null) {
      throw new IllegalArgumentException("The line `topics=` is missing");
    }
    List<Topic> topics = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      topics.add(topic(name.strip(), left));
    }
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "Lines that belong to no topic of `topics=`: " + left.keySet());
    }
    return new Topics(topics);
  }

  private static Topic topic(String name, Map<String, String> left) {
    Map<String, String> settings = new TreeMap<>();
    String prefix = name + ".";
    for (String key : List.copyOf(left.keySet())) {
      if (key.startsWith(prefix)) {
        String value = left.remove(key);
        settings.put(key.substring(prefix.length()), value);
      }
    }
    String partitions = settings.remove("partitions");
    if (partitions == null) {
      throw new IllegalArgumentException(prefix + "partitions is missing");
    }
    return new Topic(name, Integer.parseInt(partitions), Map.copyOf(settings));
  }

  /** Creates those that are missing. One broker, so one replica. */
  public void create(String bootstrap, String topicPrefix) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
      Set<String> existing = admin.listTopics().names().get();
      Collection<NewTopic> missing =
          topics.stream()
              .map(topic ->
                  new NewTopic(topicPrefix + "." + topic.name(), topic.partitions(), (short) 1)
                      .configs(topic.settings()))
              .filter(topic -> !existing.contains(topic.name()))
              .toList();
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot create the topics", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
