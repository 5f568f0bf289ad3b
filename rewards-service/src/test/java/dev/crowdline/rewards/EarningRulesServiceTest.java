package dev.crowdline.rewards;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestClosed;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.Earning;
import dev.crowdline.contracts.routing.MemberIdentity;
import dev.crowdline.contracts.routing.MemberRegistered;
import dev.crowdline.rewards.Facts.Stated;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers pay by rules that an operator states. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class EarningRulesServiceTest {
  private static final String POINTS =
      "\"points\": {\"URGENT\": 200, \"HIGH\": 150, \"NORMAL\": 100, \"LOW\": 50}";
  private static final String RULES =
      "{"
          + POINTS
          + """
          , "factors": [{"topic": "billing", "percent": 150}, {"language": "de", "level": 3, "percent": 90}],
            "cap": {"points": 400, "percent": 50},
            "promptAnswer": {"seconds": 600, "points": 10},
            "wellRated": {"stars": 4, "points": 20},
            "royalty": {"points": 25}}
          """;

  @Inject Database database;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  private final String community =
      "e" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final UUID ada = Ids.next();
  private final UUID request = Ids.next();
  private final UUID answer = Ids.next();
  private Facts facts;

  @BeforeEach
  void aMember() {
    facts = new Facts(bootstrap, prefix);
    say(
        facts.about(
            community,
            ada,
            new MemberRegistered(
                "ada",
                Tier.COMMUNITY,
                List.of("en"),
                List.of("console"),
                2,
                List.of(new Need("general", 3)),
                MemberIdentity.of(Tokens.ISSUER, "ada"))));
  }

  @AfterEach
  void disconnect() {
    facts.close();
  }

  @Test
  @DisplayName("each change is a version; whoever read an older one is refused")
  void versions() {
    operator()
        .get("/v1/earning-rules/current")
        .then()
        .statusCode(200)
        .header("ETag", nullValue())
        .body("version", nullValue())
        .body("rules.points.NORMAL", equalTo(100));
    change(RULES, null)
        .statusCode(201)
        .header("ETag", equalTo("\"1\""))
        .body("version", equalTo(1))
        .body("rules.factors", hasSize(2));
    change(RULES.replace("200", "300"), "\"1\"").statusCode(201).body("version", equalTo(2));
    change(RULES, "\"1\"").statusCode(412).body("detail", containsString("version 2"));
    mine()
        .get("/v1/earning-rules/current")
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2\""))
        .body("rules.points.URGENT", equalTo(300));
    operator()
        .get("/v1/earning-rules?limit=1")
        .then()
        .body("items.version", contains(2))
        .body("items[0].note", equalTo("Billing is hard."))
        .body("items[0].by", notNullValue())
        .body("next", notNullValue());
  }

  @Test
  @DisplayName("a prompt answer and a good rating pay more, each as a line that names its rules")
  void more() {
    change(RULES, null).statusCode(201);
    say(completed(answer, request, ada, 100, earning(1, 60)));
    say(rated(5));
    heard(() -> mine().get("/v1/wallets/me").then().statusCode(200).body("held", equalTo(130)));
    say(resolved());
    heard(() -> mine().get("/v1/wallets/me").then().body("balance", equalTo(130)));
    mine()
        .get("/v1/wallets/me/statement")
        .then()
        .body("items.rule", containsInAnyOrder("confirmed-answer", "prompt-answer", "well-rated"))
        .body("items.points", containsInAnyOrder(100, 10, 20))
        .body("items.rulesVersion", everyItem(equalTo(1)))
        .body("items.state", everyItem(equalTo("PAID")))
        .body("items.explanation", hasItem(containsString("For a good rating: ")));
    say(reopened());
    heard(() -> mine().get("/v1/wallets/me").then().body("balance", equalTo(0)));
    operator()
        .get("/v1/ledger/check")
        .then()
        .body("sum", equalTo(0))
        .body("unbalancedAccounts", equalTo(0));
  }

  private Stated solvedByArticle(UUID of, UUID author) {
    return facts.about(
        community, of, new RequestClosed(RequestClosed.By.ARTICLE, Ids.next(), 1, author));
  }

  @Test
  @DisplayName("P5: whose answer became an article earns each time it solves a request, once each")
  void royalties() {
    UUID first = Ids.next();
    UUID second = Ids.next();
    // Without rules there is none, and none is paid later.
    say(solvedByArticle(Ids.next(), ada));
    say(completed(answer, request, ada, 100, earning(0, 60)));
    heard(() -> mine().get("/v1/wallets/me").then().statusCode(200).body("held", equalTo(100)));
    change(RULES, null).statusCode(201);
    Stated once = solvedByArticle(first, ada);
    say(once);
    say(once);
    say(solvedByArticle(Ids.next(), null));
    say(solvedByArticle(second, ada));
    heard(() -> mine().get("/v1/wallets/me").then().body("balance", equalTo(50)));
    database.transact(tx -> tx.update("delete from receipt where subject = ?", first.toString()));
    say(once);
    UUID third = Ids.next();
    say(solvedByArticle(third, ada));
    heard(() -> mine().get("/v1/wallets/me").then().body("balance", equalTo(75)));
    mine().get("/v1/wallets/me").then().body("earnedTotal", equalTo(75));
    mine()
        .get("/v1/wallets/me/statement")
        .then()
        .body("items.findAll { it.rule == 'royalty' }.points", contains(25, 25, 25))
        .body(
            "items.findAll { it.rule == 'royalty' }.requestId",
            containsInAnyOrder(first.toString(), second.toString(), third.toString()))
        .body("items.find { it.rule == 'royalty' }.state", equalTo("PAID"))
        .body(
            "items.find { it.rule == 'royalty' }.explanation",
            containsString("An article made of your answer solved another question"));
    operator()
        .get("/v1/ledger/check")
        .then()
        .body("sum", equalTo(0))
        .body("unbalancedAccounts", equalTo(0));
  }

  @Test
  @DisplayName("P5, P6: the rating and the verdict first, and everything twice: paid once each")
  void inAnyOrder() {
    change(RULES, null).statusCode(201);
    List<Stated> all =
        List.of(rated(4), resolved(), completed(answer, request, ada, 100, earning(1, 60)));
    all.forEach(this::say);
    heard(() -> mine().get("/v1/wallets/me").then().body("balance", equalTo(130)));
    database.transact(tx -> tx.update("delete from receipt where subject = ?", request.toString()));
    all.forEach(this::say);
    UUID second = Ids.next();
    say(completed(second, Ids.next(), ada, 70, earning(1, 700)));
    heard(() -> mine().get("/v1/wallets/me").then().body("held", equalTo(70)));
    mine().get("/v1/wallets/me").then().body("balance", equalTo(130));
  }

  @Test
  @DisplayName("a request of before is paid by the rules of its time, whatever was stated since")
  void rulesOfBefore() {
    change(RULES, null).statusCode(201);
    change(RULES.replace("\"points\": 10}", "\"points\": 7}"), "\"1\"").statusCode(201);
    say(completed(answer, request, ada, 100, earning(1, 60)));
    say(completed(Ids.next(), Ids.next(), ada, 100, earning(1, 60)));
    say(completed(Ids.next(), Ids.next(), ada, 100, earning(2, 60)));
    heard(() -> mine().get("/v1/wallets/me").then().statusCode(200).body("held", equalTo(327)));
    mine()
        .get("/v1/wallets/me/statement")
        .then()
        .body("items.findAll { it.rule == 'prompt-answer' }.points", containsInAnyOrder(10, 10, 7))
        .body(
            "items.findAll { it.rule == 'prompt-answer' }.rulesVersion",
            containsInAnyOrder(1, 1, 2));
  }

  @ParameterizedTest
  @DisplayName("what does not reach a rule pays nothing by it")
  @CsvSource({
    "1, 601, 3, 100",
    "1, 590, 3, 110",
    "1, 601, 4, 120",
    "0, 60, 5, 100",
    "9, 60, 5, 100"
  })
  void thresholds(int version, int seconds, int stars, int held) {
    change(RULES, null).statusCode(201);
    say(completed(answer, request, ada, 100, earning(version, seconds)));
    say(rated(stars));
    UUID last = Ids.next();
    say(completed(last, Ids.next(), ada, 1_000, earning(0, 60)));
    heard(() -> mine().get("/v1/wallets/me").then().body("held", equalTo(1_000 + held)));
  }

  @Test
  @DisplayName("a preview says what the last answers would have cost, as one who counts one by one")
  void preview() {
    Random random = new Random(9);
    List<Given> all = IntStream.range(0, 60).mapToObj(n -> Given.random(random, ada)).toList();
    all.forEach(each -> {
      say(completed(each.assignment(), each.of(), each.member(), each.reward(), each.earning()));
      if (each.stars() > 0) {
        say(
            facts.about(
                community,
                each.of(),
                new RequestRated(each.assignment(), each.member(), each.stars(), false, null)));
      }
    });
    Given refused = all.getFirst();
    say(
        facts.about(
            community,
            refused.of(),
            new RequestReopened(2, RequestReopened.Reason.NOT_SOLVED, refused.assignment(), null)));
    Expected expected = Expected.of(all.subList(1, all.size()));
    assertThat(expected.capped).isPositive();
    assertThat(expected.prompt).isPositive();
    assertThat(expected.rated).isPositive();
    heard(() ->
        preview(RULES, 30)
            .statusCode(200)
            .body("answers", equalTo(all.size() - 1))
            .body("now.confirmedAnswer", equalTo(expected.now))
            .body("now.promptAnswer", equalTo(0))
            .body("draft.confirmedAnswer", equalTo(expected.confirmed))
            .body("draft.promptAnswer", equalTo(expected.prompt))
            .body("draft.wellRated", equalTo(expected.rated))
            .body("draft.capped", equalTo(expected.capped)));
    int points = expected.confirmed + expected.prompt + expected.rated;
    preview(RULES, 30)
        .body("draft.points", equalTo(points))
        .body("draft.minor", equalTo(points))
        .body("currency", equalTo("EUR"))
        .body("ranks.rank", hasItem("Newcomer"))
        .body("ranks.answers.sum()", equalTo(all.size() - 1))
        .body("ranks.draft.points.sum()", equalTo(points));
    operator().get("/v1/earning-rules/current").then().body("version", nullValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"LOW\": 50|\"LOW\": 0|400|points.LOW",
        "\"LOW\": 50|\"LOW\": -5|400|points.LOW",
        "\"LOW\": 50|\"LOW\": 99999999999|400|points.LOW",
        "\"percent\": 50|\"percent\": 0|400|cap.percent",
        "{\"points\": 400|{\"points\": 0|400|cap.points",
        "\"topic\": \"billing\", |\"topic\": \"\", |400|factors[0].topic",
        "\"topic\": \"billing\", ||422|factors[0]",
        "\"topic\": \"billing\"|\"language\": \"de\", \"level\": 3|422|factors[1]",
        "\"language\": \"de\"|\"language\": \"German\"|400|factors[1].language",
        "\"stars\": 4|\"stars\": 6|400|wellRated.stars",
        "{\"points\": 25|{\"points\": 0|400|royalty.points",
        "\"seconds\": 600|\"seconds\": 0|400|promptAnswer.seconds"
      })
  void isRefused(String was, String is, int status, String field) {
    String wrong = RULES.replace(was, is == null ? "" : is);
    assertThat(wrong).isNotEqualTo(RULES);
    change(wrong, null).statusCode(status).body("errors[0].field", equalTo("rules." + field));
    preview(wrong, 7).statusCode(status).body("errors[0].field", equalTo("rules." + field));
    operator().get("/v1/earning-rules/current").then().body("version", nullValue());
  }

  /** An answer among many. */
  private record Given(
      UUID assignment, UUID of, UUID member, Earning earning, int reward, int stars) {
    static Given random(Random random, UUID one) {
      int base = 50 + random.nextInt(100);
      int share = random.nextInt(4) == 0 ? 50 : 100;
      int factor = random.nextInt(3) == 0 ? 150 : 100;
      Earning earning =
          new Earning(
              0,
              random.nextBoolean() ? Priority.NORMAL : Priority.URGENT,
              random.nextBoolean() ? "billing" : null,
              random.nextBoolean() ? "de" : "en",
              1 + random.nextInt(4),
              base,
              share,
              Instant.now()
                  .minusSeconds(random.nextInt(500) + (random.nextBoolean() ? 0 : 700))
                  .truncatedTo(ChronoUnit.MICROS));
      return new Given(
          Ids.next(),
          Ids.next(),
          random.nextInt(3) == 0 ? one : new UUID(one.getMostSignificantBits(), random.nextInt(3)),
          earning,
          EarningRules.share(base * factor / 100, share),
          random.nextInt(6));
    }
  }

  /** What it comes to, counted one by one. */
  private static final class Expected {
    int now;
    int confirmed;
    int prompt;
    int rated;
    int capped;

    static Expected of(List<Given> answers) {
      Expected expected = new Expected();
      Map<String, Double> taken = new HashMap<>();
      List<Given> inOrder = new ArrayList<>(answers);
      Collections.sort(inOrder, Comparator.comparing(each -> each.earning().acceptedAt()));
      for (Given each : inOrder) {
        Earning e = each.earning();
        double pays = e.priority() == Priority.URGENT ? 200 : 100;
        pays *= "billing".equals(e.topic()) ? 1.5 : 1;
        pays *= e.language().equals("de") && e.level() >= 3 ? 0.9 : 1;
        double full = Math.max(1, Math.round(each.reward() * 100.0 / e.share() * pays / e.base()));
        String day = each.member() + "/" + e.acceptedAt().truncatedTo(ChronoUnit.DAYS);
        boolean slowed = taken.getOrDefault(day, 0.0) >= 400;
        taken.merge(day, full, Double::sum);
        expected.now += each.reward();
        expected.confirmed += (int) (slowed ? Math.ceil(full / 2) : full);
        expected.capped += slowed ? 1 : 0;
        expected.rated += each.stars() >= 4 ? 20 : 0;
        expected.prompt +=
            Duration.between(e.acceptedAt(), Instant.now()).toSeconds() <= 600 ? 10 : 0;
      }
      return expected;
    }
  }

  private Earning earning(int version, int seconds) {
    return new Earning(
        version, Priority.NORMAL, null, "en", 1, 100, 100, Instant.now().minusSeconds(seconds));
  }

  private Stated completed(UUID assignment, UUID of, UUID member, int reward, Earning earning) {
    return facts.about(
        community,
        of,
        new AssignmentCompleted(
            assignment,
            member,
            "Brisk Otter",
            Tier.COMMUNITY,
            1,
            reward,
            Ids.next(),
            "Turn it on.",
            0,
            null,
            earning));
  }

  private Stated rated(int stars) {
    return facts.about(community, request, new RequestRated(answer, ada, stars, false, null));
  }

  private Stated resolved() {
    return facts.about(
        community, request, new RequestResolved(answer, ada, 1, RequestResolved.By.CUSTOMER, null));
  }

  private Stated reopened() {
    return facts.about(
        community,
        request,
        new RequestReopened(2, RequestReopened.Reason.NOT_SOLVED, answer, null));
  }

  private void say(Stated fact) {
    facts.send(List.of(fact));
  }

  private void heard(Runnable seen) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(seen::run);
  }

  private ValidatableResponse change(String rules, String ifMatch) {
    RequestSpecification request = operator().contentType("application/json");
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }
    return request
        .body("{\"rules\": " + rules + ", \"note\": \"Billing is hard.\"}")
        .post("/v1/earning-rules")
        .then();
  }

  private ValidatableResponse preview(String rules, int days) {
    return operator()
        .contentType("application/json")
        .body("{\"rules\": " + rules + ", \"days\": " + days + "}")
        .post("/v1/earning-rules/preview")
        .then();
  }

  private RequestSpecification mine() {
    return as("ada", "contributor");
  }

  private RequestSpecification operator() {
    return as("olga", "operator");
  }

  private RequestSpecification as(String subject, String role) {
    return given().auth().oauth2(Tokens.of(community, subject, role));
  }
}
