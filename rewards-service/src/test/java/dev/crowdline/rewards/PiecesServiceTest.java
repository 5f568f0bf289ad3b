package dev.crowdline.rewards;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Price;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.MemberIdentity;
import dev.crowdline.contracts.routing.MemberRegistered;
import dev.crowdline.rewards.Facts.Stated;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.DatabaseException;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a contractor is paid, from the facts of the others. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class PiecesServiceTest {
  private static final Price PRICE = new Price(450, "EUR");

  @Inject Database database;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  private final String community =
      "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final UUID kim = Ids.next();
  private final UUID request = Ids.next();
  private final UUID piece = Ids.next();
  private final YearMonth month = YearMonth.now(ZoneOffset.UTC);
  private Facts facts;

  @BeforeEach
  void aContractor() {
    facts = new Facts(bootstrap, prefix);
    say(
        facts.about(
            community,
            kim,
            new MemberRegistered(
                "kim",
                Tier.CONTRACTOR,
                List.of("en"),
                List.of(),
                2,
                List.of(new Need("general", 3)),
                MemberIdentity.of(Tokens.ISSUER, "kim"))));
  }

  @AfterEach
  void disconnect() {
    facts.close();
  }

  @Test
  @DisplayName("a piece waits for its verdict, and once it is confirmed stands in its month")
  void confirmed() {
    say(completed(piece, Tier.CONTRACTOR, 1, PRICE));
    heard(() ->
        mine()
            .get("/v1/pieces/me")
            .then()
            .statusCode(200)
            .body("price.cents", equalTo(400))
            .body("waiting.cents", contains(450))
            .body("waiting.pieces", contains(1))
            .body("months", empty()));
    say(resolved(piece, 1));
    heard(() ->
        mine()
            .get("/v1/pieces/me")
            .then()
            .body("waiting", empty())
            .body("months.month", contains(month.toString()))
            .body("months.cents", contains(450))
            .body("months.pieces", contains(1)));
    mine()
        .get("/v1/pieces/me/statement")
        .then()
        .statusCode(200)
        .body("items.kind", contains("CONFIRMED"))
        .body("items[0].assignmentId", equalTo(piece.toString()))
        .body("items[0].requestId", equalTo(request.toString()))
        .body("items[0].completedAt", notNullValue());
    mine().get("/v1/pieces/me/statement?month=2020-02").then().body("items", empty());
    String csv =
        mine()
            .accept("text/csv")
            .get("/v1/pieces/me/statement.csv?month=" + month)
            .then()
            .statusCode(200)
            .header(
                "Content-Disposition", equalTo("attachment; filename=\"pieces-" + month + ".csv\""))
            .extract()
            .asString();
    assertThat(csv.split("\r\n"))
        .hasSize(2)
        .satisfies(lines -> {
          assertThat(lines[0]).isEqualTo("at,kind,amount,currency,completed_at,request,assignment");
          assertThat(lines[1]).contains(",CONFIRMED,4.50,EUR,").endsWith(request + "," + piece);
        });
    operator().get("/v1/pieces/" + kim + "/statement").then().body("items", hasSize(1));
    assertThat(operator().accept("text/csv").get("/v1/pieces/" + kim + "/statement.csv").asString())
        .isEqualTo(csv);
  }

  @Test
  @DisplayName(
      "refused after it was confirmed: taken off; refused at once: nothing; points move not")
  void refused() {
    say(completed(piece, Tier.CONTRACTOR, 1, PRICE));
    say(resolved(piece, 1));
    heard(() -> kinds().body("items.kind", contains("CONFIRMED")));
    say(reopened(piece, 2));
    heard(() ->
        kinds()
            .body("items.kind", contains("CONFIRMED", "WITHDRAWN"))
            .body("items.cents", contains(450, -450)));
    UUID second = Ids.next();
    say(completed(second, Tier.CONTRACTOR, 2, PRICE));
    say(reopened(second, 3));
    heard(() ->
        kinds()
            .body("items.kind", contains("CONFIRMED", "WITHDRAWN", "REFUSED"))
            .body("items.cents", contains(450, -450, 0)));
    say(resolvedLater(piece, 1, 3));
    heard(() ->
        kinds().body("items.kind", contains("CONFIRMED", "WITHDRAWN", "REFUSED", "REINSTATED")));
    mine()
        .get("/v1/pieces/me")
        .then()
        .body("months.cents", contains(450))
        .body("months.pieces", contains(1));
    operator().get("/v1/wallets/" + kim).then().body("held", equalTo(0));
  }

  @Test
  @DisplayName("P6, P7: the verdict first, and everything twice: one line all the same")
  void inAnyOrder() {
    Stated verdict = resolved(piece, 1);
    Stated answer = completed(piece, Tier.CONTRACTOR, 1, PRICE);
    say(verdict);
    say(answer);
    heard(() -> kinds().body("items.kind", contains("CONFIRMED")));
    database.transact(tx -> tx.update("delete from receipt where subject = ?", request.toString()));
    say(answer);
    say(verdict);
    UUID other = Ids.next();
    say(completed(other, Tier.CONTRACTOR, 1, PRICE));
    heard(() -> kinds().body("items.assignmentId", contains(piece.toString(), other.toString())));
  }

  @Test
  @DisplayName("who is no contractor has no pieces; a price of before is the one in force")
  void others() {
    UUID specialist = Ids.next();
    say(completed(specialist, Tier.SPECIALIST, 1, null));
    say(resolved(specialist, 1));
    UUID next = Ids.next();
    say(completed(next, Tier.CONTRACTOR, 1, null));
    heard(() ->
        kinds()
            .body("items.assignmentId", contains(next.toString()))
            .body("items.cents", contains(400)));
  }

  @Test
  @DisplayName("P9: one's own, and an operator those of the own community")
  void whoMay() {
    heard(() -> mine().get("/v1/pieces/me").then().statusCode(200));
    for (String what : List.of("", "/statement", "/statement.csv")) {
      String path = "/v1/pieces/" + kim + what;
      as(community, "kim", "specialist").accept("*/*").get(path).then().statusCode(403);
      as("elsewhere", "olga", "operator").accept("*/*").get(path).then().statusCode(404);
      operator().accept("*/*").get(path).then().statusCode(200);
      as(community, "ada", "contributor")
          .accept("*/*")
          .get("/v1/pieces/me" + what)
          .then()
          .statusCode(403);
    }
    as("elsewhere", "kim", "specialist").get("/v1/pieces/me").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-13", "2026", "november", "2026-1", "0000-00"})
  void whatIsNoMonthIsRefused(String given) {
    heard(() -> mine().get("/v1/pieces/me").then().statusCode(200));
    for (String what : List.of("statement", "statement.csv")) {
      mine()
          .accept("*/*")
          .queryParam("month", given)
          .get("/v1/pieces/me/" + what)
          .then()
          .statusCode(400)
          .body("errors[0].field", equalTo("month"));
    }
  }

  @Test
  @DisplayName("a line is never changed")
  void linesStand() {
    say(completed(piece, Tier.CONTRACTOR, 1, PRICE));
    say(resolved(piece, 1));
    heard(() -> kinds().body("items", hasSize(1)));
    assertThatThrownBy(() ->
            database.transact(tx ->
                tx.update("update piece_entry set cents = 900 where community = ?", community)))
        .isInstanceOf(DatabaseException.class);
  }

  private ValidatableResponse kinds() {
    return mine().get("/v1/pieces/me/statement").then().statusCode(200);
  }

  private void heard(Runnable seen) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(seen::run);
  }

  private void say(Stated fact) {
    facts.send(List.of(fact));
  }

  private Stated completed(UUID assignment, Tier tier, int round, Price price) {
    return facts.about(
        community,
        request,
        new AssignmentCompleted(
            assignment, kim, "kim", tier, round, 100, Ids.next(), "Restart it.", null, price));
  }

  private Stated resolved(UUID assignment, int round) {
    return facts.about(
        community,
        request,
        new RequestResolved(assignment, kim, round, RequestResolved.By.CUSTOMER, null));
  }

  private Stated resolvedLater(UUID assignment, int round, int inRound) {
    return facts.about(
        community,
        request,
        new RequestResolved(assignment, kim, round, RequestResolved.By.CUSTOMER, inRound));
  }

  private Stated reopened(UUID assignment, int round) {
    return facts.about(
        community,
        request,
        new RequestReopened(round, RequestReopened.Reason.NOT_SOLVED, assignment, null));
  }

  private RequestSpecification mine() {
    return as(community, "kim", "specialist");
  }

  private RequestSpecification operator() {
    return as(community, "olga", "operator");
  }

  private static RequestSpecification as(String community, String subject, String role) {
    return given().auth().oauth2(Tokens.of(community, subject, role));
  }
}
