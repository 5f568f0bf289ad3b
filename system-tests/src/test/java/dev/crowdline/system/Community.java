package dev.crowdline.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A tenant of a test's own, so that tests do not disturb one another. */
final class Community {
  static final String KEY_NAME = "system tests";
  private final Stack stack;
  private final String id;
  private final String key;

  private Community(Stack stack, String id, String key) {
    this.stack = stack;
    this.id = id;
    this.key = key;
  }

  /** Registers a community and waits until every service has heard of it. */
  static Community register(Stack stack, String name, Pace pace) {
    String id =
        name
            + "-"
            + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), Character.MAX_RADIX);
    Api admin = stack.as("admin-1");
    admin.post("/v1/communities", Map.of("id", id, "name", "Test " + name, "pace", pace)).must(201);
    JsonNode key =
        admin
            .post(
                "/v1/communities/" + id + "/api-keys",
                Map.of("name", KEY_NAME, "permissions", List.of("requests:write", "requests:read")))
            .must(201);
    for (String service : Stack.SERVICES) {
      Database database = Database.of(stack, service);
      await(service + " hears of " + id)
          .atMost(Duration.ofSeconds(20))
          .until(() -> database.number("select count(*) from community where id = ?", id) == 1);
    }
    return new Community(stack, id, key.path("key").asText());
  }

  String id() {
    return id;
  }

  Stack stack() {
    return stack;
  }

  /** The company's program. */
  Api program() {
    return stack.withKey(key);
  }

  Api operator() {
    return stack.as("operator@" + id + ":olga");
  }

  Api integrator() {
    return stack.as("integrator@" + id + ":ina");
  }

  Api as(String role, String name) {
    return stack.as(role + "@" + id + ":" + name);
  }

  /** A topic by which requests are understood. */
  Community understanding(String topic, String skill, int level, String... keywords) {
    operator()
        .put(
            "/v1/topics/" + topic,
            Map.of(
                "keywords", List.of(keywords),
                "needs", List.of(Map.of("skill", skill, "level", level))))
        .must(200);
    return this;
  }

  /** Somebody of the community's own who answers for points. */
  MemberClient contributor(String name, Object... skillsAndLevels) {
    return member(name, Tier.COMMUNITY, 2, skillsAndLevels);
  }

  /** A member with the terms accepted, not online yet. Skills: name, level, name, level... */
  MemberClient member(String name, Tier tier, int capacity, Object... skillsAndLevels) {
    String account = (tier == Tier.COMMUNITY ? "contributor@" : "specialist@") + id + ":" + name;
    List<Map<String, Object>> skills = new ArrayList<>();
    for (int i = 0; i < skillsAndLevels.length; i += 2) {
      skills.add(Map.of("skill", skillsAndLevels[i], "level", skillsAndLevels[i + 1]));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("alias", name);
    body.put("skills", skills);
    body.put("capacity", capacity);
    body.put("issuer", stack.issuer());
    body.put("subject", account);
    body.put("tier", tier);
    JsonNode member = operator().post("/v1/members", body).must(201);
    stack.as(account).post("/v1/members/me/terms", Map.of("version", 1)).must(200);
    return new MemberClient(stack, account, name, member.path("id").asText());
  }

  /** The id of a customer of that reference, who has asked something. */
  String customer(String reference) {
    ask("Who am I?", "customer", Map.of("reference", reference));
    return operator()
        .post("/v1/customers/lookup", Map.of("identifier", reference))
        .must(200)
        .at("/items/0/id")
        .asText();
  }

  /** A customer's request, posted by the company's program. */
  CustomerPage ask(String text, Object... more) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", text);
    for (int i = 0; i < more.length; i += 2) {
      body.put(more[i].toString(), more[i + 1]);
    }
    return CustomerPage.of(stack, program().post("/v1/requests", body).must(201));
  }
}
