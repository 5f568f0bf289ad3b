package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code kill -9} of rewards while members shop, wherever in a redemption it meets. */
@Tag("system")
@Order(91)
class KilledWhileShopping {
  private static final int SHOPPERS = 6;
  private static final int KILLS = 3;
  private static final int EACH = 30;
  private static final int PRICE = 7;
  private static final int EARNED = PRICE * EACH * KILLS;
  private static final int STOCK = SHOPPERS * EACH * KILLS;

  private final Stack stack = Stack.running();
  private final Processes processes = new Processes(stack);
  private final Set<String> taken = ConcurrentHashMap.newKeySet();

  @Test
  @Timeout(300)
  @DisplayName("what was taken is handed out once, and nothing of points or stock is lost (P1, P5)")
  void killed() throws InterruptedException, ExecutionException {
    Community community = Community.register(stack, "shoppers", Pace.PRODUCT);
    List<MemberClient> shoppers =
        IntStream.rangeClosed(1, SHOPPERS)
            .mapToObj(i -> community.contributor("shopper-" + i, "general", 3))
            .toList();
    earn(community, shoppers);
    String item = Shop.item(community, "Ring tone", PRICE, STOCK);
    for (int kill = 1; kill <= KILLS; kill++) {
      int before = taken.size();
      try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> shopping = new ArrayList<>();
        for (MemberClient shopper : shoppers) {
          shopping.add(all.submit(() -> shop(shopper, item)));
        }
        await("some have something")
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(5))
            .until(() -> taken.size() - before >= SHOPPERS * EACH / 4);
        processes.killAndAwait("rewards");
        for (Future<?> each : shopping) {
          each.get();
        }
      }
    }
    assertThat(taken).hasSize(STOCK);
    JsonNode programme =
        await("everything is at its end")
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> community.operator().get("/v1/programme").must(200),
                now -> now.at("/redemptions/reserved").asInt() == 0);
    assertThat(programme.at("/redemptions/fulfilled").asInt()).isEqualTo(STOCK);
    assertThat(programme.at("/redemptions/refunded").asInt()).isZero();
    assertThat(programme.at("/points/toSpend").asInt()).isZero();
    assertThat(programme.at("/points/reserved").asInt()).isZero();
    assertThat(programme.at("/points/redeemed").asInt()).isEqualTo(SHOPPERS * EARNED);
    JsonNode left = community.operator().get("/v1/catalogue/items/" + item).must(200);
    assertThat(left.path("remaining").asInt()).isZero();
    Database rewards = Database.of(stack, "rewards");
    assertThat(
            rewards.number(
                "select count(distinct redemption_id) from voucher_code where community = ?",
                community.id()))
        .as("everybody has a code of the own")
        .isEqualTo(STOCK);
    JsonNode check = community.operator().get("/v1/ledger/check").must(200);
    assertThat(check.path("sum").asInt()).isZero();
    assertThat(check.path("unbalancedAccounts").asInt()).isZero();
  }

  /** As a good client does: the same Idempotency-Key until there is an answer. */
  private void shop(MemberClient shopper, String item) {
    for (int i = 0; i < EACH; i++) {
      String key = UUID.randomUUID().toString();
      String id =
          await(shopper.alias() + " is answered")
              .atMost(Duration.ofSeconds(90))
              .pollInterval(Duration.ofMillis(100))
              .ignoreException(UncheckedIOException.class)
              .until(
                  () -> {
                    Api.Answer answer =
                        shopper
                            .api()
                            .with("Idempotency-Key", key)
                            .post("/v1/redemptions", Map.of("itemId", item, "price", PRICE));
                    assertThat(answer.status()).as(answer.text()).isIn(201, 502, 503, 504);
                    return answer.status() == 201
                        ? answer.body().at("/redemption/id").asText()
                        : "";
                  },
                  got -> !got.isEmpty());
      taken.add(id);
    }
  }

  private void earn(Community community, List<MemberClient> shoppers) {
    FactLog log = new FactLog(stack);
    for (MemberClient shopper : shoppers) {
      UUID request = UUID.randomUUID();
      UUID assignment = UUID.randomUUID();
      Object completed =
          new AssignmentCompleted(
              assignment,
              shopper.id(),
              shopper.alias(),
              Tier.COMMUNITY,
              1,
              EARNED,
              UUID.randomUUID(),
              "Yes",
              null,
              null);
      Object resolved =
          new RequestResolved(assignment, shopper.id(), 1, RequestResolved.By.CUSTOMER, null);
      for (Object data : List.of(completed, resolved)) {
        log.say(
            Topic.REQUESTS,
            List.of(
                HandMadeFact.of(
                        log,
                        Topic.REQUESTS,
                        request.toString(),
                        community.id(),
                        Instant.now(),
                        data)
                    .record(1)));
      }
    }
    for (MemberClient shopper : shoppers) {
      await(shopper.alias() + " has points")
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> shopper.api().get("/v1/wallets/me").body().path("balance").asInt() == EARNED);
    }
  }
}
