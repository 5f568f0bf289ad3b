package dev.crowdline.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * A request as its customer has it: the page's address is all that is needed.
 *
 * @param request as it was when it was posted
 */
record CustomerPage(UUID id, JsonNode request, Api api) {

  static CustomerPage of(Stack stack, JsonNode request) {
    String page = request.path("page").asText();
    String link = page.substring(page.indexOf('#') + 1);
    return new CustomerPage(
        UUID.fromString(request.path("id").asText()), request, stack.withLink(link));
  }

  JsonNode conversation() {
    return api.get("/v1/conversations/" + id).must(200);
  }

  String status() {
    return conversation().path("request").path("status").asText();
  }

  void awaitStatus(String status, Duration atMost) {
    await("request " + id + " becomes " + status)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> status().equals(status));
  }

  /** Waits until somebody says this. */
  JsonNode awaitMessage(String text) {
    return await("the customer reads: " + text)
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                Json.items(conversation().path("messages")).stream()
                    .filter(message -> message.path("text").asText().equals(text))
                    .findFirst()
                    .orElse(null),
            message -> message != null);
  }

  JsonNode write(String text) {
    return api.post("/v1/conversations/" + id + "/messages", Map.of("text", text)).must(201);
  }

  JsonNode solved() {
    return api.post("/v1/conversations/" + id + "/verdict", Map.of("solved", true)).must(200);
  }

  JsonNode notSolved(String text) {
    return api.post("/v1/conversations/" + id + "/verdict", Map.of("solved", false, "text", text))
        .must(200);
  }

  JsonNode rate(int stars, String thanks) {
    return api.post("/v1/conversations/" + id + "/rating", Map.of("stars", stars, "thanks", thanks))
        .must(200);
  }

  JsonNode wantStaff() {
    return api.post("/v1/conversations/" + id + "/staff").must(200);
  }
}
