package dev.crowdline.benchmarks.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crowdline.benchmarks.stack.RunningStack;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the run's community as an administrator, an operator and its members would. */
final class MakingTenant {
  /** A service hears of the community from another one; until then it says no. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int AT_ONCE = 4;
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final RunningStack stack;
  private final String community;

  MakingTenant(RunningStack stack, String community) {
    this.stack = stack;
    this.community = community;
  }

  Tenant make(int members, int capacity) throws IOException, InterruptedException {
    String admin = token("admin-1");
    ObjectNode registration = JSON.createObjectNode();
    registration.put("id", community).put("name", "Benchmark").put("pace", "PRODUCT");
    insist("POST", "/v1/communities", admin, registration);
    ObjectNode key = JSON.createObjectNode().put("name", "benchmark");
    key.putArray("permissions").add("requests:write").add("requests:read");
    JsonNode made = insist("POST", "/v1/communities/" + community + "/api-keys", admin, key);
    String operator = token("operator@" + community + ":bench");
    for (Topic topic : Topic.ALL) {
      ObjectNode skill = JSON.createObjectNode().put("description", topic.question());
      insist("PUT", "/v1/skills/" + topic.skill(), operator, skill);
      ObjectNode body = JSON.createObjectNode();
      body.putArray("keywords").add(topic.keyword());
      body.putArray("needs")
          .addObject()
          .put("skill", topic.skill())
          .put("level", Topic.NEEDED_LEVEL);
      insist("PUT", "/v1/topics/" + topic.skill(), operator, body);
    }
    return new Tenant(community, made.path("key").asText(), members(members, capacity, operator));
  }

  private List<Tenant.Access> members(int count, int capacity, String operator)
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

  private Tenant.Access member(String alias, int capacity, String operator)
      throws IOException, InterruptedException {
    String username = "contributor@" + community + ":" + alias;
    ObjectNode body = JSON.createObjectNode();
    body.put("alias", alias).put("capacity", capacity);
    body.put("issuer", stack.issuer()).put("subject", username).put("tier", "COMMUNITY");
    body.putArray("languages").add("en");
    var skills = body.putArray("skills");
    Topic.ALL.forEach(
        topic -> skills.addObject().put("skill", topic.skill()).put("level", Topic.MEMBERS_LEVEL));
    insist("POST", "/v1/members", operator, body);
    String token = token(username);
    insist("POST", "/v1/members/me/terms", token, JSON.createObjectNode().put("version", 1));
    return new Tenant.Access(alias, token);
  }

  private String token(String account) throws IOException, InterruptedException {
    String form =
        "grant_type=password&client_id=bench&scope=openid&password=demo&username="
            + URLEncoder.encode(account, StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(stack.issuer() + "/token"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
    String token = JSON.readTree(answer.body()).path("access_token").asText();
    if (token.isEmpty()) {
      throw new IOException(
          "No token for %s: %d %s".formatted(account, answer.statusCode(), answer.body()));
    }
    return token;
  }

  private JsonNode insist(String method, String path, String token, JsonNode body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(stack.url().resolve(path))
            .timeout(Duration.ofSeconds(15))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.toString()))
            .build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 == 2) {
        return JSON.readTree(answer.body());
      }
      if (System.nanoTime() > end) {
        throw new IOException(
            "%s %s was refused for %d s: %d %s"
                .formatted(method, path, PATIENCE.toSeconds(), answer.statusCode(), answer.body()));
      }
      Thread.sleep(PAUSE);
    }
  }
}
