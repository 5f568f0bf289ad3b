package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import dev.crowdline.system.Api.Answer;
import dev.crowdline.system.OpenApi.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
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
  private static final int REFUSED = 2_500;
  private static final int ALLOWED = 1_500;

  /** Refused as malformed for what a document can say in words only. */
  private static final List<Pattern> SAID_IN_WORDS =
      List.of(
          // Each skill once; no two spellings of one.
          Pattern.compile("needs|skills(\\[\\d+])?(\\.skill)?"),
          // A keyword needs letters or digits.
          Pattern.compile("keywords\\[\\d+]"),
          // Both or neither, by operators.
          Pattern.compile("issuer|subject"),
          // Of an answer that there is.
          Pattern.compile("answer"));

  private final Stack stack = Stack.running();
  private final Map<String, Api> callers = new LinkedHashMap<>();
  private final Map<String, List<String>> rolesOf = new LinkedHashMap<>();
  private final List<Operation> operations =
      OpenApi.operations().stream().filter(each -> !each.streams()).toList();
  private Community community;
  private CustomerPage page;
  private MemberClient member;

  @BeforeAll
  void everybodyIsThere() {
    community = Community.register(stack, "fuzz", Pace.PRODUCT);
    member = community.contributor("Ada", "general", 3);
    MemberClient specialist = community.member("Sol", Tier.SPECIALIST, 2, "general", 5);
    page = community.ask("Is everything refused?", "priority", "LOW");
    await("routing and sla have it")
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            community.operator().get("/v1/routes/" + page.id()).status() == 200
                && community.operator().get("/v1/clocks/" + page.id()).status() == 200);
    add("nobody", stack.anonymous());
    add("program", community.program(), "requests:read", "requests:write");
    add("integrator", community.integrator(), "integrator");
    add("contributor", member.api(), "contributor");
    add("specialist", specialist.api(), "specialist");
    add("operator", community.operator(), "operator");
    add("admin", stack.as("admin-1"), "admin");
    add("customer", page.api(), "customer");
  }

  private void add(String name, Api api, String... roles) {
    callers.put(name, api);
    rolesOf.put(name, List.of(roles));
  }

  @Test
  @DisplayName(
      "what the documents do not allow is refused, names its field, and changes nothing (P11)")
  void whatIsNotAllowedIsRefused() {
    Random random = new Random(SEED);
    Generator generator = new Generator(random);
    Map<String, String> before = everythingStored();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < REFUSED; i++) {
      Operation operation = generator.pick(operations);
      String name = generator.pick(List.copyOf(callers.keySet()));
      Api caller = withHeaders(operation, callers.get(name), generator);
      String path = address(operation, generator);
      boolean may = may(operation, name);
      Answer answer;
      String field = null;
      if (!may) {
        answer =
            caller.send(
                operation.method(), path + query(operation, generator), body(operation, generator));
        judge(wrong, answer, answer.status() == 401 || answer.status() == 403, "a right is needed");
        continue;
      }
      if (operation.takesBody() && random.nextInt(5) > 0) {
        Generator.Wrong body = generator.wrong(operation.document(), operation.body());
        // A body of which no field is required may be left out as a whole.
        if (operation.body().path("required").isEmpty()
            && Set.of("", "null").contains(body.text())) {
          continue;
        }
        field = body.field();
        answer = caller.send(operation.method(), path, body.text());
      } else {
        field = "surprise";
        answer = caller.send(operation.method(), path + "?surprise=1", body(operation, generator));
      }
      String named = field;
      judge(
          wrong,
          answer,
          (answer.status() == 400 || answer.status() == 422)
              && (named == null
                  || Json.items(answer.body().path("errors")).stream()
                      .anyMatch(error -> error.path("field").asText().startsWith(named))),
          "400 or 422 that names " + field);
    }
    assertThat(wrong).isEmpty();
    assertThat(everythingStored()).as("what is stored about the community").isEqualTo(before);
  }

  @Test
  @Order(2)
  @DisplayName("what the documents allow is never called malformed, and nothing is a 5xx (P11)")
  void whatIsAllowedIsTaken() {
    Random random = new Random(SEED + 1);
    Generator generator = new Generator(random);
    Map<Integer, Integer> statuses = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < ALLOWED; i++) {
      Operation operation = generator.pick(operations);
      List<String> allowed =
          callers.keySet().stream().filter(name -> may(operation, name)).toList();
      Api caller = withHeaders(operation, callers.get(generator.pick(allowed)), generator);
      Answer answer =
          caller.send(
              operation.method(),
              address(operation, generator) + query(operation, generator),
              body(operation, generator));
      statuses.merge(answer.status(), 1, Integer::sum);
      boolean malformed =
          Set.of(400, 405, 406, 413, 414, 415, 431).contains(answer.status())
              && !Json.items(answer.body().path("errors")).stream()
                  .map(error -> error.path("field").asText())
                  .anyMatch(field ->
                      SAID_IN_WORDS.stream().anyMatch(words -> words.matcher(field).matches()));
      judge(wrong, answer, !malformed, "taken, or refused for what stands");
    }
    assertThat(wrong).isEmpty();
    assertThat(statuses.keySet()).as("something was taken").contains(200, 201);
  }

  /** Where no role is named, anybody may. */
  private boolean may(Operation operation, String caller) {
    return operation.roles().isEmpty()
        || operation.roles().stream().anyMatch(rolesOf.get(caller)::contains);
  }

  /** Whatever comes back is an answer or a problem, and the expected one. */
  private static void judge(List<String> wrong, Answer answer, boolean expected, String what) {
    boolean wellFormed =
        answer.status() < 400
            || (answer.status() < 500
                && answer.mediaType().equals("application/problem+json")
                && answer.body().path("status").asInt() == answer.status()
                && answer.body().path("type").asText().startsWith("urn:crowdline:problem:")
                && !answer.body().path("detail").asText().isBlank());
    if (!wellFormed || !expected) {
      wrong.add(
          "%s -> %d, not %s: %.400s"
              .formatted(answer.asked(), answer.status(), what, answer.text()));
    }
  }

  private @Nullable String body(Operation operation, Generator generator) {
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

  private String query(Operation operation, Generator generator) {
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : operation.queryParameters()) {
      // A cursor is what an earlier page gave; its form is nobody's business.
      if (!parameter.path("name").asText().equals("cursor")
          && generator.pick(List.of(true, false))) {
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

  /** Ids that there are and that there are not; names as the document allows them. */
  private String address(Operation operation, Generator generator) {
    String path = operation.path();
    for (JsonNode parameter : operation.parameters("path")) {
      String name = parameter.path("name").asText();
      String value =
          switch (name) {
            case "community" -> community.id();
            // A topic's name has a form of its own, which its parameter states.
            case "name" ->
                operation.path().startsWith("/v1/topics/")
                    ? generator.pick(List.of("bills", "Rück-gabe 7", "रोमिंग", "漫游_a.b"))
                    : generator.text(nameForm());
            case "id" -> known(operation, generator);
            case "requestId" -> generator.pick(List.of(page.id().toString(), unknown()));
            case "memberId" -> generator.pick(List.of(member.id().toString(), unknown()));
            default -> unknown();
          };
      path = path.replace("{" + name + "}", encoded(value));
    }
    return path;
  }

  private static JsonNode nameForm() {
    return Json.parse("{\"maxLength\":60,\"allOf\":[{\"$ref\":\"#/components/schemas/Name\"}]}");
  }

  private String known(Operation operation, Generator generator) {
    String path = operation.path();
    if (path.startsWith("/v1/communities/")) {
      return community.id();
    }
    String there = path.startsWith("/v1/members/") ? member.id().toString() : page.id().toString();
    return generator.pick(List.of(there, unknown()));
  }

  private static String unknown() {
    return UUID.randomUUID().toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A fingerprint of each table that belongs to communities, of this community's rows. */
  private Map<String, String> everythingStored() {
    Map<String, String> stored = new TreeMap<>();
    for (String service : Stack.SERVICES) {
      Database database = Database.of(stack, service);
      database
          .rows(
              "select table_name from information_schema.columns where column_name = 'community'"
                  + " and table_schema = 'public'")
          .forEach(row -> {
            String table = row.get("table_name").toString();
            stored.put(
                service + "." + table,
                String.valueOf(
                    database
                        .rows(
                            "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print"
                                + " from "
                                + table
                                + " t where community = ?",
                            community.id())
                        .getFirst()
                        .get("print")));
          });
    }
    return stored;
  }
}
