package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Redis frozen, killed, empty: who is connected goes on working, and all is well soon after (P8).
 */
@Tag("system")
@Order(80)
class RedisAway {
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final List<Map<String, Object>> NEEDS =
      List.of(Map.of("skill", "roaming", "level", 1));

  private final Stack stack = Stack.running();
  private final Processes processes = new Processes(stack);
  private boolean frozen;

  @AfterEach
  void thaw() {
    if (frozen) {
      processes.thaw("redis");
      frozen = false;
    }
  }

  @Test
  @DisplayName(
      "frozen: offers still come, one accept still wins, nobody is over-booked (P2, P3, P8)")
  void workGoesOnWhileRedisIsFrozen() throws Exception {
    Community mobile = Community.register(stack, "frozen", Pace.PRODUCT);
    List<MemberClient> members = new ArrayList<>();
    for (String name : List.of("Ada", "Ben", "Cleo")) {
      members.add(mobile.contributor(name, "roaming", 3).online());
    }
    try (OverbookingWatch watch = new OverbookingWatch(stack, mobile.id())) {
      processes.freeze("redis");
      frozen = true;
      CustomerPage customer = mobile.ask("Roaming?", "needs", NEEDS);
      List<JsonNode> offers = members.stream().map(m -> m.awaitOffer(customer, LEASE)).toList();
      List<Integer> statuses = acceptTogether(members, offers);
      assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
      MemberClient winner = members.get(statuses.indexOf(200));
      JsonNode work =
          Json.items(winner.api().get("/v1/assignments").must(200).path("items")).getFirst();
      winner.complete(work, "Yes");
      customer.awaitStatus("ANSWERED", MemberClient.SOON);
      watch.sawNothing();

      processes.thaw("redis");
      frozen = false;
      CustomerPage next = mobile.ask("And now?", "needs", NEEDS);
      assertThat(members.getFirst().awaitOffer(next, LEASE)).isNotNull();
    } finally {
      members.forEach(MemberClient::close);
    }
  }

  @Test
  @DisplayName("killed: within a lease renewal of its return everybody is matched again (P8)")
  void allIsWellWithinALeaseOfItsReturn() {
    Community mobile = Community.register(stack, "reborn", Pace.PRODUCT);
    MemberClient atASite = mobile.member("Ada", Tier.COMMUNITY, 5, "roaming", 3);
    try (MemberClient connected = mobile.member("Ben", Tier.COMMUNITY, 5, "billing", 3).online()) {
      renewPresence(atASite);
      processes.killAndAwait("redis");
      Instant back = Instant.now();

      CustomerPage bills =
          mobile.ask("My bill?", "needs", List.of(Map.of("skill", "billing", "level", 1)));
      CustomerPage roaming = mobile.ask("Roaming?", "needs", NEEDS);
      await("the member at a site is offered work again")
          .atMost(LEASE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> {
            renewPresence(atASite);
            return atASite.api().get("/v1/offers").must(200).path("items").size() == 1;
          });
      assertThat(connected.awaitOffer(bills, LEASE)).isNotNull();
      assertThat(Duration.between(back, Instant.now())).isLessThan(LEASE);
      assertThat(
              atASite
                  .api()
                  .get("/v1/offers")
                  .must(200)
                  .path("items")
                  .path(0)
                  .path("routeId")
                  .asText())
          .isEqualTo(roaming.id().toString());
    }
  }

  private static void renewPresence(MemberClient member) {
    member.api().post("/v1/members/me/presence", Map.of("site", "partner")).must(200);
  }

  private static List<Integer> acceptTogether(List<MemberClient> members, List<JsonNode> offers)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < members.size(); i++) {
        MemberClient member = members.get(i);
        JsonNode offer = offers.get(i);
        results.add(threads.submit(() -> member.tryAccept(offer).path("status").asInt()));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> result : results) {
        statuses.add(result.get());
      }
      return statuses;
    }
  }
}
