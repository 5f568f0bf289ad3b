package dev.crowdline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crowdline.local.demo.Api.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One member of the crowd: comes online over the socket, hears offers, behaves as its temper says.
 */
final class SimulatedMember implements Runnable {
  private static final Duration RECONNECT = Duration.ofSeconds(5);
  private static final Duration REST_AFTER_SILENCE = Duration.ofSeconds(60);
  static final int LEVEL = 3;

  private final Api api;
  private final String account;
  private final String alias;
  private final Temper temper;
  private final Chance chance;
  private final Consumer<String> log;

  /**
   * Offers already thought about; one is pushed again when it changes. Ended ones are forgotten.
   */
  private final Set<String> considered = ConcurrentHashMap.newKeySet();

  private final Set<String> working = ConcurrentHashMap.newKeySet();
  private volatile Instant silentSince = Instant.EPOCH;
  private final AtomicInteger offers = new AtomicInteger();

  SimulatedMember(
      Api api, String account, int number, Temper temper, Chance chance, Consumer<String> log) {
    this.api = api;
    this.account = account;
    this.alias = "simulated member " + number;
    this.temper = temper;
    this.chance = chance;
    this.log = line -> log.accept(this.alias + ": " + line);
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        register();
        MemberSocket.stay(api, account, this::hear);
      } catch (IOException e) {
        log.accept("offline, tries again: " + e.getMessage());
      } catch (InterruptedException e) {
        return;
      }
      if (!pause(RECONNECT)) {
        return;
      }
    }
  }

  private void register() throws IOException, InterruptedException {
    Answer me = api.get(api.as(account), "/v1/members/me");
    if (!me.ok()) {
      me =
          api.post(
              api.as(account),
              "/v1/members",
              MemberBody.of(alias, DemoCommunity.allSkills(), LEVEL));
    }
    if (me.ok() && !me.body().hasNonNull("termsAccepted")) {
      me =
          api.post(
              api.as(account),
              "/v1/members/me/terms",
              Api.JSON.createObjectNode().put("version", 1));
    }
    if (!me.ok()) {
      throw new IOException("not registered: " + me.reason());
    }
  }

  private void hear(JsonNode message, MemberSocket socket) {
    switch (message.path("type").asText()) {
      case "offer" -> offered(message.path("offer"), socket);
      case "offer-ended" -> considered.remove(message.path("offerId").asText());
      case "assignment" -> assigned(message.path("assignment"));
      case "assignment-ended" -> {
        working.remove(endedAssignment(message));
        log.accept("its work ended: " + message.path("reason").asText("done"));
      }
      case "result" -> {
        if (message.path("status").asInt() >= 400) {
          log.accept("refused: " + message.path("problem").path("detail").asText());
        }
      }
      default -> {
        // Warnings and messages are for people; this member goes by its own pace.
      }
    }
  }

  private static String endedAssignment(JsonNode message) {
    String id = message.path("assignmentId").asText();
    return id.isEmpty() ? message.path("assignment").path("id").asText() : id;
  }

  private void offered(JsonNode offer, MemberSocket socket) {
    String id = offer.path("id").asText();
    ObjectNode shown = Api.JSON.createObjectNode().put("type", "shown").put("offerId", id);
    socket.send(shown.put("version", offer.path("version").asLong()));
    if (!offer.path("state").asText("OFFERED").equals("OFFERED") || !considered.add(id)) {
      return;
    }
    int count = offers.incrementAndGet();
    switch (temper) {
      case HELPFUL -> answerLater(socket, "accept", id, chance.between(2, 8));
      case CHOOSY ->
          answerLater(socket, count % 2 == 0 ? "decline" : "accept", id, chance.between(3, 8));
      case SILENT_BEFORE_ACCEPTING -> log.accept("sees an offer and says nothing");
      case SILENT_AFTER_ACCEPTING -> {
        boolean rested = Instant.now().isAfter(silentSince.plus(REST_AFTER_SILENCE));
        answerLater(socket, rested ? "accept" : "decline", id, chance.between(1, 2));
      }
    }
  }

  private void answerLater(MemberSocket socket, String what, String offerId, Duration in) {
    later(
        in,
        () -> {
          if (considered.contains(offerId)) {
            socket.send(
                Api.JSON
                    .createObjectNode()
                    .put("type", what)
                    .put("ref", what + "-" + offerId)
                    .put("offerId", offerId));
          }
        });
  }

  private void assigned(JsonNode assignment) {
    String id = assignment.path("id").asText();
    if (!assignment.path("state").asText("ACTIVE").equals("ACTIVE") || !working.add(id)) {
      return;
    }
    if (temper == Temper.SILENT_AFTER_ACCEPTING) {
      silentSince = Instant.now();
      log.accept("has taken work and goes silent");
      return;
    }
    log.accept("has taken work");
    later(chance.between(3, 8), () -> work(id, assignment));
  }

  private void work(String id, JsonNode assignment) throws IOException, InterruptedException {
    String base = "/v1/assignments/" + id;
    if (chance.oneIn(4)) {
      ObjectNode question =
          Api.JSON
              .createObjectNode()
              .put("text", "Did you restart the phone since? (I am a simulated member.)")
              .put("asksCustomer", true);
      report("asks", api.post(api.as(account), base + "/messages", question));
    } else {
      report("starts", api.post(api.as(account), base + "/start", Api.JSON.createObjectNode()));
    }
    if (!pause(chance.between(6, 14)) || !working.remove(id)) {
      return;
    }
    ObjectNode answer =
        Api.JSON
            .createObjectNode()
            .put("answer", answerTo(assignment.path("needs")) + " (A simulated answer.)");
    report("answers", api.post(api.as(account), base + "/complete", answer));
    later(chance.between(70, 120), this::shop);
  }

  /** Takes something that its points suffice for, or goes on saving. */
  private void shop() throws IOException, InterruptedException {
    Answer wallet = api.get(api.as(account), "/v1/wallets/me");
    Answer rank = api.get(api.as(account), "/v1/ranks/me");
    Answer offered = api.get(api.as(account), "/v1/catalogue");
    List<JsonNode> affordable = new ArrayList<>();
    for (JsonNode item : offered.body().path("items")) {
      boolean left = item.path("remaining").asInt(1) > 0;
      boolean open = item.path("fromRung").asInt(1) <= rank.body().path("rung").asInt(1);
      if (left && open && item.path("price").asLong() <= wallet.body().path("balance").asLong()) {
        affordable.add(item);
      }
    }
    if (affordable.isEmpty() || chance.oneIn(3)) {
      return;
    }
    JsonNode item = chance.pick(affordable);
    ObjectNode body = Api.JSON.createObjectNode();
    body.put("itemId", item.path("id").asText()).put("price", item.path("price").asLong());
    report(
        "takes " + item.path("name").asText() + " for its points",
        api.once(api.as(account), "/v1/redemptions", body, UUID.randomUUID().toString()));
  }

  private void report(String what, Answer answer) {
    log.accept(answer.ok() ? what : what + ", refused: " + answer.reason());
  }

  private static String answerTo(JsonNode needs) {
    List<String> skills = needs.findValuesAsText("skill");
    String skill = skills.isEmpty() ? "general" : skills.getFirst();
    String general = DemoCommunity.answers().getOrDefault("general", "");
    return DemoCommunity.answers().getOrDefault(skill, general);
  }

  private void later(Duration in, Step step) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(in);
            step.take();
          } catch (IOException e) {
            log.accept("no answer: " + e.getMessage());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static boolean pause(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @FunctionalInterface
  private interface Step {
    void take() throws IOException, InterruptedException;
  }
}
