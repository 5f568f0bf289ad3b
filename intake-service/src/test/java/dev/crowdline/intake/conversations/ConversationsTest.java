package dev.crowdline.intake.conversations;

import static dev.crowdline.intake.testing.Calls.admin;
import static dev.crowdline.intake.testing.Calls.ask;
import static dev.crowdline.intake.testing.Calls.customer;
import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static dev.crowdline.intake.testing.Calls.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.MinimumTierRaised;
import dev.crowdline.contracts.intake.RequestAnswered;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.routing.RouteExhausted;
import dev.crowdline.intake.testing.Calls.Asked;
import dev.crowdline.intake.testing.Routing;
import dev.crowdline.intake.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Management;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class ConversationsTest {
  @Inject Wire wire;
  @Inject Database database;

  private static void becomes(Asked asked, String status) {
    await().untilAsserted(() -> assertThat(asked.status()).isEqualTo(status));
  }

  private Routing answered(Asked asked) {
    Routing routing = new Routing(wire, asked).queued(1).accepted(1).completed(1, "Press reset.");
    becomes(asked, "ANSWERED");
    return routing;
  }

  private Object lastTold(Asked asked, int count) {
    await().untilAsserted(() -> assertThat(wire.told(asked.id())).hasSize(count));
    return wire.told(asked.id()).getLast();
  }

  @Test
  @DisplayName("P7: the whole life, as facts and as the customer sees it")
  void theWholeLife() {
    Asked asked = ask(fresh("life"), "My router is dark");
    Routing routing = new Routing(wire, asked).queued(1).accepted(1);
    becomes(asked, "IN_WORK");
    asked
        .customer()
        .get(asked.conversation())
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("no-store"))
        .body("helper.alias", equalTo("Ada"))
        .body("helper.tier", equalTo("COMMUNITY"))
        .body("canRate", equalTo(false));

    routing.wrote("Which lamp is on?", true);
    await().untilAsserted(() -> asked.read().then().body("waitingOn", equalTo("CUSTOMER")));
    asked
        .customer()
        .body(Map.of("text", "The red one."))
        .post(asked.conversation() + "/messages")
        .then()
        .statusCode(201)
        .body("author", equalTo("CUSTOMER"))
        .body("continuedIn", nullValue());
    asked.read().then().body("waitingOn", equalTo("HELPERS"));

    routing.completed(1, "Press reset for ten seconds.");
    becomes(asked, "ANSWERED");
    asked
        .customer()
        .get(asked.conversation())
        .then()
        .body("messages.kind", contains("QUESTION", "MESSAGE", "MESSAGE", "ANSWER"))
        .body("messages[3].alias", equalTo("Ada"))
        .body("request.confirmsAt", notNullValue())
        .body("canRate", equalTo(true));
    asked
        .customer()
        .body(Map.of("solved", true))
        .post(asked.conversation() + "/verdict")
        .then()
        .statusCode(200)
        .body("request.status", equalTo("RESOLVED"));
    asked
        .customer()
        .body(Map.of("stars", 5, "thanks", "You saved my evening"))
        .post(asked.conversation() + "/rating")
        .then()
        .statusCode(200)
        .body("rating.stars", equalTo(5))
        .body("rating.thanks", equalTo("You saved my evening"))
        .body("canRate", equalTo(false));

    lastTold(asked, 5);
    List<Object> told = wire.told(asked.id());
    assertThat(told.get(0)).isInstanceOf(RequestSubmitted.class);
    assertThat(told.get(1)).isInstanceOf(MessageAdded.class);
    assertThat(told.get(2)).isInstanceOf(RequestAnswered.class);
    assertThat(told.get(3))
        .isEqualTo(
            new RequestResolved(
                routing.assignment(), routing.member, 1, RequestResolved.By.CUSTOMER, 1));
    assertThat(told.get(4))
        .isEqualTo(
            new RequestRated(
                routing.assignment(), routing.member, 5, true, "You saved my evening"));
    assertThat(wire.stated(asked.id()))
        .extracting(f -> f.aggregateVersion())
        .containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void notSolvedBeginsANewRound() {
    Asked asked = ask(fresh("round"), "My router is dark");
    Routing routing = answered(asked);
    asked
        .customer()
        .body(Map.of("solved", false, "text", "Still dark"))
        .post(asked.conversation() + "/verdict")
        .then()
        .statusCode(200)
        .body("request.status", equalTo("OPEN"))
        .body("request.round", equalTo(2));
    assertThat(lastTold(asked, 4))
        .isEqualTo(
            new RequestReopened(
                2, RequestReopened.Reason.NOT_SOLVED, routing.assignment(), routing.member));
    routing.queued(2).accepted(2).completed(2, "Then it is broken.");
    becomes(asked, "ANSWERED");
    asked.read().then().body("round", equalTo(2));
  }

  @Test
  @DisplayName("P4: what is written after the answer waits for a follow-up, and then reopens")
  void writingAfterTheAnswerWaitsForAFollowUp() {
    Asked asked = ask(fresh("again"), "My router is dark");
    Routing routing = answered(asked);
    write(asked, "Which reset?");
    asked
        .customer()
        .get(asked.conversation())
        .then()
        .body("request.status", equalTo("ANSWERED"))
        .body("request.waitingOn", equalTo("HELPERS"))
        .body("request.followUpDueAt", notNullValue())
        .body("request.confirmsAt", nullValue());
    assertThat(lastTold(asked, 3))
        .isInstanceOfSatisfying(MessageAdded.class, f -> assertThat(f.number()).isEqualTo(1));
    routing.followedUp("The small one.", 1);
    await()
        .untilAsserted(() ->
            asked
                .customer()
                .get(asked.conversation())
                .then()
                .body("request.waitingOn", equalTo("CUSTOMER"))
                .body("request.confirmsAt", notNullValue()));
    write(asked, "There is none");
    routing.thanksMarked(2);
    await().untilAsserted(() -> asked.read().then().body("waitingOn", equalTo("CUSTOMER")));
    write(asked, "I said that there is none");
    assertThat(lastTold(asked, 6))
        .isEqualTo(
            new RequestReopened(
                2, RequestReopened.Reason.CUSTOMER_WROTE, routing.assignment(), routing.member));
  }

  @Test
  @DisplayName("thanks make no work: not after the answer, and not after the end")
  void thanksAreDelivered() {
    Asked asked = ask(fresh("thanks"), "My router is dark");
    answered(asked);
    write(asked, "Thank you so much, that worked!");
    asked.read().then().body("status", equalTo("ANSWERED")).body("waitingOn", equalTo("CUSTOMER"));
    assertThat(lastTold(asked, 3))
        .isInstanceOfSatisfying(MessageAdded.class, f -> assertThat(f.thanks()).isTrue());
    solved(asked, null).statusCode(200).body("request.status", equalTo("RESOLVED"));
    write(asked, "thanks").body("continuedIn", nullValue()).body("kind", equalTo("THANKS"));
    String first =
        write(asked, "It is dark again").extract().jsonPath().getString("continuedIn.id");
    write(asked, "Hello?").body("continuedIn.id", equalTo(first));
    write(asked, "Anybody?").body("continuedIn.id", equalTo(first));
    write(asked, "thank you").body("continuedIn", nullValue());
  }

  @Test
  @DisplayName("an old link leads to the last of many that continue one another")
  void anOldLinkLeadsToTheLast() {
    Asked asked = ask(fresh("chain"), "My router is dark");
    answered(asked);
    solved(asked, null).statusCode(200);
    String before = asked.id().toString();
    for (int i = 0; i < 6; i++) {
      String begun =
          write(asked, "It is dark again").extract().jsonPath().getString("continuedIn.id");
      integrator(asked.community())
          .get("/v1/requests/" + begun)
          .then()
          .body("linkedTo", equalTo(before));
      write(asked, "Hello?").body("continuedIn.id", equalTo(begun));
      integrator(asked.community())
          .post("/v1/requests/" + begun + "/cancel")
          .then()
          .statusCode(200);
      before = begun;
    }
  }

  @Test
  @DisplayName("an answer that was refused may be confirmed after all, while somebody else works")
  void solvedAfterAll() {
    Asked asked = ask(fresh("after-all"), "My router is dark");
    Routing routing = answered(asked);
    String answer =
        asked
            .customer()
            .get(asked.conversation())
            .jsonPath()
            .getString("messages.find { it.kind == 'ANSWER' }.id");
    asked
        .customer()
        .body(Map.of("solved", false))
        .post(asked.conversation() + "/verdict")
        .then()
        .statusCode(200);
    routing.queued(2);
    solved(asked, "00000000-0000-0000-0000-000000000001").statusCode(400);
    asked
        .customer()
        .body(Map.of("solved", false, "answer", answer))
        .post(asked.conversation() + "/verdict")
        .then()
        .statusCode(409);
    solved(asked, answer).statusCode(200).body("request.status", equalTo("RESOLVED"));
    assertThat(lastTold(asked, 4))
        .isEqualTo(
            new RequestResolved(
                routing.assignment(), routing.member, 1, RequestResolved.By.CUSTOMER, 2));
  }

  private static ValidatableResponse write(Asked asked, String text) {
    return asked
        .customer()
        .body(Map.of("text", text))
        .post(asked.conversation() + "/messages")
        .then()
        .statusCode(201);
  }

  private static ValidatableResponse solved(Asked asked, @Nullable String answer) {
    return asked
        .customer()
        .body(answer == null ? Map.of("solved", true) : Map.of("solved", true, "answer", answer))
        .post(asked.conversation() + "/verdict")
        .then();
  }

  @Test
  void aLowRatingReopensAndAGoodOneConfirms() {
    Asked low = ask(fresh("low"), "My router is dark");
    answered(low);
    low.customer()
        .body(Map.of("stars", 2))
        .post(low.conversation() + "/rating")
        .then()
        .statusCode(200)
        .body("request.status", equalTo("OPEN"));
    assertThat(lastTold(low, 4))
        .isInstanceOfSatisfying(
            RequestReopened.class,
            f -> assertThat(f.reason()).isEqualTo(RequestReopened.Reason.LOW_RATING));

    Asked good = ask(fresh("good"), "My router is dark");
    answered(good);
    good.customer()
        .body(Map.of("stars", 3))
        .post(good.conversation() + "/rating")
        .then()
        .statusCode(200)
        .body("request.status", equalTo("RESOLVED"))
        .body("rating.stars", equalTo(3));
    good.customer()
        .body(Map.of("stars", 5))
        .post(good.conversation() + "/rating")
        .then()
        .statusCode(409)
        .body("detail", containsString("RESOLVED"));
    assertThat(lastTold(good, 4))
        .isInstanceOfSatisfying(
            RequestResolved.class, f -> assertThat(f.by()).isEqualTo(RequestResolved.By.RATING));
  }

  @Test
  @DisplayName("P14: who asks for staff gets staff, and the tier only rises")
  void askingForStaff() {
    Asked asked = ask(fresh("staff"), "My router is dark");
    for (int i = 0; i < 2; i++) {
      asked
          .customer()
          .post(asked.conversation() + "/staff")
          .then()
          .statusCode(200)
          .body("request.minimumTier", equalTo("SPECIALIST"));
    }
    assertThat(lastTold(asked, 2)).isEqualTo(new MinimumTierRaised(Tier.SPECIALIST));

    Asked done = ask(fresh("staff"), "My router is dark");
    answered(done);
    done.customer().post(done.conversation() + "/staff").then().body("request.round", equalTo(2));
    assertThat(lastTold(done, 4))
        .isInstanceOfSatisfying(
            RequestReopened.class,
            f -> assertThat(f.reason()).isEqualTo(RequestReopened.Reason.STAFF_WANTED));
  }

  @Test
  @DisplayName("P11: what the state does not allow is refused and names the state")
  void theStateIsNamed() {
    Asked asked = ask(fresh("state"), "My router is dark");
    for (String what : List.of("verdict", "rating")) {
      asked
          .customer()
          .body(what.equals("verdict") ? Map.of("solved", true) : Map.of("stars", 5))
          .post(asked.conversation() + "/" + what)
          .then()
          .statusCode(409)
          .body("type", equalTo("urn:crowdline:problem:illegal-state"))
          .body("detail", containsString("OPEN"));
    }
    integrator(asked.community())
        .post("/v1/requests/" + asked.id() + "/cancel")
        .then()
        .statusCode(200);
    asked
        .customer()
        .post(asked.conversation() + "/staff")
        .then()
        .statusCode(409)
        .body("detail", containsString("CANCELLED"));
  }

  @Test
  void writingAfterTheEndIsANewRequestLinkedToTheOld() {
    Asked asked = ask(fresh("linked"), "My router is dark");
    answered(asked);
    asked.customer().body(Map.of("solved", true)).post(asked.conversation() + "/verdict");
    Response written =
        asked
            .customer()
            .header("Idempotency-Key", "w")
            .body(Map.of("text", "Dark again"))
            .post(asked.conversation() + "/messages");
    written.then().statusCode(201).body("continuedIn.id", notNullValue());
    Response repeated =
        asked
            .customer()
            .header("Idempotency-Key", "w")
            .body(Map.of("text", "Dark again"))
            .post(asked.conversation() + "/messages");
    assertThat(repeated.<String>path("continuedIn.id")).isEqualTo(written.path("continuedIn.id"));
    assertThat(repeated.<String>path("id")).isEqualTo(written.path("id"));

    UUID next = UUID.fromString(written.path("continuedIn.id"));
    customer(written.path("continuedIn.page"))
        .get("/v1/conversations/" + next)
        .then()
        .statusCode(200)
        .body("request.linkedTo", equalTo(asked.id().toString()))
        .body("request.alias", equalTo(asked.read().path("alias")))
        .body("messages.text", contains("Dark again"))
        .body("continues.id", equalTo(asked.id().toString()));
    await().untilAsserted(() -> assertThat(wire.told(next)).hasSize(1));
    assertThat(((RequestSubmitted) wire.told(next).getFirst()).continues()).isEqualTo(asked.id());
    String back =
        customer(written.path("continuedIn.page"))
            .get("/v1/conversations/" + next)
            .path("continues.page");
    customer(back)
        .get(asked.conversation())
        .then()
        .statusCode(200)
        .body("messages[0].text", equalTo("My router is dark"))
        .body("continues", nullValue());
    customer(back).get("/v1/conversations/" + next).then().statusCode(404);
    asked.customer().get(asked.conversation()).then().body("request.status", equalTo("RESOLVED"));
  }

  @Test
  void aMemberWhoGoesSilentLosesTheWork() {
    Asked asked = ask(fresh("silent"), "My router is dark");
    Routing routing = new Routing(wire, asked).queued(1).accepted(1);
    becomes(asked, "IN_WORK");
    routing.timedOut();
    becomes(asked, "OPEN");
    asked.customer().get(asked.conversation()).then().body("helper", nullValue());
    routing.exhausted(1).exhausted(1);
    await()
        .untilAsserted(() ->
            asked
                .customer()
                .get(asked.conversation())
                .then()
                .body("messages.kind", contains("QUESTION", "NOTICE"))
                .body("messages[1].notice.code", equalTo("TAKES_LONGER")));
  }

  @Test
  @DisplayName(
      "P6: a repeated fact has its effect once; a completion after the end is kept, and ends nothing")
  void repeatedAndLateFacts() {
    Asked asked = ask(fresh("late"), "My router is dark");
    Routing routing = new Routing(wire, asked).queued(1).accepted(1);
    becomes(asked, "IN_WORK");
    integrator(asked.community())
        .post("/v1/requests/" + asked.id() + "/cancel")
        .then()
        .statusCode(200);
    routing.completed(1, "Too late, but here it is.");
    await()
        .untilAsserted(() ->
            asked
                .customer()
                .get(asked.conversation())
                .then()
                .body("request.status", equalTo("CANCELLED"))
                .body("messages.kind", contains("QUESTION", "NOTICE", "ANSWER")));

    ProducerRecord<String, byte[]> record =
        wire.say(asked.community(), asked.id(), new RouteExhausted(1));
    wire.records(Topic.REQUESTS).stream()
        .filter(r -> asked.id().toString().equals(r.key()))
        .filter(r ->
            !new String(r.headers().lastHeader("ce_source").value(), StandardCharsets.UTF_8)
                .startsWith("/intake"))
        .forEach(r ->
            wire.send(new ProducerRecord<>(record.topic(), null, r.key(), r.value(), r.headers())));
    Asked after = ask(asked.community(), "After");
    new Routing(wire, after).queued(1).accepted(1);
    becomes(after, "IN_WORK");
    assertThat(lastTold(asked, 2))
        .isEqualTo(new RequestCancelled(RequestCancelled.By.INTEGRATOR, null, null));
    asked.customer().get(asked.conversation()).then().body("messages", hasSize(3));
  }

  @Test
  @DisplayName("a cancelled request has one end, which says whose waiting answer it pays")
  void aCancellationIsTheOneEnd() {
    Asked asked = ask(fresh("ended"), "My router is dark");
    Routing routing = new Routing(wire, asked).queued(1).accepted(1).completed(1, "Press reset.");
    becomes(asked, "ANSWERED");
    integrator(asked.community())
        .post("/v1/requests/" + asked.id() + "/cancel")
        .then()
        .statusCode(200)
        .body("status", equalTo("CANCELLED"));
    assertThat(lastTold(asked, 3))
        .isEqualTo(
            new RequestCancelled(RequestCancelled.By.INTEGRATOR, routing.assignment(), null));
  }

  @Test
  @DisplayName("the customer withdraws: cancelled once, said by whom, and never twice")
  void theCustomerWithdraws() {
    Asked asked = ask(fresh("withdrawn"), "My router is dark");
    new Routing(wire, asked).queued(1).accepted(1);
    becomes(asked, "IN_WORK");
    for (int time = 1; time <= 2; time++) {
      asked
          .customer()
          .header("Idempotency-Key", "once")
          .post(asked.conversation() + "/withdraw")
          .then()
          .statusCode(200)
          .body("request.status", equalTo("CANCELLED"))
          .body("messages.kind", contains("QUESTION", "NOTICE"))
          .body("messages[1].text", containsString("You withdrew"))
          .body("messages[1].notice.code", equalTo("WITHDRAWN"))
          .body("messages[1].notice.reason", nullValue());
    }
    // One that is older than the codes is told as it was written.
    database.transact(
        tx -> tx.update("update message set notice = null where request_id = ?", asked.id()));
    asked
        .customer()
        .get(asked.conversation())
        .then()
        .body("messages[1].text", containsString("You withdrew"))
        .body("messages[1].notice", nullValue());
    asked
        .customer()
        .post(asked.conversation() + "/withdraw")
        .then()
        .statusCode(409)
        .body("detail", containsString("CANCELLED"));
    assertThat(lastTold(asked, 2))
        .isEqualTo(new RequestCancelled(RequestCancelled.By.CUSTOMER_SILENT, null, true));
  }

  @Test
  @DisplayName("who withdraws after the answer has the answer paid")
  void withdrawnAfterTheAnswer() {
    Asked asked = ask(fresh("withdrawn"), "My router is dark");
    Routing routing = answered(asked);
    asked.customer().post(asked.conversation() + "/withdraw").then().statusCode(200);
    assertThat(lastTold(asked, 3))
        .isEqualTo(
            new RequestCancelled(RequestCancelled.By.CUSTOMER_SILENT, routing.assignment(), true));
  }

  @Test
  @DisplayName("P14: what goes on from a request that asked for staff is for staff")
  void theMinimumTierIsInherited() {
    Asked asked = ask(fresh("inherited"), "My router is dark");
    asked.customer().post(asked.conversation() + "/staff").then().statusCode(200);
    asked.customer().post(asked.conversation() + "/withdraw").then().statusCode(200);
    UUID next =
        UUID.fromString(
            asked
                .customer()
                .body(Map.of("text", "Dark again"))
                .post(asked.conversation() + "/messages")
                .path("continuedIn.id"));
    await().untilAsserted(() -> assertThat(wire.told(next)).hasSize(1));
    assertThat(((RequestSubmitted) wire.told(next).getFirst()).minimumTier())
        .isEqualTo(Tier.SPECIALIST);
  }

  @Test
  @DisplayName("P10: silence confirms, counted from when the answer was given")
  void silenceConfirms() {
    String community = fresh("demo");
    admin()
        .body(Map.of("id", community, "name", "Demo", "pace", "DEMO"))
        .post("/v1/communities")
        .then()
        .statusCode(201);
    Asked asked = ask(community, "My router is dark");
    new Routing(wire, asked)
        .queued(1)
        .accepted(1)
        .completed(1, "Press reset.", Instant.now().minusSeconds(58));
    becomes(asked, "RESOLVED");
    assertThat(lastTold(asked, 3))
        .isInstanceOfSatisfying(
            RequestResolved.class, f -> assertThat(f.by()).isEqualTo(RequestResolved.By.SILENCE));
    Instant due = Instant.parse(asked.read().<String>path("answeredAt")).plusSeconds(60);
    assertThat(Instant.parse(asked.read().<String>path("resolvedAt")))
        .isBetween(due, due.plusSeconds(2));
  }

  @Test
  void aCustomerWhoNeverRepliesIsToldTheEnd() {
    Asked asked = ask(fresh("wait"), "My router is dark");
    new Routing(wire, asked).queued(1).accepted(1).wrote("Which lamp?", true);
    await().untilAsserted(() -> asked.read().then().body("waitingOn", equalTo("CUSTOMER")));
    due(asked);
    becomes(asked, "CANCELLED");
    assertThat(lastTold(asked, 2))
        .isEqualTo(new RequestCancelled(RequestCancelled.By.CUSTOMER_SILENT, null, null));
    asked
        .customer()
        .get(asked.conversation())
        .then()
        .body("messages.kind", contains("QUESTION", "MESSAGE", "NOTICE"))
        .body("messages[2].notice.code", equalTo("ENDED_WITHOUT_REPLY"));
  }

  @Test
  @DisplayName(
      "P4: an unfinished request of which no route is heard raises an alert until it is heard")
  void anUnroutedRequestRaisesAnAlert() {
    Asked asked = ask(fresh("lost"), "My router is dark");
    due(asked);
    await().untilAsserted(() -> assertThat(unrouted(asked)).isTrue());
    assertThat(Management.get("/q/metrics")).containsPattern("crowdline_requests_unrouted [1-9]");
    new Routing(wire, asked).queued(1);
    await().untilAsserted(() -> assertThat(unrouted(asked)).isFalse());
  }

  @Test
  @DisplayName("that a route was heard in time is looked at once, and is no change of the request")
  void lookingAgainIsNoChange() {
    Asked asked = ask(fresh("heard"), "My router is dark");
    new Routing(wire, asked).queued(1);
    await().untilAsserted(() -> assertThat(flag(asked, "route_heard_at is not null")).isTrue());
    String tag = operator(asked.community()).get("/v1/requests/" + asked.id()).header("ETag");
    Object version = asked.read().path("version");
    due(asked);
    await().untilAsserted(() -> assertThat(flag(asked, "due_at is null")).isTrue());
    assertThat(asked.read().<Object>path("version")).isEqualTo(version);
    assertThat(operator(asked.community()).get("/v1/requests/" + asked.id()).header("ETag"))
        .isEqualTo(tag);
  }

  private boolean flag(Asked asked, String condition) {
    return Boolean.TRUE.equals(
        database.read(sql ->
            sql.one(
                "select " + condition + " as holds from request where id = ?",
                row -> row.bool("holds"),
                asked.id())));
  }

  private boolean unrouted(Asked asked) {
    return Boolean.TRUE.equals(
        database.read(sql ->
            sql.one(
                "select unrouted from request where id = ?",
                row -> row.bool("unrouted"),
                asked.id())));
  }

  private void due(Asked asked) {
    database.transact(tx ->
        tx.update(
            "update request set due_at = now() - interval '1 second' where id = ?", asked.id()));
  }

  @Test
  void aFactAboutAnUnknownRequestIsKeptAndStopsNothing() {
    UUID nobody = Ids.next();
    String community = fresh("unknown");
    new Routing(wire, new Asked(community, nobody, "")).accepted(1);
    Asked asked = ask(community, "After");
    new Routing(wire, asked).queued(1).accepted(1);
    becomes(asked, "IN_WORK");
    await()
        .untilAsserted(() ->
            assertThat(
                    database.<List<String>>read(sql ->
                        sql.query(
                            "select type from fact_about_unknown where subject = ?",
                            row -> row.text("type"),
                            nobody.toString())))
                .containsExactly("dev.crowdline.routing.offer-accepted.v1"));
  }

  @Test
  @DisplayName("P9: a fact of another community does not touch a request")
  void aFactOfAnotherCommunityIsNotApplied() {
    Asked asked = ask(fresh("mine"), "My router is dark");
    new Routing(wire, new Asked(fresh("theirs"), asked.id(), "")).accepted(1);
    Asked after = ask(asked.community(), "After");
    new Routing(wire, after).queued(1).accepted(1);
    becomes(after, "IN_WORK");
    assertThat(asked.status()).isEqualTo("OPEN");
  }

  @Test
  void anOpenPageHearsOfEveryChange() throws Exception {
    Asked asked = ask(fresh("live"), "My router is dark");
    List<String> lines = new CopyOnWriteArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> stream =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(
                          RestAssured.baseURI
                              + ":"
                              + RestAssured.port
                              + asked.conversation()
                              + "/events"))
                  .header("X-Customer-Link", asked.page().substring(asked.page().indexOf('#') + 1))
                  .timeout(Duration.ofSeconds(20))
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      assertThat(stream.statusCode()).isEqualTo(200);
      assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      Thread reader =
          Thread.ofVirtual()
              .start(() ->
                  new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))
                      .lines()
                      .forEach(lines::add));
      await()
          .untilAsserted(() ->
              assertThat(lines)
                  .contains("event:conversation")
                  .anyMatch(l -> l.startsWith("data:") && l.contains("\"OPEN\"")));
      new Routing(wire, asked).queued(1).accepted(1);
      await()
          .untilAsserted(() ->
              assertThat(lines).anyMatch(l -> l.startsWith("data:") && l.contains("IN_WORK")));
      stream.body().close();
      reader.join(Duration.ofSeconds(5));
    }
  }
}
