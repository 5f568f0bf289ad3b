package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.system.Api.Answer;
import dev.crowdline.system.OpenApi.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Some thousand calls made of the committed OpenAPI documents, by everybody and nobody. The seed is
 * fixed: what fails fails again. {@link BadInput} has what a person would think of.
 */
@Tag("system")
@Order(11)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class GeneratedCalls {
  private static final long SEED = 20_261_125;

  /** Each operation meets each caller as often. */
  private static final int REFUSED_EACH = 4;

  private static final int MOST_BYTES_OF_A_BODY = 256 * 1024;

  /** Each operation is called as often by those who may. */
  private static final int ALLOWED_EACH = 20;

  /** Refused as malformed for what a document can say in words only. */
  private static final List<Pattern> SAID_IN_WORDS =
      List.of(
          // Each skill once; no two spellings of one.
          Pattern.compile("needs|skills(\\[\\d+])?(\\.skill)?"),
          // A keyword and an example need letters or digits.
          Pattern.compile("(keywords|examples)\\[\\d+]"),
          // Both or neither, by operators.
          Pattern.compile("issuer|subject"),
          // A time to come.
          Pattern.compile("until"),
          // Of an answer that there is.
          Pattern.compile("answer"),
          // More or less than none.
          Pattern.compile("points"),
          // A host and a port that there can be.
          Pattern.compile("origins\\[\\d+]"),
          // Fewer than the days after which points expire.
          Pattern.compile("noticeDays"));

  /**
   * What is taken in some states only that others bring about at their own time, and the journeys
   * show: what was offered, is in work, is answered or is alerted, or can be paid for; a ladder has
   * to rise. A community of that id may be there from an earlier run, and whoever may register as a
   * member here is one.
   */
  private static final Pattern TAKEN_WHEN_IT_IS_TIME =
      Pattern.compile(
          ".* /v1/(offers|assignments)/\\{id}.*"
              + "|POST /v1/conversations/\\{requestId}/(rating|verdict|withdraw|staff|split|solved-by)"
              + "|POST /v1/requests/\\{id}/(cancel|priority|minimum-tier|split)"
              + "|POST /v1/articles"
              + "|POST /v1/incidents/\\{id}/(reporters|close)"
              + "|PUT /v1/requests/\\{id}/topic"
              + "|POST /v1/routes/\\{id}/(assign|claims|extend|hand-over|needs)"
              + "|POST /v1/members/me/mentions/.*"
              + "|POST /v1/(overview/alerts|alarm-rings)/.*"
              + "|POST /v1/what-ifs|POST /v1/policies(/trials|/matches)?|POST /v1/earning-rules(/preview)?"
              + "|POST /v1/redemptions|.* /v1/redemptions/\\{id}.*"
              + "|.* /v1/reviews/(me/)?\\{id}.*|GET /v1/routes/\\{id}/answers/.*"
              + "|POST /v1/catalogue/items/\\{id}/codes|PUT /v1/programme/(partner|limits|expiry)"
              + "|POST /v1/corrections.*"
              + "|.* /v1/webhooks/.*|GET /v1/dials/.*"
              + "|PUT /v1/ranks/ladder|PUT /v1/channels/\\{id}|POST /v1/deliveries/\\{id}/retry"
              + "|PUT /v1/calendars/default|POST /v1/calendars/default/(trials|files)"
              + "|POST /v1/(communities|members|members/imports)");

  private final Stack stack = Stack.running();
  private final List<Operation> operations =
      OpenApi.operations().stream().filter(each -> !each.streams()).toList();
  private final List<String> wrong = new ArrayList<>();

  private Everybody refusedOnes;

  /** Those are there for a minute before they are looked at: nothing moves by itself then. */
  @BeforeAll
  void everybodyIsThere() {
    refusedOnes = Everybody.of(stack, "refused");
  }

  @Test
  @Order(2)
  @DisplayName(
      "what the documents do not allow is refused, names its field, and changes nothing (P11)")
  void whatIsNotAllowedIsRefused() {
    wrong.clear();
    Everybody everybody = refusedOnes;
    everybody.awaitTheRoutesMinute();
    Generator generator = new Generator(new Random(SEED));
    Map<String, Map<Integer, Integer>> refused = new TreeMap<>();
    Map<String, String> before = everybody.storedAtRest();
    for (int i = 0; i < REFUSED_EACH; i++) {
      for (Operation operation : operations) {
        for (String name : everybody.names()) {
          Refusal refusal = refusal(everybody, operation, name, generator);
          Answer answer =
              withHeaders(operation, everybody.caller(name), generator)
                  .send(operation.method(), refusal.address(), refusal.body());
          if (judge(name, refusal.body(), answer, refusal.isMet(answer), refusal.what())) {
            count(refused, name, answer);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    Map<String, String> after = everybody.storedAtRest();
    after.entrySet().removeAll(before.entrySet());
    assertThat(after).as("what is stored about the community and was not before").isEmpty();
    assertThat(refused.keySet()).as("who was refused").isEqualTo(Set.copyOf(everybody.names()));
    refused.forEach((name, statuses) -> {
      assertThat(of(statuses, status -> status == 401 || status == 403))
          .as("refused for who it is, %s: %s", name, statuses)
          .isGreaterThanOrEqualTo(100);
      assertThat(of(statuses, status -> status == 400 || status == 422))
          .as("refused for what it sent, %s: %s", name, statuses)
          .isGreaterThanOrEqualTo(REFUSED_EACH);
    });
  }

  @Test
  @Order(1)
  @DisplayName("what the documents allow is taken, and never called malformed (P11)")
  void whatIsAllowedIsTaken() {
    wrong.clear();
    Everybody everybody = Everybody.of(stack, "allowed");
    Map<String, Generator> generators = new HashMap<>();
    Map<String, Map<Integer, Integer>> byOperation = new TreeMap<>();
    Map<String, Map<Integer, Integer>> byCaller = new TreeMap<>();
    for (int i = 0; i < ALLOWED_EACH; i++) {
      everybody.anotherCustomerAsks();
      for (Operation operation : operations) {
        if (operation.roles().isEmpty()) {
          everybody.openForm();
        }
        if (operation.path().startsWith("/v1/topics/")) {
          everybody.nameATopic();
        }
        if (operation.path().startsWith("/v1/alarms/")) {
          everybody.setAnAlarm();
        }
        // Of each operation by itself, so that what is added to one moves the luck of no other.
        Generator generator =
            generators.computeIfAbsent(
                operation.toString(),
                each -> new Generator(new Random(SEED + 1 + each.hashCode())));
        List<String> allowed = everybody.allowed(operation);
        String name = allowed.get(i % allowed.size());
        Api caller = withHeaders(operation, everybody.caller(name), generator);
        String address =
            address(everybody, operation, caller, generator, false) + query(operation, generator);
        String body = body(operation, generator);
        Answer answer = caller.send(operation.method(), address, body);
        judge(name, body, answer, !isMalformed(answer), "taken, or refused for what stands");
        count(byOperation, operation.toString(), answer);
        count(byCaller, name, answer);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(byCaller.keySet()).as("who called").isEqualTo(Set.copyOf(everybody.names()));
    byCaller.forEach((name, statuses) ->
        assertThat(of(statuses, status -> status < 300))
            .as("what was taken of %s: %s", name, statuses)
            .isGreaterThanOrEqualTo(name.equals("nobody") ? 1 : ALLOWED_EACH));
    byOperation.forEach((operation, statuses) -> {
      if (!TAKEN_WHEN_IT_IS_TIME.matcher(operation).matches()) {
        assertThat(of(statuses, status -> status < 300))
            .as("how often %s was taken: %s", operation, statuses)
            .isPositive();
      }
    });
  }

  private static void count(Map<String, Map<Integer, Integer>> counts, String what, Answer answer) {
    counts
        .computeIfAbsent(what, ignored -> new TreeMap<>())
        .merge(answer.status(), 1, Integer::sum);
  }

  private static int of(Map<Integer, Integer> statuses, IntPredicate wanted) {
    return statuses.entrySet().stream()
        .filter(each -> wanted.test(each.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** A call that must be refused: where to, with what, and how that is known. */
  private record Refusal(
      String address, @Nullable String body, Set<Integer> statuses, @Nullable String field) {

    boolean isMet(Answer answer) {
      return statuses.contains(answer.status())
          && (field == null
              || Json.items(answer.body().path("errors")).stream()
                  .anyMatch(error -> error.path("field").asText().startsWith(field)));
    }

    String what() {
      return statuses + (field == null ? "" : " that names " + field);
    }
  }

  private Refusal refusal(
      Everybody everybody, Operation operation, String name, Generator generator) {
    Api caller = everybody.caller(name);
    String body = body(operation, generator);
    if (!everybody.may(operation, name)) {
      return new Refusal(
          address(everybody, operation, caller, generator, false) + query(operation, generator),
          body,
          name.equals("nobody") ? Set.of(401) : Set.of(403),
          null);
    }
    boolean namesAThing = operation.pathParameters().stream().anyMatch(GeneratedCalls::isAnId);
    if (namesAThing && generator.oneIn(4)) {
      // A member may know only of itself, and a customer of its own request.
      return new Refusal(
          address(everybody, operation, caller, generator, true), body, Set.of(403, 404), null);
    }
    String address = address(everybody, operation, caller, generator, false);
    if (operation.takesBody() && !generator.oneIn(5)) {
      Generator.Wrong bad = generator.wrong(operation.document(), operation.body());
      // A body of which no field is required may be left out as a whole.
      boolean optional =
          operation.body().path("required").isEmpty() && Set.of("", "null").contains(bad.text());
      if (!optional) {
        return new Refusal(address, bad.text(), Set.of(400, 422), bad.field());
      }
    }
    return new Refusal(address + "?surprise=1", body, Set.of(400), "surprise");
  }

  private static boolean isMalformed(Answer answer) {
    return Set.of(400, 401, 405, 406, 413, 414, 415, 431).contains(answer.status())
        && Json.items(answer.body().path("errors")).stream()
            .map(error -> error.path("field").asText())
            .noneMatch(
                field -> SAID_IN_WORDS.stream().anyMatch(words -> words.matcher(field).matches()));
  }

  /**
   * Whatever comes back is an answer or a problem, and the expected one. What is too large is
   * refused as that, whoever sends it: a text may be as long as its document allows, and not fit.
   */
  private boolean judge(
      String name, @Nullable String body, Answer answer, boolean asked, String what) {
    boolean tooLarge =
        body != null && body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES_OF_A_BODY;
    boolean expected = tooLarge ? answer.status() == 413 : asked;
    boolean wellFormed =
        answer.status() < 400
            || (answer.status() < 500
                && answer.mediaType().equals("application/problem+json")
                && answer.body().path("status").asInt() == answer.status()
                && answer.body().path("type").asText().startsWith("urn:crowdline:problem:")
                && !answer.body().path("detail").asText().isBlank());
    if (!wellFormed || !expected) {
      wrong.add(
          "%s: %s with %.300s -> %d, not %s: %.400s"
              .formatted(name, answer.asked(), body, answer.status(), what, answer.text()));
    }
    return wellFormed && expected;
  }

  private static @Nullable String body(Operation operation, Generator generator) {
    if (operation.path().equals("/v1/members/{id}/skills") && generator.oneIn(2)) {
      // No document knows which skills the community has named.
      return Json.text(Map.of("skills", List.of(Map.of("skill", Everybody.SKILL, "level", 1))));
    }
    return operation.takesBody()
        ? generator.valid(operation.document(), operation.body()).toString()
        : null;
  }

  private static Api withHeaders(Operation operation, Api caller, Generator generator) {
    Api with = caller;
    for (JsonNode header : operation.parameters("header")) {
      with =
          switch (header.path("name").asText()) {
            case "Idempotency-Key" -> with.with("Idempotency-Key", UUID.randomUUID().toString());
            case "If-Match" -> generator.pick(List.of(with, with.with("If-Match", "\"7\"")));
            default -> with;
          };
    }
    return with;
  }

  private static String query(Operation operation, Generator generator) {
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : operation.queryParameters()) {
      // A cursor is what an earlier page gave; its form is nobody's business.
      if (!parameter.path("name").asText().equals("cursor") && generator.oneIn(2)) {
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(parameter.path("name").asText())
            .append('=')
            .append(
                encoded(generator.valid(operation.document(), parameter.path("schema")).asText()));
      }
    }
    return query.toString();
  }

  /** Ids that there are and, now and then or always, that there are not; names as allowed. */
  private static String address(
      Everybody everybody,
      Operation operation,
      Api caller,
      Generator generator,
      boolean ofNothing) {
    String path = operation.path();
    for (String name : operation.pathParameters()) {
      String value;
      if (isAnId(name)) {
        List<String> known =
            ofNothing || generator.oneIn(6) ? List.of() : everybody.known(operation, name, caller);
        value = known.isEmpty() ? Everybody.unknown(operation) : generator.pick(known);
      } else if (name.equals("community") && !ofNothing) {
        value = everybody.communityId();
      } else if (operation.path().startsWith("/v1/topics/")) {
        // A topic's name has a form of its own, which its parameter states.
        value =
            generator.oneIn(2)
                ? Everybody.TOPIC
                : generator.pick(List.of("Rück-gabe 7", "रोमिंग", "漫游_a.b"));
      } else if (operation.path().startsWith("/v1/alarms/") && generator.oneIn(2)) {
        value = Everybody.ALARM;
      } else if (operation.path().startsWith("/v1/skills/") && generator.oneIn(2)) {
        value = Everybody.SKILL;
      } else {
        value = generator.text(nameForm());
      }
      path = path.replace("{" + name + "}", encoded(value));
    }
    return path;
  }

  /** What it says is made elsewhere, and not by who calls. */
  private static boolean isAnId(String parameter) {
    return Set.of("id", "requestId", "memberId", "keyId").contains(parameter);
  }

  private static JsonNode nameForm() {
    return Json.parse("{\"maxLength\":60,\"allOf\":[{\"$ref\":\"#/components/schemas/Name\"}]}");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
