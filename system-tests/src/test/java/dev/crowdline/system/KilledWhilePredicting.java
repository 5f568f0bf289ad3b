package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.intake.CommunityRegistered;
import dev.crowdline.contracts.routing.RouteClaimed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code kill -9} of sla while many steps are due because of the wait that is to expect. */
@Tag("system")
@Order(92)
class KilledWhilePredicting {
  private static final int WAITING = 3_000;
  private static final int TAKEN = 9;
  private static final int ACCEPT = 3_000;
  private static final String FIRED =
      "select count(*) from request_clock where community = ? and raised::text <> '[]'";

  private final Stack stack = Stack.running();
  private final Processes processes = new Processes(stack);
  private final FactLog log = new FactLog(stack);
  private final Database sla = Database.of(stack, "sla");
  private final Instant start = Instant.now();
  private final String community =
      "expecting-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);

  @Test
  @Timeout(300)
  @DisplayName("each request is escalated once, before its share is used (P10, P12)")
  void once() {
    register();
    Set<UUID> waiting = new HashSet<>();
    List<ProducerRecord<String, byte[]>> asked = new ArrayList<>();
    for (int i = 0; i < WAITING; i++) {
      UUID request = UUID.randomUUID();
      waiting.add(request);
      asked.add(submission(request, 500));
    }
    log.say(Topic.REQUESTS, asked);
    await("sla knows them")
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            sla.number("select count(*) from predicting_request where community = ?", community)
                == WAITING);
    assertThat(sla.number(FIRED, community)).isZero();
    // 2,500 s are left of 3,000; now others turn out to have waited 2,600.
    log.say(
        Topic.REQUESTS, Stream.generate(this::taken).limit(TAKEN).flatMap(List::stream).toList());
    await("some are escalated")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> sla.number(FIRED, community) > 0);
    processes.killAndAwait("sla");
    await("all are escalated")
        .atMost(Duration.ofSeconds(60))
        .until(() -> sla.number(FIRED, community) == WAITING);
    await("all is said")
        .atMost(Duration.ofSeconds(30))
        .until(() -> sla.number("select count(*) from outbox") == 0);
    List<FactLog.Said> raised =
        log.all(Topic.REQUESTS).stream()
            .filter(said -> said.type().equals("sla.escalation-raised"))
            .filter(said -> waiting.contains(UUID.fromString(said.event().getSubject())))
            .toList();
    assertThat(raised.stream().map(said -> said.event().getSubject()).collect(Collectors.toSet()))
        .hasSize(WAITING);
    assertThat(raised.stream().map(said -> said.event().getId()).distinct())
        .as("what was sent again is the same fact")
        .hasSize(WAITING);
    assertThat(raised).allMatch(said -> said.data().path("usedPercent").asInt() < 90);
  }

  private void register() {
    Map<String, Object> numbers =
        FactCodec.mapper()
            .convertValue(Policy.of(Pace.PRODUCT), new TypeReference<Map<String, Object>>() {});
    numbers.put(
        "targets",
        Priority.all().stream()
            .collect(
                Collectors.toMap(
                    Priority::name, each -> new Policy.Targets(ACCEPT, 36_000, 72_000))));
    numbers.put(
        "steps", List.of(new Policy.Step(90, 0, 1, 100, Tier.SPECIALIST, false, "sooner", true)));
    Policy policy = FactCodec.mapper().convertValue(numbers, Policy.class);
    log.say(
        Topic.COMMUNITIES,
        List.of(
            HandMadeFact.of(
                    log,
                    Topic.COMMUNITIES,
                    community,
                    community,
                    start.minusSeconds(9_000),
                    new CommunityRegistered("Expecting", Pace.PRODUCT, policy, 1))
                .record(1)));
    await("sla hears of it")
        .atMost(Duration.ofSeconds(10))
        .until(() -> sla.number("select count(*) from community where id = ?", community) == 1);
  }

  private ProducerRecord<String, byte[]> submission(UUID request, long secondsAgo) {
    return HandMadeFact.of(
            log,
            Topic.REQUESTS,
            request.toString(),
            community,
            start.minusSeconds(secondsAgo),
            HandMadeFact.submission("How do I pair it?", List.of(new Need("tv", 2))))
        .record(1);
  }

  /** One that waited 2,600 s and was taken a minute ago. */
  private List<ProducerRecord<String, byte[]>> taken() {
    UUID request = UUID.randomUUID();
    return List.of(
        submission(request, 2_660),
        HandMadeFact.of(
                log,
                Topic.REQUESTS,
                request.toString(),
                community,
                start.minusSeconds(60),
                new RouteClaimed(
                    UUID.randomUUID(), UUID.randomUUID(), "Ada", Tier.SPECIALIST, 1, 0, List.of()))
            .record(1));
  }
}
