package dev.crowdline.system;

import static org.awaitility.Awaitility.await;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import dev.crowdline.system.OpenApi.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** One community, everybody who may call there, what each of them knows, and what is stored. */
final class Everybody {
  /** A skill that the community has named; it keeps nobody from having others. */
  static final String SKILL = "general";

  static final String ALARM = "Many";
  static final String TOPIC = "bills";

  private final Stack stack;
  private final Community community;
  private final MemberClient member;
  private final Map<String, Api> callers = new LinkedHashMap<>();
  private final Map<String, List<String>> rolesOf = new LinkedHashMap<>();
  private final String customer;
  private final String erasure;
  private CustomerPage page;

  private Everybody(Stack stack, Community community) {
    this.stack = stack;
    this.community = community;
    member = community.contributor("Ada", "general", 3);
    add("nobody", stack.anonymous());
    add("program", community.program(), "requests:read", "requests:write");
    add("integrator", community.integrator(), "integrator");
    add("contributor", member.api(), "contributor");
    add(
        "contractor",
        community.member("Con", Tier.CONTRACTOR, 2, "general", 4).api(),
        "specialist");
    add(
        "specialist",
        community.member("Sol", Tier.SPECIALIST, 2, "general", 5).api(),
        "specialist");
    add("operator", community.operator(), "operator");
    add("admin", stack.as("admin-1"), "admin");
    // Somebody whom nobody else's business rests on, since it may be forgotten.
    customer = community.customer("C-1001");
    erasure = forget(community.customer("C-1002"));
    community
        .operator()
        .post("/v1/webhooks", Map.of("description", "Reads", "types", List.of()))
        .must(201);
    WhatIfs.ofASupposedDay(community.operator(), "");
    anotherCustomerAsks();
  }

  /** The erasure of a customer, once nothing of it is under way any more. */
  private String forget(String id) {
    Api operator = community.operator();
    String begun =
        operator.post("/v1/customers/" + id + "/erase", null).must(202).path("id").asText();
    await("all services have cleared")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> operator.get("/v1/erasures/" + begun).must(200).path("state").asText(),
            "FORGETTING"::equals);
    return begun;
  }

  /** With nothing going on: one request that waits, and nobody online. */
  static Everybody of(Stack stack, String name) {
    Community community = Community.register(stack, name, Pace.PRODUCT);
    community.operator().put("/v1/skills/" + SKILL, Map.of("description", "All")).must(200);
    return new Everybody(stack, community);
  }

  private void add(String name, Api api, String... roles) {
    callers.put(name, api);
    rolesOf.put(name, List.of(roles));
  }

  /** From now on the customer is who asks here; an earlier one may have come to an end. */
  void anotherCustomerAsks() {
    page = community.ask("Is everything refused?", "priority", "LOW");
    Api operator = community.operator();
    await("routing and sla have it")
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() ->
            operator.get("/v1/routes/" + page.id()).status() == 200
                && operator.get("/v1/clocks/" + page.id()).status() == 200);
    add("customer", page.api(), "customer");
  }

  /** Anybody may ask from now on. */
  void openForm() {
    community
        .operator()
        .put("/v1/communities/" + community.id() + "/public-form", Map.of("open", true))
        .must(200);
  }

  /** There is a topic, whatever was removed before. */
  void nameATopic() {
    community
        .operator()
        .put(
            "/v1/topics/" + TOPIC,
            Map.of(
                "keywords", List.of("bill"), "needs", List.of(Map.of("skill", SKILL, "level", 1))))
        .must(200);
  }

  /** There is an alarm, whatever was removed before. */
  void setAnAlarm() {
    community
        .operator()
        .put("/v1/alarms/" + ALARM, Map.of("watched", "WAITING", "above", 5, "afterSeconds", 60))
        .must(200);
  }

  List<String> names() {
    return List.copyOf(callers.keySet());
  }

  /** Those that the document allows to call it. Where no role is named, anybody may. */
  List<String> allowed(Operation operation) {
    return names().stream().filter(name -> may(operation, name)).toList();
  }

  boolean may(Operation operation, String name) {
    return operation.roles().isEmpty()
        || operation.roles().stream().anyMatch(rolesOf.get(name)::contains);
  }

  Api caller(String name) {
    return callers.get(name);
  }

  String communityId() {
    return community.id();
  }

  /**
   * The ids for a parameter of the path that this caller may have seen; none when there is none.
   */
  List<String> known(Operation operation, String parameter, Api caller) {
    String path = operation.path();
    return switch (parameter) {
      case "community" -> List.of(community.id());
      case "memberId" -> List.of(member.id().toString());
      case "requestId" -> List.of(page.id().toString());
      case "keyId" -> keysOfNobody();
      case "id" -> {
        if (path.startsWith("/v1/communities/")) {
          yield List.of(community.id());
        }
        if (path.startsWith("/v1/members/")) {
          // A member knows of itself; who is none, of this one.
          String own = caller.get("/v1/members/me").body().path("id").asText();
          yield List.of(own.isEmpty() ? member.id().toString() : own);
        }
        if (path.startsWith("/v1/catalogue/")) {
          yield listed(caller, "/v1/catalogue/items");
        }
        if (path.startsWith("/v1/incidents/")) {
          yield listed(caller, "/v1/incidents");
        }
        if (path.startsWith("/v1/articles/") || path.startsWith("/v1/knowledge/")) {
          yield listed(community.operator(), "/v1/articles");
        }
        if (path.startsWith("/v1/customers/")) {
          yield List.of(customer);
        }
        if (path.startsWith("/v1/erasures/")) {
          yield List.of(erasure);
        }
        if (path.startsWith("/v1/channels/")) {
          yield listed(caller, "/v1/channels");
        }
        if (path.startsWith("/v1/what-ifs/")) {
          yield listed(caller, "/v1/what-ifs");
        }
        if (path.startsWith("/v1/webhooks/")) {
          yield listed(caller, "/v1/webhooks");
        }
        if (path.startsWith("/v1/deliveries/")) {
          yield listed(caller, "/v1/deliveries");
        }
        if (path.startsWith("/v1/reviews/")) {
          yield listed(caller, "/v1/reviews/queue");
        }
        if (path.startsWith("/v1/redemptions/")) {
          yield listed(caller, "/v1/redemptions");
        }
        if (Stream.of("/v1/offers/", "/v1/assignments/", "/v1/queues/")
            .anyMatch(path::startsWith)) {
          yield listed(caller, path.replaceAll("/\\{id}.*", ""));
        }
        yield List.of(page.id().toString());
      }
      default -> List.of();
    };
  }

  /** Keys that no caller lives by. */
  private List<String> keysOfNobody() {
    return Json.items(
            community
                .operator()
                .get("/v1/communities/" + community.id() + "/api-keys?limit=200")
                .must(200)
                .path("items"))
        .stream()
        .filter(key -> !key.path("name").asText().equals(Community.KEY_NAME))
        .filter(key -> key.path("revokedAt").isMissingNode() || key.path("revokedAt").isNull())
        .map(key -> key.path("id").asText())
        .toList();
  }

  private static List<String> listed(Api caller, String list) {
    return Json.items(caller.get(list).body().path("items")).stream()
        .map(item -> item.path("id").asText())
        .toList();
  }

  /** An id of nothing, in the form that ids have there. */
  static String unknown(Operation operation) {
    return operation.path().startsWith("/v1/queues/")
        ? Long.toString(Long.MAX_VALUE)
        : UUID.randomUUID().toString();
  }

  /**
   * A fingerprint of each table that belongs to communities, of this community's rows. One thing
   * moves by itself: routing looks again at a route that waits, and sets when it will the next time
   * (P4).
   */
  Map<String, String> stored() {
    Map<String, String> stored = new TreeMap<>();
    for (String service : Stack.SERVICES) {
      Database database = Database.of(stack, service);
      List<String> prints = new ArrayList<>();
      database
          .rows(
              "select table_name, column_name from information_schema.columns where table_schema = 'public' and table_name <> 'api_call'"
                  + " and (column_name = 'community' or (table_name, column_name) = ('community', 'id'))")
          .forEach(row ->
              prints.add(
                  "select '%1$s' as name, count(*) || ' ' || coalesce(md5(string_agg(r.row::text, '|' order by r.row::text)), '') as print from (select to_jsonb(t) %3$s as row from %1$s t where %2$s = ?) r"
                      .formatted(
                          row.get("table_name"),
                          row.get("column_name"),
                          row.get("table_name").equals("route") ? "- 'due_at'" : "")));
      database
          .rows(
              String.join(" union all ", prints),
              Stream.generate(community::id).limit(prints.size()).toArray())
          .forEach(row -> stored.put(service + "." + row.get("name"), row.get("print").toString()));
    }
    return stored;
  }

  /** Waits until intake has looked whether routing was heard of; from then on nothing is due. */
  void awaitTheRoutesMinute() {
    await("nothing is due of its requests")
        .atMost(Duration.ofSeconds(90))
        .until(() ->
            Database.of(stack, "intake")
                    .number(
                        "select count(*) from request where community = ? and due_at is not null",
                        community.id())
                == 0);
  }

  /** What is stored when all that was caused before has come to rest. */
  Map<String, String> storedAtRest() {
    List<Map<String, String>> seen = new ArrayList<>(List.of(stored()));
    await("nothing moves any more")
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ofSeconds(2))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> {
          seen.add(stored());
          return seen.getLast().equals(seen.get(seen.size() - 2));
        });
    return seen.getLast();
  }
}
