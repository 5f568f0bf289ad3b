package dev.crowdline.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crowdline.local.demo.Api.Answer;
import dev.crowdline.local.demo.Api.Credential;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An outage in one area every fifteen minutes: forty customers write within a minute, each in words
 * of the own, in English or German. The operator's page of incidents shows what becomes of it; a
 * simulated specialist answers once, and one of the customers says that theirs is something else.
 */
final class SimulatedOutage implements Runnable {
  static final int CUSTOMERS = 40;
  private static final Duration EVERY = Duration.ofMinutes(15);

  /** So that a visitor sees it soon. */
  private static final Duration FIRST = Duration.ofMinutes(2);

  private static final Duration LINKED_WITHIN = Duration.ofSeconds(30);
  private static final Duration ANSWERED_AFTER = Duration.ofSeconds(20);

  private final Api api;
  private final Credential key;
  private final Chance chance;
  private final Consumer<String> log;
  private int outages;

  SimulatedOutage(Api api, Credential key, Chance chance, Consumer<String> log) {
    this.api = api;
    this.key = key;
    this.chance = chance;
    this.log = line -> log.accept("simulated outage: " + line);
  }

  /**
   * A customer of an area that is out.
   *
   * @param link of the page
   */
  private record Reporter(String id, String link) {}

  @Override
  public void run() {
    try {
      Thread.sleep(FIRST);
      while (!Thread.currentThread().isInterrupted()) {
        Instant begun = Instant.now();
        try {
          outage(chance.pick(OutageWords.AREAS));
        } catch (IOException e) {
          log.accept("no answer: " + e.getMessage());
        }
        Duration left = Duration.between(Instant.now(), begun.plus(EVERY));
        Thread.sleep(left.isNegative() ? Duration.ZERO : left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void outage(String area) throws IOException, InterruptedException {
    outages++;
    log.accept("the network of " + area + " is down; nobody there is a person");
    List<Reporter> reporters = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      ObjectNode body = Api.JSON.createObjectNode();
      boolean german = chance.oneIn(3);
      body.put("text", OutageWords.complaint(chance, german));
      body.put("language", german ? "de" : "en");
      body.putObject("attributes").put("area", area).put("simulated", "yes");
      body.putObject("customer")
          .put("name", "simulated customer")
          .put("reference", "simulated-outage-" + outages + "-" + i);
      Answer asked = api.post(key, "/v1/requests", body);
      if (asked.ok()) {
        reporters.add(
            new Reporter(
                asked.body().path("id").asText(),
                asked.body().path("page").asText().replaceFirst("^[^#]*#", "")));
      } else {
        log.accept("refused: " + asked.reason());
      }
      // The first in a rush, as a street talks; the last of them within the minute.
      Thread.sleep(i < CUSTOMERS / 2 ? chance.between(0, 1) : chance.between(1, 3));
    }
    String incident = incidentOf(reporters);
    if (incident == null) {
      log.accept("nobody noticed");
      return;
    }
    sayDifferent(reporters);
    Thread.sleep(ANSWERED_AFTER);
    answer(incident);
  }

  /** Of any of them: not everybody's words need be like the others'. */
  private @Nullable String incidentOf(List<Reporter> reporters)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plus(LINKED_WITHIN);
    while (!reporters.isEmpty() && Instant.now().isBefore(end)) {
      for (Reporter each : reporters) {
        Answer seen = api.get(key, "/v1/requests/" + each.id());
        if (seen.body().hasNonNull("incidentId")) {
          return seen.body().path("incidentId").asText();
        }
      }
      Thread.sleep(Duration.ofSeconds(1));
    }
    return null;
  }

  /** The last who is linked: it only looked like the others'. */
  private void sayDifferent(List<Reporter> reporters) throws IOException, InterruptedException {
    for (Reporter each : reporters.reversed()) {
      Credential link = Api.withLink(each.link());
      String base = "/v1/conversations/" + each.id();
      if (api.get(link, base).body().hasNonNull("incident")) {
        Answer split = api.post(link, base + "/split", Api.JSON.createObjectNode());
        log.accept(split.ok() ? "one says: mine is different" : "refused: " + split.reason());
        return;
      }
    }
  }

  private void answer(String incident) throws IOException, InterruptedException {
    Answer claimed =
        api.post(
            api.as(SimulatedSpecialist.ACCOUNT),
            "/v1/routes/" + incident + "/claims",
            Api.JSON.createObjectNode());
    if (!claimed.ok()) {
      log.accept("somebody else has the incident: " + claimed.reason());
      return;
    }
    Thread.sleep(Duration.ofSeconds(8));
    Answer done =
        api.post(
            api.as(SimulatedSpecialist.ACCOUNT),
            "/v1/assignments/" + claimed.body().path("id").asText() + "/complete",
            Api.JSON.createObjectNode().put("answer", OutageWords.ANSWER));
    log.accept(
        done.ok() ? "answered once, for all who reported it" : "cannot answer: " + done.reason());
  }
}
