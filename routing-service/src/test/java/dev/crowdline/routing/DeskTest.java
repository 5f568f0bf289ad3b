package dev.crowdline.routing;

import static dev.crowdline.routing.testing.Stage.TV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.MinimumTierRaised;
import dev.crowdline.contracts.intake.StaffWrote;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Stream;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What specialists do at their desk: look, note, hand back and over. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class DeskTest {
  private static final String SECRET = "The account was closed by the bank, say nothing of it";

  /** Nobody of the community has it, so nothing is offered while the desk works. */
  private static final Need RARE = new Need("rare", 5);

  @Inject Wire wire;
  @Inject Database database;

  private Stage stage;
  private Person sue;
  private Person tom;

  @BeforeEach
  void twoSpecialists() {
    stage = new Stage(wire, database, Stage.calm(1));
    sue = stage.tiered("sue", "SPECIALIST").present();
    tom = stage.tiered("tom", "SPECIALIST").present();
  }

  private UUID waiting(Tier minimum) {
    UUID route = stage.submit(minimum, RARE);
    stage.awaitState(route, "QUEUED");
    return route;
  }

  private static UUID claim(Person who, UUID route) {
    Response claimed = who.call().post("/v1/routes/" + route + "/claims");
    claimed.then().statusCode(201);
    return UUID.fromString(claimed.path("id"));
  }

  private static ValidatableResponse notes(Person who, UUID route) {
    return who.call().get("/v1/routes/" + route + "/notes").then();
  }

  private static Response note(Person who, UUID route, String text, List<UUID> mentions) {
    return who.call()
        .body(Map.of("text", text, "mentions", mentions))
        .post("/v1/routes/" + route + "/notes");
  }

  private static Response handOver(Person who, UUID route, UUID to) {
    return who.call().body(Map.of("memberId", to)).post("/v1/routes/" + route + "/hand-over");
  }

  private static void holds(Person who, int pieces) {
    who.call().get("/v1/members/me").then().body("load", equalTo(pieces));
  }

  @Test
  @DisplayName("a look shows what was said and what was left, and takes nothing")
  void looking() {
    UUID route = waiting(Tier.COMMUNITY);
    UUID work = claim(tom, route);
    tom.draft(work, "Have you tried the other cable").then().statusCode(200);
    tom.does(work, "messages", Map.of("text", "I am looking into it")).then().statusCode(201);
    peek(sue, route).body("drafts", empty());
    tom.does(work, "release", Map.of()).then().statusCode(200);
    peek(sue, route)
        .body("customerAlias", equalTo("Robin"))
        .body(
            "conversation.text",
            contains(Stage.submission(Tier.COMMUNITY).text(), "I am looking into it"))
        .body("drafts.alias", contains("tom"))
        .body("drafts.text", contains("Have you tried the other cable"));
    holds(sue, 0);
    assertThat(stage.state(route)).isEqualTo("QUEUED");
    peek(stage.operator(), route).body("drafts", hasSize(1));
  }

  private static ValidatableResponse peek(Person who, UUID route) {
    return who.call().get("/v1/routes/" + route + "/conversation").then().statusCode(200);
  }

  @Test
  @DisplayName(
      "P9, P14: only staff looks and notes, of its own community, as far as its tier reads")
  void whoMayLook() {
    UUID route = waiting(Tier.SPECIALIST);
    Person kim = stage.tiered("kim", "CONTRACTOR");
    Person ada = stage.member("ada");
    Person odd =
        new Person(stage.community, "odd", "specialist")
            .registeredAs("COMMUNITY", 2, TV)
            .acceptedTerms();
    Person stranger = new Stage(wire, database, Stage.calm(1)).tiered("sue", "SPECIALIST");
    for (String what : List.of("conversation", "notes")) {
      String path = "/v1/routes/" + route + "/" + what;
      sue.call().get(path).then().statusCode(200);
      kim.call().get(path).then().statusCode(404);
      ada.call().get(path).then().statusCode(403);
      odd.call().get(path).then().statusCode(403);
      stranger.call().get(path).then().statusCode(404);
    }
    for (Person who : List.of(kim, stranger)) {
      note(who, route, "Hello", List.of()).then().statusCode(404);
    }
    for (Person who : List.of(ada, odd)) {
      note(who, route, "Hello", List.of()).then().statusCode(403);
    }
    note(sue, Ids.next(), "Hello", List.of()).then().statusCode(404);
    notes(sue, route).body("items", empty());
  }

  @Test
  @DisplayName(
      "P14: an answer is read for a review without any name and what came after it, by staff that its tier reaches")
  void readingBlind() {
    UUID route = waiting(Tier.COMMUNITY);
    UUID work = claim(tom, route);
    tom.does(work, "messages", Map.of("text", "I am looking into it")).then().statusCode(201);
    tom.complete(work);
    stage.say(route, new StaffWrote(Ids.next(), "It is our fault."));
    List<Map<String, Object>> all = peek(sue, route).extract().jsonPath().getList("conversation");
    String answer =
        all.stream()
            .filter(each -> each.get("kind").equals("ANSWER"))
            .map(each -> each.get("id").toString())
            .findFirst()
            .orElseThrow();
    String path = "/v1/routes/" + route + "/answers/";
    for (Person reader : List.of(sue, stage.operator())) {
      String read =
          reader
              .call()
              .get(path + answer)
              .then()
              .statusCode(200)
              .body("language", equalTo("en"))
              .body("conversation.author", contains("CUSTOMER", "MEMBER", "MEMBER"))
              .body("conversation.kind", contains("QUESTION", "MESSAGE", "ANSWER"))
              .extract()
              .asString();
      assertThat(read)
          .doesNotContain("alias", "\"tom\"", "Robin", "our fault", tom.id().toString());
    }
    sue.call().get(path + all.getFirst().get("id")).then().statusCode(404);
    sue.call().get(path + Ids.next()).then().statusCode(404);
    stage.member("ada").call().get(path + answer).then().statusCode(403);
    new Stage(wire, database, Stage.calm(1))
        .operator()
        .call()
        .get(path + answer)
        .then()
        .statusCode(404);
    Person kim = stage.tiered("kim", "CONTRACTOR");
    kim.call().get(path + answer).then().statusCode(200);
    stage.say(route, new MinimumTierRaised(Tier.SPECIALIST));
    kim.call().get(path + answer).then().statusCode(404);
  }

  @Test
  @DisplayName("a note is for staff: no view of the community has it, whoever works on it")
  void notesAreForStaff() {
    UUID route = stage.submit(TV);
    stage.awaitState(route, "QUEUED");
    note(stage.operator(), route, SECRET, List.of()).then().statusCode(201);
    Person ada = stage.member("ada");
    try (Stream ofAda = ada.connect()) {
      JsonNode offered = ofAda.await("offer");
      assertThat(offered.toString()).contains(route.toString()).doesNotContain("bank");
      UUID offer = UUID.fromString(offered.at("/offer/id").asText());
      String why = ada.call().get("/v1/offers/" + offer + "/explanation").asString();
      String offers = ada.call().get("/v1/offers").asString();
      UUID work = ada.accept(offer);
      note(sue, route, SECRET, List.of(tom.id())).then().statusCode(201);
      String reads = ada.assignment(work).asString();
      String list = ada.call().get("/v1/assignments").asString();
      assertThat(List.of(why, offers, reads, list)).noneMatch(said -> said.contains("bank"));
      ada.does(work, "release", Map.of("note", SECRET)).then().statusCode(403);
      ada.does(work, "release", Map.of("reason", "no time")).then().statusCode(200);
      String ended = ada.call().get("/v1/assignments?state=ENDED").asString();
      assertThat(ended).contains(work.toString()).doesNotContain("bank");
    }
    assertThat(wire.told(route).toString()).doesNotContain("bank");
    notes(sue, route)
        .body("items.text", contains(SECRET, SECRET))
        .body("items.author", contains("sue", "olga"))
        .body("items.tier", contains("SPECIALIST", null))
        .body("items[0].mentions", contains(tom.id().toString()));
  }

  @Test
  @DisplayName("handed back with a note: the next of staff reads it, and the work waits again")
  void handedBackWithANote() {
    UUID route = waiting(Tier.SPECIALIST);
    UUID work = claim(sue, route);
    for (int twice = 0; twice < 2; twice++) {
      sue.call("k")
          .body(Map.of("reason", "shift ends", "note", "Called twice, no answer"))
          .post("/v1/assignments/" + work + "/release")
          .then()
          .statusCode(200)
          .body("state", equalTo("RELEASED"));
    }
    notes(tom, route)
        .body("items.kind", contains("HANDED_BACK"))
        .body("items.text", contains("Called twice, no answer"))
        .body("items.author", contains("sue"));
    holds(sue, 0);
    claim(tom, route);
    sue.does(work, "release", Map.of("note", "again")).then().statusCode(409);
    notes(tom, route).body("items", hasSize(1));
  }

  @Test
  @DisplayName("P2: a claim that lost says who has it")
  void whoHasIt() {
    UUID route = waiting(Tier.COMMUNITY);
    claim(tom, route);
    sue.call()
        .post("/v1/routes/" + route + "/claims")
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:crowdline:problem:already-taken"))
        .body("detail", containsString("tom (SPECIALIST) has it since"));
  }

  @Test
  @DisplayName("P2: handed over, a colleague has it at once, and is told; so is the other page")
  void handedOver() {
    UUID route = waiting(Tier.SPECIALIST);
    UUID work = claim(sue, route);
    sue.draft(work, "The half of it").then().statusCode(200);
    try (Stream ofTom = tom.connect();
        Stream ofSue = sue.connect()) {
      List<String> given = new ArrayList<>();
      for (int twice = 0; twice < 2; twice++) {
        given.add(
            sue.call("k")
                .body(Map.of("memberId", tom.id(), "note", "You know this customer"))
                .post("/v1/routes/" + route + "/hand-over")
                .then()
                .statusCode(200)
                .body("memberId", equalTo(tom.id().toString()))
                .extract()
                .path("assignmentId"));
      }
      assertThat(given.get(0)).isEqualTo(given.get(1));
      tom.assignment(UUID.fromString(given.getFirst()))
          .then()
          .statusCode(200)
          .body("state", equalTo("ACTIVE"))
          .body("earlierDrafts.text", contains("The half of it"));
      assertThat(ofTom.await("assignment").at("/assignment/id").asText())
          .isEqualTo(given.getFirst());
      assertThat(ofSue.await("assignment-ended").toString()).contains(work.toString());
    }
    sue.assignment(work)
        .then()
        .body("state", equalTo("RELEASED"))
        .body("outcome.reason", equalTo("handed over to tom"));
    holds(sue, 0);
    holds(tom, 1);
    assertThat(stage.told(route))
        .containsSubsequence(
            "route-claimed", "assignment-released", "route-queued", "route-claimed");
    stage
        .operator()
        .call()
        .get("/v1/routes/" + route + "/acts")
        .then()
        .body("items.kind", contains("HANDED_OVER"))
        .body("items[0].detail.alias", equalTo("tom"));
    tom.call()
        .get("/v1/members/me/mentions")
        .then()
        .body("items.note.text", contains("You know this customer"))
        .body("items.note.kind", contains("HANDED_OVER"));
    handOver(sue, route, tom.id()).then().statusCode(404);
  }

  @Test
  @DisplayName("P3, P14: to whom nothing is handed over, and why; the work stays where it is")
  void whoGetsNothing() {
    UUID route = waiting(Tier.SPECIALIST);
    claim(sue, route);
    Person away = stage.tiered("away", "SPECIALIST");
    Person kim = stage.tiered("kim", "CONTRACTOR").present();
    Person ada = stage.member("ada").present();
    Person full =
        new Person(stage.community, "full", "specialist")
            .registeredAs("SPECIALIST", 1, TV)
            .acceptedTerms()
            .present();
    claim(full, waiting(Tier.SPECIALIST));
    Person resting = stage.tiered("resting", "SPECIALIST").present();
    resting.call().body(Map.of("paused", true)).patch("/v1/members/" + resting.id());
    Person stranger = new Stage(wire, database, Stage.calm(1)).tiered("far", "SPECIALIST");
    refused(route, away, 409, "away is offline");
    refused(route, resting, 409, "resting is on a pause");
    refused(route, full, 409, "full holds as much work as they may");
    refused(route, kim, 422, "kim is CONTRACTOR");
    refused(route, ada, 422, "ada is COMMUNITY");
    refused(route, sue, 422, "is yourself");
    refused(route, stranger, 422, "is no member of this community");
    handOver(tom, route, full.id()).then().statusCode(404);
    holds(sue, 1);
    assertThat(stage.state(route)).isEqualTo("ASSIGNED");
    stage.operator().call().get("/v1/routes/" + route + "/acts").then().body("items", empty());
    sue.does(activeOf(sue, route), "release", Map.of()).then().statusCode(200);
    claim(tom, route);
    tom.call()
        .body(Map.of("memberId", sue.id()))
        .post("/v1/routes/" + route + "/hand-over")
        .then()
        .statusCode(409)
        .body("detail", containsString("sue declined it or dropped the work in this round"));
  }

  private static UUID activeOf(Person who, UUID route) {
    return UUID.fromString(
        who.call()
            .get("/v1/assignments")
            .jsonPath()
            .getString("items.find { it.routeId == '" + route + "' }.id"));
  }

  private void refused(UUID route, Person to, int status, String why) {
    handOver(sue, route, to.id()).then().statusCode(status).body("detail", containsString(why));
  }

  @Test
  @DisplayName(
      "P2, P3: many hand over to one who has room for one piece, at once: one gets through")
  void handedOverAtOnce() throws Exception {
    Person narrow =
        new Person(stage.community, "narrow", "specialist")
            .registeredAs("SPECIALIST", 1, TV)
            .acceptedTerms()
            .present();
    List<Callable<Integer>> commands = new ArrayList<>();
    List<UUID> routes = new ArrayList<>();
    for (Person who : List.of(sue, sue, tom, tom)) {
      UUID route = waiting(Tier.SPECIALIST);
      routes.add(route);
      claim(who, route);
      commands.add(() -> handOver(who, route, narrow.id()).statusCode());
    }
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService together = Executors.newFixedThreadPool(commands.size())) {
      for (Future<Integer> each : together.invokeAll(commands)) {
        statuses.add(each.get());
      }
    }
    assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409, 409);
    holds(narrow, 1);
    int held = 0;
    for (Person who : List.of(sue, tom)) {
      held += who.call().get("/v1/members/me").<Integer>path("load");
    }
    assertThat(held).isEqualTo(3);
    assertThat(routes).allSatisfy(route -> assertThat(stage.state(route)).isEqualTo("ASSIGNED"));
  }

  @Test
  @DisplayName("who is mentioned finds the note, until it was seen, and as long as it may be read")
  void mentioned() {
    UUID route = waiting(Tier.COMMUNITY);
    Person kim = stage.tiered("kim", "CONTRACTOR");
    Person ada = stage.member("ada");
    note(sue, route, "For whom?", List.of(tom.id(), ada.id()))
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("mentions[1]"))
        .body("errors[0].reason", containsString("ada is COMMUNITY and may not read it"));
    note(sue, route, "For whom?", List.of(Ids.next()))
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("mentions[0]"));
    note(sue, route, " ", List.of()).then().statusCode(400);
    notes(sue, route).body("items", empty());

    String id =
        note(sue, route, "Can you look, @tom and @kim?", List.of(tom.id(), kim.id(), tom.id()))
            .then()
            .statusCode(201)
            .body("mentions", containsInAnyOrder(tom.id().toString(), kim.id().toString()))
            .extract()
            .path("id");
    for (Person who : List.of(tom, kim)) {
      mentions(who)
          .body("items.note.id", contains(id))
          .body("items[0].seenAt", nullValue())
          .body("items[0].customerAlias", equalTo("Robin"))
          .body("items[0].question", equalTo(Stage.submission(Tier.COMMUNITY).text()));
    }
    mentions(sue).body("items", empty());
    ada.call().get("/v1/members/me/mentions").then().statusCode(403);
    sue.call().post("/v1/members/me/mentions/" + id + "/seen").then().statusCode(404);
    tom.call().post("/v1/members/me/mentions/" + id + "/seen").then().statusCode(204);
    tom.call().post("/v1/members/me/mentions/" + id + "/seen").then().statusCode(204);
    mentions(tom).body("items[0].seenAt", notNullValue());
    mentions(kim).body("items[0].seenAt", nullValue());

    stage.say(route, new MinimumTierRaised(Tier.SPECIALIST));
    Awaitility.await("a contractor does not read it any more")
        .untilAsserted(() -> mentions(kim).body("items", empty()));
    mentions(tom).body("items", hasSize(1));
    note(sue, route, "And now?", List.of(kim.id())).then().statusCode(422);
  }

  private static ValidatableResponse mentions(Person who) {
    return who.call().get("/v1/members/me/mentions").then().statusCode(200);
  }

  @Test
  @DisplayName("colleagues see each other, and nobody else sees them")
  void colleagues() {
    Person ada = stage.member("ada").present();
    sue.call()
        .get("/v1/members/colleagues")
        .then()
        .statusCode(200)
        .body("items.alias", containsInAnyOrder("sue", "tom"))
        .body("items.tier", not(contains("COMMUNITY")))
        .body("items.find { it.alias == 'tom' }.online", equalTo(true))
        .body("items.find { it.alias == 'tom' }.mayHold", equalTo(2));
    ada.call().get("/v1/members/colleagues").then().statusCode(403);
    String next = sue.call().get("/v1/members/colleagues?limit=1").path("next");
    sue.call()
        .queryParam("cursor", next)
        .get("/v1/members/colleagues")
        .then()
        .body("items.alias", contains("sue"))
        .body("next", nullValue());
  }
}
