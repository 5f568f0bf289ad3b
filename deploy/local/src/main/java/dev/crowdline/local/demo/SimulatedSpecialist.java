package dev.crowdline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crowdline.local.demo.Api.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Keeps the overdue list short, so that a demo left alone does not fill up. Leaves the newest for
 * the visitor, and claims over REST without coming online, so that it is never offered what the
 * visitor waits for.
 */
final class SimulatedSpecialist implements Runnable {
  static final String ACCOUNT = "specialist@demo:simulated-specialist";
  private static final int LEFT_FOR_THE_VISITOR = 1;

  private final Api api;
  private final Chance chance;
  private final Consumer<String> log;

  SimulatedSpecialist(Api api, Chance chance, Consumer<String> log) {
    this.api = api;
    this.chance = chance;
    this.log = line -> log.accept("simulated specialist: " + line);
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          if (registered()) {
            helpOut();
          }
        } catch (IOException e) {
          log.accept("no answer: " + e.getMessage());
        }
        Thread.sleep(chance.between(8, 12));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean registered() throws IOException, InterruptedException {
    Answer me = api.get(api.as(ACCOUNT), "/v1/members/me");
    if (!me.ok()) {
      ObjectNode body =
          MemberBody.of(
              "simulated specialist", DemoCommunity.allSkills(), DemoCommunity.SPECIALISTS_LEVEL);
      me = api.post(api.as(ACCOUNT), "/v1/members", body);
    }
    if (me.ok() && !me.body().hasNonNull("termsAccepted")) {
      me =
          api.post(
              api.as(ACCOUNT),
              "/v1/members/me/terms",
              Api.JSON.createObjectNode().put("version", 1));
    }
    if (!me.ok()) {
      log.accept("not registered: " + me.reason());
    }
    return me.ok();
  }

  private void helpOut() throws IOException, InterruptedException {
    Answer overdue = api.get(api.as(ACCOUNT), "/v1/overdue?limit=50");
    if (!overdue.ok()) {
      log.accept("cannot read the overdue list: " + overdue.reason());
      return;
    }
    JsonNode oldest = null;
    int free = 0;
    for (JsonNode item : overdue.body().path("items")) {
      if (!item.hasNonNull("takenBy")) {
        free++;
        if (oldest == null
            || item.path("dueAt").asText().compareTo(oldest.path("dueAt").asText()) < 0) {
          oldest = item;
        }
      }
    }
    if (oldest != null && free > LEFT_FOR_THE_VISITOR) {
      claim(oldest.path("requestId").asText());
    }
  }

  private void claim(String route) throws IOException, InterruptedException {
    Answer claimed =
        api.post(api.as(ACCOUNT), "/v1/routes/" + route + "/claims", Api.JSON.createObjectNode());
    if (!claimed.ok()) {
      log.accept("cannot claim: " + claimed.reason());
      return;
    }
    Thread.sleep(Duration.ofSeconds(6));
    ObjectNode answer =
        Api.JSON
            .createObjectNode()
            .put(
                "answer",
                "We have looked into it and put it right on our side. (A simulated answer.)");
    Answer done =
        api.post(
            api.as(ACCOUNT),
            "/v1/assignments/" + claimed.body().path("id").asText() + "/complete",
            answer);
    log.accept(
        done.ok() ? "answered one from the overdue list" : "cannot answer: " + done.reason());
  }
}
