package dev.crowdline.routing;

import static dev.crowdline.routing.testing.Stage.TV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.MinimumTierRaised;
import dev.crowdline.contracts.intake.PriorityRaised;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.routing.AssignmentCancelled;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.AssignmentExtended;
import dev.crowdline.contracts.routing.MemberCameOnline;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.contracts.routing.OffersExpired;
import dev.crowdline.contracts.routing.OffersMade;
import dev.crowdline.contracts.routing.RouteClaimed;
import dev.crowdline.contracts.sla.EscalationRaised;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Stream;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The life of a route, told from outside: facts come by Kafka, members by REST and socket. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class RouteLifeTest {
  @Inject Wire wire;
  @Inject Database database;
  @Inject OfferTable offers;

  private Stage stage(int waveSize) {
    return new Stage(wire, database, Stage.calm(waveSize));
  }

  private static EscalationRaised step(int step, boolean last, int widen, Tier tier) {
    return new EscalationRaised(step, last, 1, 25 * step, widen, 1, 100, tier, false, null);
  }

  @Test
  @DisplayName("submitted, offered to three, accepted by one, two told, asked, answered")
  void theWholeLife() {
    Stage stage = stage(3);
    Person ada = stage.member("ada");
    Person ben = stage.member("ben");
    Person cleo = stage.member("cleo");
    try (Stream ofAda = ada.connect();
        Stream ofBen = ben.connect();
        Stream ofCleo = cleo.connect()) {
      assertThat(ofAda.await("hello").get("memberId").asText()).isEqualTo(ada.id().toString());
      ada.call().get("/v1/members/me").then().body("online", equalTo(true));

      UUID route = stage.submit();
      JsonNode offer = ofAda.await("offer").get("offer");
      assertThat(offer.get("routeId").asText()).isEqualTo(route.toString());
      assertThat(offer.get("text").asText()).isEqualTo("Why is there no picture?");
      assertThat(offer.get("customerAlias").asText()).isEqualTo("Robin");
      assertThat(offer.get("reward").asInt())
          .isEqualTo(stage.policy().rewardOf(dev.crowdline.contracts.Priority.NORMAL));
      assertThat(offer.has("customerId")).as("P13").isFalse();
      ofBen.await("offer");
      ofCleo.await("offer");
      assertThat(ada.call().get("/v1/members/me").jsonPath().getInt("load")).isEqualTo(1);
      ada.call()
          .get("/v1/offers/" + offer.get("id").asText() + "/explanation")
          .then()
          .statusCode(200)
          .body("routeId", equalTo(route.toString()))
          .body("considered", equalTo(3))
          .body("parts", hasSize(5))
          .body("whatHappensNext", not(empty()));

      ofAda.say(Map.of("type", "shown", "offerId", offer.get("id").asText(), "version", 1));
      ofAda.say(Map.of("type", "accept", "ref", "r1", "offerId", offer.get("id").asText()));
      JsonNode result = ofAda.await("result");
      Instant won = Instant.now();
      assertThat(result.get("ref").asText()).isEqualTo("r1");
      assertThat(result.get("status").asInt()).isEqualTo(200);
      UUID assignment = UUID.fromString(result.at("/body/id").asText());
      for (Stream loser : List.of(ofBen, ofCleo)) {
        JsonNode ended = loser.await("offer-ended");
        assertThat(ended.get("state").asText()).isEqualTo("WITHDRAWN");
        assertThat(ended.get("version").asInt()).isEqualTo(2);
      }
      assertThat(Duration.between(won, Instant.now()))
          .as("told at once")
          .isLessThan(Duration.ofSeconds(1));
      assertThat(ofAda.await("offer-ended").get("state").asText()).isEqualTo("ACCEPTED");
      ben.call().get("/v1/members/me").then().body("load", equalTo(0));
      ada.call().get("/v1/members/me").then().body("load", equalTo(1));

      ada.does(assignment, "start", Map.of())
          .then()
          .statusCode(200)
          .body("firstActionAt", notNullValue())
          .body("conversation", hasSize(1))
          .body("conversation[0].kind", equalTo("QUESTION"));
      ada.does(assignment, "messages", Map.of("text", "Which box?", "asksCustomer", true))
          .then()
          .statusCode(201)
          .body("pausedAt", notNullValue())
          .body("conversation", hasSize(2));
      stage.say(route, new MessageAdded(Ids.next(), "The black one", null, null));
      JsonNode resumed =
          ofAda.await("assignment", m -> m.at("/assignment/conversation").size() == 3);
      assertThat(resumed.at("/assignment/pausedAt").isMissingNode()).isTrue();
      ada.does(assignment, "complete", Map.of("answer", "Turn it off and on"))
          .then()
          .statusCode(200)
          .body("state", equalTo("COMPLETED"))
          .body("conversation", hasSize(4))
          .body("conversation[3].asksCustomer", equalTo(false));
      assertThat(ofAda.await("assignment-ended").get("state").asText()).isEqualTo("COMPLETED");
      ada.call().get("/v1/members/me").then().body("load", equalTo(0));
      stage
          .operator()
          .call()
          .get("/v1/routes/" + route)
          .then()
          .statusCode(200)
          .body("state", equalTo("CLOSED"))
          .body("dueAt", nullValue())
          .body("offers", hasSize(3))
          .body("assignments", hasSize(1))
          .body("assignments[0].alias", equalTo("ada"));
      assertThat(stage.told(route))
          .containsExactly(
              "route-queued",
              "offers-made",
              "offer-accepted",
              "work-started",
              "message-written",
              "assignment-completed");
      List<Object> told = wire.told(route);
      assertThat(((OffersMade) told.get(1)).offers()).hasSize(3);
      assertThat(((OfferAccepted) told.get(2)).withdrawn())
          .extracting(w -> w.memberId())
          .containsExactlyInAnyOrder(ben.id(), cleo.id());
      assertThat(((AssignmentCompleted) told.get(5)).answer()).isEqualTo("Turn it off and on");
    }
    Awaitility.await("the socket was the presence")
        .atMost(Duration.ofSeconds(10))
        .until(() -> !ada.call().get("/v1/members/me").jsonPath().getBoolean("online"));
  }

  @Test
  @DisplayName("a declined offer goes to the next at once, and never back in this round")
  void declined() {
    Stage stage = stage(1);
    Person ada = stage.member("ada").present();
    UUID route = stage.submit();
    UUID first = stage.awaitOffer(ada, route);
    ada.call()
        .body(Map.of("reason", "busy"))
        .post("/v1/offers/" + first + "/decline")
        .then()
        .statusCode(200)
        .body("state", equalTo("DECLINED"))
        .body("version", equalTo(2));
    stage.awaitState(route, "QUEUED");
    Person ben = stage.member("ben").present();
    UUID second = stage.awaitOffer(ben, route);
    assertThat(stage.timesOffered(ada, route)).isEqualTo(1);
    ben.decline(second);
    assertThat(stage.told(route))
        .containsExactly(
            "route-queued", "offers-made", "offer-declined", "offers-made", "offer-declined");
  }

  @Test
  @DisplayName("P2: who heard no answer accepts again, and has the same work")
  void acceptedTwice() {
    Stage stage = stage(1);
    Person ada = stage.member("ada").present();
    UUID route = stage.submit();
    UUID offer = stage.awaitOffer(ada, route);
    UUID assignment = ada.accept(offer);
    ada.call()
        .post("/v1/offers/" + offer + "/accept")
        .then()
        .statusCode(200)
        .body("id", equalTo(assignment.toString()))
        .body("state", equalTo("ACTIVE"));
    assertThat(stage.told(route)).containsExactly("route-queued", "offers-made", "offer-accepted");
    Person ben = stage.member("ben");
    ben.call().post("/v1/offers/" + offer + "/accept").then().statusCode(404);
  }

  @Test
  @DisplayName(
      "what a client was not told, because something died after the commit, it is told later")
  void whatWasNotToldIsToldLater() {
    Stage stage = stage(2);
    Person ada = stage.member("ada");
    Person ben = stage.member("ben");
    try (Stream ofAda = ada.connect();
        Stream ofBen = ben.connect()) {
      UUID route = stage.submit();
      UUID adas = stage.awaitOffer(ada, route);
      UUID bens = stage.awaitOffer(ben, route);
      ofAda.await("offer");
      ofBen.await("offer");
      // The statements of an accept and of a release, of which nobody speaks.
      UUID work =
          database.transact(tx -> {
            Instant now = Instant.now();
            offers.end(tx, List.of(adas), OfferState.ACCEPTED, now);
            offers.end(tx, List.of(bens), OfferState.WITHDRAWN, now);
            return silentlyAssigned(tx, stage, route, ada, adas);
          });
      assertThat(ofBen.await("offer-ended").get("state").asText()).isEqualTo("WITHDRAWN");
      assertThat(ofBen.all("offer-ended").getFirst().get("version").asInt()).isEqualTo(2);
      assertThat(ofAda.await("offer-ended").get("state").asText()).isEqualTo("ACCEPTED");
      JsonNode told = ofAda.await("assignment").get("assignment");
      assertThat(told.get("id").asText()).isEqualTo(work.toString());
      String due = told.get("completionDueAt").asText();
      database.transact(tx ->
          tx.update(
              "update assignment set completion_due = completion_due + interval '1 minute' where id = ?",
              work));
      ofAda.await(
          "assignment", m -> m.at("/assignment/completionDueAt").asText().compareTo(due) > 0);
      database.transact(tx ->
          tx.update(
              "update assignment set state = 'RELEASED', ended_at = now() where id = ?", work));
      assertThat(ofAda.await("assignment-ended").get("state").asText()).isEqualTo("RELEASED");
      assertThat(ofBen.all("assignment")).isEmpty();
    }
  }

  private static UUID silentlyAssigned(Tx tx, Stage stage, UUID route, Person member, UUID offer) {
    UUID id = Ids.next();
    tx.update(
        """
        insert into assignment (id, community, route_id, member_id, offer_id, tier, state, round, reward, accepted_at,
          clocks_from, first_action_due, completion_due)
        values (?, ?, ?, ?, ?, 'COMMUNITY', 'ACTIVE', 1, 100, now(), now(), now() + interval '1 hour', now() + interval '1 hour')
        """,
        id,
        stage.community,
        route,
        member.id(),
        offer);
    return id;
  }

  @Test
  @DisplayName("what everybody declined does not hide what waits behind it")
  void whatIsDeclinedHidesNothing() {
    Stage stage = stage(1);
    Person ada = stage.member("ada");
    try (Stream ofAda = ada.connect()) {
      // More than are looked at as the heads of a queue.
      for (int i = 0; i < 70; i++) {
        UUID offer = stage.awaitOffer(ada, stage.submit());
        ada.decline(offer);
      }
      UUID behind = stage.submit();
      stage.awaitOffer(ada, behind);
    }
  }

  @Test
  @DisplayName("P10: an offer expires once, not early, and only a shown one counts as missed")
  void expired() {
    Stage stage = new Stage(wire, database, Stage.policy(1, 600, 1_200, 2));
    Person ada = stage.member("ada");
    Person ben = stage.member("ben");
    try (Stream ofAda = ada.connect();
        Stream ofBen = ben.connect()) {
      UUID route = stage.submit();
      JsonNode offer = ofAda.await("offer").get("offer");
      UUID id = UUID.fromString(offer.get("id").asText());
      ofAda.say(Map.of("type", "shown", "offerId", id.toString(), "version", 1));
      JsonNode ended = ofBen.await("offer-ended");
      assertThat(ended.get("state").asText()).isEqualTo("EXPIRED");
      ofAda.await("offer-ended");
      stage.awaitState(route, "QUEUED");
      ada.call()
          .post("/v1/offers/" + id + "/accept")
          .then()
          .statusCode(410)
          .body("type", equalTo("urn:crowdline:problem:expired"));
      ada.call().post("/v1/offers/" + id + "/decline").then().statusCode(410);
      OffersExpired fact =
          wire.told(route).stream()
              .filter(OffersExpired.class::isInstance)
              .map(OffersExpired.class::cast)
              .findFirst()
              .orElseThrow();
      assertThat(fact.offers()).hasSize(2);
      assertThat(fact.offers())
          .allSatisfy(e -> assertThat(e.shown()).isEqualTo(e.memberId().equals(ada.id())));
      Instant endedAt =
          database.read(sql ->
              sql.one("select ended_at from offer where id = ?", r -> r.instant("ended_at"), id));
      assertThat(endedAt).isAfterOrEqualTo(Instant.parse(offer.get("deadline").asText()));
      ada.call().get("/v1/members/me").then().body("load", equalTo(0));
    }
  }

  @Test
  @DisplayName(
      "P10: silent after the accept: warned, taken back, the draft goes on, not asked again")
  void takenBack() {
    Stage stage = new Stage(wire, database, Stage.policy(600, 2, 600, 1));
    Person ada = stage.member("ada");
    try (Stream ofAda = ada.connect()) {
      UUID route = stage.submit();
      UUID assignment = ada.accept(stage.awaitOffer(ada, route));
      ada.draft(assignment, "I think")
          .then()
          .statusCode(200)
          .header("ETag", "\"2\"")
          .body("draft", equalTo("I think"))
          .body("firstActionAt", nullValue());
      JsonNode warning = ofAda.await("warning");
      assertThat(warning.get("clock").asText()).isEqualTo("FIRST_ACTION");
      JsonNode ended = ofAda.await("assignment-ended");
      assertThat(ended.get("state").asText()).isEqualTo("TIMED_OUT");
      assertThat(Instant.now()).isAfter(Instant.parse(warning.get("dueAt").asText()));
      ada.assignment(assignment)
          .then()
          .statusCode(200)
          .body("state", equalTo("TIMED_OUT"))
          .body("draft", equalTo("I think"))
          .body("conversation", empty());
      // What was under way when the time was over is kept, and moves nothing else.
      ada.draft(assignment, "I think that it is the cable").then().statusCode(200);
      ada.does(assignment, "complete", Map.of("answer", "too late"))
          .then()
          .statusCode(409)
          .body("detail", org.hamcrest.Matchers.containsString("TIMED_OUT"));
      ada.call().get("/v1/members/me").then().body("load", equalTo(0));

      Person ben = stage.member("ben").present();
      UUID next = ben.accept(stage.awaitOffer(ben, route));
      ben.assignment(next)
          .then()
          .body("draft", equalTo(""))
          .body("draftVersion", equalTo(1))
          .body("earlierDrafts.alias", equalTo(List.of("ada")))
          .body("earlierDrafts.text", equalTo(List.of("I think that it is the cable")));
      assertThat(stage.told(route)).doesNotContain("work-started");
      database.transact(tx ->
          tx.update(
              "update assignment set ended_at = ended_at - interval '1 minute' where id = ?",
              assignment));
      ada.draft(assignment, "much too late").then().statusCode(409);
      ben.assignment(next)
          .then()
          .body("earlierDrafts.text", equalTo(List.of("I think that it is the cable")));
      assertThat(stage.timesOffered(ada, route)).isEqualTo(1);
      assertThat(stage.told(route))
          .startsWith(
              "route-queued",
              "offers-made",
              "offer-accepted",
              "assignment-warned",
              "assignment-timed-out",
              "route-queued",
              "offers-made",
              "offer-accepted");
    }
  }

  @Test
  @DisplayName("who types has begun: a draft of ten visible characters is the first action, once")
  void draftsAreWork() {
    Stage stage = new Stage(wire, database, Stage.policy(600, 2, 600, 1));
    Person ada = stage.member("ada").present();
    UUID route = stage.submit();
    UUID assignment = ada.accept(stage.awaitOffer(ada, route));
    ada.draft(assignment, "a b c d e f \u200b\u2800\u3164 g h i")
        .then()
        .body("firstActionAt", nullValue());
    ada.draft(assignment, "It may be the cable").then().body("firstActionAt", notNullValue());
    ada.draft(assignment, "It may be the cable, I think").then().statusCode(200);
    ada.does(assignment, "start", Map.of()).then().statusCode(200);
    Awaitility.await("not taken back")
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(5))
        .until(() -> stage.state(route).equals("ASSIGNED"));
    assertThat(stage.told(route))
        .containsExactly("route-queued", "offers-made", "offer-accepted", "work-started");
    ada.does(assignment, "release", Map.of()).then().statusCode(200);
    Person ben = stage.member("ben").present();
    UUID next = ben.accept(stage.awaitOffer(ben, route));
    ben.draft(next, "It may be the cable, I think")
        .then()
        .statusCode(200)
        .body("firstActionAt", nullValue());
  }

  @Test
  @DisplayName("a stale tab's draft replaces nothing: If-Match names the version it was made from")
  void staleDrafts() {
    Stage stage = stage(1);
    Person ada = stage.member("ada").present();
    UUID assignment = ada.accept(stage.awaitOffer(ada, stage.submit()));
    String draft = "/v1/assignments/" + assignment + "/draft";
    ada.draft(assignment, "It may be the cable")
        .then()
        .statusCode(200)
        .body("draftVersion", equalTo(2));
    ada.draft(assignment, "")
        .then()
        .statusCode(412)
        .body("type", equalTo("urn:crowdline:problem:precondition-failed"));
    ada.call()
        .header("If-Match", "\"1\"")
        .body(Map.of("text", "It"))
        .put(draft)
        .then()
        .statusCode(412);
    ada.call()
        .header("If-Match", "\"1\"")
        .body(Map.of("text", "It may be the cable"))
        .put(draft)
        .then()
        .statusCode(200)
        .body("draftVersion", equalTo(2));
    ada.call()
        .header("If-Match", "1")
        .body(Map.of("text", "It"))
        .put(draft)
        .then()
        .statusCode(400)
        .body("errors.field", equalTo(List.of("If-Match")));
    ada.call()
        .header("If-Match", "\"2\"")
        .body(Map.of("text", ""))
        .put(draft)
        .then()
        .statusCode(200)
        .header("ETag", "\"3\"")
        .body("draft", equalTo(""));
  }

  @Test
  @DisplayName("P10: while the ball is with the customer the clock stands still, and then goes on")
  void pausedForTheCustomer() {
    Stage stage = new Stage(wire, database, Stage.policy(600, 2, 2, 1));
    Person ada = stage.member("ada").present();
    UUID route = stage.submit();
    UUID assignment = ada.accept(stage.awaitOffer(ada, route));
    ada.does(assignment, "messages", Map.of("text", "Which?", "asksCustomer", true))
        .then()
        .statusCode(201);
    Awaitility.await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(5))
        .until(() -> stage.state(route).equals("ASSIGNED"));
    Instant wrote = Instant.now();
    stage.say(route, wrote, new MessageAdded(Ids.next(), "That", null, null));
    ada.assignment(assignment).then().body("pausedAt", nullValue());
    stage.awaitState(route, "QUEUED");
    assertThat(Instant.now()).isAfter(wrote.plusSeconds(1));
    assertThat(stage.told(route))
        .containsSubsequence("message-written", "assignment-warned", "assignment-timed-out");
  }

  @Test
  @DisplayName("handed back: it goes on to somebody else, with the draft")
  void released() {
    Stage stage = stage(1);
    Person ada = stage.member("ada").present();
    UUID route = stage.submit();
    UUID assignment = ada.accept(stage.awaitOffer(ada, route));
    ada.draft(assignment, "half").then().statusCode(200);
    ada.does(assignment, "release", Map.of("reason", "  not my field "))
        .then()
        .statusCode(200)
        .body("state", equalTo("RELEASED"))
        .body("outcome.reason", equalTo("not my field"));
    Person cleo = stage.member("cleo").present();
    UUID declined = stage.awaitOffer(cleo, route);
    cleo.call()
        .body(Map.of("reason", "I am on a train"))
        .post("/v1/offers/" + declined + "/decline")
        .then()
        .statusCode(200);
    Person ben = stage.member("ben").present();
    UUID next = ben.accept(stage.awaitOffer(ben, route));
    ben.assignment(next).then().body("earlierDrafts.text", equalTo(List.of("half")));
    stage
        .operator()
        .call()
        .get("/v1/routes/" + route)
        .then()
        .body("assignments.reason", equalTo(Arrays.asList("not my field", null)))
        .body("offers.find { it.offerId == '" + declined + "' }.reason", equalTo("I am on a train"))
        .body("offers.findAll { it.reason }.size()", equalTo(1));
    ben.does(next, "release", Map.of("reason", " \t "))
        .then()
        .statusCode(200)
        .body("outcome.reason", nullValue());
    assertThat(stage.timesOffered(ada, route)).isEqualTo(1);
    assertThat(stage.told(route)).containsSubsequence("assignment-released", "route-queued");
  }

  @Test
  @DisplayName(
      "P10: extended once, as the policy says: the answer is due later, and no second time")
  void extended() {
    Stage stage = new Stage(wire, database, Stage.policy(600, 600, 3, 1));
    Person ada = stage.member("ada").present();
    UUID route = stage.submit();
    UUID assignment = ada.accept(stage.awaitOffer(ada, route));
    Response before = ada.assignment(assignment);
    before.then().body("extensionsLeft", equalTo(1)).body("extensionSeconds", equalTo(30));
    Instant due = Instant.parse(before.path("completionDueAt"));
    String key = UUID.randomUUID().toString();
    for (int again = 0; again < 2; again++) {
      ada.call(key)
          .post("/v1/assignments/" + assignment + "/extend")
          .then()
          .statusCode(200)
          .body("completionDueAt", equalTo(due.plusSeconds(30).toString()))
          .body("extensionsLeft", equalTo(0));
    }
    ada.does(assignment, "extend", Map.of())
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:crowdline:problem:illegal-state"))
        .body("detail", org.hamcrest.Matchers.containsString("1 of 1"));
    Awaitility.await("not taken back when it was due before")
        .during(Duration.ofSeconds(4))
        .atMost(Duration.ofSeconds(6))
        .until(() -> stage.state(route).equals("ASSIGNED"));
    assertThat(wire.told(route))
        .filteredOn(AssignmentExtended.class::isInstance)
        .containsExactly(
            new AssignmentExtended(assignment, ada.id(), 1, due.plusSeconds(30), null));
    ada.complete(assignment);
    ada.does(assignment, "extend", Map.of()).then().statusCode(409);
    stage.member("ben").does(assignment, "extend", Map.of()).then().statusCode(404);
  }

  @Test
  @DisplayName("being asked is no work: only an accept or a claim ends the idle time")
  void onlyNewWorkEndsIdleTime() {
    Stage stage = stage(2);
    Person ada = stage.member("ada").present();
    Person ben = stage.member("ben").present();
    Instant since = idleSince(ada);
    UUID route = stage.submit();
    UUID offer = stage.awaitOffer(ada, route);
    ada.call()
        .get("/v1/offers/" + offer + "/explanation")
        .then()
        .body(
            "parts.find { it.name == 'idle' }.because",
            org.hamcrest.Matchers.startsWith("has had no work yet"));
    ben.accept(stage.awaitOffer(ben, route));
    assertThat(idleSince(ada)).as("asked, and somebody else was faster").isEqualTo(since);
    UUID next = stage.submit();
    UUID assignment = ada.accept(stage.awaitOffer(ada, next));
    Instant took = idleSince(ada);
    assertThat(took).as("took work").isAfter(since);
    ada.complete(assignment);
    assertThat(idleSince(ada)).as("is done with it").isEqualTo(took);
    Person sue = stage.tiered("sue", "SPECIALIST");
    Instant before = idleSince(sue);
    sue.call()
        .post("/v1/routes/" + stage.submit(Tier.SPECIALIST, TV) + "/claims")
        .then()
        .statusCode(201);
    assertThat(idleSince(sue)).as("claimed").isAfter(before);
  }

  private Instant idleSince(Person member) {
    return database.read(sql ->
        sql.one(
            "select idle_since from member_load where member_id = ?",
            row -> row.instant("idle_since"),
            member.id()));
  }

  @Test
  @DisplayName("P3: who is full gets the next of the backlog as soon as something is done")
  void memberFreed() {
    Stage stage = stage(1);
    Person ada = stage.member("ada");
    stage
        .operator()
        .call()
        .body(Map.of("capacity", 1))
        .patch("/v1/members/" + ada.id())
        .then()
        .statusCode(200)
        .body("capacity", equalTo(1));
    ada.present();
    UUID first = stage.submit();
    UUID assignment = ada.accept(stage.awaitOffer(ada, first));
    UUID second = stage.submit();
    UUID third = stage.submit();
    Awaitility.await()
        .during(Duration.ofMillis(1_500))
        .atMost(Duration.ofSeconds(3))
        .until(() -> stage.state(second).equals("QUEUED"));
    Instant done = Instant.now();
    ada.complete(assignment);
    UUID offer = stage.awaitOffer(ada, second);
    assertThat(Duration.between(done, Instant.now())).isLessThan(Duration.ofSeconds(2));
    assertThat(stage.state(third)).as("the older one first").isEqualTo("QUEUED");
    ada.decline(offer);
    stage.awaitOffer(ada, third);
  }

  @Test
  @DisplayName("reopened: the earlier member first and alone, then everybody")
  void reopened() {
    Stage stage = stage(3);
    Person ada = stage.member("ada").present();
    UUID route = stage.submit();
    UUID assignment = ada.accept(stage.awaitOffer(ada, route));
    ada.complete(assignment);
    Person ben = stage.member("ben").present();
    Person cleo = stage.member("cleo").present();
    stage.say(
        route, new RequestReopened(2, RequestReopened.Reason.NOT_SOLVED, assignment, ada.id()));
    UUID again = stage.awaitOffer(ada, route);
    Awaitility.await("alone")
        .during(Duration.ofMillis(1_500))
        .atMost(Duration.ofSeconds(3))
        .until(() -> stage.timesOffered(ben, route) + stage.timesOffered(cleo, route) == 0);
    ada.call().get("/v1/offers/" + again).then().body("round", equalTo(2));
    ada.decline(again);
    stage.awaitOffer(ben, route);
    stage.awaitOffer(cleo, route);
    assertThat(stage.timesOffered(ada, route)).isEqualTo(2);
  }

  @Test
  @DisplayName("several reopened at once: each goes to its member alone, as long as there is room")
  void reopenedTogether() {
    Stage stage = stage(3);
    Person ada = stage.member("ada").present();
    List<UUID> answered = List.of(stage.submit(), stage.submit());
    List<UUID> work = answered.stream().map(r -> ada.accept(stage.awaitOffer(ada, r))).toList();
    work.forEach(ada::complete);
    Person ben = stage.member("ben").present();
    for (int i = 0; i < 2; i++) {
      stage.say(
          answered.get(i),
          new RequestReopened(2, RequestReopened.Reason.NOT_SOLVED, work.get(i), ada.id()));
    }
    answered.forEach(r -> stage.awaitOffer(ada, r));
    assertThat(answered).allMatch(r -> stage.timesOffered(ben, r) == 0);
  }

  @Test
  @DisplayName("reopened while the earlier member is away: everybody at once")
  void reopenedWithoutTheEarlierMember() {
    Stage stage = stage(1);
    Person ada = stage.member("ada").present();
    UUID route = stage.submit();
    UUID assignment = ada.accept(stage.awaitOffer(ada, route));
    ada.draft(assignment, "42").then().statusCode(200);
    ada.complete(assignment);
    ada.absent();
    Person ben = stage.member("ben").present();
    stage.say(
        route, new RequestReopened(2, RequestReopened.Reason.LOW_RATING, assignment, ada.id()));
    UUID next = ben.accept(stage.awaitOffer(ben, route));
    // What was sent is in the conversation; it is no partial work.
    ben.assignment(next)
        .then()
        .body("draft", equalTo(""))
        .body("earlierDrafts", empty())
        .body("conversation", hasSize(2));
  }

  @Test
  @DisplayName(
      "P14: staff is wanted: offers below end, work below is cancelled, nothing is read on")
  void minimumTierRaised() {
    Stage stage = stage(1);
    Person ada = stage.member("ada");
    try (Stream ofAda = ada.connect()) {
      UUID offered = stage.submit();
      UUID offer = stage.awaitOffer(ada, offered);
      stage.say(offered, new MinimumTierRaised(Tier.SPECIALIST));
      assertThat(ofAda.await("offer-ended").get("state").asText()).isEqualTo("WITHDRAWN");
      ada.call().get("/v1/offers/" + offer).then().statusCode(404);
      ada.call().get("/v1/offers/" + offer + "/explanation").then().statusCode(404);
      ada.call().post("/v1/offers/" + offer + "/accept").then().statusCode(409);
      assertThat(stage.told(offered))
          .containsExactly("route-queued", "offers-made", "offers-withdrawn", "route-queued");

      UUID worked = stage.submit();
      UUID assignment = ada.accept(stage.awaitOffer(ada, worked));
      stage.say(worked, new MinimumTierRaised(Tier.CONTRACTOR));
      assertThat(ofAda.await("assignment-ended").get("state").asText()).isEqualTo("CANCELLED");
      ada.assignment(assignment).then().body("conversation", empty());
      ada.does(assignment, "complete", Map.of("answer", "42")).then().statusCode(409);
      assertThat(wire.told(worked))
          .contains(
              new AssignmentCancelled(
                  assignment, ada.id(), AssignmentCancelled.Reason.TIER_RAISED));
      ada.call().get("/v1/members/me").then().body("load", equalTo(0));

      UUID answered = stage.submit();
      UUID done = ada.accept(stage.awaitOffer(ada, answered));
      ada.complete(done);
      ada.assignment(done).then().body("conversation", hasSize(2));
      stage.say(answered, new MinimumTierRaised(Tier.SPECIALIST));
      ada.assignment(done).then().statusCode(200).body("conversation", empty());

      Person kim = stage.tiered("kim", "CONTRACTOR").present();
      stage.awaitOffer(kim, worked);
      Person sue = stage.tiered("sue", "SPECIALIST").present();
      stage.awaitOffer(sue, offered);
      assertThat(stage.timesOffered(kim, offered)).isZero();
    }
  }

  @Test
  @DisplayName("escalation widens what is needed, raises who may be asked, and ends exhausted")
  void escalated() {
    Stage stage = stage(1);
    Person ada = stage.member("ada").present();
    Person sue = stage.tiered("sue", "SPECIALIST").present();
    UUID route = stage.submit(new Need("tv", 3));
    stage.say(route, step(1, false, 1, null));
    UUID offer = stage.awaitOffer(ada, route);
    assertThat(stage.timesOffered(sue, route)).isZero();
    ada.decline(offer);
    stage.say(route, step(2, false, 0, Tier.SPECIALIST));
    UUID second = stage.awaitOffer(sue, route);
    stage.say(route, step(3, true, 0, null));
    assertThat(stage.state(route)).isEqualTo("OFFERED");
    sue.decline(second);
    stage.awaitState(route, "EXHAUSTED");
    assertThat(stage.told(route)).endsWith("offer-declined", "route-exhausted");
    Person ben = stage.member("ben").present();
    UUID assignment = ben.accept(stage.awaitOffer(ben, route));
    ben.does(assignment, "release", Map.of()).then().statusCode(200);
    assertThat(stage.state(route)).isEqualTo("EXHAUSTED");
    assertThat(stage.told(route))
        .endsWith("assignment-released", "route-queued", "route-exhausted");
    stage
        .operator()
        .call()
        .get("/v1/routes?state=EXHAUSTED")
        .then()
        .body("items.id", equalTo(List.of(route.toString())));
  }

  @Test
  @DisplayName("the reward that counts is the route's at accept, never less than the offer showed")
  void rewardRaisedWhileOffered() {
    Stage stage = stage(1);
    Person ada = stage.member("ada").present();
    UUID route = stage.submit();
    UUID offer = stage.awaitOffer(ada, route);
    int shown = ada.call().get("/v1/offers/" + offer).jsonPath().getInt("reward");
    stage.say(route, new EscalationRaised(1, false, 1, 50, 0, 2, 150, null, false, null));
    ada.call()
        .get("/v1/offers/" + offer)
        .then()
        .body("reward", equalTo(shown * 3 / 2))
        .body("version", equalTo(2));
    UUID assignment = ada.accept(offer);
    ada.assignment(assignment).then().body("reward", equalTo(shown * 3 / 2));
  }

  @Test
  @DisplayName("a request pays what the version says that it was submitted under")
  void theStampedVersionPays() {
    Stage stage = stage(1);
    Person ada = stage.member("ada").present();
    stage.pays(2, 777);
    UUID late = stage.submitUnder(2);
    UUID offer = stage.awaitOffer(ada, late);
    ada.call().get("/v1/offers/" + offer).then().body("reward", equalTo(777));
    UUID early = stage.submitUnder(1);
    UUID before = stage.awaitOffer(ada, early);
    ada.call()
        .get("/v1/offers/" + before)
        .then()
        .body("reward", equalTo(stage.policy().rewardOf(Priority.NORMAL)));
  }

  @Test
  @DisplayName("an offer on screen follows a raised priority and tier, or is withdrawn")
  void offersFollow() {
    Stage stage = stage(2);
    Person ada = stage.member("ada");
    Person sue = stage.tiered("sue", "SPECIALIST");
    try (Stream ofAda = ada.connect();
        Stream ofSue = sue.connect()) {
      UUID route = stage.submit();
      UUID offer = UUID.fromString(ofAda.await("offer").at("/offer/id").asText());
      ofAda.say(Map.of("type", "shown", "offerId", offer, "version", 1));
      stage.say(route, step(1, false, 0, Tier.SPECIALIST));
      UUID second = stage.awaitOffer(sue, route);

      stage.say(route, new PriorityRaised(Priority.URGENT));
      int urgent = stage.policy().rewardOf(Priority.URGENT);
      for (Stream each : List.of(ofAda, ofSue)) {
        JsonNode changed =
            each.await("offer", m -> m.at("/offer/priority").asText().equals("URGENT"));
        assertThat(changed.at("/offer/reward").asInt()).isGreaterThanOrEqualTo(urgent);
        assertThat(changed.at("/offer/version").asInt()).isGreaterThan(1);
        assertThat(changed.at("/offer/deadline"))
            .isEqualTo(each.await("offer").at("/offer/deadline"));
      }
      // Said twice, or lower: nothing changes.
      int version = ada.call().get("/v1/offers/" + offer).path("version");
      stage.say(route, new PriorityRaised(Priority.URGENT));
      stage.say(route, new PriorityRaised(Priority.HIGH));
      ada.call().get("/v1/offers/" + offer).then().body("version", equalTo(version));

      stage.say(route, new MinimumTierRaised(Tier.SPECIALIST));
      JsonNode ended = ofAda.await("offer-ended");
      assertThat(ended.get("offerId").asText()).isEqualTo(offer.toString());
      assertThat(ended.get("reason").asText()).isEqualTo("it needs a higher tier now");
      assertThat(ended.get("version").asInt()).isEqualTo(version + 1);
      JsonNode raised =
          ofSue.await("offer", m -> m.at("/offer/minimumTier").asText().equals("SPECIALIST"));
      assertThat(raised.at("/offer/id").asText()).isEqualTo(second.toString());
      assertThat(ofSue.all("offer-ended")).isEmpty();
      sue.accept(second);
    }
  }

  @Test
  @DisplayName("what a client shows in an older version is pushed again until it shows the newest")
  void changesArePushedAgain() {
    Stage stage = stage(1);
    Person ada = stage.member("ada");
    try (Stream ofAda = ada.connect()) {
      UUID route = stage.submit();
      String offer = ofAda.await("offer").at("/offer/id").asText();
      stage.say(route, new PriorityRaised(Priority.URGENT));
      ofAda.say(Map.of("type", "shown", "offerId", offer, "version", 1));
      Awaitility.await("the changed offer again")
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  ofAda.all("offer").stream()
                      .filter(m -> m.at("/offer/version").asInt() == 2)
                      .count(),
              times -> times >= 3);
    }
  }

  @Test
  @DisplayName("P2: a claim takes an offered route, ends its offers, and nobody else gets it")
  void claimed() {
    Stage stage = stage(1);
    Person ada = stage.member("ada");
    Person sue = stage.tiered("sue", "SPECIALIST");
    Person kim = stage.tiered("kim", "CONTRACTOR");
    try (Stream ofAda = ada.connect()) {
      UUID route = stage.submit();
      UUID offer = stage.awaitOffer(ada, route);
      ada.call().post("/v1/routes/" + route + "/claims").then().statusCode(403);
      new Person(stage.community, "eve", "specialist")
          .registeredAs("COMMUNITY", 2)
          .acceptedTerms()
          .call()
          .post("/v1/routes/" + route + "/claims")
          .then()
          .statusCode(403)
          .body("detail", org.hamcrest.Matchers.containsString("COMMUNITY"));
      kim.call()
          .post("/v1/routes/" + route + "/claims")
          .then()
          .statusCode(201)
          .body("state", equalTo("ACTIVE"));
      assertThat(ofAda.await("offer-ended").get("state").asText()).isEqualTo("WITHDRAWN");
      sue.call()
          .post("/v1/routes/" + route + "/claims")
          .then()
          .statusCode(409)
          .body("type", equalTo("urn:crowdline:problem:already-taken"));
      ada.call()
          .post("/v1/offers/" + offer + "/accept")
          .then()
          .statusCode(409)
          .body("type", equalTo("urn:crowdline:problem:already-taken"));
      RouteClaimed fact =
          (RouteClaimed)
              wire.told(route).stream()
                  .filter(RouteClaimed.class::isInstance)
                  .findFirst()
                  .orElseThrow();
      assertThat(fact.memberId()).isEqualTo(kim.id());
      assertThat(fact.withdrawn()).extracting(w -> w.offerId()).containsExactly(offer);
    }
  }

  @Test
  @DisplayName("who claimed before any wave and handed it back is not asked again in this round")
  void claimedAndDropped() {
    Stage stage = stage(1);
    Person sue = stage.tiered("sue", "SPECIALIST");
    UUID route = stage.submit(Tier.SPECIALIST, TV);
    UUID assignment =
        UUID.fromString(
            sue.call().post("/v1/routes/" + route + "/claims").then().extract().path("id"));
    sue.does(assignment, "release", Map.of()).then().statusCode(200);
    sue.present();
    Person tom = stage.tiered("tom", "SPECIALIST").present();
    stage.awaitOffer(tom, route);
    assertThat(stage.timesOffered(sue, route)).isZero();
  }

  @Test
  @DisplayName("P3: a claim needs room, but not for what was offered to the claimant anyway")
  void claimsNeedRoom() {
    Stage stage = stage(1);
    Person sue = stage.tiered("sue", "SPECIALIST");
    UUID one = stage.submit(Tier.SPECIALIST, TV);
    UUID two = stage.submit(Tier.SPECIALIST, TV);
    UUID three = stage.submit(Tier.SPECIALIST, new Need("wifi", 1));
    sue.present();
    UUID offered = stage.awaitOffer(sue, one);
    stage.awaitOffer(sue, two);
    sue.call()
        .post("/v1/routes/" + three + "/claims")
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:crowdline:problem:no-capacity"));
    String work =
        sue.call()
            .post("/v1/routes/" + one + "/claims")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    sue.call().get("/v1/members/me").then().body("load", equalTo(2));
    assertThat(stage.liveOffer(sue, one)).isNull();
    // Whoever heard no answer asks again, by the claim or by the offer: it is the same work.
    sue.call()
        .post("/v1/routes/" + one + "/claims")
        .then()
        .statusCode(201)
        .body("id", equalTo(work));
    assertThat(sue.accept(offered)).hasToString(work);
  }

  @Test
  @DisplayName("P14: a contractor neither reads nor claims what needs a specialist")
  void minimumTierOfClaims() {
    Stage stage = stage(1);
    Person kim = stage.tiered("kim", "CONTRACTOR");
    UUID route = stage.submit(Tier.SPECIALIST, TV);
    kim.call().post("/v1/routes/" + route + "/claims").then().statusCode(404);
    kim.call().get("/v1/routes/" + route).then().statusCode(404);
    Person sue = stage.tiered("sue", "SPECIALIST");
    sue.call()
        .get("/v1/routes/" + route)
        .then()
        .statusCode(200)
        .body("minimumTier", equalTo("SPECIALIST"))
        .body("askedTiers", equalTo(List.of("SPECIALIST")));
    UUID easy = stage.submit();
    kim.call().get("/v1/routes/" + easy).then().statusCode(200);
  }

  @Test
  @DisplayName("cancelled: offers end, work ends, and who worked has room again")
  void cancelled() {
    Stage stage = stage(1);
    Person ada = stage.member("ada").present();
    UUID worked = stage.submit();
    UUID assignment = ada.accept(stage.awaitOffer(ada, worked));
    UUID offered = stage.submit();
    stage.awaitOffer(ada, offered);
    stage.say(worked, new RequestCancelled(RequestCancelled.By.INTEGRATOR, null, null));
    stage.say(offered, new RequestCancelled(RequestCancelled.By.OPERATOR, null, null));
    assertThat(stage.state(worked)).isEqualTo("CLOSED");
    assertThat(stage.state(offered)).isEqualTo("CLOSED");
    ada.call().get("/v1/members/me").then().body("load", equalTo(0));
    ada.assignment(assignment).then().body("state", equalTo("CANCELLED"));
    assertThat(ada.offers()).isEmpty();
    assertThat(stage.told(worked)).endsWith("assignment-cancelled");
    assertThat(stage.told(offered)).endsWith("offers-withdrawn");
  }

  @Test
  @DisplayName("P14: who works on what goes on from another request reads what was said there")
  void earlierConversations() {
    Stage stage = stage(1);
    Person ada = stage.member("ada").present();
    UUID first = stage.submit();
    ada.complete(ada.accept(stage.awaitOffer(ada, first)));
    UUID second = stage.submitContinuing(first);
    UUID work = ada.accept(stage.awaitOffer(ada, second));
    ada.assignment(work)
        .then()
        .body("conversation.text", equalTo(List.of("And again there is none.")))
        .body("earlier", hasSize(1))
        .body("earlier[0].conversation.kind", equalTo(List.of("QUESTION", "ANSWER")))
        .body("earlier[0].conversation[0].text", equalTo("Why is there no picture?"));

    stage.say(first, new MinimumTierRaised(Tier.SPECIALIST));
    await().untilAsserted(() -> ada.assignment(work).then().body("earlier", empty()));
    ada.complete(work);

    UUID third = stage.submitContinuing(second);
    UUID staff = ada.accept(stage.awaitOffer(ada, third));
    ada.assignment(staff)
        .then()
        .body("earlier", hasSize(1))
        .body("earlier[0].conversation[0].text", equalTo("And again there is none."));
    Stage other = stage(1);
    Person bea = other.member("bea").present();
    UUID foreign = other.submitContinuing(first);
    bea.assignment(bea.accept(other.awaitOffer(bea, foreign))).then().body("earlier", empty());
  }

  @Test
  @DisplayName("nobody waits for an introduction: what is heard first is kept")
  void hearsay() {
    Stage stage = stage(1);
    Person ada = stage.member("ada").present();
    Person sue = stage.tiered("sue", "SPECIALIST").present();
    UUID route = Ids.next();
    stage.say(route, new MinimumTierRaised(Tier.SPECIALIST));
    stage.say(route, new MessageAdded(Ids.next(), "Hello?", null, null));
    assertThat(stage.state(route)).isEqualTo("QUEUED");
    wire.say(stage.community, route, Stage.submission(Tier.COMMUNITY, TV));
    UUID offer = stage.awaitOffer(sue, route);
    assertThat(stage.timesOffered(ada, route)).as("P14").isZero();
    sue.assignment(sue.accept(offer)).then().body("conversation", hasSize(2));
    UUID other = Ids.next();
    stage.say(other, new RequestCancelled(RequestCancelled.By.OPERATOR, null, null));
    wire.say(stage.community, other, Stage.submission(Tier.COMMUNITY, TV));
    assertThat(stage.state(other)).isEqualTo("CLOSED");
    assertThat(stage.told(other)).isEmpty();
  }

  @Test
  @DisplayName("an offer of a request that was cancelled is over, and nobody was faster")
  void cancelledWhileOffered() {
    Stage stage = stage(1);
    Person ada = stage.member("ada");
    try (Stream ofAda = ada.connect()) {
      UUID route = stage.submit();
      UUID offer = stage.awaitOffer(ada, route);
      stage.say(route, new RequestCancelled(RequestCancelled.By.OPERATOR, null, null));
      JsonNode ended = ofAda.await("offer-ended");
      assertThat(ended.get("reason").asText()).isEqualTo("the customer needs no answer any more");
      ada.call()
          .post("/v1/offers/" + offer + "/accept")
          .then()
          .statusCode(409)
          .body("type", equalTo("urn:crowdline:problem:illegal-state"));
    }
  }

  @Test
  @DisplayName("who comes online is said to be at the site that it is")
  void theSiteIsSaid() {
    Stage stage = stage(1);
    assertThat(wire.told(stage.member("ada").present().id()))
        .contains(new MemberCameOnline("test"));
    Person ben = stage.member("ben");
    try (Stream ofBen = ben.connect()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> wire.told(ben.id()).contains(new MemberCameOnline("console")));
    }
  }

  @Test
  @DisplayName("a socket says of which site it is; each site ends by itself")
  void eachPageIsASite() {
    Stage stage = stage(1);
    Person ada = stage.member("ada");
    Stream list = ada.connectAt("overdue");
    assertThat(list.await("hello").path("site").asText()).isEqualTo("overdue");
    awaitSites(stage, ada, List.of("overdue"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> wire.told(ada.id()).contains(new MemberCameOnline("overdue")));
    try (Stream console = ada.connect()) {
      assertThat(console.await("hello").path("site").asText()).isEqualTo("console");
      awaitSites(stage, ada, List.of("console", "overdue"));
      Stream secondTab = ada.connectAt("overdue");
      list.close();
      ada.present();
      awaitSites(stage, ada, List.of("console", "overdue", "test"));
      secondTab.close();
      awaitSites(stage, ada, List.of("console", "test"));
      ada.absent();
      awaitSites(stage, ada, List.of("console"));
      // Offers go to whoever is left.
      stage.awaitOffer(ada, stage.submit());
    }
    awaitSites(stage, ada, List.of());
    assertThat(wire.told(ada.id()).stream().filter(MemberCameOnline.class::isInstance)).hasSize(1);
  }

  private static void awaitSites(Stage stage, Person member, List<String> sites) {
    Person olga = new Person(stage.community, "olga", "operator");
    Awaitility.await("present at " + sites)
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() ->
            olga.call()
                .get("/v1/members/" + member.id())
                .then()
                .statusCode(200)
                .body("presentAt", equalTo(sites))
                .body("online", equalTo(!sites.isEmpty())));
  }

  @Test
  @DisplayName("offered only to who has accepted the terms, and to who speaks the language")
  void termsAndLanguage() {
    Stage stage = stage(3);
    Person without = new Person(stage.community, "newbie", "contributor").registered(TV);
    without
        .call()
        .body(Map.of("site", "test"))
        .post("/v1/members/me/presence")
        .then()
        .statusCode(403)
        .body("type", equalTo("urn:crowdline:problem:terms-not-accepted"));
    Person french = stage.member("fleur");
    french
        .call()
        .body(Map.of("languages", List.of("fr-CA")))
        .patch("/v1/members/" + french.id())
        .then()
        .statusCode(200)
        .body("languages", equalTo(List.of("fr")));
    french.present();
    Person ada = stage.member("ada").present();
    UUID route = stage.submit();
    stage.awaitOffer(ada, route);
    assertThat(stage.timesOffered(french, route) + stage.timesOffered(without, route)).isZero();
  }
}
