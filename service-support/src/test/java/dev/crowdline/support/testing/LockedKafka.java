package dev.crowdline.support.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * {@link Parts}, and the service comes to Kafka by TLS under its own name, which it proves by SCRAM
 * or, if {@code by} says so, by a certificate or by {@code nothing}. It may write its topics; what
 * it may read, a test grants.
 */
public final class LockedKafka implements QuarkusTestResourceLifecycleManager {
  private static final List<String> TOPICS = List.of("requests.v1", "members.v1", "communities.v1");
  private final Parts parts = new Parts();
  private String service;
  private String by;

  @Override
  public void init(Map<String, String> arguments) {
    service = arguments.get("service");
    by = arguments.getOrDefault("by", "password");
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(parts.start());
    JsonNode locked = Parts.addresses().at("/kafka/locked");
    String prefix = settings.get("crowdline.topic-prefix");
    grant(
        service,
        TOPICS.stream().map(topic -> topic(prefix + "." + topic)).toList(),
        AclOperation.WRITE,
        prefix);
    switch (by) {
      case "password" -> byPassword(settings, locked);
      case "certificate" -> byCertificate(settings, locked.get("certified"));
      case "nothing" -> byNothing(settings, locked.get("certified"));
      default -> throw new IllegalArgumentException(by);
    }
    settings.put("kafka.ssl.truststore.type", "PEM");
    settings.put("kafka.ssl.truststore.location", locked.get("certificate").asText());
    return settings;
  }

  private void byPassword(Map<String, String> settings, JsonNode locked) {
    settings.put("kafka.bootstrap.servers", locked.get("bootstrap").asText());
    settings.put("kafka.security.protocol", "SASL_SSL");
    settings.put("kafka.sasl.mechanism", "SCRAM-SHA-512");
    settings.put(
        "kafka.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(service, locked.get("password").asText()));
  }

  private static void byCertificate(Map<String, String> settings, JsonNode certified) {
    byNothing(settings, certified);
    settings.put("kafka.ssl.keystore.type", "PEM");
    settings.put("kafka.ssl.keystore.location", certified.get("keystore").asText());
  }

  private static void byNothing(Map<String, String> settings, JsonNode certified) {
    settings.put("kafka.bootstrap.servers", certified.get("bootstrap").asText());
    settings.put("kafka.security.protocol", "SSL");
  }

  /** After {@link Parts}, which all classes have and whose settings these replace. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public void stop() {
    parts.stop();
  }

  /** Lets a service read all topics of an installation, in its own consumer group. */
  public static void letRead(String service, String prefix) {
    List<ResourcePattern> what = new ArrayList<>();
    TOPICS.forEach(topic -> what.add(topic(prefix + "." + topic)));
    what.add(new ResourcePattern(ResourceType.GROUP, prefix + "." + service, PatternType.LITERAL));
    grant(service, what, AclOperation.READ, prefix);
  }

  /** The address by which a test comes in, unasked. */
  public static String plainBootstrap() {
    return Parts.addresses().at("/kafka/bootstrap").asText();
  }

  private static void grant(
      String user, Collection<ResourcePattern> what, AclOperation may, String prefix) {
    AccessControlEntry entry =
        new AccessControlEntry("User:" + user, "*", may, AclPermissionType.ALLOW);
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, plainBootstrap()))) {
      List<String> there = List.copyOf(admin.listTopics().names().get());
      admin
          .createTopics(
              TOPICS.stream()
                  .map(topic -> new NewTopic(prefix + "." + topic, 12, (short) 1))
                  .filter(topic -> !there.contains(topic.name()))
                  .toList())
          .all()
          .get();
      admin.createAcls(what.stream().map(each -> new AclBinding(each, entry)).toList()).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ResourcePattern topic(String name) {
    return new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL);
  }
}
