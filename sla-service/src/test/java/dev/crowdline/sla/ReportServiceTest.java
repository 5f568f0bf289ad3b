package dev.crowdline.sla;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestClosed;
import dev.crowdline.contracts.intake.RequestErased;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.rewards.PointsClawedBack;
import dev.crowdline.contracts.rewards.PointsReleased;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reports of days and months: facts in, the numbers that a recount of the topic gives. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class ReportServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ACCEPT = 600;
  private static final int RESPONSE = 900;
  private static final int RESOLUTION = 2_400;
  private static final int REQUESTS = 120;
  private static final int DAYS = 3;
  private static final double BUCKET = 0.045;
  private static final List<String> CLOCKS =
      List.of("TIME_TO_ACCEPT", "FIRST_RESPONSE", "RESOLUTION");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "crowdline.topic-prefix")
  String prefix;

  private final String community = Communities.name();
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private final Random chance = new Random(5);
  private final List<UUID> members = Stream.generate(Ids::next).limit(14).toList();
  private final List<World.Fact> facts = new ArrayList<>();
  private World world;

  @BeforeEach
  void connect() {
    world = new World(bootstrap, prefix);
    world.state(community, community, start, Communities.registered(ACCEPT, RESPONSE, RESOLUTION));
  }

  @AfterEach
  void disconnect() {
    world.close();
  }

  @Test
  @DisplayName("every number of every day, month and topic is that of a recount of the topic")
  void exactly() {
    for (int i = 0; i < REQUESTS; i++) {
      lives();
    }
    world.send(facts);
    List<Recount.Counted> all =
        new Recount(
                bootstrap,
                prefix,
                community,
                Duration.ofSeconds(ACCEPT),
                Duration.ofSeconds(RESPONSE),
                Duration.ofSeconds(RESOLUTION))
            .all();
    Set<String> periods = new HashSet<>();
    for (Recount.Counted each : all) {
      periods.add(each.day().toString());
      periods.add(YearMonth.from(each.day()).toString());
    }
    assertThat(periods).hasSizeGreaterThanOrEqualTo(DAYS);
    for (String period : periods) {
      for (String topic : Arrays.asList(null, "-", "billing", "roaming")) {
        agrees(
            period,
            topic,
            all.stream()
                .filter(each -> period.equals(each.day().toString().substring(0, period.length())))
                .filter(each -> topic == null || each.topic().equals(topic))
                .toList());
      }
      linesAreTheReportsOfTheirTopics(period);
      numbersLeadToTheirRequests(period);
    }
    nothingElsewhere();
  }

  /** A request of the last days: asked, taken, answered, perhaps not well, and over. */
  private void lives() {
    UUID request = Ids.next();
    Clock at = new Clock(start.minusMillis(3 * 3_600_000L + chance.nextInt(DAYS * 86_400_000)));
    happens(request, at.now, asked(List.of("billing", "roaming", "").get(chance.nextInt(3))));
    if (chance.nextInt(8) == 0) {
      happens(request, at.after(2 * ACCEPT), cancelled());
      return;
    }
    if (chance.nextInt(8) == 0) {
      happens(
          request,
          at.after(2 * ACCEPT),
          new RequestClosed(RequestClosed.By.ARTICLE, Ids.next(), 1, null));
      return;
    }
    Tier tier = Tier.all().get(Math.max(0, chance.nextInt(7) - 4));
    int round = 1;
    UUID work = Ids.next();
    UUID member = members.get((int) Math.abs(chance.nextGaussian() * 4) % members.size());
    answers(request, at, work, member, tier, round);
    if (chance.nextInt(4) == 0) {
      boolean paid = chance.nextBoolean();
      if (paid) {
        happens(request, at.after(60), resolved(work, member, 1));
        happens(request, at.after(2), new PointsReleased(member, work, "rule", 40));
      }
      happens(request, at.after(60), reopened(work));
      if (paid) {
        happens(request, at.after(2), new PointsClawedBack(member, work, "rule", 40));
      }
      round = 2;
      work = Ids.next();
      member = members.get(chance.nextInt(members.size()));
      answers(request, at, work, member, tier, round);
    }
    happens(request, at.after(300), resolved(work, member, round));
    if (chance.nextBoolean()) {
      int stars = 1 + chance.nextInt(5);
      happens(request, at.after(100), new RequestRated(work, member, stars, false, null));
    }
    if (tier == Tier.COMMUNITY) {
      int points = 10 + chance.nextInt(50);
      happens(request, at.after(3), new PointsReleased(member, work, "rule", points));
    }
    if (chance.nextInt(5) == 0) {
      // What was said is forgotten; what came of it counts as before.
      happens(request, at.after(9), new RequestErased(Ids.next(), RequestErased.Why.CUSTOMER));
    }
  }

  private void answers(UUID request, Clock at, UUID work, UUID member, Tier tier, int round) {
    happens(
        request,
        at.after(round == 1 ? 2 * ACCEPT : 1),
        new OfferAccepted(Ids.next(), work, member, "Ada", tier, round, 100, List.of()));
    happens(
        request,
        at.after(ACCEPT),
        new MessageWritten(Ids.next(), work, member, "Ada", tier, false, "I look", null, null));
    happens(
        request,
        at.after(RESOLUTION),
        new AssignmentCompleted(
            work, member, "Ada", tier, round, 100, Ids.next(), "So", null, null));
  }

  private final class Clock {
    private Instant now;

    Clock(Instant now) {
      this.now = now;
    }

    Instant after(int mostSeconds) {
      now = now.plus(chance.nextLong(1, mostSeconds * 1_000_000L), ChronoUnit.MICROS);
      return now;
    }
  }

  private void agrees(String period, String topic, List<Recount.Counted> counted) {
    Map<String, Long> expected = Recount.sums(counted.stream());
    Map<UUID, Long> answers = new HashMap<>();
    expected.keySet().stream()
        .filter(what -> what.startsWith("answer by "))
        .forEach(what -> answers.put(UUID.fromString(what.substring(10)), expected.get(what)));
    expected.keySet().removeIf(what -> what.startsWith("answer by "));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          JsonPath report = report(period, topic);
          assertThat(told(report)).as("%s %s", period, topic).isEqualTo(expected);
          assertThat(report.getLong("contributors.active")).isEqualTo(answers.size());
          assertThat(report.getLong("contributors.answers"))
              .isEqualTo(sum(answers.values().stream()));
          assertThat(report.getLong("contributors.topTenAnswers"))
              .isEqualTo(
                  sum(answers.values().stream().sorted((a, b) -> Long.compare(b, a)).limit(10)));
        });
    JsonPath report = report(period, topic);
    for (String clock : CLOCKS) {
      Predicate<Recount.Counted> times = each -> each.what().equals("time " + clock);
      isNear(report.get("numbers.medianMillis." + clock), Recount.percentile(counted, times, 0.5));
      isNear(report.get("numbers.p90Millis." + clock), Recount.percentile(counted, times, 0.9));
    }
  }

  private static long sum(Stream<Long> counts) {
    return counts.mapToLong(n -> n).sum();
  }

  private static void isNear(Number told, Long exact) {
    if (exact == null) {
      assertThat(told).isNull();
    } else {
      assertThat(told.doubleValue()).isCloseTo(exact, within(exact * BUCKET + 1));
    }
  }

  /** What a report says, in the words of the recount. */
  private static Map<String, Long> told(JsonPath report) {
    Map<String, Long> told = new HashMap<>();
    told.put("submitted", report.getLong("numbers.submitted"));
    told.put("cancelled", report.getLong("numbers.cancelled"));
    told.put("reopened", report.getLong("numbers.reopened"));
    told.put("points", report.getLong("numbers.cost.points"));
    for (Tier tier : Tier.all()) {
      told.put("resolved by " + tier, report.getLong("numbers.resolvedByTier." + tier));
    }
    told.put("resolved by ARTICLE", report.getLong("numbers.cost.byArticles"));
    for (String clock : CLOCKS) {
      told.put("met " + clock, report.getLong("numbers.targets." + clock + ".met"));
      told.put("missed " + clock, report.getLong("numbers.targets." + clock + ".breached"));
    }
    List<Integer> byStars = report.getList("numbers.ratings.byStars");
    for (int stars = 1; stars <= byStars.size(); stars++) {
      told.put("stars " + stars, byStars.get(stars - 1).longValue());
    }
    told.values().removeIf(count -> count == 0);
    return told;
  }

  private void linesAreTheReportsOfTheirTopics(String period) {
    JsonPath all = report(period, null);
    int lines = all.getList("topics").size();
    assertThat(all.getLong("topics.numbers.submitted.sum()"))
        .isEqualTo(all.getLong("numbers.submitted"));
    for (int line = 0; line < lines; line++) {
      String topic = all.getString("topics[" + line + "].topic");
      JsonPath own = report(period, topic);
      for (String part : List.of("submitted", "resolvedByTier", "targets", "ratings", "cost")) {
        assertThat(all.<Object>get("topics[" + line + "].numbers." + part))
            .as("%s %s %s", period, topic, part)
            .isEqualTo(own.get("numbers." + part));
      }
    }
    String[] csv =
        as("operator", "/v1/reports/numbers.csv?period=" + period)
            .extract()
            .asString()
            .split("\r\n");
    assertThat(csv).hasSize(lines + 2);
    assertThat(csv[0]).startsWith("period,topic,submitted,resolved_by_community,");
    assertThat(csv[1]).startsWith(period + ",all," + all.getLong("numbers.submitted") + ",");
    assertThat(csv[0].split(",")).hasSameSizeAs(csv[1].split(",", -1));
  }

  private void numbersLeadToTheirRequests(String period) {
    for (String topic : Arrays.asList(null, "-", "billing")) {
      JsonPath report = report(period, topic);
      Map<String, String> figures =
          Map.of(
              "submitted",
              "submitted",
              "cancelled",
              "cancelled",
              "resolved_by_community",
              "resolvedByTier.COMMUNITY",
              "resolved_by_contractor",
              "resolvedByTier.CONTRACTOR",
              "resolved_by_specialist",
              "resolvedByTier.SPECIALIST",
              "resolved_by_article",
              "cost.byArticles");
      figures.forEach((figure, number) ->
          assertThat(behind(period, topic, figure))
              .as("%s %s %s", period, topic, figure)
              .hasSize(report.getInt("numbers." + number)));
      assertThat(
              behind(period, topic, "paid").stream()
                  .mapToLong(
                      each -> ((Number) Objects.requireNonNull(each.get("points"))).longValue())
                  .sum())
          .isEqualTo(report.getLong("numbers.cost.points"));
    }
  }

  /** All pages of the requests behind a number. */
  private List<Map<String, Object>> behind(String period, String topic, String figure) {
    List<Map<String, Object>> all = new ArrayList<>();
    String path =
        "/v1/reports/requests?limit=7&period="
            + period
            + "&figure="
            + figure
            + (topic == null ? "" : "&topic=" + topic);
    String next = "";
    do {
      JsonPath page = as("operator", path + "&cursor=" + next).statusCode(200).extract().jsonPath();
      all.addAll(page.getList("items"));
      next = page.getString("next");
    } while (next != null);
    assertThat(all).doesNotHaveDuplicates();
    return all;
  }

  private void nothingElsewhere() {
    String other = Communities.name();
    given()
        .auth()
        .oauth2(Tokens.of(other, "olga", "operator"))
        .get("/v1/reports/requests")
        .then()
        .body("items", hasSize(0));
    given()
        .auth()
        .oauth2(Tokens.of(other, "olga", "operator"))
        .get("/v1/reports?period=" + YearMonth.now(ZoneOffset.UTC))
        .then()
        .statusCode(200)
        .body("numbers.submitted", equalTo(0))
        .body("numbers.ratings.mean", nullValue())
        .body("contributors.gini", nullValue())
        .body("topics", hasSize(0))
        .body("course", hasSize(12));
  }

  @Test
  @DisplayName("what is asked wrongly of reports is refused by its name")
  void refusals() {
    String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
    for (String path : List.of("/v1/reports", "/v1/reports/numbers.csv", "/v1/reports/requests")) {
      for (String wrong :
          List.of("2026", "2026-02-30", "2026-11-1", "yesterday", tomorrow, "2019-01", "%00")) {
        as("operator", path + "?period=" + wrong).statusCode(400);
      }
      as("operator", path + "?period=2026-13")
          .statusCode(400)
          .body("errors[0].field", equalTo("period"));
      as("specialist", path).statusCode(403);
      given().get(path).then().statusCode(401);
    }
    for (String wrong : List.of("x".repeat(61), "--", "%C2%A7", "*", "a%0Ab")) {
      as("operator", "/v1/reports?topic=" + wrong)
          .statusCode(400)
          .body("errors[0].field", equalTo("topic"));
    }
    as("operator", "/v1/reports/requests?figure=saved")
        .statusCode(400)
        .body("errors[0].field", equalTo("figure"))
        .body("errors[0].allowed", hasSize(7));
    as("operator", "/v1/reports/requests?cursor=x")
        .statusCode(400)
        .body("errors[0].field", equalTo("cursor"));
  }

  private JsonPath report(String period, String topic) {
    return as("operator", "/v1/reports?period=" + period + (topic == null ? "" : "&topic=" + topic))
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private ValidatableResponse as(String role, String path) {
    return given()
        .urlEncodingEnabled(false)
        .auth()
        .oauth2(Tokens.of(community, "olga", role))
        .get(path)
        .then();
  }

  private void happens(UUID request, Instant at, Object data) {
    facts.add(world.fact(community, request, at, data));
  }

  private static RequestCancelled cancelled() {
    return new RequestCancelled(RequestCancelled.By.OPERATOR, null, null);
  }

  private static RequestResolved resolved(UUID work, UUID member, int round) {
    return new RequestResolved(work, member, round, RequestResolved.By.CUSTOMER, null);
  }

  private static RequestReopened reopened(UUID work) {
    return new RequestReopened(2, RequestReopened.Reason.NOT_SOLVED, work, null);
  }

  private static RequestSubmitted asked(String topic) {
    return new RequestSubmitted(
        RequestKind.REQUEST,
        Channel.API,
        "en",
        Priority.NORMAL,
        Tier.COMMUNITY,
        List.of(new Need("bills", 2)),
        topic.isEmpty() ? null : topic,
        !topic.isEmpty(),
        Ids.next(),
        "Blue Heron",
        Map.of(),
        Ids.next(),
        "What came of it?",
        null,
        null);
  }
}
