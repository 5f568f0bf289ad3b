package dev.crowdline.routing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.stream.Tickets;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Stream;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Other tenants (P9), and input that nobody should send (P11). */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class RefusalsTest {
  private static final String NO_ID = "no-id";
  private static Stage stage;
  private static Person ada;
  private static UUID offered;
  private static UUID offer;
  private static UUID assignment;

  @Inject Wire wire;
  @Inject Database database;
  @Inject Tickets tickets;

  /** One member with an offer and an assignment, to whom nothing may happen. */
  @BeforeEach
  void aScene() {
    if (stage == null) {
      stage = new Stage(wire, database, Stage.calm(1));
      ada = stage.member("ada").present();
      UUID worked = stage.submit();
      assignment = ada.accept(stage.awaitOffer(ada, worked));
      offered = stage.submit();
      offer = stage.awaitOffer(ada, offered);
      ada.absent();
    }
  }

  /** All that routing holds of the community and has stated of its requests, but who is online. */
  private String everything() {
    return database.read(sql ->
        sql.one(
            """
            select md5(concat(
              (select string_agg(to_jsonb(t)::text, '' order by id) from member t
                where community = ?),
              (select string_agg(to_jsonb(t)::text, '' order by member_id) from member_load t where community = ?),
              (select string_agg(to_jsonb(t)::text, '' order by member_id, skill) from member_skill t where community = ?),
              (select string_agg(to_jsonb(t)::text, '' order by name) from skill t where community = ?),
              (select string_agg((to_jsonb(t) - 'due_at')::text, '' order by id) from route t where community = ?),
              (select string_agg(to_jsonb(t)::text, '' order by id) from offer t where community = ?),
              (select string_agg(to_jsonb(t)::text, '' order by id) from assignment t where community = ?),
              (select string_agg(to_jsonb(t)::text, '' order by id) from route_message t where community = ?),
              (select string_agg(key, '' order by key) from idempotency_key t where community = ?),
              (select string_agg(t::text, '' order by subject) from stated t where subject in
                (select id::text from route where community = ?))
            )) as all
            """,
            row -> row.text("all"),
            java.util.Collections.nCopies(10, stage.community).toArray()));
  }

  /** Something that must be refused. */
  private record Bad(String who, String method, String path, Object body, int status) {}

  private final List<Bad> bad = new ArrayList<>();

  private void refuse(String who, String method, String path, Object body, int... status) {
    bad.add(new Bad(who, method, path, body, status[0]));
  }

  private RequestSpecification caller(String who) {
    return switch (who) {
      case "nobody" -> given();
      case "garbage" -> given().header("Authorization", "Bearer garbage");
      case "forged" ->
          given().header("Authorization", "Bearer " + Tokens.of("x", "ada", "operator") + "x");
      case "key" -> given().header("X-API-Key", "ck_garbage");
      case "link" -> given().header("X-Customer-Link", "garbage");
      case "ada" -> given().header("Authorization", "Bearer " + ada.token());
      case "admin" -> given().header("Authorization", "Bearer " + Tokens.of(null, "root", "admin"));
      case "homeless" ->
          given()
              .header(
                  "Authorization",
                  "Bearer " + Tokens.of(null, "h", "operator", "contributor", "specialist"));
      default ->
          given().header("Authorization", "Bearer " + Tokens.of(stage.community, who + "-1", who));
    };
  }

  private void assertAllRefused() {
    String before = everything();
    List<String> wrong = new ArrayList<>();
    for (Bad each : bad) {
      RequestSpecification call = caller(each.who());
      call.urlEncodingEnabled(false);
      if (!each.method().equals("GET")) {
        call.contentType(ContentType.JSON);
      }
      if (each.body() != null) {
        call.body(each.body());
      }
      Response answer = call.request(each.method(), each.path());
      String what = each.toString();
      what = what.length() > 200 ? what.substring(0, 200) + "…" : what;
      if (answer.statusCode() != each.status()) {
        wrong.add(what + " got " + answer.statusCode() + " " + answer.asString());
      } else if (!answer.contentType().startsWith("application/problem+json")) {
        wrong.add(what + " is no problem but " + answer.contentType());
      } else if (answer.jsonPath().getInt("status") != each.status()
          || answer.jsonPath().getString("type") == null
          || answer.jsonPath().getString("detail") == null) {
        wrong.add(what + " says " + answer.asString());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(everything()).as("nothing changed").isEqualTo(before);
  }

  @Test
  @DisplayName("P11: who registers or changes a member with bad input is told what is wrong")
  void members() {
    String members = "/v1/members";
    for (String body :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "7",
            "\"text\"",
            "{}",
            "{\"alias\":7}",
            "{\"alias\":\"\"}",
            "{\"alias\":\"  \"}",
            "{\"alias\":null}",
            "{\"alias\":\"\\u200b\"}",
            "{\"alias\":\"\\u2800\\u3164\"}",
            "{\"alias\":\"\\u202eada\"}",
            "{\"alias\":\"x\",\"languages\":[\"en\",\"und\"]}",
            "{\"alias\":\"x\",\"languages\":[\"x-klingon\"]}",
            "{\"alias\":\"x\",\"languages\":[\"qq\"]}",
            "{\"alias\":\"x\",\"sites\":[\"\\u3164\"]}",
            "{\"alias\":\"x\",\"skills\":[{\"skill\":\"\\u00a0\",\"level\":1}]}",
            "{\"alias\":\"" + "x".repeat(61) + "\"}",
            "{\"alias\":\"a\\u0000b\"}",
            "{\"alias\":\"a\\ud800b\"}",
            "{\"alias\":\"x\",\"colour\":\"red\"}",
            "{\"alias\":\"x\",\"skills\":\"tv\"}",
            "{\"alias\":\"x\",\"skills\":[null]}",
            "{\"alias\":\"x\",\"skills\":[{\"skill\":\"tv\",\"level\":0}]}",
            "{\"alias\":\"x\",\"skills\":[{\"skill\":\"tv\",\"level\":6}]}",
            "{\"alias\":\"x\",\"skills\":[{\"skill\":\"tv\",\"level\":2.5}]}",
            "{\"alias\":\"x\",\"skills\":[{\"skill\":\"\",\"level\":1}]}",
            "{\"alias\":\"x\",\"skills\":[{\"skill\":\"tv\"}]}",
            "{\"alias\":\"x\",\"skills\":[{\"level\":2}]}",
            "{\"alias\":\"x\",\"skills\":[{\"skill\":\"tv\",\"level\":2},{\"skill\":\"tv\",\"level\":3}]}",
            "{\"alias\":\"x\",\"languages\":[]}",
            "{\"alias\":\"x\",\"languages\":[\"-\"]}",
            "{\"alias\":\"x\",\"languages\":[\"\"]}",
            "{\"alias\":\"x\",\"languages\":[null]}",
            "{\"alias\":\"x\",\"languages\":\"en\"}",
            "{\"alias\":\"x\",\"capacity\":\"2\"}",
            "{\"alias\":\"x\",\"capacity\":2.5}",
            "{\"alias\":\"x\",\"capacity\":0}",
            "{\"alias\":\"x\",\"capacity\":101}",
            "{\"alias\":\"x\",\"tier\":\"KING\"}",
            "{\"alias\":\"x\",\"tier\":1}",
            "{\"alias\":\"x\"} trailing")) {
      refuse("contributor", "POST", members, body, 400);
    }
    refuse("contributor", "POST", members, Map.of("alias", "x", "tier", "SPECIALIST"), 403);
    refuse("contributor", "POST", members, Map.of("alias", "x", "subject", "eve"), 403);
    refuse("operator", "POST", members, Map.of("alias", "x", "subject", "eve"), 400);
    refuse("operator", "POST", members, Map.of("alias", "x", "issuer", "iss"), 400);
    refuse("contributor", "POST", members, Map.of("alias", "ada"), 409);
    refuse("ada", "POST", members, Map.of("alias", "Ada"), 409);
    refuse("contributor", "POST", members, Map.of("alias", "ＡＤＡ"), 409);
    refuse("contributor", "POST", members, Map.of("alias", "аdmin"), 422);
    refuse("contributor", "POST", members, Map.of("alias", "Supp0rt"), 422);
    refuse("contributor", "POST", members, Map.of("alias", "x".repeat(300_000)), 413);
    refuse("operator", "PATCH", members + "/" + NO_ID, Map.of(), 404);
    refuse("operator", "PATCH", members + "/" + Ids.next(), Map.of(), 404);
    refuse("ada", "PATCH", members + "/" + ada.id(), Map.of("tier", "SPECIALIST"), 403);
    refuse("ada", "PATCH", members + "/" + ada.id(), Map.of("capacity", 50), 403);
    refuse("operator", "PATCH", members + "/" + ada.id(), Map.of("capacity", -1), 400);
    refuse("operator", "PATCH", members + "/" + ada.id(), Map.of("alias", ""), 400);
    refuse("operator", "PATCH", members + "/" + ada.id(), Map.of("online", true), 400);
    refuse("operator", "PATCH", members + "/" + ada.id(), "[]", 400);
    refuse("contributor", "PATCH", members + "/" + ada.id(), Map.of("alias", "eve"), 404);
    refuse("operator", "PUT", members + "/" + ada.id() + "/skills", Map.of(), 400);
    refuse(
        "operator",
        "PUT",
        members + "/" + Ids.next() + "/skills",
        Map.of("skills", List.of()),
        404);
    refuse("operator", "PUT", members + "/" + NO_ID + "/skills", Map.of("skills", List.of()), 404);
    refuse("ada", "PUT", members + "/" + ada.id() + "/skills", Map.of("skills", 7), 400);
    refuse("ada", "POST", members + "/me/terms", Map.of("version", 2), 422);
    refuse("ada", "POST", members + "/me/terms", Map.of("version", "1"), 400);
    refuse("ada", "POST", members + "/me/terms", Map.of("version", 0), 400);
    refuse("ada", "POST", members + "/me/terms", Map.of(), 400);
    refuse("ada", "POST", members + "/me/presence", Map.of(), 400);
    refuse("operator", "POST", members, Map.of("alias", "nobody else named"), 400);
    refuse(
        "operator",
        "POST",
        members,
        Map.of("alias", "x\u202ey", "issuer", "i", "subject", "s"),
        400);
    refuse("ada", "POST", members + "/me/presence", Map.of("site", "x".repeat(61)), 400);
    refuse("ada", "POST", members + "/me/presence", Map.of("site", 7), 400);
    refuse("contributor", "POST", members + "/me/presence", Map.of("site", "x"), 404);
    refuse("contributor", "GET", members + "/me", null, 404);
    refuse("contributor", "GET", members + "/" + ada.id(), null, 404);
    refuse("operator", "GET", members + "/" + NO_ID, null, 404);
    refuse("operator", "GET", members + "/" + Ids.next(), null, 404);
    refuse("operator", "GET", members + "?limit=0", null, 400);
    refuse("operator", "GET", members + "?limit=201", null, 400);
    refuse("operator", "GET", members + "?cursor=garbage", null, 400);
    refuse("operator", "DELETE", members, null, 405);
    assertAllRefused();
    given()
        .header("Authorization", "Bearer " + ada.token())
        .contentType("text/plain")
        .body("alias")
        .post(members)
        .then()
        .statusCode(415);
  }

  @Test
  @DisplayName("P11: commands on offers, assignments, routes and skills, too")
  void work() {
    for (String what : List.of("", "/explanation")) {
      refuse("ada", "GET", "/v1/offers/" + NO_ID + what, null, 404);
      refuse("ada", "GET", "/v1/offers/" + Ids.next() + what, null, 404);
    }
    for (String what : List.of("accept", "decline")) {
      refuse("ada", "POST", "/v1/offers/" + NO_ID + "/" + what, null, 404);
      refuse("ada", "POST", "/v1/offers/" + Ids.next() + "/" + what, null, 404);
      refuse("contributor", "POST", "/v1/offers/" + offer + "/" + what, null, 404);
    }
    String decline = "/v1/offers/" + offer + "/decline";
    refuse("ada", "POST", decline, Map.of("reason", 5), 400);
    refuse("ada", "POST", decline, Map.of("why", "x"), 400);
    refuse("ada", "POST", decline, Map.of("reason", "x".repeat(501)), 400);
    refuse("ada", "POST", decline, "{", 400);
    String work = "/v1/assignments/" + assignment;
    for (String body :
        List.of(
            "",
            "{",
            "{}",
            "null",
            "{\"text\":\"\"}",
            "{\"text\":\" \\n\"}",
            "{\"text\":7}",
            "{\"text\":\"x\",\"asksCustomer\":\"yes\"}",
            "{\"text\":\"x\",\"asksCustomer\":1}",
            "{\"text\":\"x\",\"kind\":\"ANSWER\"}",
            "{\"text\":\"" + "x".repeat(8_001) + "\"}",
            "{\"text\":\"\\u0000\"}")) {
      refuse("ada", "POST", work + "/messages", body, 400);
    }
    refuse("ada", "POST", work + "/complete", Map.of("answer", ""), 400);
    refuse("ada", "POST", work + "/complete", Map.of("text", "42"), 400);
    refuse("ada", "POST", work + "/complete", "", 400);
    refuse("ada", "POST", work + "/complete", Map.of("answer", "x".repeat(8_001)), 400);
    refuse("ada", "POST", work + "/release", Map.of("reason", 7), 400);
    refuse("ada", "POST", work + "/release", Map.of("reason", "x".repeat(501)), 400);
    refuse("ada", "POST", work + "/release", "{\"reason\":\"\\u0000\"}", 400);
    refuse("ada", "PUT", work + "/draft", Map.of(), 400);
    refuse("ada", "PUT", work + "/draft", Map.of("text", "x".repeat(8_001)), 400);
    refuse("ada", "GET", "/v1/assignments?state=BOGUS", null, 400);
    refuse("ada", "GET", "/v1/assignments?limit=0", null, 400);
    refuse("ada", "GET", "/v1/assignments?cursor=%00", null, 400);
    for (UUID foreign : List.of(Ids.next(), offer)) {
      refuse("ada", "GET", "/v1/assignments/" + foreign, null, 404);
      refuse("ada", "POST", "/v1/assignments/" + foreign + "/start", null, 404);
      refuse("ada", "POST", "/v1/assignments/" + foreign + "/release", null, 404);
      refuse("ada", "PUT", "/v1/assignments/" + foreign + "/draft", Map.of("text", "x"), 404);
    }
    refuse("ada", "GET", "/v1/assignments/" + NO_ID, null, 404);
    refuse("ada", "POST", "/v1/assignments/" + NO_ID + "/start", null, 404);
    refuse("contributor", "POST", work + "/start", null, 404);
    refuse("operator", "GET", "/v1/routes/" + NO_ID, null, 404);
    refuse("operator", "GET", "/v1/routes/" + Ids.next(), null, 404);
    refuse("operator", "GET", "/v1/routes?state=BOGUS", null, 400);
    refuse("operator", "GET", "/v1/routes?state=%00", null, 400);
    refuse("operator", "GET", "/v1/routes?limit=-1", null, 400);
    refuse("operator", "GET", "/v1/routes?cursor=%F0%9F", null, 400);
    refuse("specialist", "POST", "/v1/routes/" + NO_ID + "/claims", null, 404);
    refuse("specialist", "POST", "/v1/routes/" + offered + "/claims", null, 404);
    refuse("operator", "PUT", "/v1/skills/x", Map.of(), 400);
    refuse("operator", "PUT", "/v1/skills/x", Map.of("description", 7), 400);
    refuse("operator", "PUT", "/v1/skills/x", Map.of("description", "d", "level", 1), 400);
    refuse("operator", "PUT", "/v1/skills/" + "x".repeat(61), Map.of("description", "d"), 400);
    refuse("operator", "PUT", "/v1/skills/a%00b", Map.of("description", "d"), 400);
    refuse("operator", "PUT", "/v1/skills/%E2%80%8B", Map.of("description", "d"), 400);
    refuse("ada", "GET", "/v1/nothing", null, 404);
    refuse("admin", "POST", "/v1/routing/parked-records", "{}", 405);
    assertAllRefused();
  }

  @Test
  @DisplayName("a command without a body needs no Content-Type")
  void withoutBody() throws IOException, InterruptedException {
    for (String path : List.of("offers/%s/decline", "offers/%s/accept", "assignments/%s/release")) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(
                              "http://localhost:"
                                  + io.restassured.RestAssured.port
                                  + "/v1/"
                                  + path.formatted(Ids.next())))
                      .header("Authorization", "Bearer " + ada.token())
                      .POST(HttpRequest.BodyPublishers.noBody())
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(404);
    }
  }

  @Test
  @DisplayName("P11: an Idempotency-Key has bounds")
  void keys() {
    String before = everything();
    given()
        .header("Authorization", "Bearer " + ada.token())
        .header("Idempotency-Key", "k".repeat(201))
        .post("/v1/assignments/" + assignment + "/start")
        .then()
        .statusCode(400);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  @DisplayName("P11: every endpoint names who may call it")
  void roles() {
    List<List<String>> endpoints =
        List.of(
            List.of("POST", "/v1/members", "integrator"),
            List.of("GET", "/v1/members", "contributor"),
            List.of("GET", "/v1/members/me", "operator"),
            List.of("GET", "/v1/members/" + ada.id(), "integrator"),
            List.of("PUT", "/v1/members/" + ada.id() + "/skills", "integrator"),
            List.of("PATCH", "/v1/members/" + ada.id(), "integrator"),
            List.of("POST", "/v1/members/me/terms", "operator"),
            List.of("POST", "/v1/members/me/presence", "operator"),
            List.of("DELETE", "/v1/members/me/presence", "operator"),
            List.of("POST", "/v1/stream/tickets", "operator"),
            List.of("GET", "/v1/offers", "operator"),
            List.of("GET", "/v1/offers/" + offer, "operator"),
            List.of("POST", "/v1/offers/" + offer + "/accept", "operator"),
            List.of("POST", "/v1/offers/" + offer + "/decline", "integrator"),
            List.of("GET", "/v1/offers/" + offer + "/explanation", "integrator"),
            List.of("GET", "/v1/assignments", "operator"),
            List.of("GET", "/v1/assignments/" + assignment, "operator"),
            List.of("POST", "/v1/assignments/" + assignment + "/start", "operator"),
            List.of("POST", "/v1/assignments/" + assignment + "/messages", "operator"),
            List.of("PUT", "/v1/assignments/" + assignment + "/draft", "operator"),
            List.of("POST", "/v1/assignments/" + assignment + "/complete", "operator"),
            List.of("POST", "/v1/assignments/" + assignment + "/release", "operator"),
            List.of("GET", "/v1/routes", "specialist"),
            List.of("GET", "/v1/routes/" + offered, "contributor"),
            List.of("POST", "/v1/routes/" + offered + "/claims", "contributor"),
            List.of("PUT", "/v1/skills/x", "contributor"),
            List.of("GET", "/v1/skills", "admin"),
            List.of("GET", "/v1/routing/parked-records", "operator"),
            List.of("POST", "/v1/routing/parked-records/x/replay", "operator"));
    for (List<String> each : endpoints) {
      String body = each.getFirst().startsWith("P") ? "{}" : null;
      refuse(each.get(2), each.getFirst(), each.get(1), body, 403);
      for (String who : List.of("nobody", "garbage", "forged", "key", "link")) {
        refuse(who, each.getFirst(), each.get(1), body, 401);
      }
    }
    refuse("homeless", "GET", "/v1/members", null, 403);
    refuse("homeless", "GET", "/v1/members/me", null, 403);
    refuse("homeless", "GET", "/v1/offers", null, 403);
    refuse("homeless", "GET", "/v1/routes", null, 403);
    refuse("homeless", "GET", "/v1/skills", null, 403);
    refuse("homeless", "POST", "/v1/members", Map.of("alias", "x"), 403);
    assertAllRefused();
  }

  @Test
  @DisplayName("P9: for another community nothing of this one exists")
  void tenants() {
    Stage other = new Stage(wire, database, Stage.calm(1));
    Person eve = other.member("ada");
    Person sue = other.tiered("sue", "SPECIALIST");
    Person olga = other.operator();
    String before = everything();
    for (Person who : List.of(eve, sue)) {
      for (String path :
          List.of(
              "/v1/members/" + ada.id(),
              "/v1/offers/" + offer,
              "/v1/offers/" + offer + "/explanation",
              "/v1/assignments/" + assignment)) {
        who.call().get(path).then().statusCode(404);
      }
      for (String path :
          List.of(
              "/v1/offers/" + offer + "/accept",
              "/v1/offers/" + offer + "/decline",
              "/v1/assignments/" + assignment + "/start",
              "/v1/assignments/" + assignment + "/release")) {
        who.call().post(path).then().statusCode(404);
      }
      who.does(assignment, "messages", Map.of("text", "x")).then().statusCode(404);
      who.does(assignment, "complete", Map.of("answer", "x")).then().statusCode(404);
      who.draft(assignment, "x").then().statusCode(404);
      who.call().body("{}").patch("/v1/members/" + ada.id()).then().statusCode(404);
      who.call().get("/v1/offers").then().body("items", empty());
      who.call().get("/v1/assignments").then().body("items", empty());
    }
    sue.call().get("/v1/routes/" + offered).then().statusCode(404);
    sue.call().post("/v1/routes/" + offered + "/claims").then().statusCode(404);
    for (String path :
        List.of(
            "/v1/members/" + ada.id(),
            "/v1/offers/" + offer + "/explanation",
            "/v1/routes/" + offered)) {
      olga.call().get(path).then().statusCode(404);
    }
    olga.call().body("{}").patch("/v1/members/" + ada.id()).then().statusCode(404);
    olga.call()
        .body(Map.of("skills", List.of()))
        .put("/v1/members/" + ada.id() + "/skills")
        .then()
        .statusCode(404);
    olga.call().get("/v1/routes").then().body("items", empty());
    olga.call().get("/v1/members").then().body("items", hasSize(2));
    stage
        .operator()
        .call()
        .body(Map.of("description", "Television"))
        .put("/v1/skills/tv")
        .then()
        .statusCode(200);
    olga.call().get("/v1/skills").then().body("items", empty());
    database.transact(tx -> tx.update("delete from skill where community = ?", stage.community));
    wire.say(
        other.community,
        offered,
        new dev.crowdline.contracts.intake.RequestCancelled(
            dev.crowdline.contracts.intake.RequestCancelled.By.OPERATOR, null, null));
    wire.say(other.community, offered, Stage.submission(Tier.COMMUNITY, Stage.TV));
    assertThat(everything()).as("a fact of another community, too").isEqualTo(before);
  }

  // ---- the socket ----

  private static int statusOf(String query, Map<String, String> headers) {
    try (Stream opened = Stream.open(query, headers)) {
      return opened.isOpen() ? 101 : 0;
    } catch (Stream.Refused refused) {
      assertThat(refused.mediaType).isEqualTo("application/problem+json");
      return refused.status;
    }
  }

  private String ticket(Instant rightUntil) {
    return tickets.sign(tickets.make(ada.caller(), null, rightUntil));
  }

  @Test
  @DisplayName("a socket opens with a token or with a ticket, once, and from our own pages only")
  void opening() {
    Map<String, String> bearer = Map.of("Authorization", "Bearer " + ada.token());
    assertThat(statusOf("", Map.of())).isEqualTo(401);
    assertThat(statusOf("", Map.of("Authorization", "Bearer garbage"))).isEqualTo(401);
    assertThat(statusOf("?ticket=garbage", Map.of())).isEqualTo(401);
    assertThat(statusOf("?ticket=", Map.of())).isEqualTo(401);
    String operator = Tokens.of(stage.community, "olga", "operator");
    assertThat(statusOf("", Map.of("Authorization", "Bearer " + operator))).isEqualTo(403);
    assertThat(statusOf("", bearer)).isEqualTo(101);
    assertThat(statusOf("?site=caf%C3%A9%20corner", bearer)).isEqualTo(101);
    for (String wrong :
        List.of("site=", "site=%20", "site=a%00b", "site=a&site=b", "site=" + "x".repeat(61))) {
      assertThat(statusOf("?" + wrong, bearer)).as(wrong).isEqualTo(400);
    }
    assertThat(statusOf("?sight=a", bearer)).isEqualTo(400);
    String page = "http://localhost:8080";
    assertThat(statusOf("", Map.of("Authorization", bearer.get("Authorization"), "Origin", page)))
        .isEqualTo(101);
    assertThat(
            statusOf(
                "",
                Map.of("Authorization", bearer.get("Authorization"), "Origin", "http://evil.test")))
        .isEqualTo(403);

    String ticket =
        ada.call()
            .header("Origin", page)
            .post("/v1/stream/tickets")
            .then()
            .statusCode(201)
            .extract()
            .path("ticket");
    assertThat(statusOf("?ticket=" + ticket, Map.of())).as("of another page").isEqualTo(401);
    assertThat(statusOf("?ticket=" + ticket, Map.of("Origin", page))).isEqualTo(101);
    assertThat(statusOf("?ticket=" + ticket, Map.of("Origin", page)))
        .as("its second use")
        .isEqualTo(401);
    given()
        .get("/v1/stream")
        .then()
        .statusCode(426)
        .header("Upgrade", "websocket")
        .body("detail", containsString("open it as a WebSocket"));
    given()
        .queryParam("ticket", ticket(Instant.now().plusSeconds(60)))
        .get("/v1/offers")
        .then()
        .statusCode(401);
  }

  @Test
  @DisplayName("who is no member, or has not accepted the terms, is told so and let go with 4403")
  void noMember() {
    Person stranger = new Person(stage.community, "stranger", "contributor");
    try (Stream stream = Stream.open("", Map.of("Authorization", "Bearer " + stranger.token()))) {
      assertThat(stream.await("result").get("status").asInt()).isEqualTo(404);
      assertThat(stream.awaitClose()).isEqualTo(4403);
    }
    Person newbie = new Person(stage.community, "newbie-" + Ids.next(), "contributor").registered();
    try (Stream stream = Stream.open("", Map.of("Authorization", "Bearer " + newbie.token()))) {
      assertThat(stream.await("result").get("status").asInt()).isEqualTo(403);
      assertThat(stream.awaitClose()).isEqualTo(4403);
    }
  }

  @Test
  @DisplayName(
      "what the stream refuses keeps its ref, binary frames are answered, and it stays open (P11)")
  void keptRef() {
    try (Stream stream =
        Stream.open("?ticket=" + ticket(Instant.now().plusSeconds(60)), Map.of())) {
      stream.await("hello");
      List<String> wrong =
          List.of(
              "{\"type\":\"dance\",\"ref\":\"0\"}",
              "{\"ref\":\"1\"}",
              "{\"type\":\"accept\",\"ref\":\"2\",\"offerId\":17}",
              "{\"type\":\"accept\",\"ref\":\"3\",\"surprise\":1}",
              "{\"type\":\"shown\",\"ref\":\"4\"}",
              "{\"type\":\"ping\",\"ref\":\"5\",\"surprise\":1}",
              "{\"offerId\":\"nothing\",\"ref\":\"6\",\"type\":\"decline\"}");
      for (int i = 0; i < wrong.size(); i++) {
        stream.say(wrong.get(i));
        assertThat(result(stream, String.valueOf(i)).get("status").asInt())
            .as(wrong.get(i))
            .isEqualTo(400);
      }
      stream.say(new byte[] {1, 2, 3});
      assertThat(stream.await("result", m -> !m.has("ref")).path("problem").path("detail").asText())
          .contains("text frame");
      stream.say(Map.of("type", "ping"));
      stream.await("pong");
      assertThat(stream.isOpen()).isTrue();
    }
  }

  @Test
  @DisplayName("a right that ends closes with 4401, unless it is renewed by the same person")
  void renewed() {
    try (Stream over = Stream.open("?ticket=" + ticket(Instant.now().plusSeconds(1)), Map.of())) {
      over.await("hello");
      assertThat(over.awaitClose()).isEqualTo(4401);
    }
    try (Stream stream = Stream.open("?ticket=" + ticket(Instant.now().plusSeconds(4)), Map.of())) {
      Instant until = Instant.parse(stream.await("hello").get("rightUntil").asText());
      stream.say(Map.of("type", "renew", "ref", "1", "token", "garbage"));
      assertThat(result(stream, "1").get("status").asInt()).isEqualTo(401);
      stream.say(
          Map.of(
              "type",
              "renew",
              "ref",
              "2",
              "token",
              Tokens.of(stage.community, "eve", "contributor")));
      assertThat(result(stream, "2").get("status").asInt()).isEqualTo(403);
      stream.say(
          Map.of("type", "renew", "ref", "3", "token", Tokens.of("other", "ada", "contributor")));
      assertThat(result(stream, "3").get("status").asInt()).isEqualTo(403);
      stream.say(
          Map.of(
              "type", "renew", "ref", "4", "token", Tokens.of(stage.community, "ada", "operator")));
      assertThat(result(stream, "4").get("status").asInt()).isEqualTo(403);
      stream.say(Map.of("type", "renew", "ref", "5", "token", ada.token()));
      assertThat(Instant.parse(stream.await("renewed").get("rightUntil").asText()))
          .isAfter(until.plusSeconds(600));
      org.awaitility.Awaitility.await()
          .during(java.time.Duration.ofSeconds(4))
          .atMost(java.time.Duration.ofSeconds(6))
          .until(stream::isOpen);
    }
  }

  @Test
  @DisplayName("P11: what is malformed gets a problem, changes nothing, and the socket stays open")
  void malformedMessages() {
    String before = everything();
    try (Stream stream = ada.connect()) {
      List<String> messages =
          List.of(
              "",
              "hello",
              "{",
              "[]",
              "null",
              "7",
              "{}",
              "{\"type\":7}",
              "{\"type\":\"dance\"}",
              "{\"type\":\"accept\"}",
              "{\"type\":\"accept\",\"offerId\":7}",
              "{\"type\":\"accept\",\"offerId\":\"no-id\"}",
              "{\"type\":\"accept\",\"offerId\":\"" + offer + "\",\"colour\":\"red\"}",
              "{\"type\":\"decline\"}",
              "{\"type\":\"decline\",\"offerId\":\"" + offer + "\",\"reason\":[]}",
              "{\"type\":\"decline\",\"offerId\":\""
                  + offer
                  + "\",\"reason\":\""
                  + "x".repeat(501)
                  + "\"}",
              "{\"type\":\"decline\",\"offerId\":\"" + offer + "\",\"reason\":\"\\u0000\"}",
              "{\"type\":\"shown\"}",
              "{\"type\":\"shown\",\"offerId\":\"" + offer + "\",\"version\":\"1\"}",
              "{\"type\":\"renew\"}",
              "{\"type\":\"renew\",\"token\":7}",
              "{\"type\":\"ping\",\"extra\":1}",
              "{\"type\":\"hello\"}");
      int told = 0;
      for (String message : messages) {
        stream.say(message);
        int expected = ++told;
        org.awaitility.Awaitility.await(message)
            .atMost(java.time.Duration.ofSeconds(5))
            .pollInterval(java.time.Duration.ofMillis(10))
            .until(() -> stream.all("result").size() == expected);
        JsonNode result = stream.all("result").getLast();
        assertThat(result.get("status").asInt()).as(message).isEqualTo(400);
        assertThat(result.at("/problem/type").asText()).startsWith("urn:crowdline:problem:");
      }
      stream.say(Map.of("type", "accept", "ref", "unknown", "offerId", Ids.next().toString()));
      assertThat(result(stream, "unknown").get("status").asInt()).isEqualTo(404);
      stream.say("{\"type\":\"ping\",\"x\":\"" + "x".repeat(70_000) + "\"}");
      assertThat(stream.await("result", m -> m.get("status").asInt() == 413)).isNotNull();
      stream.say(Map.of("type", "ping"));
      stream.await("pong");
      assertThat(stream.isOpen()).isTrue();
    }
    assertThat(everything()).isEqualTo(before);
  }

  private static JsonNode result(Stream stream, String ref) {
    return stream.await("result", m -> m.path("ref").asText().equals(ref));
  }
}
