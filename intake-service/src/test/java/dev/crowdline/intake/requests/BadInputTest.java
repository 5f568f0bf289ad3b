package dev.crowdline.intake.requests;

import static dev.crowdline.intake.testing.Calls.ask;
import static dev.crowdline.intake.testing.Calls.customer;
import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static dev.crowdline.intake.testing.Calls.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.crowdline.intake.testing.Calls.Asked;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
@DisplayName("P11: bad input never gets a 5xx and never changes anything")
class BadInputTest {
  private static final String COMMUNITY = fresh("bad");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {                                                        | 400 |
          []                                                       | 400 | body
          null                                                     | 400 |
          "text"                                                   | 400 | body
          {}                                                       | 400 | text
          {"text": null}                                           | 400 | text
          {"text": ""}                                             | 400 | text
          {"text": " \\n "}                                        | 400 | text
          {"text": "\\u200b"}                                      | 400 | text
          {"text": "\\u00a0\\u2800\\u3164"}                       | 400 | text
          {"text": "\\u202e\\u202c"}                              | 400 | text
          {"text": "a", "customer": {"name": "\\u200b"}}            | 400 | customer.name
          {"text": 7}                                              | 400 | text
          {"text": ["a"]}                                          | 400 | text
          {"text": "a\\u0000b"}                                    | 400 | text
          {"text": "a\\ud800b"}                                    | 400 | text
          {"text": "a", "colour": "red"}                           | 400 | colour
          {"text": "a"} {"text": "b"}                              | 400 |
          {"text": "a", "channel": "sms"}                          | 422 | channel
          {"text": "a", "channel": "email"}                        | 422 | channel
          {"text": "a", "channel": "API"}                          | 422 | channel
          {"text": "a", "channel": 1}                              | 400 | channel
          {"text": "a", "language": "x"}                           | 400 | language
          {"text": "a", "language": "und"}                         | 400 | language
          {"text": "a", "language": "x-klingon"}                   | 400 | language
          {"text": "a", "language": "not a language"}              | 400 | language
          {"text": "a", "priority": "SOON"}                        | 400 | priority
          {"text": "a", "priority": 1}                             | 400 | priority
          {"text": "a", "minimumTier": "BOSS"}                     | 400 | minimumTier
          {"text": "a", "needs": {}}                               | 400 | needs
          {"text": "a", "needs": [null]}                           | 400 | needs
          {"text": "a", "needs": [{"skill": "", "level": 1}]}      | 400 | skill
          {"text": "a", "needs": [{"skill": "s"}]}                 | 400 | level
          {"text": "a", "needs": [{"skill": "s", "level": 0}]}     | 400 | needs[0].level
          {"text": "a", "needs": [{"skill": "s", "level": 1}, {"skill": "s", "level": 2}]} | 400 | needs
          {"text": "a", "needs": [{"skill": "s", "level": 6}]}     | 400 | level
          {"text": "a", "needs": [{"skill": "s", "level": "2"}]}   | 400 | level
          {"text": "a", "needs": [{"skill": "s", "level": 1.5}]}   | 400 | level
          {"text": "a", "needs": [{"skill": "s", "level": 99999999999}]} | 400 | level
          {"text": "a", "attributes": {"k": null}}                 | 400 | attributes
          {"text": "a", "attributes": {"k": 1}}                    | 400 | attributes
          {"text": "a", "attributes": {"": "v"}}                   | 400 | attributes
          {"text": "a", "attributes": {"k\\u0000": "v"}}           | 400 | attributes
          {"text": "a", "attributes": {"k": "\\u0000"}}            | 400 | attributes
          {"text": "a", "customer": "Ada"}                         | 400 | customer
          {"text": "a", "customer": {"email": "nobody"}}           | 400 | email
          {"text": "a", "customer": {"phone": "ring me"}}          | 400 | phone
          {"text": "a", "customer": {"age": 7}}                    | 400 | age
          """)
  void submissionsAreRefusedWithTheirField(String body, int status, String field) {
    Response refused = integrator(COMMUNITY).body(body).post("/v1/requests");
    refused.then().statusCode(status).contentType("application/problem+json");
    if (field != null) {
      assertThat(refused.<String>path("errors[0].field")).contains(field);
    }
    integrator(COMMUNITY).get("/v1/requests").then().body("items", empty());
  }

  @Test
  void theLimitsAreTheLimits() {
    String community = fresh("limits");
    integrator(community)
        .body("{\"text\": \"" + "x".repeat(8000) + "\"}")
        .post("/v1/requests")
        .then()
        .statusCode(201);
    integrator(community)
        .body("{\"text\": \"" + "x".repeat(8001) + "\"}")
        .post("/v1/requests")
        .then()
        .statusCode(400)
        .body("errors.field", contains("text"));
    integrator(community)
        .body("{\"text\": \"" + "x".repeat(300_000) + "\"}")
        .post("/v1/requests")
        .then()
        .statusCode(413);
    StringBuilder many = new StringBuilder("{\"text\": \"a\", \"attributes\": {\"a0\": \"v\"");
    for (int i = 1; i <= 20; i++) {
      many.append(", \"a").append(i).append("\": \"v\"");
    }
    integrator(community).body(many + "}}").post("/v1/requests").then().statusCode(400);
    integrator(community)
        .header("Idempotency-Key", "k".repeat(201))
        .body("{\"text\": \"a\"}")
        .post("/v1/requests")
        .then()
        .statusCode(400)
        .body("errors.field", contains("Idempotency-Key"));
    integrator(community).get("/v1/requests").then().body("items", hasSize(1));
  }

  @Test
  void whatIsAllowedIsSaid() {
    integrator(COMMUNITY)
        .body("{\"text\": \"a\", \"channel\": \"email\"}")
        .post("/v1/requests")
        .then()
        .statusCode(422)
        .body("errors[0].allowed", contains("api", "web"));
    integrator(COMMUNITY)
        .body("{\"text\": \"a\", \"colour\": 1}")
        .post("/v1/requests")
        .then()
        .body("errors[0].allowed", hasItem("priority"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=201",
        "limit=ten",
        "cursor=nonsense",
        "status=open",
        "priority=SOON",
        "createdAfter=yesterday",
        "words=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "createdBefore=%2B999999999-12-31T23:59:59Z"
      })
  void badQueriesAreRefusedWithTheirField(String query) {
    integrator(COMMUNITY)
        .urlEncodingEnabled(false)
        .get("/v1/requests?" + query)
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo(query.substring(0, query.indexOf('='))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%00", "?cursor=%00"})
  void anAddressThatIsNoneIsRefusedAtTheDoor(String address) {
    integrator(COMMUNITY)
        .urlEncodingEnabled(false)
        .get("/v1/requests" + address)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", not(emptyOrNullString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"not-an-id", "0190"})
  void anIdThatIsNoneIsNotThere(String id) {
    integrator(COMMUNITY)
        .urlEncodingEnabled(false)
        .get("/v1/requests/" + id)
        .then()
        .statusCode(404);
    integrator(COMMUNITY)
        .urlEncodingEnabled(false)
        .post("/v1/requests/" + id + "/cancel")
        .then()
        .statusCode(404);
  }

  @Test
  void whoeverIsNobodyIsNotLetIn() {
    given().get("/v1/requests").then().statusCode(401).contentType("application/problem+json");
    given().header("Authorization", "Bearer nonsense").get("/v1/requests").then().statusCode(401);
    given().header("X-API-Key", "ck_nonsense").get("/v1/requests").then().statusCode(401);
    given().header("X-Customer-Link", "nonsense").get("/v1/requests").then().statusCode(401);
    given()
        .contentType(ContentType.JSON)
        .body("{\"text\": \"a\"}")
        .post("/v1/requests")
        .then()
        .statusCode(401);
    given().get("/v1/conversations/" + UUID.randomUUID()).then().statusCode(401);
  }

  @Test
  void whoeverMayNotIsNotLetIn() {
    operator(COMMUNITY).body("{\"text\": \"a\"}").post("/v1/requests").then().statusCode(403);
    integrator(COMMUNITY).get("/v1/topics").then().statusCode(403);
    integrator(COMMUNITY).get("/v1/conversations/" + UUID.randomUUID()).then().statusCode(403);
    Asked asked = ask(fresh("bad"), "Hello");
    asked.customer().get("/v1/requests/" + asked.id()).then().statusCode(403);
  }

  @Test
  void otherMethodsFormsAndPlaces() {
    integrator(COMMUNITY).delete("/v1/requests").then().statusCode(405);
    integrator(COMMUNITY).get("/v1/nowhere").then().statusCode(404);
    integrator(COMMUNITY)
        .contentType("text/plain")
        .body("hello")
        .post("/v1/requests")
        .then()
        .statusCode(415);
    integrator(COMMUNITY).post("/v1/requests").then().statusCode(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          messages | {}                                | text
          messages | {"text": ""}                      | text
          messages | {"text": "a", "html": "b"}        | html
          messages | {"text": "a\\u0000"}              | text
          verdict  | {}                                | solved
          verdict  | {"solved": "yes"}                 | solved
          verdict  | {"solved": 1}                     | solved
          rating   | {}                                | stars
          rating   | {"stars": 0}                      | stars
          rating   | {"stars": 6}                      | stars
          rating   | {"stars": "5"}                    | stars
          rating   | {"stars": 3, "thanks": true}      | thanks
          """)
  void whatACustomerCannotSayIsRefusedWithItsField(String what, String body, String field) {
    Asked asked = ask(fresh("bad"), "Hello");
    asked
        .customer()
        .body(body)
        .post(asked.conversation() + "/" + what)
        .then()
        .statusCode(400)
        .body("errors[0].field", containsString(field));
    asked.customer().get(asked.conversation()).then().body("messages", hasSize(1));
  }

  @Test
  void aLinkOpensOneRequestAndCannotBeForged() {
    Asked asked = ask(fresh("bad"), "Hello");
    Asked another = ask(asked.community(), "Another");
    customer(asked.page()).get(another.conversation()).then().statusCode(404);
    customer(asked.page()).get(another.conversation() + "/events").then().statusCode(404);
    customer(asked.page() + "A").get(asked.conversation()).then().statusCode(401);
    customer("#" + asked.page().substring(asked.page().indexOf('#') + 5))
        .get(asked.conversation())
        .then()
        .statusCode(401);
  }
}
