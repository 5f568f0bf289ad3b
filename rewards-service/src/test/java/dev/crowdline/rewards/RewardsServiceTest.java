package dev.crowdline.rewards;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.rewards.PointsHeld;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.MemberIdentity;
import dev.crowdline.contracts.routing.MemberRegistered;
import dev.crowdline.rewards.Facts.Stated;
import dev.crowdline.rewards.ledger.SettlingPay;
import dev.crowdline.rewards.ledger.domain.Heard;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.DatabaseException;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.OpenApiDocument;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Seeds;
import dev.crowdline.support.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service on the real PostgreSQL and Kafka: facts in, points moved, wallets shown. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class RewardsServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static Facts facts;

  @Inject Database database;
  @Inject SettlingPay settling;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  /** A community of its own for each test, so that sums are its own. */
  private final String community =
      "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

  private final UUID ada = Ids.next();
  private final UUID request = Ids.next();
  private final UUID assignment = Ids.next();

  @BeforeEach
  void connect() {
    if (facts == null) {
      facts = new Facts(bootstrap, prefix);
    }
  }

  @AfterAll
  static void disconnect() {
    if (facts != null) {
      facts.close();
      facts = null;
    }
  }

  @Test
  @DisplayName("an answer's points: held, released, shown with a sentence each, stated as facts")
  void theLifeOfAnAnswersPoints() {
    hear(registered(ada, "ada"));
    hear(completed(request, assignment, ada, Tier.COMMUNITY, 1, 150));
    mine("ada")
        .get("/v1/wallets/me")
        .then()
        .statusCode(200)
        .body("memberId", equalTo(ada.toString()))
        .body("balance", equalTo(0))
        .body("held", equalTo(150))
        .body("debt", equalTo(0))
        .body("earnedTotal", equalTo(0));
    hear(resolved(request, assignment, ada, 1));
    mine("ada")
        .get("/v1/wallets/me")
        .then()
        .body("balance", equalTo(150))
        .body("held", equalTo(0))
        .body("earnedTotal", equalTo(150));
    mine("ada")
        .get("/v1/wallets/me/statement")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("next", nullValue())
        .body("items[0].state", equalTo("PAID"))
        .body("items[0].points", equalTo(150))
        .body("items[0].requestId", equalTo(request.toString()))
        .body("items[0].assignmentId", equalTo(assignment.toString()))
        .body("items[0].rule", equalTo("confirmed-answer"))
        .body("items[0].explanation", containsString("150 points are yours"))
        .body("items[0].movements.kind", equalTo(List.of("HELD", "RELEASED")))
        .body("items[0].movements.held", equalTo(List.of(150, 0)))
        .body("items[0].movements.balance", equalTo(List.of(0, 150)));
    assertThat(namesStated(request, 2)).containsExactly("points-held", "points-released");
  }

  @Test
  @DisplayName(
      "P6: what rewards states about a request is numbered without gaps and names its cause")
  void statedFactsCarryTheirEnvelope() throws IOException {
    Stated cause = completed(request, assignment, ada, Tier.COMMUNITY, 1, 80);
    hear(resolved(request, assignment, ada, 1));
    hear(cause);
    namesStated(request, 2);
    var stated = facts.ofRewards(request);
    assertThat(stated)
        .extracting(each -> Facts.header(each, Envelope.AGGREGATE_VERSION))
        .containsExactly("1", "2");
    var held = stated.getFirst();
    assertThat(Facts.header(held, Envelope.COMMUNITY)).isEqualTo(community);
    assertThat(Facts.header(held, Envelope.CAUSATION_ID))
        .isEqualTo(
            new String(
                cause.record().headers().lastHeader(Envelope.ID).value(),
                java.nio.charset.StandardCharsets.UTF_8));
    assertThat(FactCodec.read(held.value(), PointsHeld.class))
        .isEqualTo(new PointsHeld(ada, assignment, "confirmed-answer", 80));
  }

  @Test
  @DisplayName("refused after the points were spent: the rest is owed and the next points repay it")
  void clawBackAndDebt() {
    UUID second = Ids.next();
    hear(completed(request, assignment, ada, Tier.COMMUNITY, 1, 100));
    hear(resolved(request, assignment, ada, 1));
    spend(ada, 60);
    hear(reopened(request, assignment, 2));
    assertWallet(ada, 0, 0, 60);
    hear(completed(request, second, ada, Tier.COMMUNITY, 2, 100));
    hear(resolved(request, second, ada, 2));
    assertWallet(ada, 40, 0, 0);
    operator()
        .get("/v1/wallets/" + ada + "/statement")
        .then()
        .body(
            "items.findAll { it.requestId == '" + request + "' }.movements.kind",
            equalTo(
                List.of(
                    List.of("HELD", "DEBT_REPAID", "RELEASED"),
                    List.of("HELD", "RELEASED", "CLAWED_BACK", "CLAWED_BACK"))))
        .body("items.state", equalTo(List.of("PAID", "VOID")));
    assertThat(namesStated(request, 5))
        .containsExactly(
            "points-held",
            "points-released",
            "points-clawed-back",
            "points-held",
            "points-released");
    assertLedgerAddsUp();
  }

  @Test
  @DisplayName(
      "P5: refused and confirmed after all: paid straight to the wallet, and nothing stays held")
  void confirmedAfterAll() {
    UUID ben = Ids.next();
    UUID second = Ids.next();
    hear(completed(request, assignment, ada, Tier.COMMUNITY, 1, 100));
    hear(reopened(request, assignment, 2));
    hear(completed(request, second, ben, Tier.COMMUNITY, 2, 80));
    assertWallet(ada, 0, 0, 0);
    assertWallet(ben, 0, 80, 0);
    hear(resolvedLater(request, assignment, ada, 1, 2));
    assertWallet(ada, 100, 0, 0);
    assertWallet(ben, 80, 0, 0);
    operator().get("/v1/wallets/" + ada).then().body("earnedTotal", equalTo(100));
    operator()
        .get("/v1/wallets/" + ada + "/statement")
        .then()
        .body("items.state", equalTo(List.of("PAID")))
        .body("items[0].movements.kind", equalTo(List.of("HELD", "VOIDED", "REINSTATED")))
        .body("items[0].explanation", containsString("helped after all: 100 points are yours"));
    assertThat(namesStated(request, 5))
        .containsExactly(
            "points-held", "points-voided", "points-held", "points-released", "points-released");
    assertLedgerAddsUp();
  }

  @Test
  @DisplayName("P5: what is confirmed after all repays first what its refusal left owed")
  void confirmedAfterAllRepaysDebt() {
    hear(completed(request, assignment, ada, Tier.COMMUNITY, 1, 100));
    hear(resolved(request, assignment, ada, 1));
    spend(ada, 60);
    hear(reopened(request, assignment, 2));
    assertWallet(ada, 0, 0, 60);
    hear(resolvedLater(request, assignment, ada, 1, 2));
    assertWallet(ada, 40, 0, 0);
    assertLedgerAddsUp();
  }

  @Test
  @DisplayName("P5: facts repeated, shuffled between services, and years old pay nothing twice")
  void repeatedShuffledAndYearsOld() {
    Seeds.each(1, seed -> repeatedShuffledAndYearsOld(new Random(seed)));
  }

  private void repeatedShuffledAndYearsOld(Random random) {
    List<UUID> members = Stream.generate(Ids::next).limit(5).toList();
    Map<UUID, Long> expected = new HashMap<>();
    List<Stated> routing = new ArrayList<>();
    List<Stated> intake = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      UUID id = Ids.next();
      UUID first = Ids.next();
      UUID answerer = members.get(random.nextInt(members.size()));
      routing.add(completed(id, first, answerer, Tier.COMMUNITY, 1, 100));
      switch (i % 5) {
        case 4 -> {
          UUID again = Ids.next();
          UUID other = members.get(random.nextInt(members.size()));
          intake.add(reopened(id, first, 2));
          routing.add(completed(id, again, other, Tier.COMMUNITY, 2, 50));
          intake.add(resolvedLater(id, first, answerer, 1, 2));
          expected.merge(answerer, 100L, Long::sum);
          expected.merge(other, 50L, Long::sum);
        }
        case 0 -> {
          intake.add(resolved(id, first, answerer, 1));
          expected.merge(answerer, 100L, Long::sum);
        }
        case 1 -> intake.add(reopened(id, first, 2));
        case 2 -> {
          intake.add(resolved(id, first, answerer, 1));
          intake.add(reopened(id, first, 2));
        }
        default -> {
          intake.add(
              facts.about(
                  community, id, new RequestCancelled(RequestCancelled.By.OPERATOR, first, null)));
          expected.merge(answerer, 100L, Long::sum);
        }
      }
    }
    List<Stated> shuffled = shuffled(routing, intake, random);
    List<Stated> twice = new ArrayList<>();
    for (Stated fact : shuffled) {
      twice.add(fact);
      if (random.nextBoolean()) {
        twice.add(fact);
      }
    }
    hear(twice);
    assertBalances("repeated and shuffled", members, expected);
    long transfers = check().get("transfers").asLong();

    hear(twice);
    assertBalances("all again", members, expected);
    assertThat(check().get("transfers").asLong()).isEqualTo(transfers);

    forgetReceipts(twice);
    hear(shuffled);
    assertBalances("receipts forgotten", members, expected);
    assertThat(check().get("transfers").asLong()).isEqualTo(transfers);

    forgetReceipts(twice);
    forgetVerdicts();
    hear(shuffled(routing, intake, random));
    assertThat(check().get("transfers").asLong())
        .as("verdicts forgotten, too: what was refused stays refused, what was paid is paid")
        .isEqualTo(transfers);
    assertLedgerAddsUp();
  }

  @Test
  @DisplayName("P5: a batch that touches one member's accounts many times adds up")
  void manyFactsOfOneMemberInOneBatch() {
    List<Stated> batch = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      UUID id = Ids.next();
      UUID each = Ids.next();
      batch.add(completed(id, each, ada, Tier.COMMUNITY, 1, 7));
      batch.add(resolved(id, each, ada, 1));
    }
    hear(batch);
    assertWallet(ada, 2_100, 0, 0);
    assertLedgerAddsUp();
  }

  @Test
  @DisplayName("specialists, contractors and rewards of nothing earn no points")
  void whoEarnsNothing() {
    hear(completed(request, assignment, ada, Tier.SPECIALIST, 1, 100));
    hear(completed(Ids.next(), Ids.next(), ada, Tier.CONTRACTOR, 1, 100));
    hear(completed(Ids.next(), Ids.next(), ada, Tier.COMMUNITY, 1, 0));
    hear(resolved(request, assignment, ada, 1));
    assertThat(check().get("transfers").asLong()).isZero();
    operator().get("/v1/wallets/" + ada).then().statusCode(404);
  }

  @Test
  @DisplayName("P6: effect and facts roll back together")
  void nothingIsLeftOfATransactionThatFails() {
    List<Heard> heard =
        List.of(
            new Heard.Completed(community, request, assignment, ada, true, 1, 50, Instant.now()));
    assertThatThrownBy(() ->
            database.transact(tx -> {
              assertThat(settling.settle(tx, heard)).hasSize(1);
              throw new IllegalStateException("killed half-way");
            }))
        .hasMessage("killed half-way");
    assertThat(check().get("transfers").asLong()).isZero();
    assertThat(check().get("accounts").asLong()).isZero();
    hear(completed(request, assignment, ada, Tier.COMMUNITY, 1, 50));
    assertWallet(ada, 0, 50, 0);
  }

  @Test
  @DisplayName("P6: a poison record parks its key, and the rest flows on")
  void poisonIsParked() {
    Stated poison = completed(request, assignment, ada, Tier.COMMUNITY, 1, 10);
    var broken =
        new org.apache.kafka.clients.producer.ProducerRecord<>(
            poison.record().topic(),
            null,
            poison.record().key(),
            "{\"assignmentId\":7}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            poison.record().headers());
    UUID other = Ids.next();
    hear(
        List.of(
            new Stated(broken, poison.source(), poison.version()),
            completed(other, Ids.next(), ada, Tier.COMMUNITY, 1, 30)));
    assertWallet(ada, 0, 30, 0);
    as(null, "root", "admin")
        .get("/v1/rewards/parked-records")
        .then()
        .statusCode(200)
        .body("items.find { it.key == '" + request + "' }.reason", containsString("assignment"));
  }

  @Test
  @DisplayName("P5: a transfer is never changed and never deleted")
  void transfersAreImmutable() {
    hear(completed(request, assignment, ada, Tier.COMMUNITY, 1, 10));
    for (String statement :
        List.of(
            "update transfer set amount = 20 where assignment_id = ?",
            "delete from transfer where assignment_id = ?")) {
      assertThatThrownBy(() -> database.transact(tx -> tx.update(statement, assignment)))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("never changed");
    }
    assertThatThrownBy(() -> database.transact(tx -> tx.update("truncate transfer")))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  @DisplayName("P5: the database refuses a wallet or hold below zero and a second leg")
  void theDatabaseGuardsTheLedger() {
    hear(completed(request, assignment, ada, Tier.COMMUNITY, 1, 10));
    for (String kind : List.of("WALLET", "HELD")) {
      assertThatThrownBy(() ->
              database.transact(tx ->
                  tx.update(
                      "update account set debits = credits + 1 where member_id = ? and kind = ?",
                      ada,
                      kind)))
          .hasMessageContaining("account_never_overdrawn");
    }
    assertThatThrownBy(() -> move(ada, "ISSUANCE", "HELD", 10, "HELD", assignment))
        .hasMessageContaining("transfer_once");
    assertThatThrownBy(() -> move(ada, "ISSUANCE", "HELD", 0, "HELD", Ids.next()))
        .hasMessageContaining("transfer_amount");
  }

  @Test
  @DisplayName("a statement is read page by page, each line once")
  void pages() {
    List<Stated> batch = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      batch.add(completed(Ids.next(), Ids.next(), ada, Tier.COMMUNITY, 1, 5));
    }
    hear(batch);
    Set<String> seen = new HashSet<>();
    List<Integer> held = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      Response page = operator().get("/v1/wallets/" + ada + "/statement?limit=3&cursor=" + cursor);
      page.then().statusCode(200);
      seen.addAll(page.jsonPath().getList("items.assignmentId", String.class));
      held.addAll(page.jsonPath().getList("items.movements.held.flatten()", Integer.class));
      cursor = page.jsonPath().getString("next");
      pages++;
    } while (cursor != null);
    assertThat(pages).isEqualTo(3);
    assertThat(seen).hasSize(7);
    assertThat(held).containsExactly(35, 30, 25, 20, 15, 10, 5);
  }

  @Test
  @DisplayName("P9: another community's operator and members see nothing of this one")
  void tenantsAreWalls() {
    hear(registered(ada, "ada"));
    hear(completed(request, assignment, ada, Tier.COMMUNITY, 1, 10));
    String other = "other-" + community.substring(0, 8);
    RequestSpecification stranger = as(other, "olga", "operator");
    stranger.get("/v1/wallets/" + ada).then().statusCode(404);
    as(other, "olga", "operator").get("/v1/wallets/" + ada + "/statement").then().statusCode(404);
    as(other, "olga", "operator")
        .get("/v1/ledger/check")
        .then()
        .statusCode(200)
        .body("accounts", equalTo(0))
        .body("transfers", equalTo(0));
    as(other, "ada", "contributor").get("/v1/wallets/me").then().statusCode(404);
    as(other, "ada", "contributor").get("/v1/wallets/me/statement").then().statusCode(404);
  }

  @Test
  @DisplayName("P9: a cursor of another member's line shows nothing")
  void aForeignCursor() {
    UUID ben = Ids.next();
    hear(completed(request, assignment, ada, Tier.COMMUNITY, 1, 10));
    hear(completed(Ids.next(), Ids.next(), ada, Tier.COMMUNITY, 1, 10));
    hear(completed(Ids.next(), Ids.next(), ben, Tier.COMMUNITY, 1, 10));
    String next =
        operator().get("/v1/wallets/" + ada + "/statement?limit=1").jsonPath().getString("next");
    operator()
        .get("/v1/wallets/" + ben + "/statement?cursor=" + next)
        .then()
        .statusCode(200)
        .body("items", hasSize(0));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/wallets/me, operator",
    "/v1/wallets/me, integrator",
    "/v1/wallets/me/statement, operator",
    "/v1/wallets/019a0000-0000-7000-8000-000000000001, contributor",
    "/v1/wallets/019a0000-0000-7000-8000-000000000001/statement, specialist",
    "/v1/ledger/check, contributor",
    "/v1/ledger/check, admin",
    "/v1/rewards/parked-records, operator"
  })
  @DisplayName("P11: the wrong role is told so")
  void wrongRole(String path, String role) {
    as(community, "somebody", role)
        .get(path)
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:crowdline:problem:forbidden"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/wallets/me",
        "/v1/wallets/me/statement",
        "/v1/wallets/019a0000-0000-7000-8000-000000000001",
        "/v1/wallets/019a0000-0000-7000-8000-000000000001/statement",
        "/v1/ledger/check",
        "/v1/rewards/parked-records"
      })
  @DisplayName("P11: no token, a bad token and a bad key are told so")
  void unauthenticated(String path) {
    for (RequestSpecification caller :
        List.of(
            given(),
            given().header("Authorization", "Bearer not.a.token"),
            given().header("X-API-Key", "ck_nothing"),
            given().header("X-Customer-Link", "nothing"))) {
      caller
          .get(path)
          .then()
          .statusCode(401)
          .contentType("application/problem+json")
          .body("type", equalTo("urn:crowdline:problem:unauthenticated"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/wallets/not-an-id, 404",
    "/v1/wallets/not-an-id/statement, 404",
    "/v1/wallets/019a0000-0000-7000-8000-000000000001, 404",
    "/v1/wallets/019a0000-0000-7000-8000-000000000001/statement, 404",
    "/v1/wallets, 404",
    "/v1/ledger, 404",
    "/v1/wallets/{ada}/statement?limit=0, 400",
    "/v1/wallets/{ada}/statement?limit=201, 400",
    "/v1/wallets/{ada}/statement?limit=-1, 400",
    "/v1/wallets/{ada}/statement?limit=many, 400",
    "/v1/wallets/{ada}/statement?limit=99999999999999999999, 400",
    "/v1/wallets/{ada}/statement?cursor=%00, 400",
    "/v1/wallets/{ada}/statement?cursor=nonsense, 400",
    "/v1/wallets/{ada}/statement?limit=200, 200",
    "/v1/wallets/{ada}/statement?limit=1, 200"
  })
  @DisplayName("P11: bad input gets a problem and never a 5xx")
  void badInput(String path, int status) {
    hear(completed(request, assignment, ada, Tier.COMMUNITY, 1, 10));
    Response response =
        operator().urlEncodingEnabled(false).get(path.replace("{ada}", ada.toString()));
    response.then().statusCode(status);
    if (status >= 400) {
      response.then().contentType("application/problem+json").body("status", equalTo(status));
    }
  }

  @Test
  @DisplayName("P11: other methods are refused, and a person without a community, and a stranger")
  void otherRefusals() {
    operator()
        .body("{}")
        .contentType("application/json")
        .post("/v1/ledger/check")
        .then()
        .statusCode(405);
    operator().delete("/v1/wallets/" + ada).then().statusCode(405);
    as(null, "root", "operator").get("/v1/ledger/check").then().statusCode(403);
    mine("nobody")
        .get("/v1/wallets/me")
        .then()
        .statusCode(404)
        .body("detail", containsString("POST /v1/members"));
    as(null, "root", "admin")
        .post("/v1/rewards/parked-records/nothing/replay")
        .then()
        .statusCode(200)
        .body("replayed", equalTo(0));
    as(null, "root", "admin").get("/v1/intake/parked-records").then().statusCode(404);
  }

  @Test
  @DisplayName("the committed OpenAPI document is what the service says")
  void openApi() {
    OpenApiDocument.of("rewards").assertCommitted();
  }

  // What the others say.

  private Stated registered(UUID member, String subject) {
    return facts.about(
        community,
        member,
        new MemberRegistered(
            subject,
            Tier.COMMUNITY,
            List.of("en"),
            List.of("console"),
            2,
            List.of(new Need("general", 3)),
            MemberIdentity.of(Tokens.ISSUER, subject)));
  }

  private Stated completed(UUID of, UUID assigned, UUID member, Tier tier, int round, int reward) {
    return facts.about(
        community,
        of,
        new AssignmentCompleted(
            assigned,
            member,
            "Brisk Otter",
            tier,
            round,
            reward,
            Ids.next(),
            "Turn it on.",
            null,
            null));
  }

  private Stated resolved(UUID of, UUID assigned, UUID member, int round) {
    return facts.about(
        community,
        of,
        new RequestResolved(assigned, member, round, RequestResolved.By.CUSTOMER, null));
  }

  private Stated resolvedLater(UUID of, UUID assigned, UUID member, int round, int inRound) {
    return facts.about(
        community,
        of,
        new RequestResolved(assigned, member, round, RequestResolved.By.CUSTOMER, inRound));
  }

  private Stated reopened(UUID of, UUID assigned, int round) {
    return facts.about(
        community,
        of,
        new RequestReopened(round, RequestReopened.Reason.NOT_SOLVED, assigned, null));
  }

  /** Any order between services and requests; the order of one service about one request kept. */
  private static List<Stated> shuffled(List<Stated> routing, List<Stated> intake, Random random) {
    List<Stated> all = new ArrayList<>(routing);
    all.addAll(intake);
    Map<String, List<Stated>> inOrder = new HashMap<>();
    all.forEach(fact ->
        inOrder
            .computeIfAbsent(fact.source() + fact.subject(), key -> new ArrayList<>())
            .add(fact));
    Collections.shuffle(all, random);
    List<Stated> result = new ArrayList<>();
    for (Stated place : all) {
      result.add(inOrder.get(place.source() + place.subject()).removeFirst());
    }
    return result;
  }

  // Sending, and waiting until it is heard.

  private void hear(Stated fact) {
    hear(List.of(fact));
  }

  private void hear(List<Stated> sent) {
    facts.send(sent);
    // A marker behind each: the receipt of a repeat does not move.
    Map<String, Long> heard = new HashMap<>();
    sent.forEach(fact -> heard.merge(fact.subject() + fact.source(), fact.version(), Math::max));
    List<Stated> markers = new ArrayList<>();
    for (String subject : sent.stream().map(Stated::subject).distinct().toList()) {
      Stated one = sent.stream().filter(f -> f.subject().equals(subject)).findFirst().orElseThrow();
      markers.add(marker(one));
    }
    facts.send(markers);
    markers.forEach(m -> heard.put(m.subject() + m.source(), m.version()));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> {
          Map<String, Long> receipts = new HashMap<>();
          database.read(sql -> {
            sql.query(
                    "select subject, source, version from receipt where subject = any(?)",
                    row ->
                        Map.entry(row.text("subject") + row.text("source"), row.bigint("version")),
                    SqlArray.texts(sent.stream().map(Stated::subject).distinct().toList()))
                .forEach(e -> receipts.put(e.getKey(), e.getValue()));
            return null;
          });
          return heard.entrySet().stream()
              .allMatch(e -> receipts.getOrDefault(e.getKey(), 0L) >= e.getValue());
        });
  }

  /**
   * A fact of a service that rewards does not act upon, in the same partition behind the others.
   */
  private Stated marker(Stated behind) {
    boolean member = behind.record().topic().endsWith("members.v1");
    UUID subject = UUID.fromString(behind.subject());
    if (member) {
      return facts.about(
          community, subject, new dev.crowdline.contracts.routing.MemberCameOnline("console"));
    }
    return facts.about(
        community, subject, new dev.crowdline.contracts.sla.EscalationWithdrawn(1, 1, null));
  }

  private void forgetReceipts(List<Stated> of) {
    database.transact(tx ->
        tx.update(
            "delete from receipt where subject = any(?)",
            SqlArray.texts(of.stream().map(Stated::subject).distinct().toList())));
  }

  private void forgetVerdicts() {
    database.transact(tx -> tx.update("delete from verdict where community = ?", community));
    database.transact(tx -> tx.update("delete from request_ending where community = ?", community));
  }

  // What is so.

  private List<String> namesStated(UUID of, int wanted) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                facts.ofRewards(of).stream()
                    .map(each ->
                        Facts.header(each, Envelope.TYPE)
                            .replace("dev.crowdline.rewards.", "")
                            .replace(".v1", ""))
                    .toList(),
            names -> names.size() >= wanted);
  }

  private void assertWallet(UUID member, int balance, int held, int debt) {
    operator()
        .get("/v1/wallets/" + member)
        .then()
        .statusCode(200)
        .body("balance", equalTo(balance))
        .body("held", equalTo(held))
        .body("debt", equalTo(debt));
  }

  private void assertBalances(String when, List<UUID> members, Map<UUID, Long> expected) {
    for (UUID member : members) {
      if (expected.containsKey(member)) {
        assertThat(operator().get("/v1/wallets/" + member).jsonPath().getLong("balance"))
            .as(when)
            .isEqualTo(expected.get(member));
      }
    }
  }

  private void assertLedgerAddsUp() {
    JsonNode check = check();
    assertThat(check.get("sum").asLong()).isZero();
    assertThat(check.get("negativeWallets").asLong()).isZero();
    assertThat(check.get("unbalancedAccounts").asLong()).isZero();
  }

  private JsonNode check() {
    try {
      return JSON.readTree(operator().get("/v1/ledger/check").asString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes points out of a wallet by hand, as a purchase will; somebody else has them then. */
  private void spend(UUID member, long points) {
    UUID shop = Ids.next();
    hear(completed(Ids.next(), Ids.next(), shop, Tier.COMMUNITY, 1, 1));
    database.transact(tx -> {
      moveIn(
          tx,
          account(member, "WALLET"),
          account(shop, "WALLET"),
          member,
          points,
          "OWED",
          Ids.next());
      return null;
    });
  }

  private void move(
      UUID member, String debit, String credit, long amount, String leg, UUID assigned) {
    database.transact(tx -> {
      moveIn(tx, account(member, debit), account(member, credit), member, amount, leg, assigned);
      return null;
    });
  }

  private static void moveIn(
      Tx tx, UUID debit, UUID credit, UUID member, long amount, String leg, UUID assigned) {
    tx.update(
        """
        insert into transfer (id, community, debit_account, credit_account, amount, kind, leg, rule,
          assignment_id, request_id, member_id, round, balance, held, debt, at, booked_at, mark)
        select ?, community, ?, ?, ?, 'CLAWED_BACK', ?, 'confirmed-answer', ?, ?, ?, 1, 0, 0, 0, now(),
          now(), '\\x0000000000000000'
        from account where id = ?
        """,
        Ids.next(),
        debit,
        credit,
        amount,
        leg,
        assigned,
        Ids.next(),
        member,
        debit);
    tx.update("update account set debits = debits + ? where id = ?", amount, debit);
    tx.update("update account set credits = credits + ? where id = ?", amount, credit);
  }

  private UUID account(UUID member, String kind) {
    return database.read(sql ->
        sql.one(
            "select id from account where community = ? and kind = ? and (member_id = ? or member_id is null)",
            row -> row.uuid("id"),
            community,
            kind,
            member));
  }

  // Who asks.

  private RequestSpecification mine(String subject) {
    return as(community, subject, "contributor");
  }

  private RequestSpecification operator() {
    return as(community, "olga", "operator");
  }

  private static RequestSpecification as(String community, String subject, String role) {
    return given().auth().oauth2(Tokens.of(community, subject, role));
  }
}
