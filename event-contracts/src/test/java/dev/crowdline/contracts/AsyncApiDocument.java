package dev.crowdline.contracts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * The AsyncAPI document, made from the types of facts, their schemas and samples, the envelope and
 * the declared topics. Source: AsyncAPI 3.1.0; Kafka bindings 0.5.0.
 */
final class AsyncApiDocument {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String BINDING_VERSION = "0.5.0";
  private static final String PREFIX = "crowdline";

  private AsyncApiDocument() {}

  static ObjectNode make() {
    ObjectNode document = JSON.objectNode();
    document.put("asyncapi", "3.1.0");
    ObjectNode info = document.putObject("info");
    info.put("title", "Crowdline facts");
    info.put("version", "1.0.0");
    info.put(
        "description",
        "What the services of Crowdline tell each other. Every record is a CloudEvent 1.0 in Kafka's"
            + " binary mode: the envelope is in the record's headers, the value is the data as JSON."
            + " Delivery is at least once and in order per key and source. Consumers ignore fields and"
            + " types that they do not know; within v1 only optional fields are added. An enum may get"
            + " further values: a consumer reads one that it does not know as unknown, decides what"
            + " is safe then, and never fails on it. Fields marked"
            + " x-personal hold what a person wrote. The prefix of the addresses is configuration"
            + " (CROWDLINE_TOPIC_PREFIX).");
    info.putObject("license")
        .put("name", "Apache-2.0")
        .put("url", "https://www.apache.org/licenses/LICENSE-2.0.txt");
    document.put("defaultContentType", "application/json");
    document.set("channels", channels());
    document.set("operations", operations());
    ObjectNode components = document.putObject("components");
    components.set("messages", messages());
    components.putObject("schemas").set("envelope", envelope());
    return document;
  }

  private static ObjectNode channels() {
    Properties topics = new Properties();
    try {
      topics.load(
          new StringReader(
              Committed.read(Committed.REPOSITORY.resolve("deploy/kafka/topics.properties"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ObjectNode channels = JSON.objectNode();
    for (Topic topic : Topic.values()) {
      String name = topic.named(PREFIX).substring(PREFIX.length() + 1);
      ObjectNode channel = channels.putObject(name(topic));
      channel.put("address", topic.named(PREFIX));
      channel.put("title", title(topic));
      channel.put("description", description(topic));
      ObjectNode messages = channel.putObject("messages");
      of(topic)
          .forEach(type ->
              messages
                  .putObject(message(type))
                  .put("$ref", "#/components/messages/" + message(type)));
      ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
      kafka.put("topic", topic.named(PREFIX));
      kafka.put("partitions", Integer.parseInt(topics.getProperty(name + ".partitions")));
      ObjectNode settings = kafka.putObject("topicConfiguration");
      settings.putArray("cleanup.policy").add(topics.getProperty(name + ".cleanup.policy"));
      settings.put("retention.ms", Long.parseLong(topics.getProperty(name + ".retention.ms")));
      kafka.put("bindingVersion", BINDING_VERSION);
    }
    return channels;
  }

  private static ObjectNode operations() {
    ObjectNode operations = JSON.objectNode();
    for (Topic topic : Topic.values()) {
      String channel = "#/channels/" + name(topic);
      for (String service :
          of(topic).stream().map(FactTypes.FactType::service).distinct().toList()) {
        ObjectNode send = operations.putObject(service + "States" + upper(name(topic)));
        send.put("action", "send");
        send.putObject("channel").put("$ref", channel);
        send.put(
            "summary",
            "What " + service + " states about " + title(topic).toLowerCase(Locale.ROOT));
        ArrayNode messages = send.putArray("messages");
        of(topic).stream()
            .filter(type -> type.service().equals(service))
            .forEach(
                type -> messages.addObject().put("$ref", channel + "/messages/" + message(type)));
      }
      ObjectNode receive = operations.putObject("hear" + upper(name(topic)));
      receive.put("action", "receive");
      receive.putObject("channel").put("$ref", channel);
      receive.put(
          "summary",
          "Anybody may listen, with a consumer group of their own; who of the services does is in"
              + " facts.md");
    }
    return operations;
  }

  private static ObjectNode messages() {
    ObjectNode messages = JSON.objectNode();
    for (FactTypes.FactType type : FactTypes.all()) {
      ObjectNode message = messages.putObject(message(type));
      ObjectNode schema = SchemaOfRecord.ofRecord(type.record());
      message.put("name", type.name());
      message.put("title", type.record().getSimpleName());
      message.put("summary", schema.get("description").asText());
      message.put("contentType", "application/json");
      ObjectNode headers = message.putObject("headers");
      headers.put("type", "object");
      ArrayNode both = headers.putArray("allOf");
      both.addObject().put("$ref", "#/components/schemas/envelope");
      ObjectNode own = both.addObject();
      own.put("type", "object");
      ObjectNode fixed = own.putObject("properties");
      fixed.putObject(Envelope.TYPE).put("const", type.name());
      fixed.putObject(Envelope.SOURCE).put("pattern", "^/" + type.service() + "/[0-9]+$");
      message.set("payload", schema);
      ObjectNode kafka = message.putObject("bindings").putObject("kafka");
      kafka.set("key", key(type.topic()));
      kafka.put("bindingVersion", BINDING_VERSION);
      ArrayNode examples = message.putArray("examples");
      for (String sample : List.of("full", "minimal")) {
        ObjectNode example = examples.addObject();
        example.put("name", sample);
        example.set(
            "payload",
            Committed.json(Committed.SAMPLES.resolve(type.name()).resolve(sample + ".json")));
      }
    }
    return messages;
  }

  /** The headers of every record; {@link Envelope} has their names. */
  static ObjectNode envelope() {
    ObjectNode properties = JSON.objectNode();
    header(properties, Envelope.SPECVERSION, "CloudEvents version").put("const", "1.0");
    header(properties, Envelope.ID, "UUIDv7, made once when the fact happened")
        .put("format", "uuid");
    header(properties, Envelope.TYPE, "dev.crowdline.<service>.<noun>-<past-tense>.v1");
    header(
        properties,
        Envelope.SOURCE,
        "The stating service and the epoch of its database. A restore raises the epoch, and what"
            + " follows counts as first sight");
    header(
        properties,
        Envelope.SUBJECT,
        "The record key: the id of a request or member, or a community");
    header(properties, Envelope.TIME, "When it happened, UTC, at most microseconds")
        .put("format", "date-time");
    header(properties, Envelope.COMMUNITY, "The tenant").put("pattern", "^[a-z][a-z0-9-]{1,31}$");
    header(
            properties,
            Envelope.AGGREGATE_VERSION,
            "Counts what this source has stated about this"
                + " subject: 1, 2, 3, no gaps. At or below what was heard is a repeat, more than one above is a gap")
        .put("pattern", "^[1-9][0-9]*$");
    header(properties, Envelope.CAUSATION_ID, "The id of the fact that this one follows from")
        .put("format", "uuid");
    header(properties, Envelope.TRACEPARENT, "W3C Trace Context");
    header(properties, Envelope.CONTENT_TYPE, "Of the value").put("const", "application/json");
    ObjectNode schema = JSON.objectNode();
    schema.put("type", "object");
    schema.put(
        "description", "Headers of a record: CloudEvents 1.0, Kafka binary mode, UTF-8 text");
    schema.set("properties", properties);
    ArrayNode required = schema.putArray("required");
    properties
        .fieldNames()
        .forEachRemaining(name -> {
          if (!name.equals(Envelope.CAUSATION_ID) && !name.equals(Envelope.TRACEPARENT)) {
            required.add(name);
          }
        });
    return schema;
  }

  private static ObjectNode header(ObjectNode properties, String name, String description) {
    return properties.putObject(name).put("type", "string").put("description", description);
  }

  private static ObjectNode key(Topic topic) {
    ObjectNode key = JSON.objectNode().put("type", "string");
    return switch (topic) {
      case REQUESTS -> key.put("format", "uuid").put("description", "The request's id");
      case MEMBERS -> key.put("format", "uuid").put("description", "The member's id");
      case COMMUNITIES -> key.put("description", "The community");
    };
  }

  private static String title(Topic topic) {
    return switch (topic) {
      case REQUESTS -> "Requests";
      case MEMBERS -> "Members";
      case COMMUNITIES -> "Communities";
    };
  }

  private static String description(Topic topic) {
    return switch (topic) {
      case REQUESTS ->
          "All facts about one request, whichever service states them, keyed by request id: one order"
              + " per request. Kept 14 days.";
      case MEMBERS -> "Facts about members, keyed by member id. Kept 14 days.";
      case COMMUNITIES ->
          "Communities, API keys and policies, keyed by community. Kept for ever, never compacted: its"
              + " records are facts, not states.";
    };
  }

  private static List<FactTypes.FactType> of(Topic topic) {
    return FactTypes.all().stream().filter(type -> type.topic() == topic).toList();
  }

  private static String name(Topic topic) {
    return topic.name().toLowerCase(Locale.ROOT);
  }

  private static String message(FactTypes.FactType type) {
    String name = type.record().getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static String upper(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
