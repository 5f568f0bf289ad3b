package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Topic;
import dev.crowdline.system.Api.Answer;
import dev.crowdline.system.OpenApi.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * Everything wrong that can be sent, to every operation of the committed OpenAPI documents (P11). A
 * new operation is tested by being documented.
 */
@Tag("system")
@Order(10)
@TestInstance(Lifecycle.PER_CLASS)
class BadInput {
  private static final int BODY_LIMIT_BYTES = 256 * 1024;

  /** Any signed-in caller of a community may read it, and a customer's link is a caller too. */
  private static final Set<String> OPEN_TO_ALL_ROLES = Set.of("GET /v1/communities/{id}");

  /** A channel that could be. */
  private static final String CHANNEL =
      "{\"name\":\"x\",\"email\":{\"user\":\"x\",\"password\":\"x\","
          + "\"incoming\":{\"host\":\"localhost\",\"port\":1,\"security\":\"TLS\"},"
          + "\"outgoing\":{\"host\":\"localhost\",\"port\":1,\"security\":\"TLS\"}}}";

  /** Bodies with nothing wrong, so that an unknown id is all that is wrong. */
  private static final Map<String, String> GOOD_BODIES =
      Map.ofEntries(
          Map.entry(
              "POST /v1/communities/{community}/api-keys",
              "{\"name\":\"k\",\"permissions\":[\"requests:read\"]}"),
          Map.entry("POST /v1/requests/{id}/cancel", "{}"),
          Map.entry("POST /v1/requests/{id}/messages", "{\"text\":\"x\"}"),
          Map.entry(
              "POST /v1/incidents/{id}/reporters",
              "{\"requestId\":\"01900000-0000-7000-8000-000000000000\"}"),
          Map.entry("POST /v1/incidents/{id}/close", "{}"),
          Map.entry("POST /v1/requests/{id}/priority", "{\"priority\":\"URGENT\"}"),
          Map.entry("POST /v1/requests/{id}/minimum-tier", "{\"minimumTier\":\"SPECIALIST\"}"),
          Map.entry("POST /v1/conversations/{requestId}/messages", "{\"text\":\"x\"}"),
          Map.entry("POST /v1/conversations/{requestId}/verdict", "{\"solved\":true}"),
          Map.entry("POST /v1/conversations/{requestId}/rating", "{\"stars\":5}"),
          Map.entry("PUT /v1/communities/{id}/public-form", "{\"open\":true}"),
          Map.entry("PUT /v1/communities/{id}/widget", "{\"origins\":[]}"),
          Map.entry("POST /v1/forms/{community}/requests", "{\"text\":\"x\"}"),
          Map.entry(
              "PUT /v1/articles/{id}",
              "{\"language\":\"en\",\"title\":\"x\",\"question\":\"x\",\"text\":\"x\"}"),
          Map.entry(
              "POST /v1/conversations/{requestId}/solved-by",
              "{\"article\":\"01900000-0000-7000-8000-000000000000\"}"),
          Map.entry("POST /v1/knowledge/{community}/visits", "{\"came\":\"BEGAN\"}"),
          Map.entry(
              "POST /v1/knowledge/{community}/articles/{id}/votes",
              "{\"helpful\":true,\"reader\":\"01900000-0000-7000-8000-000000000000\"}"),
          Map.entry("PUT /v1/members/{id}/skills", "{\"skills\":[]}"),
          Map.entry("PATCH /v1/members/{id}", "{}"),
          Map.entry("PUT /v1/members/{id}/pause", "{\"reason\":\"x\"}"),
          Map.entry("POST /v1/offers/{id}/decline", "{}"),
          Map.entry("POST /v1/assignments/{id}/messages", "{\"text\":\"x\"}"),
          Map.entry("POST /v1/assignments/{id}/follow-up", "{\"text\":\"x\"}"),
          Map.entry("POST /v1/customers/lookup", "{\"identifier\":\"x\"}"),
          Map.entry("PUT /v1/requests/{id}/topic", "{\"topic\":\"x\"}"),
          Map.entry("PUT /v1/understanding", "{\"confidencePercent\":60}"),
          Map.entry("PUT /v1/retention", "{\"days\":null}"),
          Map.entry("PUT /v1/channels/{id}", CHANNEL),
          Map.entry(
              "PUT /v1/webhooks/{id}", "{\"description\":\"x\",\"types\":[],\"enabled\":true}"),
          Map.entry("POST /v1/webhooks/{id}/replay", "{\"after\":\"0\"}"),
          Map.entry("PUT /v1/assignments/{id}/draft", "{\"text\":\"x\"}"),
          Map.entry("POST /v1/assignments/{id}/complete", "{\"answer\":\"x\"}"),
          Map.entry("POST /v1/assignments/{id}/release", "{\"reason\":\"no time\"}"),
          Map.entry(
              "PUT /v1/catalogue/items/{id}",
              "{\"name\":\"x\",\"description\":\"\",\"kind\":\"DIGITAL\",\"price\":1,\"valueMinor\":1}"),
          Map.entry("POST /v1/reviews/me/{id}/appeal", "{\"reason\":\"x\"}"),
          Map.entry("POST /v1/reviews/{id}/judgement", "{\"verdict\":\"GOOD\"}"),
          Map.entry("POST /v1/catalogue/items/{id}/codes", "{\"text\":\"x\"}"),
          Map.entry("POST /v1/routes/{id}/needs", "{\"needs\":[{\"skill\":\"x\",\"level\":1}]}"),
          Map.entry("POST /v1/routes/{id}/extend", "{\"minutes\":1,\"reason\":\"x\"}"),
          Map.entry("POST /v1/routes/{id}/notes", "{\"text\":\"x\"}"),
          Map.entry(
              "POST /v1/routes/{id}/hand-over",
              "{\"memberId\":\"01900000-0000-7000-8000-000000000000\"}"),
          Map.entry(
              "POST /v1/routes/{id}/assign",
              "{\"memberId\":\"01900000-0000-7000-8000-000000000000\"}"));

  /** A name that does not exist yet is made by these, and any key may be replayed. */
  private static final Set<String> NAMES_ANYTHING =
      Set.of("PUT /v1/topics/{name}", "PUT /v1/skills/{name}", "PUT /v1/alarms/{name}");

  /** Whatever they are, they can be looked for. */
  private static final Set<String> ANY_TEXT =
      Set.of(
          "GET /v1/requests words",
          "GET /v1/requests topic",
          "GET /v1/leaderboards topic",
          "GET /v1/knowledge/{community}/articles text",
          "GET /v1/knowledge/{community}/suggestions text");

  private final Stack stack = Stack.running();
  private final Map<String, Api> callers = new LinkedHashMap<>();
  private Community community;
  private CustomerPage page;
  private MemberClient member;
  private long factsBefore;

  @BeforeAll
  void everybodyIsThere() {
    community = Community.register(stack, "bad", Pace.PRODUCT);
    member = community.contributor("Ada", "general", 3);
    MemberClient specialist = community.member("Sol", Tier.SPECIALIST, 2, "general", 5);
    page =
        community.ask(
            "Is everything refused?", "needs", List.of(Map.of("skill", "none", "level", 5)));
    await("routing has it")
        .atMost(Duration.ofSeconds(10))
        .until(() -> community.operator().get("/v1/routes/" + page.id()).status() == 200);
    callers.put("program", community.program());
    callers.put("integrator", community.integrator());
    callers.put("contributor", member.api());
    callers.put("specialist", specialist.api());
    callers.put("operator", community.operator());
    callers.put("admin", stack.as("admin-1"));
    callers.put("customer", page.api());
    factsBefore = facts();
  }

  @AfterAll
  void nothingWasChanged() {
    assertThat(facts()).as("facts about this community").isEqualTo(factsBefore);
    assertThat(page.status()).isEqualTo("OPEN");
  }

  private long facts() {
    FactLog log = new FactLog(stack);
    return Stream.of(Topic.values())
        .mapToLong(topic ->
            log.records(
                    topic,
                    record ->
                        community
                            .id()
                            .equals(
                                new String(
                                    record.headers().lastHeader("ce_community").value(),
                                    StandardCharsets.UTF_8)))
                .size())
        .sum();
  }

  @TestFactory
  @DisplayName("without a right it is 401, with the wrong role 403 (P11)")
  Stream<DynamicTest> whoMayNotIsRefused() {
    return of(
        // Anybody may, while the form is open.
        each -> !each.path().startsWith("/v1/forms/") && !each.path().startsWith("/v1/knowledge/"),
        each -> {
          String path = withUnknownIds(each);
          refused(each.method(), stack.anonymous(), path, badBody(each), 401);
          refused(each.method(), stack.withKey("ck_nonsense"), path, badBody(each), 401);
          refused(each.method(), stack.withLink("nonsense"), path, badBody(each), 401);
          refused(
              each.method(),
              stack.anonymous().with("Authorization", "Bearer non.sen.se"),
              path,
              badBody(each),
              401);
          if (!each.streams()) {
            List<Integer> statuses =
                callers.values().stream()
                    .map(caller -> caller.send(each.method(), path, badBody(each)))
                    .map(BadInput::wellFormed)
                    .map(Answer::status)
                    .toList();
            assertThat(statuses).as("somebody may call it").anyMatch(status -> status != 403);
            if (!OPEN_TO_ALL_ROLES.contains(each.toString())) {
              assertThat(statuses).as("not everybody may call it").contains(403);
            }
          }
        });
  }

  @TestFactory
  @DisplayName("an id that is unknown, or is none, is 404 (P11)")
  Stream<DynamicTest> whatIsNotThereIsNotFound() {
    return of(
        each -> !each.pathParameters().isEmpty() && !namesAnything(each),
        each -> {
          String body = each.takesBody() ? goodBody(each) : null;
          for (Api caller : allowed(each)) {
            refused(each.method(), caller, withUnknownIds(each), body, 404);
            for (String odd : List.of("0", "not-an-id", "%00", "%2e%2e%2f", "x".repeat(2000))) {
              Answer answer = wellFormed(caller.send(each.method(), with(each, odd), body));
              assertThat(answer.status()).as("%s with id %.20s", each, odd).isIn(400, 404);
            }
          }
        });
  }

  @TestFactory
  @DisplayName(
      "a body that is none, of wrong types, with unknown fields or too large says so (P11)")
  Stream<DynamicTest> aBadBodyIsNamed() {
    return of(
        Operation::takesBody,
        each -> {
          Api caller = allowed(each).getFirst();
          String path = withUnknownIds(each);
          for (String none : List.of("{", "[]", "17", "\"text\"", "{\"a\":1}{")) {
            refused(each.method(), caller, path, none, 400);
          }
          names(refused(each.method(), caller, path, "{\"surprise\":1}", 400), "surprise");
          each.body()
              .path("properties")
              .fieldNames()
              .forEachRemaining(field -> {
                for (String wrong : List.of("[[17]]", "{\"a\":{\"b\":1}}")) {
                  String body = "{\"%s\":%s}".formatted(field, wrong);
                  if (!field.equals("attributes")) {
                    names(refused(each.method(), caller, path, body, 400), field);
                  }
                }
                JsonNode schema = each.body().path("properties").path(field);
                if (schema.path("type").toString().contains("string")) {
                  names(
                      refused(each.method(), caller, path, "{\"%s\":17}".formatted(field), 400),
                      field);
                  names(
                      refused(
                          each.method(),
                          caller,
                          path,
                          "{\"%s\":\"a\\u0000b\"}".formatted(field),
                          400),
                      field);
                } else if (schema.path("type").toString().matches(".*(integer|boolean).*")) {
                  names(
                      refused(each.method(), caller, path, "{\"%s\":\"1\"}".formatted(field), 400),
                      field);
                  names(
                      refused(each.method(), caller, path, "{\"%s\":1e99}".formatted(field), 400),
                      field);
                }
              });
          refused(
              each.method(),
              caller,
              path,
              "{\"surprise\":\"%s\"}".formatted("x".repeat(BODY_LIMIT_BYTES)),
              413);
        });
  }

  @TestFactory
  @DisplayName("a body that does not say that it is JSON is 415 (P11)")
  Stream<DynamicTest> whatIsNoJsonIsRefused() {
    return of(
        Operation::takesBody,
        each ->
            refused(
                each.method(),
                allowed(each).getFirst().with("Content-Type", "text/plain"),
                withUnknownIds(each),
                "{}",
                415));
  }

  @TestFactory
  @DisplayName("a limit that is no number is named (P11)")
  Stream<DynamicTest> aLimitThatIsNoNumberIsNamed() {
    return of(
        each -> !each.queryParameters().isEmpty(),
        each -> {
          for (String value : List.of("abc", "1e9", "99999999999")) {
            names(
                refused(
                    "GET",
                    allowed(each).getFirst(),
                    withUnknownIds(each) + "?limit=" + value,
                    null,
                    400),
                "limit");
          }
        });
  }

  @Test
  @DisplayName("a form in which nothing can be answered is 406 (P11)")
  void aFormThatIsNotGivenIsRefused() {
    refused("GET", community.operator().with("Accept", "image/png"), "/v1/requests", null, 406);
  }

  @TestFactory
  @DisplayName("a query parameter that makes no sense is named (P11)")
  Stream<DynamicTest> aBadQueryIsNamed() {
    return of(
        each -> !each.queryParameters().isEmpty(),
        each -> {
          Api caller = allowed(each).getFirst();
          for (JsonNode parameter : each.queryParameters()) {
            String name = parameter.path("name").asText();
            if (ANY_TEXT.contains(each + " " + name)) {
              continue;
            }
            List<String> values =
                switch (name) {
                  case "limit" -> List.of("0", "-1", "201");
                  // What people look for may be any name.
                  case "search", "skill" -> List.of("%20", "x".repeat(61));
                  case "topic" -> List.of("%C2%A7", "x".repeat(61));
                  default -> List.of("%C2%A7", "abc");
                };
            for (String value : values) {
              Answer answer =
                  wellFormed(caller.get(withUnknownIds(each) + "?" + name + "=" + value));
              assertThat(answer.status())
                  .as("%s?%s=%s: %s", each, name, value, answer.text())
                  .isIn(400, 422);
              names(answer, name);
            }
          }
        });
  }

  @Test
  @DisplayName("what the documents do not name is refused as well: addresses, methods, forms (P11)")
  void whatIsNotDocumentedIsRefused() {
    Api operator = community.operator();
    refused("GET", operator, "/v1/requests/" + page.id() + "/nothing", null, 404);
    refused("GET", operator, "/v1/nothing", null, 404);
    refused("DELETE", operator, "/v1/requests", null, 405);
    refused("POST", stack.as("admin-1"), "/v1/sla/parked-records/%00/replay", null, 400);
    refused("PATCH", community.program(), "/v1/requests/" + page.id(), "{}", 405);
  }

  @Test
  @DisplayName("a command in the wrong state is 409 and says which state it is (P11)")
  void theWrongStateIsNamed() {
    Answer verdict =
        refused(
            "POST",
            page.api(),
            "/v1/conversations/" + page.id() + "/verdict",
            "{\"solved\":true}",
            409);
    assertThat(verdict.body().path("detail").asText()).contains("OPEN");
  }

  @Test
  @DisplayName("an Idempotency-Key gets the same again, and is refused for another body (P2, P11)")
  void aKeyIsForOneCommand() {
    Community mine = Community.register(stack, "keys", Pace.PRODUCT);
    Api program = mine.program().with("Idempotency-Key", "k-1");
    JsonNode first = program.post("/v1/requests", Map.of("text", "Once")).must(201);
    JsonNode again = program.post("/v1/requests", Map.of("text", "Once")).must(201);
    assertThat(again.path("id")).isEqualTo(first.path("id"));
    refused("POST", program, "/v1/requests", "{\"text\":\"Twice\"}", 422);
    refused(
        "POST",
        mine.program().with("Idempotency-Key", "k".repeat(201)),
        "/v1/requests",
        "{\"text\":\"x\"}",
        400);
  }

  @Test
  @DisplayName("nonsense on the socket gets a problem, and the socket stays open (P11)")
  void nonsenseOnTheSocketIsAnswered() {
    Community mine = Community.register(stack, "socket", Pace.PRODUCT);
    try (MemberClient ada = mine.contributor("Ada", "general", 3).online()) {
      List<String> nonsense =
          List.of(
              "{",
              "[]",
              "17",
              "null",
              "{}",
              "{\"type\":\"dance\"}",
              "{\"type\":\"accept\"}",
              "{\"type\":\"accept\",\"offerId\":\"nothing\"}",
              "{\"type\":\"accept\",\"offerId\":17}",
              "{\"type\":\"accept\",\"offerId\":\"%s\",\"surprise\":1}"
                  .formatted(UUID.randomUUID()),
              "{\"type\":\"renew\",\"token\":\"non.sen.se\"}",
              "{\"type\":\"shown\"}");
      for (int i = 0; i < nonsense.size(); i++) {
        int before = i;
        ada.tell(nonsense.get(i));
        await("an answer to " + nonsense.get(i))
            .atMost(MemberClient.SOON)
            .until(() -> results(ada).size() > before);
        JsonNode result = results(ada).get(i);
        assertThat(result.path("status").asInt()).as(nonsense.get(i)).isBetween(400, 499);
        assertThat(result.path("problem").path("detail").asText()).isNotBlank();
      }
      assertThat(ada.ask("accept", Map.of("offerId", UUID.randomUUID())).path("status").asInt())
          .isEqualTo(404);
      ada.tell(Map.of("type", "ping"));
      ada.awaitPush("pong", m -> true);
      assertThat(ada.closedWith()).isZero();
    }
    MemberClient nobody =
        new MemberClient(
            stack, "operator@" + mine.id() + ":olga", "Olga", UUID.randomUUID().toString());
    assertThat(catchConnect(nobody)).as("an operator has no stream").isNotNull();
    MemberClient stranger =
        new MemberClient(
            stack, "contributor@" + mine.id() + ":nobody", "Nobody", UUID.randomUUID().toString());
    stranger.connect(stack.url());
    await("who did not register is sent away")
        .atMost(MemberClient.SOON)
        .until(() -> stranger.closedWith() == 4403);
  }

  private static List<JsonNode> results(MemberClient client) {
    return client.pushes().stream()
        .filter(push -> push.type().equals("result"))
        .map(MemberClient.Push::message)
        .toList();
  }

  private CompletionException catchConnect(MemberClient client) {
    try {
      client.connect(stack.url());
      return null;
    } catch (CompletionException e) {
      return e;
    }
  }

  private static Stream<DynamicTest> of(
      Predicate<Operation> wanted, ThrowingConsumer<Operation> check) {
    return OpenApi.operations().stream()
        .filter(wanted)
        .map(each -> dynamicTest(each.toString(), () -> check.accept(each)));
  }

  /** Those whom the operation does not refuse for who they are. */
  private List<Api> allowed(Operation each) {
    List<Api> allowed =
        callers.values().stream()
            .filter(caller ->
                each.streams()
                    ? caller.headers().containsKey("X-Customer-Link")
                        == each.path().startsWith("/v1/conversations")
                    : caller.send(each.method(), withUnknownIds(each), badBody(each)).status()
                        != 403)
            .toList();
    assertThat(allowed).as("callers of %s", each).isNotEmpty();
    return allowed;
  }

  private static String badBody(Operation each) {
    return each.takesBody() ? "{\"surprise\":1}" : null;
  }

  private static String goodBody(Operation each) {
    String body = GOOD_BODIES.get(each.toString());
    assertThat(body).as("GOOD_BODIES has none for %s yet", each).isNotNull();
    return body;
  }

  private static boolean namesAnything(Operation each) {
    return NAMES_ANYTHING.contains(each.toString()) || each.path().contains("/parked-records");
  }

  private static String withUnknownIds(Operation each) {
    return with(each, Everybody.unknown(each));
  }

  private static String with(Operation each, String id) {
    return each.path().replaceAll("\\{[^}]+}", Matcher.quoteReplacement(id));
  }

  private static Answer refused(String method, Api caller, String path, String body, int status) {
    Answer answer = wellFormed(caller.send(method, path, body));
    assertThat(answer.status())
        .as("%s %.120s with %.80s: %.300s", method, path, body, answer.text())
        .isEqualTo(status);
    return answer;
  }

  /** A refusal is a problem of RFC 9457, and never ours. */
  private static Answer wellFormed(Answer answer) {
    assertThat(answer.status()).as("%s: %s", answer.asked(), answer.text()).isLessThan(500);
    if (answer.status() >= 400) {
      assertThat(answer.mediaType())
          .as("%s %d: %s", answer.asked(), answer.status(), answer.text())
          .isEqualTo("application/problem+json");
      JsonNode problem = answer.body();
      assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
      assertThat(problem.path("type").asText()).startsWith("urn:crowdline:problem:");
      assertThat(problem.path("title").asText()).isNotBlank();
      assertThat(problem.path("detail").asText()).isNotBlank();
    }
    return answer;
  }

  private static void names(Answer answer, String field) {
    assertThat(Json.items(answer.body().path("errors")))
        .as("%s: %s", answer.asked(), answer.text())
        .anySatisfy(error -> {
          assertThat(error.path("field").asText()).startsWith(field);
          assertThat(error.path("reason").asText()).isNotBlank();
        });
  }
}
