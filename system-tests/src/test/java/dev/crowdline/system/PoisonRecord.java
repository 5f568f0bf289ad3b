package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.WorkStarted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What cannot be applied is put aside with its reason, and everything else flows on. */
@Tag("system")
@Order(40)
class PoisonRecord {
  private static final Duration SOON = Duration.ofSeconds(15);

  private final Stack stack = Stack.running();
  private final FactLog log = new FactLog(stack);
  private final Api admin = stack.as("admin-1");

  @Test
  @DisplayName(
      "a poison record parks its key with its reason; mended, a replay applies it in order (P6, P7)")
  void aPoisonRecordParksItsKeyAloneAndCanBeReplayed() {
    Community mobile = Community.register(stack, "poison", Pace.PRODUCT);
    UUID request = UUID.randomUUID();
    HandMadeFact fact = submitted(request, mobile);
    String good = fact.data();
    log.say(
        Topic.REQUESTS,
        List.of(
            fact.saying(good.replace("\"NORMAL\"", "17")).record(1),
            fact(request, mobile, new MessageAdded(UUID.randomUUID(), "Hello?", null, null))
                .record(2)));

    for (String service : List.of("routing", "sla")) {
      List<JsonNode> parked = awaitParked(service, request, 2);
      assertThat(parked.getFirst().path("reason").asText()).contains("Priority");
      assertThat(parked.getLast().path("reason").asText()).contains("earlier record of this key");
    }
    JsonNode tooEarly = replay("routing", request);
    assertThat(tooEarly.path("replayed").asInt()).as("nothing was mended yet").isZero();
    assertThat(tooEarly.path("stillParked").asInt()).isGreaterThanOrEqualTo(2);

    // Everything else flows on: another request is offered, answered and paid.
    try (MemberClient ada = mobile.contributor("Ada", "general", 3).online()) {
      CustomerPage customer = mobile.ask("Does it still work?");
      ada.complete(ada.accept(ada.awaitOffer(customer)), "It does");
      customer.awaitStatus("ANSWERED", SOON);
      customer.solved();
      await("Ada is paid").atMost(SOON).until(() -> ada.wallet().path("balance").asInt() > 0);

      // Somebody mends the cause, here the record itself; then a replay applies both, in order.
      for (String service : List.of("routing", "sla", "rewards")) {
        Database.of(stack, service)
            .update(
                "update parked_record set value = ? where key = ? and headers ->> 'ce_type' like '%submitted%'",
                good.getBytes(StandardCharsets.UTF_8), request.toString());
        // What routing states once it goes on is parked elsewhere behind the two, and goes on with
        // them.
        assertThat(replay(service, request).path("replayed").asInt()).isGreaterThanOrEqualTo(2);
        awaitParked(service, request, 0);
      }
      MemberClient.Push offer =
          ada.awaitPush(
              "offer", m -> m.path("offer").path("routeId").asText().equals(request.toString()));
      JsonNode work = ada.accept(offer.message().path("offer"));
      assertThat(Json.items(work.path("conversation")))
          .extracting(said -> said.path("text").asText())
          .contains("Hello?");
    }
  }

  @Test
  @DisplayName(
      "a gap parks what comes after it; once the missing fact is there, a replay goes on (P7)")
  void aGapIsNotJumpedOver() {
    Community mobile = Community.register(stack, "gap", Pace.PRODUCT);
    MemberClient ada = mobile.contributor("Ada", "general", 3);
    UUID request = UUID.randomUUID();
    HandMadeFact completed =
        fact(
            request,
            mobile,
            new AssignmentCompleted(
                UUID.randomUUID(),
                ada.id(),
                "Ada",
                Tier.COMMUNITY,
                1,
                100,
                UUID.randomUUID(),
                "Yes",
                null,
                null));
    HandMadeFact ignored = fact(request, mobile, new WorkStarted(UUID.randomUUID(), ada.id()));
    log.say(Topic.REQUESTS, List.of(ignored.record(1), completed.record(3)));
    for (String service : List.of("rewards", "intake", "sla")) {
      assertThat(awaitParked(service, request, 1).getFirst().path("reason").asText())
          .contains("a fact before this one is missing");
    }
    assertThat(ada.wallet().path("held").asInt()).isZero();

    // An administrator who knows that nothing was in between lets it go on. What rewards states
    // then may find the key still parked elsewhere, and goes on with it.
    assertThat(replay("rewards", request).path("replayed").asInt()).isEqualTo(1);
    assertThat(ada.wallet().path("held").asInt()).isEqualTo(100);
    for (String service : List.of("intake", "sla")) {
      assertThat(replay(service, request).path("replayed").asInt()).isPositive();
      awaitParked(service, request, 0);
    }
  }

  private HandMadeFact submitted(UUID request, Community community) {
    return fact(
        request,
        community,
        HandMadeFact.submission("Is this poison?", List.of(new Need("general", 1))));
  }

  private HandMadeFact fact(UUID request, Community community, Object data) {
    return HandMadeFact.of(
        log, Topic.REQUESTS, request.toString(), community.id(), Instant.now(), data);
  }

  private List<JsonNode> awaitParked(String service, UUID request, int count) {
    return await("%s has %d records of %s parked".formatted(service, count, request))
        .atMost(SOON)
        .until(
            () ->
                Json.items(admin.get("/v1/" + service + "/parked-records").must(200).path("items"))
                    .stream()
                    .filter(parked -> parked.path("key").asText().equals(request.toString()))
                    .toList(),
            parked -> parked.size() == count);
  }

  private JsonNode replay(String service, UUID request) {
    return admin.post("/v1/" + service + "/parked-records/" + request + "/replay").must(200);
  }
}
