package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.routing.presence.Presence;
import dev.crowdline.routing.presence.RedisLink;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Stream;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.LockedRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Routing with a Redis as a company has it: TLS, a user with a password, and no command allowed
 * that no rule names. Settings alone lead there.
 */
@QuarkusTest
@QuarkusTestResource(value = LockedRedis.class, restrictToAnnotatedClass = true)
@Tag("service")
class LockedRedisTest {
  @Inject Wire wire;
  @Inject Database database;
  @Inject Presence presence;
  @Inject RedisLink redis;

  private Stage stage;

  @BeforeEach
  void aCommunity() {
    stage = new Stage(wire, database, Stage.calm(1));
    await("routing hears by Redis").until(redis::isSubscribed);
  }

  @Test
  @DisplayName("who is connected has a lease in Redis until they leave, and is offered work")
  void aRoundOfOffers() {
    Person ada = stage.member("ada");
    try (Stream console = ada.connect()) {
      await("the lease is there").until(() -> leases().contains(ada.id().toString()));
      UUID route = stage.submit();
      UUID offer = UUID.fromString(console.await("offer").get("offer").get("id").asText());
      assertThat(offer).isEqualTo(stage.awaitOffer(ada, route));
      ada.complete(ada.accept(offer));
    }
    await("the lease has ended").until(() -> !leases().contains(ada.id().toString()));
  }

  @Test
  @DisplayName("what another replica says is heard")
  void anotherReplica() {
    UUID somebody = UUID.randomUUID();
    Instant until = Instant.now().plusSeconds(10);
    redis.publish("presence", "+" + until.toEpochMilli() + "|" + somebody + "|another|s|console");
    await("another replica has them")
        .until(() -> presence.otherReplicasOf(somebody).contains("another"));
  }

  @Test
  @DisplayName("a ticket opens one socket: Redis knows that it was used")
  void aTicket() {
    String ticket =
        stage.member("ada").call().post("/v1/stream/tickets").then().extract().path("ticket");
    Stream.open("?ticket=" + ticket, Map.of()).close();
    assertThatThrownBy(() -> Stream.open("?ticket=" + ticket, Map.of()))
        .isInstanceOfSatisfying(
            Stream.Refused.class, refused -> assertThat(refused.status).isEqualTo(401));
  }

  @Test
  @DisplayName("it is a locked one: what routing does not need is refused")
  void whatItMayNot() {
    assertThatThrownBy(() ->
            redis.send(Command.GET, List.of(redis.named("presence"))).toCompletableFuture().join())
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("NOPERM");
  }

  private String leases() {
    Response all =
        redis
            .send(Command.ZRANGE, List.of(redis.named("presence"), "0", "-1"))
            .toCompletableFuture()
            .join();
    return String.valueOf(all);
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(20));
  }
}
