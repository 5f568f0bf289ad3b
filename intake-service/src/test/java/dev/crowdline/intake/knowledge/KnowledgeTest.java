package dev.crowdline.intake.knowledge;

import static dev.crowdline.intake.testing.Calls.admin;
import static dev.crowdline.intake.testing.Calls.ask;
import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static dev.crowdline.intake.testing.Calls.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.intake.RequestClosed;
import dev.crowdline.intake.testing.Calls.Asked;
import dev.crowdline.intake.testing.Routing;
import dev.crowdline.intake.testing.Wire;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers become articles, customers find them, and nobody has to be asked. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class KnowledgeTest {
  private static final Map<String, Object> ROAMING =
      Map.of(
          "language", "en",
          "title", "Use your phone abroad",
          "question", "Does my phone work in another country?",
          "text", "Yes: switch on data roaming in the settings, and restart the phone.");
  private static final Map<String, Object> RECHNUNG =
      Map.of(
          "language", "de",
          "title", "Die Rechnung verstehen",
          "question", "Warum ist meine Rechnung so hoch?",
          "text", "Gebühren für Sonderrufnummern stehen auf der zweiten Seite.");

  @Inject Wire wire;

  private final String community = fresh("knowledge");

  private static RequestSpecification anybody() {
    return given().contentType(ContentType.JSON);
  }

  private String articles() {
    return "/v1/knowledge/" + community + "/articles";
  }

  private void open() {
    admin()
        .body(Map.of("id", community, "name", "Acme", "pace", "DEMO"))
        .post("/v1/communities")
        .then()
        .statusCode(201);
    operator(community)
        .body(Map.of("open", true))
        .put("/v1/communities/" + community + "/public-form")
        .then()
        .statusCode(200);
  }

  private ValidatableResponse add(Map<String, Object> content, Map<String, Object> beside) {
    Map<String, Object> body = new HashMap<>(beside);
    body.put("content", content);
    return operator(community).body(body).post("/v1/articles").then();
  }

  private String published(Map<String, Object> content) {
    return add(content, Map.of("publish", true)).statusCode(201).extract().path("id");
  }

  /** What was published is found within two seconds, by every replica. */
  private void awaitFound(String text, String id) {
    await()
        .untilAsserted(() ->
            anybody()
                .queryParam("text", text)
                .get(articles())
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id)));
  }

  private void vote(String id, String reader, boolean helpful, int status) {
    anybody()
        .body(Map.of("helpful", helpful, "reader", reader))
        .post(articles() + "/" + id + "/votes")
        .then()
        .statusCode(status);
  }

  private static String reader() {
    return UUID.randomUUID().toString();
  }

  private Asked resolved(String question, String answer) {
    return resolved(ask(community, question), answer);
  }

  private Asked resolved(Asked asked, String answer) {
    new Routing(wire, asked).queued(1).accepted(1).completed(1, answer);
    await().untilAsserted(() -> assertThat(asked.status()).isEqualTo("ANSWERED"));
    asked
        .customer()
        .body(Map.of("solved", true))
        .post(asked.conversation() + "/verdict")
        .then()
        .statusCode(200);
    return asked;
  }

  @Test
  @DisplayName("a confirmed answer becomes one article, and its author is named")
  void isMadeOfAnAnswer() {
    open();
    Asked asked = resolved("Does it work in Norway?", "Switch on roaming.");
    String id =
        add(ROAMING, Map.of("requestId", asked.id()))
            .statusCode(201)
            .header("ETag", notNullValue())
            .body("state", equalTo("PROPOSED"))
            .body("author", notNullValue())
            .body("requestId", equalTo(asked.id().toString()))
            .extract()
            .path("id");
    add(ROAMING, Map.of("requestId", asked.id())).statusCode(409);
    anybody().get(articles() + "/" + id).then().statusCode(404);
    operator(community)
        .post("/v1/articles/" + id + "/publish")
        .then()
        .statusCode(200)
        .body("state", equalTo("PUBLISHED"));
    anybody()
        .get(articles() + "/" + id)
        .then()
        .statusCode(200)
        .body("title", equalTo("Use your phone abroad"))
        .body("author", notNullValue())
        .body("requestId", nullValue());
    operator(community)
        .get("/v1/intake/acts")
        .then()
        .body("items.kind", hasItems("ARTICLE_ADDED", "ARTICLE_PUBLISHED"));
  }

  @Test
  @DisplayName("what has no confirmed answer becomes no article, and says why")
  void onlyOfWhatIsConfirmed() {
    open();
    Asked asked = ask(community, "Does it work in Norway?");
    add(ROAMING, Map.of("requestId", asked.id())).statusCode(409);
    add(ROAMING, Map.of("requestId", UUID.randomUUID())).statusCode(404);
    Map<String, Object> noTitle = new HashMap<>(ROAMING);
    noTitle.put("title", " ");
    add(noTitle, Map.of()).statusCode(400).body("errors[0].field", equalTo("content.title"));
    Map<String, Object> noLanguage = new HashMap<>(ROAMING);
    noLanguage.put("language", "nowhere at all");
    add(noLanguage, Map.of()).statusCode(400);
    operator(community).get("/v1/articles").then().body("items", empty());
    integrator(community).get("/v1/articles").then().statusCode(403);
  }

  @Test
  @DisplayName("articles are found by words and by meaning, in their language; without any, all")
  void isFound() {
    open();
    String roaming = published(ROAMING);
    String rechnung = published(RECHNUNG);
    // Other words for the same.
    awaitFound("Will my phone work when I am in another country?", roaming);
    // A stem of the answer's own words, which mean nothing to the question.
    awaitFound("Sonderrufnummer", rechnung);
    anybody()
        .queryParam("text", "Sonderrufnummer")
        .queryParam("language", "de")
        .get(articles())
        .then()
        .body("items[0].id", equalTo(rechnung));
    anybody().get(articles()).then().body("items.id", hasItems(roaming, rechnung));
    anybody()
        .queryParam("language", "de")
        .get(articles())
        .then()
        .body("items.id", contains(rechnung, roaming));
    for (String odd : List.of("'; drop table article; --", "\\", "& | ! ( )", "😀😀😀", "\u0000")) {
      int status = anybody().queryParam("text", odd).get(articles()).then().extract().statusCode();
      assertThat(status).as(odd).isIn(200, 400);
    }
  }

  @Test
  @DisplayName("an article that solves it ends the request: nobody is asked, its author is told of")
  void solves() {
    open();
    Asked first = resolved("Does it work in Norway?", "Switch on roaming.");
    String article =
        add(ROAMING, Map.of("requestId", first.id(), "publish", true))
            .statusCode(201)
            .extract()
            .path("id");
    Asked asked = ask(community, "Does my phone work in another country?");
    await()
        .untilAsserted(() ->
            asked
                .customer()
                .get(asked.conversation() + "/articles")
                .then()
                .statusCode(200)
                .body("items.id", contains(article)));
    asked
        .customer()
        .body(Map.of("article", UUID.randomUUID()))
        .post(asked.conversation() + "/solved-by")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("article"));
    String key = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      asked
          .customer()
          .header("Idempotency-Key", key)
          .body(Map.of("article", article))
          .post(asked.conversation() + "/solved-by")
          .then()
          .statusCode(200)
          .body("request.status", equalTo("RESOLVED"))
          .body("helper", nullValue())
          .body("canRate", equalTo(false))
          .body("messages.notice.code", hasItem("SOLVED_BY_ARTICLE"));
    }
    asked
        .customer()
        .body(Map.of("article", article))
        .post(asked.conversation() + "/solved-by")
        .then()
        .statusCode(409);
    assertThat(asked.status()).isEqualTo("RESOLVED");
    asked.customer().get(asked.conversation() + "/articles").then().body("items", empty());
    await()
        .untilAsserted(() ->
            assertThat(wire.told(asked.id()))
                .last()
                .isInstanceOfSatisfying(
                    RequestClosed.class,
                    fact -> {
                      assertThat(fact.by()).isEqualTo(RequestClosed.By.ARTICLE);
                      assertThat(fact.sourceId()).hasToString(article);
                      assertThat(fact.authorId()).isNotNull();
                    }));
    operator(community)
        .get("/v1/articles/" + article)
        .then()
        .body("solved", equalTo(1))
        .body("version", equalTo(1));
  }

  @Test
  @DisplayName("the third like question that was solved proposes an article, once, of the best")
  void isProposed() {
    open();
    resolved("Does my phone work in another country?", "Switch on roaming.");
    Asked best = resolved("Will my phone work when I am in another country?", "Settings, roaming.");
    best.customer()
        .body(Map.of("stars", 5))
        .post(best.conversation() + "/rating")
        .then()
        .statusCode(200);
    resolved("How do I bake a chocolate cake?", "Slowly.");
    operator(community).get("/v1/articles").then().body("items", empty());
    resolved("Does the phone work in another country?", "Yes.");
    await()
        .untilAsserted(() ->
            operator(community)
                .get("/v1/articles")
                .then()
                .body("items.requestId", contains(best.id().toString()))
                .body("items.state", contains("PROPOSED"))
                .body("items.title", contains("Will my phone work when I am in another country"))
                .body("items.text", contains("Settings, roaming.")));
    Asked fourth = resolved("Would my phone work in another country?", "It does.");
    resolved("A question of another kind: where is my invoice?", "In the app.");
    add(RECHNUNG, Map.of("requestId", fourth.id())).statusCode(201);
    operator(community).get("/v1/articles").then().body("items", hasSize(2));
  }

  @Test
  @DisplayName("what is only proposed is forgotten with the request that it was made of")
  void isForgotten() {
    open();
    Map<String, String> ada = Map.of("reference", "ada");
    Asked mine = ask(community, Map.of("text", "Where is my card?", "customer", ada));
    Asked common = ask(community, Map.of("text", "Does it work abroad?", "customer", ada));
    String proposed =
        add(RECHNUNG, Map.of("requestId", resolved(mine, "On its way.").id()))
            .statusCode(201)
            .extract()
            .path("id");
    String published =
        add(ROAMING, Map.of("requestId", resolved(common, "Yes.").id(), "publish", true))
            .statusCode(201)
            .extract()
            .path("id");
    String customer =
        operator(community)
            .body(Map.of("identifier", "ada"))
            .post("/v1/customers/lookup")
            .then()
            .statusCode(200)
            .extract()
            .path("items[0].id");
    operator(community).post("/v1/customers/" + customer + "/erase").then().statusCode(202);
    await()
        .untilAsserted(
            () -> operator(community).get("/v1/articles/" + proposed).then().statusCode(404));
    operator(community)
        .get("/v1/articles/" + published)
        .then()
        .statusCode(200)
        .body("text", equalTo(ROAMING.get("text")));
  }

  @Test
  @DisplayName(
      "another's link solves nothing, and a question that is like no article is left alone")
  void onlyTheOwn() {
    open();
    String article = published(ROAMING);
    Asked mine = ask(community, "How do I bake a chocolate cake?");
    Asked other = ask(community, "Does my phone work in another country?");
    mine.customer()
        .body(Map.of("article", article))
        .post(other.conversation() + "/solved-by")
        .then()
        .statusCode(404);
    mine.customer().get(other.conversation() + "/articles").then().statusCode(404);
    awaitFound("phone in another country", article);
    mine.customer().get(mine.conversation() + "/articles").then().body("items", empty());
    assertThat(other.status()).isEqualTo("OPEN");
  }

  @Test
  @DisplayName(
      "five readers, most against it: nobody finds it until an operator publishes it again")
  void isVotedDown() {
    open();
    String article = published(ROAMING);
    awaitFound("phone in another country", article);
    String fickle = reader();
    vote(article, fickle, true, 204);
    vote(article, fickle, false, 204);
    vote(article, reader(), true, 204);
    vote(article, "short", true, 400);
    IntStream.range(0, 2).forEach(i -> vote(article, reader(), false, 204));
    anybody().get(articles() + "/" + article).then().statusCode(200).body("helpful", equalTo(1));
    vote(article, reader(), false, 204);
    anybody().get(articles() + "/" + article).then().statusCode(404);
    vote(article, reader(), true, 404);
    operator(community)
        .queryParam("state", "IN_REVIEW")
        .get("/v1/articles")
        .then()
        .body("items.id", contains(article))
        .body("items.state", everyItem(equalTo("IN_REVIEW")))
        .body("items[0].unhelpful", equalTo(4));
    await()
        .untilAsserted(() ->
            anybody()
                .queryParam("text", "phone in another country")
                .get(articles())
                .then()
                .body("items.id", not(hasItem(article))));
    operator(community)
        .post("/v1/articles/" + article + "/publish")
        .then()
        .statusCode(200)
        .body("helpful", equalTo(0))
        .body("unhelpful", equalTo(0));
    vote(article, reader(), false, 204);
    anybody().get(articles() + "/" + article).then().statusCode(200);
  }

  @Test
  @DisplayName("an edit of another version is refused, and changes nothing")
  void isEdited() {
    open();
    String article = published(ROAMING);
    Map<String, Object> better = new HashMap<>(ROAMING);
    better.put("text", "Switch on data roaming.");
    operator(community)
        .header("If-Match", "\"1\"")
        .body(better)
        .put("/v1/articles/" + article)
        .then()
        .statusCode(200)
        .body("version", equalTo(2))
        .body("text", equalTo("Switch on data roaming."));
    operator(community)
        .header("If-Match", "\"1\"")
        .body(ROAMING)
        .put("/v1/articles/" + article)
        .then()
        .statusCode(412);
    anybody()
        .get(articles() + "/" + article)
        .then()
        .body("text", equalTo("Switch on data roaming."));
    operator(community)
        .get("/v1/articles/" + article + "/versions")
        .then()
        .statusCode(200)
        .body("items.number", contains(2, 1))
        .body("items.text", contains("Switch on data roaming.", ROAMING.get("text")))
        .body("items.by", everyItem(notNullValue()));
  }

  @Test
  @DisplayName("visits, searches, readings and what was solved are counted, and nothing of whom")
  void isCounted() {
    open();
    String article = published(ROAMING);
    awaitFound("phone in another country", article);
    anybody().get(articles() + "/" + article).then().statusCode(200);
    String visits = "/v1/knowledge/" + community + "/visits";
    for (String came : List.of("BEGAN", "BEGAN", "ASKED")) {
      anybody().body(Map.of("came", came)).post(visits).then().statusCode(204);
    }
    anybody().body(Map.of("came", "GONE")).post(visits).then().statusCode(400);
    vote(article, reader(), true, 204);
    await()
        .untilAsserted(() ->
            operator(community)
                .get("/v1/articles/use")
                .then()
                .statusCode(200)
                .body("days", hasSize(1))
                .body("days[0].visits", equalTo(2))
                .body("days[0].asked", equalTo(1))
                .body("days[0].reads", equalTo(1))
                .body("days[0].solved", equalTo(1)));
  }

  @Test
  @DisplayName("where the public form is closed there is no help centre; one address has its limit")
  void isForAnybodyWhileOpen() {
    admin()
        .body(Map.of("id", community, "name", "Acme", "pace", "DEMO"))
        .post("/v1/communities")
        .then()
        .statusCode(201);
    published(ROAMING);
    anybody().get(articles()).then().statusCode(404);
    anybody().get("/v1/knowledge/" + community).then().statusCode(404);
    operator(community)
        .body(Map.of("open", true))
        .put("/v1/communities/" + community + "/public-form")
        .then()
        .statusCode(200);
    anybody()
        .get("/v1/knowledge/" + community)
        .then()
        .statusCode(200)
        .body("name", equalTo("Acme"));
    anybody()
        .queryParam("language", "nowhere at all")
        .get("/v1/knowledge/" + community + "/suggestions")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("language"));
    RequestSpecification greedy = anybody().header("X-Forwarded-For", "203.0.113.77");
    // One comes back every two seconds.
    List<Integer> answers =
        IntStream.range(0, 320).mapToObj(i -> greedy.get(articles()).statusCode()).toList();
    assertThat(answers.subList(0, 300)).containsOnly(200);
    assertThat(answers).contains(429);
  }
}
