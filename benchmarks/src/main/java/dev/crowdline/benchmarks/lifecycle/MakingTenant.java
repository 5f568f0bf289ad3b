package dev.crowdline.benchmarks.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crowdline.benchmarks.stack.Caller;
import dev.crowdline.benchmarks.stack.RunningStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the run's community as an administrator, an operator and its members would. */
final class MakingTenant {
  private static final int AT_ONCE = 4;
  private static final JsonMapper JSON = new JsonMapper();

  private final RunningStack stack;
  private final String community;

  MakingTenant(RunningStack stack, String community) {
    this.stack = stack;
    this.community = community;
  }

  Tenant make(int members, int capacity) throws IOException, InterruptedException {
    Caller admin = Caller.signedIn(stack, "admin-1");
    ObjectNode registration = JSON.createObjectNode();
    registration.put("id", community).put("name", "Benchmark").put("pace", "PRODUCT");
    admin.insist("POST", "/v1/communities", registration);
    ObjectNode key = JSON.createObjectNode().put("name", "benchmark");
    key.putArray("permissions").add("requests:write").add("requests:read");
    JsonNode made = admin.insist("POST", "/v1/communities/" + community + "/api-keys", key);
    Caller operator = Caller.signedIn(stack, "operator@" + community + ":bench");
    for (Topic topic : Topic.ALL) {
      ObjectNode skill = JSON.createObjectNode().put("description", topic.question());
      operator.insist("PUT", "/v1/skills/" + topic.skill(), skill);
      ObjectNode body = JSON.createObjectNode();
      body.putArray("keywords").add(topic.keyword());
      body.putArray("needs")
          .addObject()
          .put("skill", topic.skill())
          .put("level", Topic.NEEDED_LEVEL);
      operator.insist("PUT", "/v1/topics/" + topic.skill(), body);
    }
    return new Tenant(community, made.path("key").asText(), members(members, capacity, operator));
  }

  private List<Tenant.Access> members(int count, int capacity, Caller operator)
      throws IOException, InterruptedException {
    try (ExecutorService some = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<Tenant.Access>> tasks = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        String alias = "bench-" + i;
        tasks.add(() -> member(alias, capacity, operator));
      }
      List<Tenant.Access> made = new ArrayList<>();
      for (Future<Tenant.Access> one : some.invokeAll(tasks)) {
        made.add(one.get());
      }
      return made;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private Tenant.Access member(String alias, int capacity, Caller operator)
      throws IOException, InterruptedException {
    String username = "contributor@" + community + ":" + alias;
    ObjectNode body = JSON.createObjectNode();
    body.put("alias", alias).put("capacity", capacity);
    body.put("issuer", stack.issuer()).put("subject", username).put("tier", "COMMUNITY");
    body.putArray("languages").add("en");
    var skills = body.putArray("skills");
    Topic.ALL.forEach(
        topic -> skills.addObject().put("skill", topic.skill()).put("level", Topic.MEMBERS_LEVEL));
    operator.insist("POST", "/v1/members", body);
    String token = Caller.token(stack, username);
    Caller.withToken(stack, token)
        .insist("POST", "/v1/members/me/terms", JSON.createObjectNode().put("version", 1));
    return new Tenant.Access(alias, token);
  }
}
