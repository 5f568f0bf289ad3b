package dev.crowdline.benchmarks.timers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crowdline.benchmarks.stack.Caller;
import dev.crowdline.benchmarks.stack.RunningStack;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/**
 * Makes a community whose policy has no steps. What first falls due of a request is that its
 * acceptance is at risk, and nothing else for hours: one fact.
 */
final class MakingTemplate {
  private static final Duration ACCEPT = Duration.ofHours(8);
  private static final Duration LATER = Duration.ofDays(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final RunningStack stack;
  private final String community;

  MakingTemplate(RunningStack stack, String community) {
    this.stack = stack;
    this.community = community;
  }

  /**
   * A community in which requests can be made.
   *
   * @param version of the policy that they should go by
   * @param dueAfter their submission
   */
  record Template(Caller program, int version, Duration dueAfter) {
    /** Asks once, and returns the id of the request. */
    UUID ask() throws IOException, InterruptedException {
      JsonNode request =
          program.insist("POST", "/v1/requests", JSON.createObjectNode().put("text", "When?"));
      return UUID.fromString(request.path("id").asText());
    }
  }

  Template make() throws IOException, InterruptedException {
    Caller admin = Caller.signedIn(stack, "admin-1");
    admin.insist(
        "POST",
        "/v1/communities",
        JSON.createObjectNode()
            .put("id", community)
            .put("name", "Benchmark")
            .put("pace", "PRODUCT"));
    ObjectNode key = JSON.createObjectNode().put("name", "benchmark");
    key.putArray("permissions").add("requests:write");
    JsonNode made = admin.insist("POST", "/v1/communities/" + community + "/api-keys", key);
    Caller operator = Caller.signedIn(stack, "operator@" + community + ":bench");
    JsonNode inForce = operator.read("/v1/policies/current");
    ObjectNode change = JSON.createObjectNode();
    change.set("policy", withoutSteps(inForce.path("policy").deepCopy()));
    operator.insist("POST", "/v1/policies", change);
    return new Template(
        Caller.withKey(stack, made.path("key").asText()),
        inForce.path("version").asInt() + 1,
        ACCEPT.multipliedBy(inForce.path("atRiskPercent").asInt()).dividedBy(100));
  }

  private static JsonNode withoutSteps(ObjectNode policy) {
    policy.putArray("steps");
    policy
        .path("targets")
        .forEach(targets ->
            ((ObjectNode) targets)
                .put("acceptSeconds", ACCEPT.toSeconds())
                .put("firstResponseSeconds", LATER.toSeconds())
                .put("resolutionSeconds", LATER.toSeconds()));
    return policy;
  }
}
