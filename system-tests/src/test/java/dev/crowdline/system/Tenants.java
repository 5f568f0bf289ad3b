package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import dev.crowdline.system.OpenApi.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/**
 * Two communities with the same data, side by side: whoever belongs to the one finds nothing of the
 * other, at any address of the committed OpenAPI documents (P9).
 */
@Tag("system")
@Order(15)
@TestInstance(Lifecycle.PER_CLASS)
class Tenants {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Stack stack = Stack.running();
  private Tenant ours;
  private Tenant theirs;

  /** A community with one of everything, and all who may ask for it. */
  private record Tenant(
      Community community,
      MemberClient ada,
      MemberClient sol,
      CustomerPage page,
      JsonNode offer,
      JsonNode assignment,
      String mark,
      Map<String, String> others) {

    List<Api> callers() {
      return List.of(
          community.program(),
          community.integrator(),
          community.operator(),
          ada.api(),
          sol.api(),
          page.api());
    }

    /** What must not be read by others. */
    List<String> secrets() {
      return List.of(
          community.id(),
          mark,
          page.id().toString(),
          ada.id().toString(),
          offer.path("id").asText(),
          assignment.path("id").asText());
    }

    /** The id that belongs at this place of an address. */
    String idFor(Operation operation, String parameter) {
      String path = operation.path();
      return switch (parameter) {
        case "community" -> community.id();
        case "keyId" -> page.id().toString();
        case "requestId" -> page.id().toString();
        case "memberId" -> ada.id().toString();
        case "name" -> mark;
        case "noteId" -> others.get("note");
        case "messageId" -> others.get("answer");
        case "key" -> page.id().toString();
        case "sequence" -> "1";
        case "id" -> {
          if (path.startsWith("/v1/communities/")) {
            yield community.id();
          }
          if (path.startsWith("/v1/routes/{id}/answers/")) {
            yield others.get("answered");
          }
          if (path.startsWith("/v1/requests/") || path.startsWith("/v1/routes/")) {
            yield page.id().toString();
          }
          if (path.startsWith("/v1/members/")) {
            yield ada.id().toString();
          }
          if (path.startsWith("/v1/offers/")) {
            yield offer.path("id").asText();
          }
          if (path.startsWith("/v1/assignments/")) {
            yield assignment.path("id").asText();
          }
          yield others.entrySet().stream()
              .filter(other -> path.startsWith(other.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElseThrow(() ->
                  new AssertionError("this test does not know whose id " + operation + " takes"));
        }
        default -> throw new AssertionError("this test does not know {" + parameter + "}");
      };
    }

    String addressOf(Operation operation) {
      String path = operation.path();
      for (String parameter : operation.pathParameters()) {
        path = path.replace("{" + parameter + "}", idFor(operation, parameter));
      }
      return path;
    }
  }

  @BeforeAll
  void twoCommunitiesLiveSideBySide() {
    ours = tenant("ours");
    theirs = tenant("theirs");
    ours.community()
        .operator()
        .put("/v1/communities/" + ours.community().id() + "/public-form", Map.of("open", true))
        .must(200);
  }

  @AfterAll
  void leave() {
    Stream.of(ours, theirs)
        .forEach(tenant -> {
          tenant.ada().close();
          tenant.sol().close();
        });
  }

  private Tenant tenant(String name) {
    Community community = Community.register(stack, name, Pace.PRODUCT);
    String mark = "mark-of-" + community.id();
    community
        .operator()
        .put("/v1/skills/general", Map.of("description", "What we know, " + mark))
        .must(200);
    community
        .operator()
        .put(
            "/v1/topics/" + mark,
            Map.of(
                "keywords",
                List.of(mark),
                "needs",
                List.of(Map.of("skill", "general", "level", 1)),
                "communityPercent",
                100))
        .must(200);
    MemberClient ada = community.member("Ada", Tier.COMMUNITY, 5, "general", 3).online();
    MemberClient sol = community.member("Sol", Tier.SPECIALIST, 5, "special", 3).online();
    CustomerPage page =
        community.ask("Who reads this? " + mark, "attributes", Map.of("where", mark));
    JsonNode offer = ada.awaitOffer(page);
    JsonNode assignment = ada.accept(offer);
    ada.ask(assignment, "Do you belong to " + mark + "?");
    page.awaitMessage("Do you belong to " + mark + "?");
    page.write("I do, says " + mark);
    community.operator().put("/v1/skills/" + mark, Map.of("description", "Ours")).must(200);
    await("sla has it")
        .atMost(SOON)
        .until(() -> community.operator().get("/v1/clocks/" + page.id()).status() == 200);
    return new Tenant(
        community,
        ada,
        sol,
        page,
        offer,
        assignment,
        mark,
        others(community, ada, sol, page, mark));
  }

  /** What else there is one of, by the beginning of its address. */
  private static Map<String, String> others(
      Community community, MemberClient ada, MemberClient sol, CustomerPage page, String mark) {
    Api operator = community.operator();
    ada.earn(community, "general");
    String item =
        operator
            .post(
                "/v1/catalogue/items",
                Map.of(
                    "name",
                    "Of " + mark,
                    "description",
                    "",
                    "kind",
                    "DIGITAL",
                    "price",
                    1,
                    "valueMinor",
                    1))
            .must(201)
            .path("id")
            .asText();
    operator.post("/v1/catalogue/items/" + item + "/codes", Map.of("text", "CODE-1")).must(200);
    operator
        .put("/v1/programme/partner", Map.of("url", "https://partner.example.org/" + mark))
        .must(200);
    operator
        .post(
            "/v1/earning-rules",
            Map.of(
                "rules",
                Map.of("points", Map.of("URGENT", 200, "HIGH", 150, "NORMAL", 100, "LOW", 80)),
                "note",
                "For " + mark))
        .must(201);
    String redemption =
        ada.api()
            .with("Idempotency-Key", mark)
            .post("/v1/redemptions", Map.of("itemId", item, "price", 1))
            .must(201)
            .path("redemption")
            .path("id")
            .asText();
    JsonNode note =
        sol.api()
            .post("/v1/routes/" + page.id() + "/notes", Map.of("text", "Only of " + mark))
            .must(201);
    operator
        .put("/v1/alarms/" + mark, Map.of("watched", "WAITING", "above", 0, "afterSeconds", 0))
        .must(200);
    community.ask(
        "Who knows that of " + mark + "?",
        "needs",
        List.of(Map.of("skill", "general", "level", 5)));
    JsonNode review =
        await("an answer is drawn for a review")
            .atMost(SOON)
            .until(
                () -> operator.get("/v1/reviews/queue").must(200).path("items").path(0),
                found -> !found.isMissingNode());
    String article =
        operator
            .post(
                "/v1/articles",
                Map.of(
                    "content",
                    Map.of("language", "en", "title", mark, "question", mark, "text", mark),
                    "publish",
                    true))
            .must(201)
            .path("id")
            .asText();
    String forgotten = community.customer("forgotten " + mark);
    String correction =
        operator
            .with("Idempotency-Key", mark)
            .post(
                "/v1/corrections",
                Map.of("memberId", ada.id(), "points", 2_000, "reason", "GOODWILL", "note", mark))
            .must(201)
            .path("id")
            .asText();
    Map<String, Object> mailbox = mailbox(mark);
    mailbox.put("address", "support@" + community.id() + ".example.org");
    String channel =
        operator
            .post("/v1/channels", Map.of("name", "Of " + mark, "enabled", false, "email", mailbox))
            .must(201)
            .path("id")
            .asText();
    String webhook =
        operator
            .post("/v1/webhooks", Map.of("description", "Of " + mark, "types", List.of()))
            .must(201)
            .path("id")
            .asText();
    return Map.ofEntries(
        Map.entry("/v1/what-ifs/", whatIf(operator, mark)),
        Map.entry("/v1/webhooks/", webhook),
        Map.entry("/v1/incidents/", incident(operator, mark)),
        Map.entry("/v1/articles/", article),
        Map.entry("/v1/knowledge/", article),
        Map.entry("/v1/customers/", community.customer("customer " + mark)),
        Map.entry(
            "/v1/erasures/",
            operator
                .post("/v1/customers/" + forgotten + "/erase", null)
                .must(202)
                .path("id")
                .asText()),
        Map.entry("/v1/catalogue/", item),
        Map.entry("/v1/redemptions/", redemption),
        Map.entry("/v1/corrections/", correction),
        Map.entry("/v1/queues/", first(operator, "/v1/queues")),
        Map.entry("/v1/alarm-rings/", first(operator, "/v1/alarm-rings")),
        Map.entry("/v1/reviews/", review.path("id").asText()),
        Map.entry("/v1/channels/", channel),
        // Nothing was sent there; a message of the conversation is none of theirs either.
        Map.entry("/v1/deliveries/", page.id().toString()),
        Map.entry("answered", review.path("requestId").asText()),
        Map.entry("answer", review.path("answerId").asText()),
        Map.entry("note", note.path("id").asText()));
  }

  private static String whatIf(Api operator, String mark) {
    return WhatIfs.ofASupposedDay(operator, "Of " + mark).path("id").asText();
  }

  /** A mailbox that nobody reads. */
  private static Map<String, Object> mailbox(String user) {
    Map<String, Object> server = Map.of("host", "mail.invalid", "port", 993, "security", "TLS");
    return new HashMap<>(
        Map.of("user", user, "password", "secret", "incoming", server, "outgoing", server));
  }

  private static String incident(Api operator, String mark) {
    return operator
        .post("/v1/incidents", Map.of("title", "Planned work", "text", "By " + mark))
        .must(201)
        .path("id")
        .asText();
  }

  private static String first(Api operator, String list) {
    return await(list + " has one")
        .atMost(SOON)
        .until(
            () -> operator.get(list).must(200).path("items").path(0).path("id").asText(),
            id -> !id.isEmpty());
  }

  @TestFactory
  @DisplayName("no address shows one community to another (P9)")
  Stream<DynamicTest> noAddressShowsOneCommunityToAnother() {
    return OpenApi.operations().stream()
        // What only administrators may read is of no community.
        .filter(each -> each.method().equals("GET") && !each.roles().equals(List.of("admin")))
        // The same for everybody.
        .filter(each -> !each.path().startsWith("/v1/holidays"))
        .map(each ->
            dynamicTest(
                each.toString(),
                () -> {
                  boolean somebodyReadsTheirOwn = false;
                  for (Api caller : ours.callers()) {
                    Seen own = see(caller, ours.addressOf(each), each.streams());
                    somebodyReadsTheirOwn |= own.status() == 200;
                    Seen foreign = see(caller, theirs.addressOf(each), each.streams());
                    assertThat(foreign.text())
                        .as("%s by %s", each, caller.headers().keySet())
                        .doesNotContain(
                            theirs.secrets().stream()
                                .filter(secret ->
                                    foreign.status() == 200
                                        || !theirs.addressOf(each).contains(secret))
                                .toList());
                    if (!each.pathParameters().isEmpty()) {
                      assertThat(foreign.status()).as(each.toString()).isIn(403, 404);
                    }
                    assertThat(foreign.status())
                        .as("%s: whoever may read it here finds nothing there", each)
                        .isEqualTo(
                            own.status() == 200 && !each.pathParameters().isEmpty()
                                ? 404
                                : foreign.status());
                  }
                  assertThat(somebodyReadsTheirOwn)
                      .as("%s shows somebody their own", each)
                      .isTrue();
                }));
  }

  @TestFactory
  @DisplayName("no command of one community moves anything of another (P9)")
  Stream<DynamicTest> noCommandReachesOver() {
    Map<String, Object> bodies =
        Map.ofEntries(
            Map.entry("/api-keys", Map.of("name", "k", "permissions", List.of("requests:read"))),
            Map.entry("/cancel", Map.of("reason", "ours now")),
            Map.entry("/public-form", Map.of("open", true)),
            Map.entry(
                "articles/{id}",
                Map.of("language", "en", "title", "Mine", "question", "Mine", "text", "Mine")),
            Map.entry("/solved-by", Map.of("article", ours.others().get("/v1/articles/"))),
            Map.entry("/visits", Map.of("came", "BEGAN")),
            Map.entry("/votes", Map.of("helpful", true, "reader", "a_random_name_of_a_reader")),
            Map.entry("/widget", Map.of("origins", List.of("https://ours.example.org"))),
            Map.entry("forms/{community}/requests", Map.of("text", "Hello over there")),
            Map.entry("requests/{id}/messages", Map.of("text", "Hello over there")),
            Map.entry("/reporters", Map.of("requestId", ours.page().id())),
            Map.entry("/close", Map.of("reason", "ours now")),
            Map.entry("/priority", Map.of("priority", "URGENT")),
            Map.entry("requests/{id}/topic", Map.of("topic", "general")),
            Map.entry("/minimum-tier", Map.of("minimumTier", "SPECIALIST")),
            Map.entry("conversations/{requestId}/messages", Map.of("text", "Hello over there")),
            Map.entry("/verdict", Map.of("solved", true)),
            Map.entry("/rating", Map.of("stars", 1)),
            Map.entry("/skills", Map.of("skills", List.of())),
            Map.entry("members/{id}", Map.of("alias", "Mallory")),
            Map.entry("/pause", Map.of("reason", "ours now")),
            Map.entry("/decline", Map.of()),
            Map.entry("assignments/{id}/messages", Map.of("text", "Hello over there")),
            Map.entry("/follow-up", Map.of("text", "Hello over there")),
            Map.entry("/draft", Map.of("text", "Mine")),
            Map.entry("/complete", Map.of("answer", "Mine")),
            Map.entry("/release", Map.of()),
            Map.entry("/erase", Map.of()),
            Map.entry("/hand-over", Map.of("memberId", ours.sol().id())),
            Map.entry("/notes", Map.of("text", "Hello over there")),
            Map.entry(
                "items/{id}",
                Map.of(
                    "name",
                    "Mine",
                    "description",
                    "",
                    "kind",
                    "DIGITAL",
                    "price",
                    1,
                    "valueMinor",
                    1)),
            Map.entry("/judgement", Map.of("verdict", "HARMFUL")),
            Map.entry("/appeal", Map.of("reason", "Mine")),
            Map.entry("/codes", Map.of("text", "Mine")),
            Map.entry("channels/{id}", Map.of("name", "Mine", "email", mailbox("mine"))),
            Map.entry(
                "webhooks/{id}",
                Map.of("description", "Mine", "types", List.of(), "enabled", true)),
            Map.entry("/replay", Map.of("after", "0")),
            Map.entry("/needs", Map.of("needs", List.of(Map.of("skill", "x", "level", 1)))),
            Map.entry("routes/{id}/extend", Map.of("minutes", 1, "reason", "ours now")),
            Map.entry("/assign", Map.of("memberId", ours.ada().id())));
    return OpenApi.operations().stream()
        .filter(each ->
            !each.method().equals("GET")
                && !each.pathParameters().isEmpty()
                && !each.path().contains("/parked-records")
                && !each.path().endsWith("/{name}"))
        .map(each ->
            dynamicTest(
                each.toString(),
                () -> {
                  String body =
                      each.takesBody()
                          ? Json.text(
                              bodies.entrySet().stream()
                                  .filter(entry -> each.path().endsWith(entry.getKey()))
                                  .map(Map.Entry::getValue)
                                  .findFirst()
                                  .orElseThrow(() -> new AssertionError("no body for " + each)))
                          : null;
                  List<Integer> statuses =
                      ours.callers().stream()
                          .map(caller ->
                              caller.send(each.method(), theirs.addressOf(each), body).status())
                          .toList();
                  assertThat(statuses).as(each.toString()).isSubsetOf(403, 404).contains(404);
                }));
  }

  @Test
  @DisplayName("after all that, theirs is as it was; names may be the same in both (P9)")
  void theirsIsAsItWas() {
    assertThat(theirs.page().status()).isEqualTo("IN_WORK");
    assertThat(theirs.ada().api().get("/v1/members/me").must(200).path("alias").asText())
        .isEqualTo("Ada");
    assertThat(theirs.page().conversation().toString()).doesNotContain("Hello over there");
  }

  @Test
  @DisplayName("no socket and no metric shows one community to another (P9)")
  void noSocketAndNoMetricShowsIt() {
    for (MemberClient member : List.of(ours.ada(), ours.sol())) {
      assertThat(member.pushes()).isNotEmpty();
      assertThat(member.pushes().toString()).doesNotContain(theirs.secrets());
    }
    for (String service : Stack.SERVICES) {
      String metrics = stack.anonymous().at(stack.managementOf(service)).get("/q/metrics").text();
      assertThat(metrics)
          .contains("jvm_")
          .doesNotContain(ours.secrets())
          .doesNotContain(theirs.secrets());
    }
  }

  /** What a caller gets to see; of a stream, what comes within a moment. */
  private record Seen(int status, String text) {}

  private Seen see(Api caller, String path, boolean stream) {
    if (!stream) {
      Api.Answer answer = caller.get(path);
      return new Seen(answer.status(), answer.text());
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(caller.url() + path))
            .timeout(Duration.ofSeconds(5))
            .header("Accept", "text/event-stream");
    caller.headers().forEach(request::header);
    try {
      HttpResponse<InputStream> answer =
          stack.http().send(request.build(), BodyHandlers.ofInputStream());
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        StringBuilder text = new StringBuilder();
        String line = lines.readLine();
        while (line != null && !(answer.statusCode() == 200 && line.startsWith("data:"))) {
          text.append(line).append('\n');
          line = lines.readLine();
        }
        return new Seen(answer.statusCode(), text.append(line).toString());
      }
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
