package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An outage, from the first complaints to the last verdict: noticed, answered once, told to each.
 */
@Tag("system")
@Order(24)
class ManyWithOneCause {
  private static final Duration NOTICED = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final List<String> COMPLAINTS =
      List.of(
          "The network is down",
          "No network since this morning",
          "We have no network at home, please help",
          "Network down again!",
          "Hello, there is no network in our street",
          "I have no network",
          "The network is down in the whole house",
          "Is the network down?",
          "No network here",
          "The network is down, when is it back?",
          "My network is down",
          "Network is down all over here");

  private final Stack stack = Stack.running();

  @Test
  @DisplayName(
      "twelve of one area write the same: one incident, one answer, told to each; one is split out")
  void oneAnswerForMany() {
    Community mobile = Community.register(stack, "outage", Pace.PRODUCT);
    try (MemberClient ada = mobile.contributor("Ada", "general", 3);
        MemberClient sol = mobile.member("Sol", Tier.SPECIALIST, 2, "general", 5)) {
      CustomerPage elsewhere =
          mobile.ask("The network is down", "attributes", Map.of("area", "south"));
      List<CustomerPage> customers = new ArrayList<>();
      for (String complaint : COMPLAINTS) {
        customers.add(mobile.ask(complaint, "attributes", Map.of("area", "north")));
      }
      JsonNode incident =
          await("the operator sees one incident with all of them")
              .atMost(NOTICED)
              .until(
                  () -> mobile.operator().get("/v1/incidents").must(200).path("items").path(0),
                  found -> found.path("reporters").asInt() == customers.size());
      assertThat(incident.path("openedBy").asText()).isEqualTo("DETECTOR");
      assertThat(incident.path("attributes").path("area").asText()).isEqualTo("north");
      assertThat(incident.path("title").asText()).contains("network");
      assertThat(elsewhere.conversation().has("incident")).as("two regions stay two").isFalse();
      String id = incident.path("id").asText();
      for (CustomerPage each : customers) {
        assertThat(each.conversation().path("incident").path("title").asText()).contains("network");
        await("its route is withdrawn")
            .atMost(SOON)
            .until(() -> state(mobile, each.id()), "CLOSED"::equals);
      }

      CustomerPage different = customers.getLast();
      different.api().post("/v1/conversations/" + different.id() + "/split", Map.of()).must(200);
      await("it is queued on its own")
          .atMost(SOON)
          .until(() -> state(mobile, different.id()), "QUEUED"::equals);

      assertThat(ada.api().post("/v1/routes/" + id + "/claims", Map.of()).status())
          .as("P14: members below a specialist do not have it")
          .isIn(403, 404);
      JsonNode work = sol.api().post("/v1/routes/" + id + "/claims", Map.of()).must(201);
      sol.api()
          .post(
              "/v1/assignments/" + work.path("id").asText() + "/complete",
              Map.of("answer", "A cable was cut. It is repaired."))
          .must(200);
      List<CustomerPage> reporters = customers.subList(0, customers.size() - 1);
      for (CustomerPage each : reporters) {
        each.awaitStatus("ANSWERED", SOON);
        assertThat(Json.items(each.conversation().path("messages")))
            .filteredOn(message -> message.path("kind").asText().equals("ANSWER"))
            .singleElement()
            .satisfies(
                answer -> assertThat(answer.path("text").asText()).startsWith("A cable was cut"));
      }
      assertThat(different.status()).isEqualTo("OPEN");

      reporters.getFirst().solved();
      assertThat(reporters.getFirst().status()).isEqualTo("RESOLVED");
      CustomerPage unhappy = reporters.get(1);
      unhappy.notSolved("Mine is still down");
      await("it is queued on its own")
          .atMost(SOON)
          .until(() -> state(mobile, unhappy.id()), "QUEUED"::equals);
      await("sla counts each once")
          .atMost(SOON)
          .untilAsserted(() -> {
            JsonNode open =
                mobile.operator().get("/v1/overview").must(200).path("open").path("byStatus");
            assertThat(open.path("LINKED").asInt()).isZero();
            // South, who is different, and who is unhappy.
            assertThat(open.path("OPEN").asInt()).isEqualTo(3);
            // The incident and those who were told and have said nothing.
            assertThat(open.path("ANSWERED").asInt()).isEqualTo(reporters.size() - 1);
          });
    }
  }

  private static String state(Community mobile, UUID route) {
    return mobile.operator().get("/v1/routes/" + route).body().path("state").asText();
  }
}
