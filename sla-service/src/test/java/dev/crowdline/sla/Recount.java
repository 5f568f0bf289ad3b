package dev.crowdline.sla;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestClosed;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.rewards.PointsClawedBack;
import dev.crowdline.contracts.rewards.PointsReleased;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.OfferAccepted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Counts a community's requests anew from the facts on the topic, one request after the other, and
 * knows nothing of how the service counts. Without pauses but that of an answer that waits for its
 * verdict, and with all time counting.
 */
final class Recount {
  private final Map<String, List<Told>> requests = new HashMap<>();
  private final Duration accept;
  private final Duration response;
  private final Duration resolution;

  /** A fact of a request. */
  private record Told(Instant at, Object data) {}

  /** Something to count, on the day on which it happened. */
  record Counted(String topic, LocalDate day, String what, long count) {}

  Recount(
      String bootstrap,
      String prefix,
      String community,
      Duration accept,
      Duration response,
      Duration resolution) {
    this.accept = accept;
    this.response = response;
    this.resolution = resolution;
    Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      String topic = Topic.REQUESTS.named(prefix);
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> take(record, community));
      }
    }
  }

  private void take(ConsumerRecord<String, byte[]> record, String community) {
    if (header(record, Envelope.COMMUNITY).equals(community)
        && !header(record, Envelope.SOURCE).startsWith("/sla/")) {
      try {
        Class<?> type = FactTypes.named(header(record, Envelope.TYPE)).record();
        requests
            .computeIfAbsent(record.key(), key -> new ArrayList<>())
            .add(
                new Told(
                    Instant.parse(header(record, Envelope.TIME)),
                    FactCodec.read(record.value(), type)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** All that is to be counted. */
  List<Counted> all() {
    List<Counted> counted = new ArrayList<>();
    requests.values().forEach(facts -> count(facts, counted));
    return counted;
  }

  private void count(List<Told> facts, List<Counted> counted) {
    facts.sort(Comparator.comparing(Told::at));
    Told submitted = first(facts, RequestSubmitted.class);
    String named = ((RequestSubmitted) submitted.data()).topic();
    String topic = named == null ? "-" : named;
    Instant from = submitted.at();
    Instant ended = null;
    String by = null;
    Running answering = new Running(from, resolution);
    Running taking = new Running(from, accept);
    Map<UUID, Tier> tiers = new HashMap<>();
    long points = 0;
    for (Told fact : facts) {
      switch (fact.data()) {
        case OfferAccepted taken -> {
          tiers.put(taken.assignmentId(), taken.tier());
          taking.stop(fact.at());
        }
        case AssignmentCompleted done -> {
          answering.stop(fact.at());
          if (done.tier() == Tier.COMMUNITY) {
            add(counted, topic, fact.at(), "answer by " + done.memberId(), 1);
          }
        }
        case RequestReopened reopened -> {
          answering.goOn(fact.at());
          taking.goOn(fact.at());
          ended = null;
          add(counted, topic, fact.at(), "reopened", 1);
        }
        case RequestResolved resolved -> {
          ended = fact.at();
          by = tiers.get(resolved.assignmentId()).name();
        }
        case RequestClosed closed -> {
          answering.stop(fact.at());
          taking.stop(fact.at());
          ended = fact.at();
          by = closed.by().name();
        }
        case RequestCancelled cancelled -> {
          answering.stop(fact.at());
          taking.stop(fact.at());
          ended = fact.at();
          by = null;
        }
        case RequestRated rated -> add(counted, topic, fact.at(), "stars " + rated.stars(), 1);
        case PointsReleased paid -> points += paid.points();
        case PointsClawedBack taken -> points -= taken.points();
        default -> {
          // Counts for nothing here.
        }
      }
    }
    add(counted, topic, from, "submitted", 1);
    add(counted, topic, ended, by == null ? "cancelled" : "resolved by " + by, 1);
    add(counted, topic, ended, "points", points);
    Told taken = first(facts, OfferAccepted.class);
    Told wrote = first(facts, MessageWritten.class);
    Running waiting = new Running(from, response);
    waiting.stop(wrote == null ? ended : wrote.at());
    target(counted, topic, "TIME_TO_ACCEPT", taking, taken);
    target(counted, topic, "FIRST_RESPONSE", waiting, wrote);
    target(counted, topic, "RESOLUTION", answering, by == null ? null : new Told(ended, by));
    time(counted, topic, "TIME_TO_ACCEPT", from, taken);
    time(counted, topic, "FIRST_RESPONSE", from, wrote);
    if (by != null) {
      add(counted, topic, ended, "time RESOLUTION", answering.used.toMillis());
    }
  }

  /** A clock that goes and stands still. */
  private static final class Running {
    private final Duration budget;
    private Instant since;
    private Duration used = Duration.ZERO;
    private Instant late;

    Running(Instant since, Duration budget) {
      this.since = since;
      this.budget = budget;
    }

    void goOn(Instant at) {
      since = at;
    }

    void stop(Instant at) {
      if (since != null) {
        Instant end = since.plus(budget).minus(used);
        late = late == null && end.isBefore(at) ? end : late;
        used = used.plus(Duration.between(since, at));
        since = null;
      }
    }
  }

  private static void target(
      List<Counted> counted, String topic, String clock, Running running, Told stopped) {
    if (running.late != null) {
      add(counted, topic, running.late, "missed " + clock, 1);
    } else if (stopped != null) {
      add(counted, topic, stopped.at(), "met " + clock, 1);
    }
  }

  private static void time(
      List<Counted> counted, String topic, String clock, Instant from, Told stopped) {
    if (stopped != null) {
      long millis = Duration.between(from, stopped.at()).toMillis();
      add(counted, topic, stopped.at(), "time " + clock, millis);
    }
  }

  private static Told first(List<Told> facts, Class<?> type) {
    return facts.stream().filter(fact -> type.isInstance(fact.data())).findFirst().orElse(null);
  }

  private static void add(
      List<Counted> counted, String topic, Instant at, String what, long count) {
    counted.add(new Counted(topic, LocalDate.ofInstant(at, ZoneOffset.UTC), what, count));
  }

  /** What a report has to say of these, but for times: they have no sum. */
  static Map<String, Long> sums(Stream<Counted> counted) {
    Map<String, Long> sums = new HashMap<>();
    counted
        .filter(each -> !each.what().startsWith("time "))
        .forEach(each -> sums.merge(each.what(), each.count(), Long::sum));
    sums.values().removeIf(count -> count == 0);
    return sums;
  }

  /** The time that this share of them does not exceed; null when there are none. */
  static Long percentile(List<Counted> counted, Predicate<Counted> of, double share) {
    List<Long> sorted = counted.stream().filter(of).map(Counted::count).sorted().toList();
    return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(sorted.size() * share) - 1);
  }
}
