package dev.crowdline.support.running;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Every setting that begins with {@code kafka.}: where the brokers are and how one is let in. The
 * channels take them by themselves; who needs a client of its own takes them from here.
 */
@ApplicationScoped
public class KafkaSettings {
  private final Map<String, Object> given;

  KafkaSettings(@Identifier("default-kafka-broker") Map<String, Object> given) {
    this.given = given;
  }

  /** For a consumer, with what it needs beside. */
  public Map<String, Object> ofConsumer(Map<String, Object> own) {
    return of(ConsumerConfig.configNames(), own);
  }

  /** For a producer, with what it needs beside. */
  public Map<String, Object> ofProducer(Map<String, Object> own) {
    return of(ProducerConfig.configNames(), own);
  }

  private Map<String, Object> of(Set<String> known, Map<String, Object> own) {
    Map<String, Object> settings = new HashMap<>(given);
    settings.keySet().retainAll(known);
    settings.putAll(own);
    return settings;
  }
}
