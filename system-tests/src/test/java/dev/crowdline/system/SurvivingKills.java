package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Topic;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code kill -9} of every process in the middle of a run, and what must be true afterwards. */
@Tag("system")
@Order(90)
class SurvivingKills {
  private static final int MEMBERS = 8;
  private static final int PER_ROUND = 12;

  /** Who is killed together, round after round. */
  private static final List<List<String>> ROUNDS =
      List.of(
          List.of("routing"),
          List.of("intake", "redis"),
          List.of("kafka"),
          List.of("postgres"),
          List.of("sla", "rewards", "gateway"));

  private final Stack stack = Stack.running();
  private final Processes processes = new Processes(stack);
  private final Map<UUID, CustomerPage> accepted = new ConcurrentHashMap<>();

  @Test
  @Timeout(400)
  @DisplayName(
      "nothing accepted is lost, nobody is over-booked, every answer is paid once (P1, P2, P3, P4, P5, P6)")
  void everyProcessIsKilledInTheMiddleOfARun() {
    Community community = Community.register(stack, "kills", Pace.DEMO);
    List<TirelessMember> members =
        IntStream.rangeClosed(1, MEMBERS)
            .mapToObj(i -> community.member("member-" + i, Tier.COMMUNITY, 2, "general", 3))
            .map(client -> new TirelessMember(client, stack.url()))
            .toList();
    OverbookingWatch watch = new OverbookingWatch(stack, community.id());
    try {
      for (List<String> round : ROUNDS) {
        Thread customers = Thread.ofVirtual().start(() -> post(community, PER_ROUND));
        await("some of the round's requests are taken")
            .atMost(Duration.ofSeconds(60))
            .until(() -> accepted.size() % PER_ROUND >= PER_ROUND / 3);
        processes.killAndAwait(round.toArray(String[]::new));
        join(customers);
      }
      await("every accepted request is resolved")
          .atMost(Duration.ofSeconds(150))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> unresolved().isEmpty());
      watch.sawNothing();
    } finally {
      watch.close();
      members.forEach(TirelessMember::close);
    }
    nothingIsLostOrDoubled(community);
    everyAnswerIsPaidOnce(community);
    nothingIsLeftBehind();
  }

  /** Posts as a good integrator does: the same Idempotency-Key until there is an answer. */
  private void post(Community community, int count) {
    for (int i = 0; i < count; i++) {
      String key = UUID.randomUUID().toString();
      CustomerPage page =
          await("a request is taken")
              .atMost(Duration.ofSeconds(90))
              .pollInterval(Duration.ofMillis(250))
              .ignoreException(UncheckedIOException.class)
              .until(
                  () -> {
                    Api.Answer answer =
                        community
                            .program()
                            .with("Idempotency-Key", key)
                            .post("/v1/requests", Map.of("text", "It does not work"));
                    assertThat(answer.status()).isIn(201, 502, 503, 504);
                    return answer.status() == 201 ? CustomerPage.of(stack, answer.body()) : null;
                  },
                  taken -> taken != null);
      accepted.put(page.id(), page);
    }
  }

  /** Those not resolved yet; what is answered is confirmed by its customer on the way. */
  private List<UUID> unresolved() {
    List<UUID> open = new ArrayList<>();
    for (CustomerPage page : accepted.values()) {
      String status = page.status();
      if (status.equals("ANSWERED")) {
        // Silence may have confirmed it in this very moment; then that is a 409.
        page.api().post("/v1/conversations/" + page.id() + "/verdict", Map.of("solved", true));
      }
      if (!status.equals("RESOLVED")) {
        open.add(page.id());
      }
    }
    return open;
  }

  private void nothingIsLostOrDoubled(Community community) {
    assertThat(accepted).hasSize(PER_ROUND * ROUNDS.size());
    assertThat(
            Database.of(stack, "intake")
                .number("select count(*) from request where community = ?", community.id()))
        .as("a repeated Idempotency-Key makes no second request")
        .isEqualTo(accepted.size());
    FactLog log = new FactLog(stack);
    Map<String, Integer> resolutions = new HashMap<>();
    Map<String, Long> versions = new HashMap<>();
    log.records(Topic.REQUESTS, record -> accepted.containsKey(UUID.fromString(record.key())))
        .forEach(record -> {
          Map<String, String> headers = new HashMap<>();
          record
              .headers()
              .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
          String subject = record.key() + headers.get("ce_source");
          long version = Long.parseLong(headers.get("ce_aggregateversion"));
          long last = versions.getOrDefault(subject, 0L);
          if (version > last) {
            assertThat(version).as("no gap in %s", subject).isEqualTo(last + 1);
            versions.put(subject, version);
            if (headers.get("ce_type").equals("dev.crowdline.intake.request-resolved.v1")) {
              resolutions.merge(record.key(), 1, Integer::sum);
            }
          }
        });
    assertThat(resolutions).hasSize(accepted.size()).allSatisfy((id, n) -> assertThat(n).isOne());
    assertThat(
            Database.of(stack, "routing")
                .rows(
                    "select route_id from assignment where community = ? and state = 'COMPLETED'"
                        + " group by route_id having count(*) > 1",
                    community.id()))
        .as("requests answered twice")
        .isEmpty();
  }

  private void everyAnswerIsPaidOnce(Community community) {
    Database rewards = Database.of(stack, "rewards");
    await("every answer is paid")
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            rewards.number(
                    "select count(*) from transfer where community = ? and kind = 'RELEASED'",
                    community.id())
                == accepted.size());
    assertThat(
            rewards.number(
                "select count(distinct request_id) from transfer where community = ? and kind = 'RELEASED'",
                community.id()))
        .isEqualTo(accepted.size());
    JsonNode check = community.operator().get("/v1/ledger/check").must(200);
    assertThat(check.path("sum").asLong()).isZero();
    assertThat(check.path("negativeWallets").asLong()).isZero();
    assertThat(check.path("unbalancedAccounts").asLong()).isZero();
  }

  private void nothingIsLeftBehind() {
    Object[] keys = accepted.keySet().stream().map(UUID::toString).toArray(String[]::new);
    for (String service : Stack.SERVICES) {
      Database database = Database.of(stack, service);
      await(service + " has sent all its facts")
          .atMost(Duration.ofSeconds(15))
          .until(() ->
              database.number("select count(*) from outbox where subject = any(?)", (Object) keys)
                  == 0);
      assertThat(
              database.rows(
                  "select key, reason from parked_record where key = any(?)", (Object) keys))
          .as("parked by %s", service)
          .isEmpty();
    }
    Database sla = Database.of(stack, "sla");
    await("every clock is closed")
        .atMost(Duration.ofSeconds(15))
        .until(() ->
            sla.number(
                    "select count(*) from request_clock where request_id::text = any(?) and finished_at is null",
                    (Object) keys)
                == 0);
    assertThat(
            Database.of(stack, "routing")
                .number(
                    "select count(*) from route where id::text = any(?) and state <> 'CLOSED'",
                    (Object) keys))
        .as("routes left open")
        .isZero();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
