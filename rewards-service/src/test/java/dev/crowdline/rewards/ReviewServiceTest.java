package dev.crowdline.rewards;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.MinimumTierRaised;
import dev.crowdline.contracts.intake.RequestErased;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.rewards.AnswerReviewed;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.MemberIdentity;
import dev.crowdline.contracts.routing.MemberRegistered;
import dev.crowdline.contracts.routing.RouteClaimed;
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
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are drawn, judged blind by staff, and what follows for their points. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class ReviewServiceTest {
  @Inject Database database;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  private final String community =
      "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final UUID ada = Ids.next();
  private final UUID sam = Ids.next();
  private final UUID request = Ids.next();
  private final UUID answer = Ids.next();
  private final UUID message = Ids.next();
  private Facts facts;

  @BeforeEach
  void people() {
    facts = new Facts(bootstrap, prefix);
    say(member(ada, "ada", Tier.COMMUNITY));
    say(member(sam, "sam", Tier.SPECIALIST));
    heard(() -> wallet(sam).statusCode(200));
    settings(50, 0, 3);
  }

  @AfterEach
  void disconnect() {
    facts.close();
  }

  @Test
  @DisplayName("what is to be judged says nothing of who wrote it nor of what the customer said")
  void blind() {
    say(submitted(request, Tier.COMMUNITY), completed(request, answer, message, 150));
    say(facts.about(community, request, new RequestRated(answer, ada, 5, true, "Super!")));
    UUID review = waiting(sam(), request);
    sam()
        .get("/v1/reviews/queue")
        .then()
        .statusCode(200)
        .body("waiting", equalTo(1))
        .body("items[0].requestId", equalTo(request.toString()))
        .body("items[0].answerId", equalTo(message.toString()))
        .body("items[0].topic", equalTo("television"))
        .body("items[0].state", equalTo("OPEN"))
        .body("items[0].revealed", nullValue());
    for (RequestSpecification reader : List.of(sam(), olga())) {
      assertThat(reader.get("/v1/reviews/" + review).asString())
          .contains(message.toString())
          .doesNotContain(ada.toString(), "stars", "PENDING");
    }
    assertThat(olga().get("/v1/reviews").asString()).doesNotContain(ada.toString(), "stars");
    heard(() -> assertThat(stars(answer)).isEqualTo(5));
    judge(sam(), review, "GOOD", " Clear and right. ")
        .statusCode(200)
        .body("state", equalTo("SETTLED"))
        .body("mine.verdict", equalTo("GOOD"))
        .body("mine.note", equalTo("Clear and right."))
        .body("revealed.memberId", equalTo(ada.toString()))
        .body("revealed.stars", equalTo(5))
        .body("revealed.customer", equalTo("PENDING"))
        .body("revealed.verdict", equalTo("GOOD"))
        .body("revealed.judgements.reviewer", contains("sam"));
    sam().get("/v1/reviews/queue").then().body("items", empty()).body("waiting", equalTo(0));
    wallet(ada).body("held", equalTo(150));
    assertThat(reviewed(request, 1).getFirst())
        .isEqualTo(
            new AnswerReviewed(
                review, answer, ada, AnswerReviewed.Verdict.GOOD, "television", 1, false));
    olga()
        .get("/v1/rewards/acts")
        .then()
        .body("items[0].kind", equalTo("ANSWER_JUDGED"))
        .body("items[0].requestId", equalTo(request.toString()))
        .body("items[0].detail.verdict", equalTo("GOOD"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"WRONG", "HARMFUL"})
  @DisplayName("P5: a bad answer's held points are withdrawn, and no confirmation pays it any more")
  void withdrawn(String verdict) {
    say(submitted(request, Tier.COMMUNITY), completed(request, answer, message, 150));
    UUID review = waiting(sam(), request);
    judge(sam(), review, verdict, "No.").statusCode(200).body("revealed.verdict", equalTo(verdict));
    wallet(ada).body("held", equalTo(0)).body("balance", equalTo(0));
    statement()
        .body("items[0].state", equalTo("VOID"))
        .body("items[0].movements.kind", contains("HELD", "VOIDED"))
        .body(
            "items[0].explanation", containsString("Reviewers judged that your answer was wrong"));
    say(resolved(request, answer, 1));
    heard(() ->
        sam().get("/v1/reviews/" + review).then().body("revealed.customer", equalTo("CONFIRMED")));
    wallet(ada).body("held", equalTo(0)).body("balance", equalTo(0));
    assertThat(names(request, 3))
        .containsExactly("points-held", "points-voided", "answer-reviewed");
    addsUp();
  }

  @Test
  @DisplayName("P5: what was paid is clawed back, as far as it is there; the rest is owed")
  void takenBack() {
    say(submitted(request, Tier.COMMUNITY), completed(request, answer, message, 150));
    say(resolved(request, answer, 1));
    UUID review = waiting(sam(), request);
    heard(() -> wallet(ada).body("balance", equalTo(150)));
    judge(olga(), review, "WRONG", "").statusCode(200);
    wallet(ada)
        .body("balance", equalTo(0))
        .body("debt", equalTo(0))
        .body("earnedTotal", equalTo(0));
    statement().body("items[0].movements.kind", contains("HELD", "RELEASED", "CLAWED_BACK"));
    assertThat(names(request, 4))
        .containsExactly("points-held", "points-released", "points-clawed-back", "answer-reviewed");
    addsUp();
  }

  @Test
  @DisplayName("an answer that its customer refused before loses nothing twice, and stays unpaid")
  void voidedBefore() {
    say(submitted(request, Tier.COMMUNITY), completed(request, answer, message, 150));
    say(
        facts.about(
            community,
            request,
            new RequestReopened(2, RequestReopened.Reason.NOT_SOLVED, answer, null)));
    UUID review = waiting(sam(), request);
    heard(() -> wallet(ada).body("held", equalTo(0)));
    judge(sam(), review, "HARMFUL", "Dangerous.").statusCode(200);
    statement().body("items[0].movements.kind", contains("HELD", "VOIDED"));
    say(
        facts.about(
            community,
            request,
            new RequestResolved(answer, ada, 1, RequestResolved.By.CUSTOMER, 2)));
    heard(() ->
        sam()
            .get("/v1/reviews/" + review)
            .then()
            .body("revealed.customer", equalTo("CONFIRMED_AFTER_ALL")));
    wallet(ada).body("balance", equalTo(0)).body("held", equalTo(0));
    addsUp();
  }

  @Test
  @DisplayName("a verdict twice: the same key is the same, another is refused, and so is another's")
  void twice() {
    say(submitted(request, Tier.COMMUNITY), completed(request, answer, message, 150));
    UUID review = waiting(sam(), request);
    String key = UUID.randomUUID().toString();
    judge(sam(), review, "WRONG", "", key).statusCode(200);
    judge(sam(), review, "WRONG", "", key).statusCode(200).body("state", equalTo("SETTLED"));
    judge(sam(), review, "GOOD", "", key).statusCode(422);
    judge(sam(), review, "GOOD", "")
        .statusCode(409)
        .body("detail", containsString("you have judged"));
    judge(olga(), review, "GOOD", "").statusCode(409).body("detail", containsString("others have"));
    assertThat(reviewed(request, 1)).hasSize(1);
    wallet(ada).body("held", equalTo(0));
    addsUp();
  }

  @Test
  @DisplayName("twice blind: neither sees the other's verdict; when they differ, a third decides")
  void byTwo() {
    settings(50, 100, 3);
    say(submitted(request, Tier.COMMUNITY), completed(request, answer, message, 150));
    UUID review = waiting(sam(), request);
    judge(sam(), review, "GOOD", "mine")
        .statusCode(200)
        .body("state", equalTo("OPEN"))
        .body("mine.verdict", equalTo("GOOD"))
        .body("revealed.verdict", nullValue())
        .body("revealed.judgements", empty());
    sam().get("/v1/reviews/queue").then().body("waiting", equalTo(0));
    assertThat(olga().get("/v1/reviews/" + review).asString()).doesNotContain("mine\":{", "GOOD");
    judge(olga(), review, "WRONG", "").statusCode(200).body("state", equalTo("OPEN"));
    wallet(ada).body("held", equalTo(150));
    assertThat(names(request, 1)).containsExactly("points-held");
    judge(as("otto", "operator"), review, "HARMFUL", "")
        .statusCode(200)
        .body("state", equalTo("SETTLED"))
        .body("revealed.verdict", equalTo("WRONG"))
        .body("revealed.judgements.verdict", contains("GOOD", "WRONG", "HARMFUL"));
    wallet(ada).body("held", equalTo(0));
    assertThat(reviewed(request, 1).getFirst().judgements()).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "P14: not the author, nobody who had the work, nobody below the minimum tier, no contractor")
  void whoMayNot() {
    UUID carl = Ids.next();
    UUID sue = Ids.next();
    say(member(carl, "carl", Tier.CONTRACTOR), member(sue, "sue", Tier.SPECIALIST));
    say(submitted(request, Tier.COMMUNITY));
    say(
        facts.about(
            community,
            request,
            new RouteClaimed(Ids.next(), sue, "sue", Tier.SPECIALIST, 1, 0, List.of())),
        completed(request, answer, message, 150));
    UUID review = waiting(sam(), request);
    for (RequestSpecification none :
        List.of(as("sue", "specialist"), as("ada", "operator"), as("sue", "operator"))) {
      none.get("/v1/reviews/queue").then().statusCode(200).body("waiting", equalTo(0));
    }
    judge(as("sue", "specialist"), review, "GOOD", "").statusCode(404);
    judge(as("ada", "operator", "contributor"), review, "GOOD", "").statusCode(404);
    as("ada", "contributor").get("/v1/reviews/queue").then().statusCode(403);
    as("carl", "specialist")
        .get("/v1/reviews/queue")
        .then()
        .statusCode(403)
        .body("detail", containsString("contractors"));
    as("newhere", "specialist").get("/v1/reviews/queue").then().body("waiting", equalTo(1));
    say(facts.about(community, request, new MinimumTierRaised(Tier.SPECIALIST)));
    heard(() ->
        as("newhere", "specialist").get("/v1/reviews/queue").then().body("waiting", equalTo(0)));
    judge(as("newhere", "specialist"), review, "GOOD", "").statusCode(404);
    judge(sam(), review, "GOOD", "").statusCode(200);
  }

  @Test
  @DisplayName("what is to be forgotten is judged no more, and notes on it are forgotten")
  void erased() {
    UUID judged = Ids.next();
    say(submitted(request, Tier.COMMUNITY), completed(request, answer, message, 150));
    UUID first = waiting(sam(), request);
    judge(sam(), first, "WRONG", "The customer's number is 1234.").statusCode(200);
    say(completed(request, judged, Ids.next(), 150));
    UUID open = waiting(sam(), request);
    say(facts.about(community, request, new RequestErased(Ids.next(), RequestErased.Why.CUSTOMER)));
    heard(() -> sam().get("/v1/reviews/queue").then().body("waiting", equalTo(0)));
    judge(sam(), open, "WRONG", "").statusCode(410).body("detail", containsString("erased"));
    olga().get("/v1/reviews/" + open).then().body("state", equalTo("DROPPED"));
    sam()
        .get("/v1/reviews/" + first)
        .then()
        .body("mine.note", equalTo("[erased]"))
        .body("revealed.verdict", equalTo("WRONG"));
    wallet(ada).body("held", equalTo(150));
  }

  @Test
  @DisplayName("P6: an answer is drawn once, however often it is heard; the budget holds")
  void drawnOnce() {
    settings(3, 0, 3);
    List<Stated> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(completed(request, Ids.next(), Ids.next(), 10));
    }
    say(submitted(request, Tier.COMMUNITY));
    say(answers.toArray(Stated[]::new));
    heard(() -> wallet(ada).body("held", equalTo(80)));
    heard(() -> sam().get("/v1/reviews/queue").then().body("waiting", equalTo(3)));
    settings(50, 0, 3);
    database.transact(tx -> tx.update("delete from receipt where subject = ?", request.toString()));
    say(answers.toArray(Stated[]::new));
    say(completed(request, answer, message, 10));
    heard(() -> wallet(ada).body("held", equalTo(90)));
    sam().get("/v1/reviews/queue").then().body("waiting", equalTo(4));
    settings(0, 0, 3);
    say(completed(request, Ids.next(), Ids.next(), 10));
    heard(() -> wallet(ada).body("held", equalTo(100)));
    sam().get("/v1/reviews/queue").then().body("waiting", equalTo(4));
  }

  @Test
  @DisplayName("answers of specialists and contractors are not reviewed, nor are those of long ago")
  void notDrawn() {
    say(
        submitted(request, Tier.COMMUNITY),
        facts.about(
            community,
            request,
            new AssignmentCompleted(
                Ids.next(), sam, "sam", Tier.SPECIALIST, 1, 0, Ids.next(), "So.", null, null)));
    say(completed(request, answer, message, 10));
    waiting(as("otto", "operator"), request);
    olga().get("/v1/reviews").then().body("items", hasSize(1));
  }

  @Test
  @DisplayName(
      "P5: a verdict and the customer's word at the same moment: the answer is paid nothing")
  void atTheSameMoment() throws InterruptedException, ExecutionException {
    for (int round = 0; round < 20; round++) {
      UUID asked = Ids.next();
      UUID answered = Ids.next();
      say(submitted(asked, Tier.COMMUNITY), completed(asked, answered, Ids.next(), 70));
      UUID review = waiting(sam(), asked);
      CountDownLatch together = new CountDownLatch(2);
      try (ExecutorService both = Executors.newFixedThreadPool(2)) {
        Future<?> saying =
            both.submit(() -> {
              together.countDown();
              together.await();
              say(resolved(asked, answered, 1));
              return null;
            });
        Future<?> judging =
            both.submit(() -> {
              together.countDown();
              together.await();
              judge(sam(), review, "WRONG", "").statusCode(200);
              return null;
            });
        saying.get();
        judging.get();
      }
      heard(() ->
          sam()
              .get("/v1/reviews/" + review)
              .then()
              .body("revealed.customer", equalTo("CONFIRMED")));
      wallet(ada).body("held", equalTo(0)).body("balance", equalTo(0)).body("debt", equalTo(0));
    }
    addsUp();
  }

  @Test
  @DisplayName("two judge the last one at the same moment: one settles it, once")
  void oneSettles() throws InterruptedException, ExecutionException {
    say(submitted(request, Tier.COMMUNITY), completed(request, answer, message, 70));
    UUID review = waiting(sam(), request);
    CountDownLatch together = new CountDownLatch(2);
    List<Integer> codes = new ArrayList<>();
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> judging = new ArrayList<>();
      for (String who : List.of("olga", "otto")) {
        judging.add(
            both.submit(() -> {
              together.countDown();
              together.await();
              return judge(as(who, "operator"), review, "WRONG", "").extract().statusCode();
            }));
      }
      for (Future<Integer> each : judging) {
        codes.add(each.get());
      }
    }
    assertThat(codes).containsExactlyInAnyOrder(200, 409);
    assertThat(reviewed(request, 1)).hasSize(1);
    addsUp();
  }

  @Test
  @DisplayName("how much is reviewed: defaults, bounds, and no edit on top of another's")
  void budget() {
    String other = community + "x";
    RequestSpecification operator = given().auth().oauth2(Tokens.of(other, "olga", "operator"));
    operator
        .get("/v1/programme/reviews")
        .then()
        .statusCode(200)
        .body("reviewsADay", equalTo(50))
        .body("twicePercent", equalTo(20))
        .body("newcomerAnswers", equalTo(3))
        .body("version", nullValue());
    String tag =
        put(other, 10, 5, 1, null)
            .statusCode(200)
            .body("version", equalTo(1))
            .extract()
            .header("ETag");
    put(other, 11, 5, 1, tag).statusCode(200).body("reviewsADay", equalTo(11));
    put(other, 12, 5, 1, tag).statusCode(412);
    put(other, -1, 5, 1, null).statusCode(400).body("errors[0].field", equalTo("reviewsADay"));
    put(other, 10_001, 5, 1, null).statusCode(400);
    put(other, 1, 101, 1, null).statusCode(400).body("errors[0].field", equalTo("twicePercent"));
    put(other, 1, 1, 101, null).statusCode(400).body("errors[0].field", equalTo("newcomerAnswers"));
    given()
        .auth()
        .oauth2(Tokens.of(other, "sam", "specialist"))
        .get("/v1/programme/reviews")
        .then()
        .statusCode(403);
  }

  @Test
  @DisplayName("P5: an appeal goes to somebody else, who decides; what was taken comes back")
  void appealed() {
    say(submitted(request, Tier.COMMUNITY), completed(request, answer, message, 150));
    say(resolved(request, answer, 1));
    UUID review = waiting(sam(), request);
    heard(() -> wallet(ada).body("balance", equalTo(150)));
    judge(sam(), review, "WRONG", "The menu moved.").statusCode(200);
    ada()
        .get("/v1/reviews/me")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].verdict", equalTo("WRONG"))
        .body("items[0].notes", contains("The menu moved."))
        .body("items[0].appealUntil", notNullValue());
    assertThat(ada().get("/v1/reviews/me").asString()).doesNotContain("sam");
    appeal(ada(), review, " It did not. ")
        .statusCode(200)
        .body("appeal.reason", equalTo("It did not."))
        .body("appeal.decided", equalTo(false))
        .body("appealUntil", nullValue());
    wallet(ada).body("balance", equalTo(0));
    sam().get("/v1/reviews/queue").then().body("waiting", equalTo(0));
    olga()
        .get("/v1/reviews/queue")
        .then()
        .body("items[0].appeal", equalTo("It did not."))
        .body("items[0].revealed", nullValue());
    judge(sam(), review, "GOOD", "").statusCode(409);
    judge(olga(), review, "GOOD", "")
        .statusCode(200)
        .body("state", equalTo("SETTLED"))
        .body("revealed.verdict", equalTo("GOOD"));
    wallet(ada).body("balance", equalTo(150)).body("debt", equalTo(0));
    statement().body("items[0].state", equalTo("PAID"));
    appeal(ada(), review, "Again").statusCode(409).body("detail", containsString("once"));
    List<AnswerReviewed> told = reviewed(request, 2);
    assertThat(told).extracting(AnswerReviewed::onAppeal).containsExactly(false, true);
    assertThat(told.getLast().verdict()).isEqualTo(AnswerReviewed.Verdict.GOOD);
    addsUp();
  }

  @Test
  @DisplayName("an appeal that does not go well moves nothing, and is the last word")
  void inVain() {
    say(submitted(request, Tier.COMMUNITY), completed(request, answer, message, 150));
    UUID review = waiting(sam(), request);
    judge(sam(), review, "HARMFUL", "").statusCode(200);
    String key = UUID.randomUUID().toString();
    appeal(ada(), review, "No.", key).statusCode(200);
    appeal(ada(), review, "No.", key).statusCode(200).body("appeal.decided", equalTo(false));
    judge(olga(), review, "WRONG", "").statusCode(200).body("revealed.verdict", equalTo("WRONG"));
    ada()
        .get("/v1/reviews/me")
        .then()
        .body("items[0].verdict", equalTo("WRONG"))
        .body("items[0].appeal.decided", equalTo(true));
    say(resolved(request, answer, 1));
    heard(() ->
        sam().get("/v1/reviews/" + review).then().body("revealed.customer", equalTo("CONFIRMED")));
    wallet(ada).body("balance", equalTo(0)).body("held", equalTo(0));
    assertThat(names(request, 4))
        .containsExactly("points-held", "points-voided", "answer-reviewed", "answer-reviewed");
  }

  @Test
  @DisplayName("only one's own, only what withdraws, within two weeks, and before it is forgotten")
  void noAppeal() {
    UUID ben = Ids.next();
    say(member(ben, "ben", Tier.COMMUNITY));
    say(submitted(request, Tier.COMMUNITY), completed(request, answer, message, 150));
    UUID review = waiting(sam(), request);
    appeal(ada(), review, "x").statusCode(404);
    judge(sam(), review, "ACCEPTABLE", "").statusCode(200);
    appeal(ada(), review, "x").statusCode(409).body("detail", containsString("nothing to appeal"));
    UUID bad = Ids.next();
    UUID second = Ids.next();
    say(submitted(second, Tier.COMMUNITY), completed(second, bad, Ids.next(), 150));
    UUID other = waiting(sam(), second);
    judge(sam(), other, "WRONG", "").statusCode(200);
    heard(() -> wallet(ben).statusCode(200));
    appeal(as("ben", "contributor"), other, "x").statusCode(404);
    appeal(ada(), other, " ").statusCode(400).body("errors[0].field", equalTo("reason"));
    database.transact(tx ->
        tx.update(
            "update review set closed_at = closed_at - interval '14 days' where community = ? and id = ?",
            community,
            other));
    appeal(ada(), other, "x").statusCode(410).body("detail", containsString("possible until"));
    database.transact(tx ->
        tx.update(
            "update review set closed_at = closed_at + interval '1 day' where community = ? and id = ?",
            community,
            other));
    appeal(ada(), other, "My number is 1234.").statusCode(200);
    say(facts.about(community, second, new RequestErased(Ids.next(), RequestErased.Why.CUSTOMER)));
    heard(() -> olga().get("/v1/reviews/queue").then().body("waiting", equalTo(0)));
    assertThat(ada().get("/v1/reviews/me").asString()).contains("[erased]").doesNotContain("1234");
    wallet(ada).body("held", equalTo(150));
  }

  @Test
  @DisplayName("how far reviewers agree is told by topic and reviewer, once there are enough pairs")
  void agreement() {
    settings(50, 100, 3);
    olga()
        .get("/v1/reviews/agreement")
        .then()
        .statusCode(200)
        .body("all.pairs", equalTo(0))
        .body("all.kappa", nullValue());
    for (int i = 0; i < 10; i++) {
      UUID of = Ids.next();
      say(submitted(of, Tier.COMMUNITY), completed(of, Ids.next(), Ids.next(), 10));
      UUID review = waiting(sam(), of);
      judge(sam(), review, i < 5 ? "GOOD" : "ACCEPTABLE", "").statusCode(200);
      judge(olga(), review, i < 4 || i == 9 ? "GOOD" : "ACCEPTABLE", "").statusCode(200);
    }
    // 8 of 10 alike, and by chance half: (0.8 - 0.5) / 0.5.
    olga()
        .get("/v1/reviews/agreement")
        .then()
        .body("all.pairs", equalTo(20))
        .body("all.kappa", equalTo(0.6f))
        .body("topics.topic", contains("television"))
        .body("reviewers.reviewer", contains("olga", "sam"))
        .body("reviewers.agreement.pairs", contains(10, 10))
        .body("reviewers[1].agreement.kappa", equalTo(0.6f));
    sam().get("/v1/reviews/agreement").then().statusCode(403);
  }

  private RequestSpecification ada() {
    return as("ada", "contributor");
  }

  private static ValidatableResponse appeal(RequestSpecification by, UUID review, String reason) {
    return appeal(by, review, reason, UUID.randomUUID().toString());
  }

  private static ValidatableResponse appeal(
      RequestSpecification by, UUID review, String reason, String key) {
    return by.contentType("application/json")
        .header("Idempotency-Key", key)
        .body(Map.of("reason", reason))
        .post("/v1/reviews/me/" + review + "/appeal")
        .then();
  }

  @Test
  @DisplayName("P11: what is missing or unknown is named")
  void badInput() {
    say(submitted(request, Tier.COMMUNITY), completed(request, answer, message, 70));
    UUID review = waiting(sam(), request);
    String path = "/v1/reviews/" + review + "/judgement";
    sam()
        .contentType("application/json")
        .body(Map.of("verdict", "GOOD"))
        .post(path)
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("Idempotency-Key"));
    judge(sam(), review, "UNKNOWN", "").statusCode(400);
    judge(sam(), review, "GOOD", "x".repeat(1_001)).statusCode(400);
    judge(sam(), Ids.next(), "GOOD", "").statusCode(404);
    olga()
        .get("/v1/reviews?state=NONE")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("state"));
    sam().get("/v1/reviews").then().statusCode(403);
    olga().get("/v1/reviews?state=OPEN").then().body("items", hasSize(1));
    olga().get("/v1/reviews?state=SETTLED").then().body("items", empty());
  }

  // Facts.

  private Stated member(UUID id, String subject, Tier tier) {
    return facts.about(
        community,
        id,
        new MemberRegistered(
            subject,
            tier,
            List.of("en"),
            List.of("console"),
            2,
            List.of(new Need("general", 3)),
            MemberIdentity.of(Tokens.ISSUER, subject)));
  }

  private Stated submitted(UUID of, Tier minimum) {
    return facts.about(
        community,
        of,
        new RequestSubmitted(
            RequestKind.REQUEST,
            Channel.WEB,
            "en",
            Priority.NORMAL,
            minimum,
            List.of(new Need("general", 1)),
            "television",
            true,
            Ids.next(),
            "Blue Heron",
            Map.of(),
            Ids.next(),
            "No picture.",
            null,
            null));
  }

  private Stated completed(UUID of, UUID assignment, UUID messageId, int reward) {
    return facts.about(
        community,
        of,
        new AssignmentCompleted(
            assignment,
            ada,
            "ada",
            Tier.COMMUNITY,
            1,
            reward,
            messageId,
            "Restart it.",
            null,
            null));
  }

  private Stated resolved(UUID of, UUID assignment, int round) {
    return facts.about(
        community,
        of,
        new RequestResolved(assignment, ada, round, RequestResolved.By.CUSTOMER, null));
  }

  private void say(Stated... stated) {
    facts.send(List.of(stated));
  }

  // What is so.

  private static void heard(Runnable check) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(check::run);
  }

  private UUID waiting(RequestSpecification reviewer, UUID of) {
    String id =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () ->
                    given()
                        .spec(reviewer)
                        .get("/v1/reviews/queue")
                        .jsonPath()
                        .getString("items.find { it.requestId == '" + of + "' }.id"),
                found -> found != null);
    return UUID.fromString(id);
  }

  private Integer stars(UUID assignment) {
    return database.read(sql ->
        sql.one(
            "select stars from answer_risk where community = ? and assignment_id = ?",
            row -> row.integerOrNull("stars"),
            community,
            assignment));
  }

  private List<String> names(UUID of, int wanted) {
    return stated(of, wanted).stream()
        .map(each ->
            Facts.header(each, Envelope.TYPE)
                .replace("dev.crowdline.rewards.", "")
                .replace(".v1", ""))
        .toList();
  }

  private List<ConsumerRecord<String, byte[]>> stated(UUID of, int wanted) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> facts.ofRewards(of), all -> all.size() >= wanted);
  }

  private List<AnswerReviewed> reviewed(UUID of, int wanted) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                facts.ofRewards(of).stream()
                    .filter(each -> Facts.header(each, Envelope.TYPE).contains("answer-reviewed"))
                    .map(ReviewServiceTest::read)
                    .toList(),
            all -> all.size() >= wanted);
  }

  private static AnswerReviewed read(ConsumerRecord<String, byte[]> record) {
    try {
      return FactCodec.read(record.value(), AnswerReviewed.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private ValidatableResponse wallet(UUID of) {
    return olga().get("/v1/wallets/" + of).then();
  }

  private ValidatableResponse statement() {
    return olga().get("/v1/wallets/" + ada + "/statement").then().statusCode(200);
  }

  private void addsUp() {
    olga()
        .get("/v1/ledger/check")
        .then()
        .body("sum", equalTo(0))
        .body("negativeWallets", equalTo(0))
        .body("unbalancedAccounts", equalTo(0));
  }

  // Who asks.

  private ValidatableResponse judge(
      RequestSpecification by, UUID review, String verdict, String note) {
    return judge(by, review, verdict, note, UUID.randomUUID().toString());
  }

  private static ValidatableResponse judge(
      RequestSpecification by, UUID review, String verdict, String note, String key) {
    return by.contentType("application/json")
        .header("Idempotency-Key", key)
        .body(Map.of("verdict", verdict, "note", note))
        .post("/v1/reviews/" + review + "/judgement")
        .then();
  }

  private void settings(int reviewsADay, int twicePercent, int newcomerAnswers) {
    put(community, reviewsADay, twicePercent, newcomerAnswers, null).statusCode(200);
  }

  private static ValidatableResponse put(
      String in, int reviewsADay, int twicePercent, int newcomerAnswers, String ifMatch) {
    RequestSpecification call =
        given()
            .auth()
            .oauth2(Tokens.of(in, "olga", "operator"))
            .contentType("application/json")
            .body(
                Map.of(
                    "reviewsADay",
                    reviewsADay,
                    "twicePercent",
                    twicePercent,
                    "newcomerAnswers",
                    newcomerAnswers));
    return (ifMatch == null ? call : call.header("If-Match", ifMatch))
        .put("/v1/programme/reviews")
        .then();
  }

  private RequestSpecification sam() {
    return as("sam", "specialist");
  }

  private RequestSpecification olga() {
    return as("olga", "operator");
  }

  private RequestSpecification as(String subject, String... roles) {
    return given().auth().oauth2(Tokens.of(community, subject, roles));
  }
}
