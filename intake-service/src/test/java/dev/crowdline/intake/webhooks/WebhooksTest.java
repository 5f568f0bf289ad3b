package dev.crowdline.intake.webhooks;

import static dev.crowdline.intake.testing.Calls.admin;
import static dev.crowdline.intake.testing.Calls.as;
import static dev.crowdline.intake.testing.Calls.ask;
import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static dev.crowdline.intake.testing.Calls.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.standardwebhooks.Webhook;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.routing.RouteQueued;
import dev.crowdline.intake.testing.Calls.Asked;
import dev.crowdline.intake.testing.Receiver;
import dev.crowdline.intake.testing.Receiver.Message;
import dev.crowdline.intake.testing.Routing;
import dev.crowdline.intake.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@TestProfile(WebhooksTest.OfThisMachine.class)
@Tag("service")
@DisplayName("programs are told what happens to requests")
class WebhooksTest {
  /** The programs of the test are on this machine. */
  public static final class OfThisMachine implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("crowdline.private-addresses", "true");
    }
  }

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String SUBMITTED = "dev.crowdline.intake.request-submitted.v1";
  private static final String RATED = "dev.crowdline.intake.request-rated.v1";
  private static final String CANCELLED = "dev.crowdline.intake.request-cancelled.v1";
  private static final String ERASED = "dev.crowdline.intake.request-erased.v1";

  @Inject Wire wire;
  @Inject Database database;

  private final String community = fresh("hooks");
  private final Receiver receiver = new Receiver();

  @BeforeEach
  void aCommunity() {
    register(community);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private static void register(String community) {
    admin()
        .body(Map.of("id", community, "name", "Acme", "pace", "PRODUCT"))
        .post("/v1/communities")
        .then()
        .statusCode(201);
  }

  private static Map<String, Object> hook(String url, String... types) {
    Map<String, Object> body = new HashMap<>();
    body.put("description", "CRM");
    body.put("types", List.of(types));
    if (url != null) {
      body.put("url", url);
    }
    return body;
  }

  private Made create(Map<String, Object> body) {
    return create(community, body);
  }

  private static Made create(String community, Map<String, Object> body) {
    Response made = operator(community).body(body).post("/v1/webhooks");
    made.then().statusCode(201);
    return new Made(made.path("id"), made.path("secret"), made.path("publicKey"));
  }

  private record Made(String id, String secret, String publicKey) {
    String path() {
      return "/v1/webhooks/" + id;
    }
  }

  private ValidatableResponse look(Made hook) {
    return operator(community).get(hook.path()).then().statusCode(200);
  }

  private List<Message> awaitAbout(UUID request, int count) {
    return await().atMost(SOON).until(() -> receiver.about(request), all -> all.size() >= count);
  }

  private void awaitTold(Made hook) {
    await().atMost(SOON).untilAsserted(() -> look(hook).body("behind", equalTo(0)));
  }

  private static void verify(String secret, Message message) {
    assertThatCode(() -> new Webhook(secret).verify(message.body(), message.headers()))
        .doesNotThrowAnyException();
  }

  @Test
  @DisplayName("each event comes once, signed, in the order of its request, as CloudEvents say")
  void told() {
    Made hook = create(hook(receiver.url()));
    Asked request = ask(community, "How do I roam?");
    UUID assignment = new Routing(wire, request).accepted(1).assignment();
    List<Message> heard = awaitAbout(request.id(), 2);
    assertThat(heard).extracting(Message::type).startsWith(SUBMITTED);
    assertThat(heard).extracting(Message::type).contains("dev.crowdline.routing.offer-accepted.v1");
    assertThat(heard).extracting(Message::sequence).isSorted().doesNotHaveDuplicates();
    for (Message message : heard) {
      verify(hook.secret(), message);
      assertThat(message.contentType()).isEqualTo("application/cloudevents+json");
      assertThat(message.json().get("specversion").asText()).isEqualTo("1.0");
      assertThat(message.json().get("community").asText()).isEqualTo(community);
      assertThat(message.json().get("id").asText()).isEqualTo(message.id());
    }
    assertThat(heard.getFirst().json().at("/data/text").asText()).isEqualTo("How do I roam?");
    assertThat(heard.getLast().json().at("/data/assignmentId").asText())
        .isEqualTo(assignment.toString());
    awaitTold(hook);
    look(hook).body("deliveredAt", notNullValue()).body("problem", nullValue());
    operator(community)
        .get(hook.path() + "/deliveries")
        .then()
        .body("items[0].state", equalTo("DELIVERED"))
        .body("items[0].attempts", equalTo(1))
        .body("items.sequence", hasItem(Long.toString(heard.getFirst().sequence())));
    operator(community)
        .get("/v1/intake/acts")
        .then()
        .body("items[0].kind", equalTo("WEBHOOK_CREATED"));
  }

  @Test
  @DisplayName("P6, P7: what Kafka repeats is told once, and a program reads the same by itself")
  void oncePerFact() {
    create(hook(receiver.url()));
    Asked request = ask(community, "How?");
    awaitAbout(request.id(), 1);
    var said =
        wire.say(
            community,
            request.id(),
            new RouteQueued(
                1, RouteQueued.Reason.SUBMITTED, List.of(new Need("general", 1)), Tier.COMMUNITY));
    IntStream.range(0, 3).forEach(each -> wire.send(said));
    Asked marker = ask(community, "The last one");
    awaitAbout(marker.id(), 1);
    assertThat(receiver.about(request.id())).extracting(Message::id).doesNotHaveDuplicates();
    assertThat(
            receiver.about(request.id()).stream()
                .filter(each -> each.type().equals("dev.crowdline.routing.route-queued.v1")))
        .hasSize(1);
    Response read = integrator(community).get("/v1/events");
    read.then()
        .statusCode(200)
        .body("items.id", equalTo(receiver.messages().stream().map(Message::id).toList()))
        .body("items[0].sequence", equalTo("1"))
        .body("first", equalTo("1"));
    String next = read.path("next");
    integrator(community).get("/v1/events?after=" + next).then().body("items", empty());
    integrator(community)
        .get("/v1/events?limit=1")
        .then()
        .body("items", hasSize(1))
        .body("next", equalTo("1"));
  }

  @Test
  @DisplayName("a program hears the types that it wants, from the moment at which it was named")
  void filtered() {
    Asked earlier = ask(community, "Before anybody listened");
    Made hook = create(hook(receiver.url(), CANCELLED));
    Asked request = ask(community, "How?");
    for (Asked each : List.of(request, earlier)) {
      operator(community)
          .body(Map.of("reason", "asked twice"))
          .post("/v1/requests/" + each.id() + "/cancel")
          .then()
          .statusCode(200);
      awaitAbout(each.id(), 1);
    }
    awaitTold(hook);
    assertThat(receiver.messages()).extracting(Message::type).containsOnly(CANCELLED);
  }

  @Test
  @DisplayName("what is refused comes again under its id, signed afresh, and holds up no other")
  void triedAgain() {
    Made hook = create(hook(receiver.url(), SUBMITTED));
    receiver.answer(message -> message.body().contains("poison") ? 500 : 200);
    Asked poison = ask(community, "This one is poison");
    awaitAbout(poison.id(), 1);
    Asked request = ask(community, "How?");
    awaitAbout(request.id(), 1);
    List<Message> attempts = awaitAbout(poison.id(), 2);
    assertThat(attempts).extracting(Message::id).containsOnly(attempts.getFirst().id());
    attempts.forEach(each -> verify(hook.secret(), each));
    assertThat(attempts.getFirst().timestamp()).isNotEqualTo(attempts.get(1).timestamp());
    operator(community)
        .get(hook.path() + "/deliveries?state=WAITING")
        .then()
        .body("items", hasSize(1))
        .body("items[0].status", equalTo(500))
        .body("items[0].problem", equalTo("it answered 500"))
        .body("items[0].nextAt", notNullValue());
    receiver.answer(message -> 200);
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            operator(community)
                .get(hook.path() + "/deliveries?state=DELIVERED")
                .then()
                .body("items", hasSize(2)));
    look(hook).body("failingSince", nullValue()).body("problem", nullValue());
  }

  @Test
  @DisplayName("while a program is away little is tried; when it is back all is told")
  void away() {
    Made hook = create(hook(receiver.url(), SUBMITTED));
    receiver.answer(message -> 503);
    List<Asked> asked = Stream.generate(() -> ask(community, "How?")).limit(30).toList();
    await().atMost(SOON).untilAsserted(() -> look(hook).body("failingSince", notNullValue()));
    assertThat(receiver.messages().size()).isLessThan(asked.size());
    operator(community)
        .get(hook.path() + "/deliveries")
        .then()
        .body("items[0].problem", equalTo("it answered 503"));
    receiver.answer(message -> 200);
    // It asked to be left alone for 2000 s; an operator knows better.
    operator(community)
        .body(
            Map.of(
                "url", receiver.url(), "description", "CRM", "types", List.of(), "enabled", true))
        .put(hook.path())
        .then()
        .statusCode(200);
    asked.forEach(each -> awaitAbout(each.id(), 1));
    awaitTold(hook);
    look(hook).body("failingSince", nullValue());
  }

  @Test
  @DisplayName("after a day in vain a program is told nothing more, until it is enabled again")
  void givenUp() {
    Made hook = create(hook(receiver.url(), SUBMITTED));
    receiver.answer(message -> 302);
    Asked request = ask(community, "How?");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> look(hook).body("problem", containsString("redirect is not followed")));
    database.transact(tx -> {
      UUID id = UUID.fromString(hook.id());
      tx.update(
          """
          update webhook_delivery set due_at = now(), give_up_at = now() - interval '1 minute' where webhook_id = ?
          """,
          id);
      return tx.update(
          """
          update webhook_progress set due_at = now(), failing_since = now() - interval '1 day' where webhook_id = ?
          """,
          id);
    });
    await().atMost(SOON).untilAsserted(() -> look(hook).body("enabled", equalTo(false)));
    Asked meanwhile = ask(community, "And this?");
    receiver.answer(message -> 200);
    operator(community)
        .get(hook.path() + "/deliveries?state=FAILED")
        .then()
        .body("items", hasSize(1));
    operator(community)
        .body(
            Map.of(
                "url", receiver.url(), "description", "CRM", "types", List.of(), "enabled", true))
        .put(hook.path())
        .then()
        .statusCode(200);
    awaitAbout(meanwhile.id(), 1);
    String failed =
        operator(community).get(hook.path() + "/deliveries?state=FAILED").path("items[0].sequence");
    int before = receiver.about(request.id()).size();
    operator(community)
        .post(hook.path() + "/deliveries/" + failed + "/redelivery")
        .then()
        .statusCode(200)
        .body("state", equalTo("WAITING"));
    awaitAbout(request.id(), before + 1);
    operator(community).post(hook.path() + "/deliveries/999999/redelivery").then().statusCode(404);
  }

  @Test
  @DisplayName("a program that answers that it is gone is told nothing more")
  void gone() {
    Made hook = create(hook(receiver.url(), SUBMITTED));
    receiver.answer(message -> 410);
    ask(community, "How?");
    await().atMost(SOON).untilAsserted(() -> look(hook).body("enabled", equalTo(false)));
  }

  @Test
  @DisplayName("a renewed secret verifies at once, and the one before it for a day")
  void renewed() {
    Made hook = create(hook(receiver.url(), SUBMITTED));
    Response renewed =
        operator(community).header("Idempotency-Key", "renew-1").post(hook.path() + "/secret");
    String second = renewed.path("secret");
    renewed
        .then()
        .statusCode(200)
        .body("secret", startsWith("whsec_"))
        .body("earlierUntil", notNullValue());
    assertThat(second).isNotEqualTo(hook.secret());
    operator(community)
        .header("Idempotency-Key", "renew-1")
        .post(hook.path() + "/secret")
        .then()
        .statusCode(200)
        .body("secret", nullValue());
    Message both = awaitAbout(ask(community, "How?").id(), 1).getFirst();
    verify(hook.secret(), both);
    verify(second, both);
    database.transact(tx ->
        tx.update(
            "update webhook set earlier_until = now() where id = ?", UUID.fromString(hook.id())));
    Message one = awaitAbout(ask(community, "And now?").id(), 1).getFirst();
    verify(second, one);
    assertThat(one.signature()).doesNotContain(" ");
    look(hook).body("secret", nullValue());
  }

  @Test
  @DisplayName("with Ed25519 the program knows a public key only")
  void edwards() throws Exception {
    Map<String, Object> body = hook(receiver.url(), SUBMITTED);
    body.put("signing", "ED25519");
    Made hook = create(body);
    assertThat(hook.secret()).isNull();
    Message message = awaitAbout(ask(community, "How?").id(), 1).getFirst();
    byte[] key = Base64.getDecoder().decode(hook.publicKey().substring("whpk_".length()));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point(key))));
    signature.update(
        (message.id() + "." + message.timestamp() + "." + message.body())
            .getBytes(StandardCharsets.UTF_8));
    assertThat(message.signature()).startsWith("v1a,");
    assertThat(
            signature.verify(
                Base64.getDecoder().decode(message.signature().substring("v1a,".length()))))
        .isTrue();
  }

  /** RFC 8032, 5.1.3: little endian, the highest bit says which x. */
  private static EdECPoint point(byte[] key) {
    byte[] big = new byte[key.length];
    for (int i = 0; i < key.length; i++) {
      big[i] = key[key.length - 1 - i];
    }
    boolean odd = (big[0] & 0x80) != 0;
    big[0] &= 0x7F;
    return new EdECPoint(odd, new BigInteger(1, big));
  }

  @Test
  @DisplayName("what was told can be told again from a place, and a test says what is answered")
  void replayed() {
    Made hook = create(hook(receiver.url(), SUBMITTED));
    List<Asked> asked = Stream.generate(() -> ask(community, "How?")).limit(3).toList();
    asked.forEach(each -> awaitAbout(each.id(), 1));
    awaitTold(hook);
    long second = receiver.about(asked.get(1).id()).getFirst().sequence();
    operator(community)
        .body(Map.of("after", Long.toString(second - 1)))
        .post(hook.path() + "/replay")
        .then()
        .statusCode(200);
    List<Message> twice = awaitAbout(asked.get(1).id(), 2);
    assertThat(twice.get(1).id()).isEqualTo(twice.get(0).id());
    awaitTold(hook);
    assertThat(receiver.about(asked.getFirst().id())).hasSize(1);
    operator(community)
        .body(Map.of("after", "999999"))
        .post(hook.path() + "/replay")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("after"));
    operator(community)
        .post(hook.path() + "/test")
        .then()
        .statusCode(200)
        .body("works", equalTo(true))
        .body("status", equalTo(204));
    verify(hook.secret(), receiver.messages().getLast());
    receiver.answer(message -> 404);
    operator(community)
        .post(hook.path() + "/test")
        .then()
        .body("works", equalTo(false))
        .body("problem", equalTo("it answered 404"));
  }

  @Test
  @DisplayName(
      "200 programs, one of which never answers: the others are told as soon as without it")
  void oneIsDead() {
    List<Receiver> receivers = new ArrayList<>();
    List<String> communities = new ArrayList<>();
    try (Receiver dead = new Receiver()) {
      dead.beSilent();
      create(hook(dead.url(), SUBMITTED));
      for (int i = 0; i < 10; i++) {
        String other = fresh("many");
        register(other);
        communities.add(other);
        for (int j = 0; j < 20; j++) {
          Receiver each = new Receiver();
          receivers.add(each);
          create(other, hook(each.url(), SUBMITTED));
        }
      }
      ask(community, "To the dead one");
      await().atMost(SOON).until(() -> !dead.messages().isEmpty());
      long began = System.nanoTime();
      communities.forEach(each -> ask(each, "To those who live"));
      // The dead one is given up after 15 s: nobody has waited for that.
      await()
          .atMost(Duration.ofSeconds(12))
          .until(() -> receivers.stream().allMatch(each -> each.messages().size() == 1));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(12));
    } finally {
      receivers.forEach(Receiver::close);
    }
  }

  @Test
  @DisplayName("what was erased is neither kept nor told again")
  void erased() {
    Made hook = create(hook(null));
    Asked request =
        ask(community, Map.of("text", "My secret is 4711", "customer", Map.of("reference", "c-1")));
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            integrator(community)
                .get("/v1/events")
                .then()
                .body("items.subject", hasItem(request.id().toString())));
    String customer =
        operator(community)
            .body(Map.of("identifier", "c-1"))
            .post("/v1/customers/lookup")
            .path("items[0].id");
    operator(community).post("/v1/customers/" + customer + "/erase").then().statusCode(202);
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            integrator(community).get("/v1/events").then().body("items.type", hasItem(ERASED)));
    String all = integrator(community).get("/v1/events").asString();
    assertThat(all).doesNotContain("4711").doesNotContain(SUBMITTED);
    assertThat(hook.id()).isNotNull();
  }

  @Test
  @DisplayName(
      "P9: a community's webhooks and events are its own; only its operators name programs")
  void walls() {
    Made hook = create(hook(receiver.url()));
    String other = fresh("other");
    register(other);
    operator(other).get(hook.path()).then().statusCode(404);
    operator(other).get(hook.path() + "/deliveries").then().statusCode(404);
    operator(other).post(hook.path() + "/secret").then().statusCode(404);
    operator(other).delete(hook.path()).then().statusCode(404);
    look(hook);
    integrator(community).get("/v1/webhooks").then().statusCode(403);
    as(community, "contributor").get("/v1/events").then().statusCode(403);
    integrator(other)
        .get("/v1/events")
        .then()
        .statusCode(409)
        .body("detail", containsString("an operator makes a webhook"));
    Asked request = ask(community, "Ours");
    awaitAbout(request.id(), 1);
    create(other, hook(null));
    integrator(other).get("/v1/events").then().body("items", empty());
    operator(community).delete(hook.path()).then().statusCode(204);
    operator(community).get(hook.path()).then().statusCode(404);
    operator(community).get("/v1/webhooks").then().body("items", empty());
  }

  @Test
  @DisplayName("P11: an address that cannot be one, an unknown type and too many are named")
  void badInput() {
    refused(hook("ftp://localhost/"), 400, "url");
    refused(hook("http://user@localhost/"), 422, "url");
    refused(hook("http://localhost/#part"), 422, "url");
    refused(hook("http://local host/"), 400, "url");
    refused(hook(receiver.url(), SUBMITTED, RATED + "x"), 422, "types[1]");
    operator(community)
        .body(Map.of("types", List.of()))
        .post("/v1/webhooks")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("description"));
    operator(community).get("/v1/webhooks").then().body("items", empty());
    integrator(community).get("/v1/events?after=x").then().statusCode(400);
    for (int i = 0; i < ManagingWebhooks.MOST; i++) {
      create(hook(null));
    }
    operator(community)
        .body(hook(null))
        .post("/v1/webhooks")
        .then()
        .statusCode(422)
        .body("detail", not(equalTo("")));
  }

  private void refused(Map<String, Object> body, int status, String field) {
    operator(community)
        .body(body)
        .post("/v1/webhooks")
        .then()
        .statusCode(status)
        .body("errors[0].field", equalTo(field));
  }

  @Test
  @DisplayName("a repeated key makes one webhook, and shows its secret once")
  void onceMade() {
    String id = null;
    for (boolean first : List.of(true, false)) {
      Response made =
          operator(community)
              .header("Idempotency-Key", "make-1")
              .body(hook(receiver.url()))
              .post("/v1/webhooks");
      made.then().statusCode(201).body("secret", first ? startsWith("whsec_") : nullValue());
      assertThat(id == null || id.equals(made.path("id"))).isTrue();
      id = made.path("id");
    }
  }
}
