package dev.crowdline.routing;

import static dev.crowdline.routing.testing.Stage.TV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.sla.PolicyChanged;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What contractors may cost a day is never exceeded, and what does not fit goes on to others. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class ContractorBudgetTest {
  private static final int PIECE = 400;
  private static final String ZONE = "Pacific/Auckland";

  /** Nobody has it, so nothing is offered while the desk works. */
  private static final Need RARE = new Need("rare", 5);

  @Inject Wire wire;
  @Inject Database database;

  private static Policy limited(int cents) {
    Policy calm = Stage.calm(1);
    return calm.withCost(new Policy.Cost("EUR", 900, PIECE, 1_000, cents, ZONE));
  }

  private Stage stage(int cents) {
    return new Stage(wire, database, limited(cents));
  }

  private static UUID waiting(Stage stage, Need need) {
    UUID route = stage.submit(Tier.COMMUNITY, need);
    stage.awaitState(route, "QUEUED");
    return route;
  }

  private static Response claim(Person who, UUID route) {
    return who.call().post("/v1/routes/" + route + "/claims");
  }

  private static ValidatableResponse day(Person who) {
    return who.call().get("/v1/contractor-days/current").then().statusCode(200);
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    CountDownLatch ready = new CountDownLatch(tasks.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> task : tasks) {
        running.add(
            threads.submit(() -> {
              ready.countDown();
              ready.await();
              return task.call();
            }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }

  @Test
  @DisplayName(
      "twelve contractors take at once what pays for five: five have it, the budget is full")
  void neverExceeded() throws Exception {
    Stage stage = stage(5 * PIECE + PIECE / 2);
    List<Person> crowd =
        IntStream.range(0, 12).mapToObj(i -> stage.tiered("c" + i, "CONTRACTOR")).toList();
    List<UUID> routes = crowd.stream().map(each -> waiting(stage, RARE)).toList();
    List<Callable<Integer>> takes = new ArrayList<>();
    for (int i = 0; i < crowd.size(); i++) {
      Person who = crowd.get(i);
      UUID route = routes.get(i);
      takes.add(() -> claim(who, route).statusCode());
    }
    Map<Integer, Long> answers =
        atOnce(takes).stream().collect(Collectors.groupingBy(each -> each, Collectors.counting()));
    assertThat(answers).isEqualTo(Map.of(201, 5L, 409, 7L));
    day(stage.operator())
        .body("promisedCents", equalTo(5 * PIECE))
        .body("budgetCents", equalTo(5 * PIECE + PIECE / 2))
        .body("zone", equalTo(ZONE))
        .body("price.cents", equalTo(PIECE))
        .body("usedUp", equalTo(true))
        .body("usedUpAt", notNullValue());
  }

  @Test
  @DisplayName("accepts of offers count like claims, and one that does not fit changes nothing")
  void accepts() throws Exception {
    Stage stage = stage(2 * PIECE);
    List<Person> crowd =
        IntStream.range(0, 4).mapToObj(i -> stage.tiered("c" + i, "CONTRACTOR").present()).toList();
    List<UUID> routes = crowd.stream().map(each -> stage.submit(Tier.CONTRACTOR, TV)).toList();
    List<UUID> offers = new ArrayList<>();
    for (Person each : crowd) {
      offers.add(
          Awaitility.await()
              .until(
                  () ->
                      routes.stream()
                          .map(route -> stage.liveOffer(each, route))
                          .filter(offer -> offer != null)
                          .findFirst()
                          .orElse(null),
                  offer -> offer != null));
    }
    List<Callable<Integer>> takes = new ArrayList<>();
    for (int i = 0; i < crowd.size(); i++) {
      Person who = crowd.get(i);
      UUID offer = offers.get(i);
      takes.add(() -> who.call().post("/v1/offers/" + offer + "/accept").statusCode());
    }
    assertThat(atOnce(takes)).containsExactlyInAnyOrder(200, 200, 409, 409);
    day(stage.operator()).body("promisedCents", equalTo(2 * PIECE));
    // Offers that nobody could be paid for end, and nobody is asked anew.
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(crowd)
                .allSatisfy(each ->
                    assertThat(routes)
                        .allSatisfy(route -> assertThat(stage.liveOffer(each, route)).isNull())));
  }

  @Test
  @DisplayName("what is handed back, not wanted or taken back counts no more; an answer does")
  void givenBack() {
    Stage stage = stage(2 * PIECE);
    Person con = stage.tiered("con", "CONTRACTOR");
    UUID first = UUID.fromString(claim(con, waiting(stage, RARE)).path("id"));
    UUID second = waiting(stage, RARE);
    claim(con, second).then().statusCode(201);
    UUID third = waiting(stage, RARE);
    Person other = stage.tiered("other", "CONTRACTOR");
    claim(other, third).then().statusCode(409).body("detail", containsString("used up"));
    con.does(first, "release", Map.of()).then().statusCode(200);
    day(con).body("promisedCents", equalTo(PIECE)).body("usedUp", equalTo(false));
    UUID work = UUID.fromString(claim(other, third).then().statusCode(201).extract().path("id"));
    stage.say(second, new RequestCancelled(RequestCancelled.By.OPERATOR, null, null));
    day(con).body("promisedCents", equalTo(PIECE));
    other.complete(work);
    day(con).body("promisedCents", equalTo(PIECE)).body("usedUp", equalTo(false));
  }

  @Test
  @DisplayName("while the budget is used up no contractor is asked, and specialists are instead")
  void goesOn() {
    Stage stage = stage(PIECE);
    Person con = stage.tiered("con", "CONTRACTOR");
    claim(con, waiting(stage, RARE)).then().statusCode(201);
    Person other = stage.tiered("other", "CONTRACTOR").present();
    Person sue = stage.tiered("sue", "SPECIALIST").present();
    UUID route = stage.submit(Tier.CONTRACTOR, TV);
    stage.awaitOffer(sue, route);
    assertThat(stage.timesOffered(other, route)).isZero();
    sue.absent();
    sue.decline(stage.liveOffer(sue, route));
    stage
        .operator()
        .call()
        .get("/v1/routes/" + route)
        .then()
        .body("whatHappensNext", hasItem(containsString("used up")));
    stage
        .operator()
        .call()
        .body(Map.of("memberId", other.id()))
        .post("/v1/routes/" + route + "/assign")
        .then()
        .statusCode(409)
        .body("detail", containsString("used up"));
    // More money: the contractor is asked.
    wire.say(stage.community, stage.community, new PolicyChanged(2, limited(2 * PIECE)));
    stage.awaitOffer(other, route);
    stage
        .operator()
        .call()
        .get("/v1/routes/" + route)
        .then()
        .body("whatHappensNext", not(hasItem(containsString("used up"))));
  }

  @Test
  @DisplayName("without a budget nothing is refused, and what was promised is counted")
  void withoutLimit() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person con = stage.tiered("con", "CONTRACTOR");
    claim(con, waiting(stage, RARE)).then().statusCode(201);
    claim(con, waiting(stage, RARE)).then().statusCode(201);
    int piece = stage.policy().cost().contractorCents();
    day(con)
        .body("promisedCents", equalTo(2 * piece))
        .body("budgetCents", nullValue())
        .body("usedUp", equalTo(false));
    new Person(stage.community, "ada", "contributor")
        .call()
        .get("/v1/contractor-days/current")
        .then()
        .statusCode(403);
  }

  @Test
  @DisplayName("P9: the promises of one community are none of another's")
  void walls() {
    Stage stage = stage(PIECE);
    claim(stage.tiered("con", "CONTRACTOR"), waiting(stage, RARE)).then().statusCode(201);
    Stage other = stage(PIECE);
    day(other.operator()).body("promisedCents", equalTo(0)).body("usedUp", equalTo(false));
    claim(other.tiered("con", "CONTRACTOR"), waiting(other, RARE)).then().statusCode(201);
  }
}
