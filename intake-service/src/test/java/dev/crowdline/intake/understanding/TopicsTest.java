package dev.crowdline.intake.understanding;

import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static dev.crowdline.intake.testing.Calls.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.crowdline.contracts.Dial;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.intake.testing.Wire;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class TopicsTest {
  @Inject Wire wire;

  private static Response put(String community, String name, List<String> keywords) {
    return operator(community)
        .body(
            Map.of("keywords", keywords, "needs", List.of(Map.of("skill", "general", "level", 1))))
        .put("/v1/topics/{name}", name);
  }

  private static Response ask(String community, String text) {
    return integrator(community).body(Map.of("text", text)).post("/v1/requests");
  }

  /** It ended intake with no memory left, for all communities, and took 48 s for one text. */
  @Test
  void allTopicsThatAreAllowedAndTheLongestTextsAtOnceAreCheap() throws Exception {
    String large = fresh("large");
    for (int topic = 0; topic < 500; topic++) {
      int first = 100_000 + topic * 100;
      put(
              large,
              "topic " + topic,
              IntStream.range(first, first + 100).mapToObj(i -> "a ".repeat(27) + i).toList())
          .then()
          .statusCode(200);
    }
    String longest = "a ".repeat(3_990) + "100000";
    Instant start = Instant.now();
    try (ExecutorService six = Executors.newFixedThreadPool(6)) {
      List<Future<Response>> posts = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        posts.add(six.submit(() -> ask(large, longest)));
      }
      for (Future<Response> post : posts) {
        post.get().then().statusCode(201).body("topic", equalTo("topic 0"));
      }
    }
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
    ask(fresh("small"), "hello").then().statusCode(201);
  }

  @Test
  void aChangedTopicIsFoundByTheNextQuestion() {
    String community = fresh("changing");
    put(community, "रोमिंग", List.of("रोमिंग")).then().statusCode(200);
    ask(community, "मेरा रोमिंग").then().body("topic", equalTo("रोमिंग"));
    put(community, "रोमिंग", List.of("ローミング")).then().statusCode(200);
    ask(community, "मेरा रोमिंग").then().body("understood", equalTo(false));
    ask(community, "海外でローミングが使えません").then().body("topic", equalTo("रोमिंग"));
    operator(community).delete("/v1/topics/{name}", "रोमिंग").then().statusCode(204);
    ask(community, "海外でローミングが使えません").then().body("understood", equalTo(false));
  }

  @Test
  void aTopicHasOneSpelling() {
    String community = fresh("spelling");
    put(community, "Straße", List.of("a")).then().statusCode(200);
    put(community, "Straße", List.of("b")).then().statusCode(200);
    put(community, "STRASSE", List.of("c"))
        .then()
        .statusCode(409)
        .body("errors[0].allowed[0]", equalTo("Straße"));
  }

  @Test
  void lengthsAreCodePointsAndMarksOfDirectionStay() {
    String community = fresh("text");
    ask(community, "😀".repeat(8_000)).then().statusCode(201);
    ask(community, "😀".repeat(8_001)).then().statusCode(400);
    ask(community, "\u202Ewhy?\u202C")
        .then()
        .statusCode(201)
        .body("text", equalTo("\u202Ewhy?\u202C"));
  }

  @ParameterizedTest
  @CsvSource({"iw, he", "no, nb", "zh-cmn-Hans-CN, zh-Hans-CN", "eng, en", "EN-us, en-US"})
  void aLanguageHasOneForm(String given, String canonical) {
    integrator(fresh("language"))
        .body(Map.of("text", "Hm?", "language", given))
        .post("/v1/requests")
        .then()
        .statusCode(201)
        .body("language", equalTo(canonical));
  }

  @Test
  void aKeywordThatCannotBeFoundIsRefusedByItsPlace() {
    put(fresh("topics"), "it", List.of("sim", "?!"))
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("keywords[1]"));
  }

  @Test
  void aDialSendsAPartToTheCommunityAndSaysSo() {
    String community = fresh("dialled");
    Map<String, Object> topic =
        Map.of(
            "keywords", List.of("bill"), "needs", List.of(Map.of("skill", "general", "level", 1)));
    for (int percent : List.of(0, 100)) {
      Map<String, Object> dialled = new HashMap<>(topic);
      dialled.put("communityPercent", percent);
      operator(community)
          .body(dialled)
          .put("/v1/topics/bills")
          .then()
          .statusCode(200)
          .body("communityPercent", equalTo(percent));
      Response asked = ask(community, "My bill is wrong");
      asked
          .then()
          .statusCode(201)
          .body("minimumTier", equalTo(percent == 0 ? "SPECIALIST" : "COMMUNITY"));
      UUID id = UUID.fromString(asked.path("id"));
      operator(community)
          .get("/v1/requests/" + id + "/understanding")
          .then()
          .body(
              "understanding.because", containsString("sends " + percent + " % to the community"));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() ->
              assertThat(wire.told(id))
                  .first()
                  .isInstanceOfSatisfying(
                      RequestSubmitted.class,
                      said -> assertThat(said.dial()).isEqualTo(new Dial(percent, percent > 0))));
    }
    Map<String, Object> wrong = new HashMap<>(topic);
    wrong.put("communityPercent", 101);
    operator(community)
        .body(wrong)
        .put("/v1/topics/bills")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("communityPercent"));
    operator(community).body(topic).put("/v1/topics/bills").then().statusCode(200);
    UUID id = UUID.fromString(ask(community, "My bill is wrong").path("id"));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(wire.told(id))
                .first()
                .isInstanceOfSatisfying(
                    RequestSubmitted.class, said -> assertThat(said.dial()).isNull()));
  }
}
