package dev.crowdline.support.sample.breaking.persistence;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Breaks the rule that only messaging knows Kafka. */
public record PersistenceThatKnowsKafka(ConsumerRecord<String, byte[]> read) {}
