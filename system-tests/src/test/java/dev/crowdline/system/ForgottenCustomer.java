package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Erased;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A customer is handed out all that is kept, and then forgotten in all services. */
@Tag("system")
@Order(21)
class ForgottenCustomer {
  private static final Duration SOON = Duration.ofSeconds(15);

  private final Stack stack = Stack.running();
  private final String mark = "secret" + UUID.randomUUID().toString().substring(0, 8);
  private final String email = mark + "@example.org";
  private Community mobile;

  @Test
  @DisplayName("after an erasure no table of any service has a word of the customer's requests")
  void isForgottenEverywhere() {
    mobile = Community.register(stack, "forgotten", Pace.PRODUCT);
    Map<String, String> customer = Map.of("reference", mark, "email", email);
    CustomerPage answered;
    CustomerPage open;
    MemberClient sol = mobile.member("Sol", Tier.SPECIALIST, 2, "general", 5);
    try (MemberClient ada = mobile.contributor("Ada", "general", 3).online();
        MemberClient bob = mobile.contributor("Bob", "general", 3)) {
      answered = answered(ada, bob, sol, customer);
      open = mobile.ask("Another " + mark, "customer", customer);
      JsonNode offer = bob.awaitOffer(open);
      bob.api()
          .post("/v1/offers/" + offer.path("id").asText() + "/decline", Map.of("reason", mark))
          .must(200);
    }
    JsonNode found = found(email);
    assertThat(found.path("items")).hasSize(1);
    String id = found.path("items").path(0).path("id").asText();
    assertThat(found.path("items").path(0).path("requests").asInt()).isEqualTo(2);
    JsonNode kept = mobile.operator().get("/v1/customers/" + id + "/data").must(200);
    assertThat(kept.path("contact").path("email").asText()).isEqualTo(email);
    assertThat(kept.path("conversations").path("items")).hasSize(2);
    assertThat(kept.toString()).contains("asks " + mark, "thanks " + mark, "answer " + mark);
    for (String service : List.of("intake", "routing", "sla")) {
      assertThat(tablesWithMark(service)).as("before, in " + service).isNotEmpty();
    }

    JsonNode erasure = mobile.operator().post("/v1/customers/" + id + "/erase", null).must(202);
    assertThat(found(email).path("items")).isEmpty();
    JsonNode proof =
        await("all services have cleared")
            .atMost(SOON)
            .until(
                () ->
                    mobile.operator().get("/v1/erasures/" + erasure.path("id").asText()).must(200),
                each -> each.path("state").asText().equals("FORGETTING"));
    assertThat(proof.path("services")).hasSize(3);
    proof
        .path("services")
        .forEach(service -> assertThat(service.path("requests").asInt()).isEqualTo(2));
    assertThat(Instant.parse(proof.path("forgottenAt").asText()))
        .isAfter(Instant.now().plus(Duration.ofDays(13)));
    for (String service : Stack.SERVICES) {
      assertThat(tablesWithMark(service)).as("after, in " + service).isEmpty();
    }

    assertThat(open.status()).isEqualTo("CANCELLED");
    assertThat(answered.status()).isEqualTo("RESOLVED");
    assertThat(answered.conversation().path("messages").path(0).path("text").asText())
        .isEqualTo(Erased.TEXT);
    assertThat(
            answered
                .api()
                .post("/v1/conversations/" + answered.id() + "/messages", Map.of("text", "Hello?"))
                .status())
        .isEqualTo(409);
    assertThat(
            mobile
                .operator()
                .post("/v1/customers/" + id + "/erase", null)
                .must(202)
                .path("id")
                .asText())
        .as("said again, it is the same")
        .isEqualTo(erasure.path("id").asText());
    mobile.ask("Somebody new", "customer", customer);
    assertThat(found(email).path("items").path(0).path("id").asText()).isNotEqualTo(id);
  }

  /** A whole life, with something of the customer in every text that is kept. */
  private CustomerPage answered(
      MemberClient ada, MemberClient bob, MemberClient sol, Map<String, String> customer) {
    CustomerPage page =
        mobile.ask(
            "Who asks " + mark + "?",
            "customer",
            customer,
            "attributes",
            Map.of("product", "product " + mark));
    JsonNode first = ada.accept(ada.awaitOffer(page));
    sol.api()
        .post("/v1/routes/" + page.id() + "/notes", Map.of("text", "A note on " + mark))
        .must(201);
    ada.draft(first, "A draft for " + mark);
    ada.api()
        .post(
            "/v1/assignments/" + first.path("id").asText() + "/release",
            Map.of("reason", "I know " + mark))
        .must(200);
    JsonNode work = bob.accept(bob.online().awaitOffer(page));
    page.write("It is me, " + mark);
    bob.ask(work, "Which number, " + mark + "?");
    page.awaitMessage("Which number, " + mark + "?");
    page.write("That of " + mark);
    bob.complete(work, "The answer " + mark);
    page.awaitStatus("ANSWERED", SOON);
    page.rate(5, "Many thanks " + mark);
    page.awaitStatus("RESOLVED", SOON);
    await("routing knows the thanks")
        .atMost(SOON)
        .until(() -> tablesWithMark("routing").contains("answer_judgement: " + mark));
    return page;
  }

  private List<String> tablesWithMark(String service) {
    return Database.of(stack, service).tablesWith(List.of(mark));
  }

  private JsonNode found(String identifier) {
    return mobile
        .operator()
        .post("/v1/customers/lookup", Map.of("identifier", identifier))
        .must(200);
  }
}
