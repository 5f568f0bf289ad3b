package dev.crowdline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crowdline.local.demo.Api.Answer;
import dev.crowdline.local.demo.Api.Credential;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Posts a request every few seconds, and reads, answers and judges as its customers would. One
 * thread, bounded.
 */
final class SimulatedCustomers implements Runnable {
  static final int MOST_OPEN = 20;
  private static final int MOST_WATCHED = 60;
  private static final Duration LONGEST_WATCHED = Duration.ofMinutes(10);

  /**
   * Every so many requests one needs more than any community member can. The third, so that a
   * visitor sees it soon.
   */
  private static final int DIFFICULT_EVERY = 12;

  private final Api api;
  private final Credential key;
  private final Chance chance;
  private final Consumer<String> log;
  private final Map<String, Watched> watched = new LinkedHashMap<>();
  private final MailingCustomers mailing;
  private int posted;

  /** Every so many requests one comes by mail; the second, so that a visitor sees it soon. */
  private static final int BY_MAIL_EVERY = 4;

  /**
   * A customer's view of one request.
   *
   * @param temper what this customer does with an answer
   */
  private record Watched(
      String link, Instant since, Instant next, Reaction temper, boolean reopened) {}

  private enum Reaction {
    CONFIRMS,
    RATES,
    REFUSES_ONCE,
    STAYS_SILENT
  }

  SimulatedCustomers(Api api, Credential key, Chance chance, Consumer<String> log) {
    this.api = api;
    this.key = key;
    this.chance = chance;
    this.log = line -> log.accept("simulated customers: " + line);
    this.mailing = new MailingCustomers(api, chance, this.log);
  }

  @Override
  public void run() {
    Instant nextPost = Instant.now();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          if (Instant.now().isAfter(nextPost)) {
            nextPost = Instant.now().plus(chance.between(5, 9));
            if (open() < MOST_OPEN) {
              post();
            }
          }
          lookAround();
          mailing.look();
        } catch (IOException e) {
          log.accept("no answer: " + e.getMessage());
        }
        Thread.sleep(Duration.ofSeconds(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many wait for an answer of their own; those of an incident wait for that one's. */
  private int open() throws IOException, InterruptedException {
    int open = 0;
    for (String status : List.of("OPEN", "IN_WORK")) {
      Answer answer = api.get(key, "/v1/requests?limit=200&status=" + status);
      if (!answer.ok()) {
        log.accept("cannot list requests: " + answer.reason());
        return MOST_OPEN;
      }
      for (JsonNode each : answer.body().path("items")) {
        open += each.hasNonNull("incidentId") ? 0 : 1;
      }
    }
    return open;
  }

  private void post() throws IOException, InterruptedException {
    posted++;
    boolean difficult = posted % DIFFICULT_EVERY == 3;
    String skill = difficult ? "porting" : chance.pick(DemoCommunity.allSkills());
    List<String> questions = DemoCommunity.questions().getOrDefault(skill, List.of("Help!"));
    if (posted % BY_MAIL_EVERY == 2 && mailing.write(posted, chance.pick(questions))) {
      return;
    }
    ObjectNode body = Api.JSON.createObjectNode();
    body.put("text", chance.pick(questions) + " (A simulated question.)");
    body.put("language", "en");
    body.putObject("customer")
        .put("name", "simulated customer " + posted)
        .put("reference", "simulated-" + posted);
    if (difficult) {
      body.put("priority", "HIGH");
      body.putArray("needs")
          .addObject()
          .put("skill", "porting")
          .put("level", DemoCommunity.SPECIALISTS_LEVEL);
    }
    Answer answer = api.post(key, "/v1/requests", body);
    if (!answer.ok()) {
      log.accept("refused: " + answer.reason());
      return;
    }
    String link = answer.body().path("page").asText().replaceFirst("^[^#]*#", "");
    log.accept((difficult ? "asks something difficult: " : "asks: ") + skill);
    if (watched.size() < MOST_WATCHED) {
      watched.put(
          answer.body().path("id").asText(),
          new Watched(link, Instant.now(), soon(), reaction(), false));
    }
  }

  private Reaction reaction() {
    return chance.pick(
        List.of(
            Reaction.CONFIRMS,
            Reaction.CONFIRMS,
            Reaction.CONFIRMS,
            Reaction.RATES,
            Reaction.RATES,
            Reaction.REFUSES_ONCE,
            Reaction.STAYS_SILENT));
  }

  private Instant soon() {
    return Instant.now().plus(chance.between(4, 9));
  }

  private void lookAround() throws IOException, InterruptedException {
    Instant now = Instant.now();
    watched.values().removeIf(one -> now.isAfter(one.since().plus(LONGEST_WATCHED)));
    List<String> due = new ArrayList<>();
    for (Iterator<Map.Entry<String, Watched>> all = watched.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<String, Watched> one = all.next();
      if (now.isAfter(one.getValue().next())) {
        due.add(one.getKey());
      }
    }
    for (String id : due) {
      look(id);
    }
  }

  private void look(String id) throws IOException, InterruptedException {
    Watched one = watched.get(id);
    if (one == null) {
      return;
    }
    Credential link = Api.withLink(one.link());
    String base = "/v1/conversations/" + id;
    Answer seen = api.get(link, base);
    if (!seen.ok()) {
      log.accept("cannot read a conversation: " + seen.reason());
      watched.remove(id);
      return;
    }
    JsonNode request = seen.body().path("request");
    String status = request.path("status").asText();
    boolean mine = request.path("waitingOn").asText().equals("CUSTOMER");
    boolean refused = false;
    switch (status) {
      case "ANSWERED" -> refused = judge(one, link, base);
      case "IN_WORK" -> {
        if (mine) {
          ObjectNode reply =
              Api.JSON.createObjectNode().put("text", "Yes, twice. (A simulated reply.)");
          report("replies", api.post(link, base + "/messages", reply));
        }
      }
      case "RESOLVED", "CANCELLED" -> {
        watched.remove(id);
        return;
      }
      default -> {}
    }
    watched.put(
        id, new Watched(one.link(), one.since(), soon(), one.temper(), one.reopened() || refused));
  }

  /** Answers whether the customer has refused the answer just now. */
  private boolean judge(Watched one, Credential link, String base)
      throws IOException, InterruptedException {
    ObjectNode body = Api.JSON.createObjectNode();
    switch (one.temper()) {
      case CONFIRMS ->
          report("confirms", api.post(link, base + "/verdict", body.put("solved", true)));
      case RATES ->
          report(
              "rates",
              api.post(
                  link,
                  base + "/rating",
                  body.put("stars", chance.oneIn(3) ? 4 : 5)
                      .put("thanks", "Thank you! (Simulated.)")));
      case REFUSES_ONCE -> {
        body.put("solved", one.reopened());
        if (!one.reopened()) {
          body.put("text", "I tried that, it did not help. (A simulated reply.)");
        }
        report(
            one.reopened() ? "confirms" : "is not helped yet",
            api.post(link, base + "/verdict", body));
        return !one.reopened();
      }
      case STAYS_SILENT -> {}
    }
    return false;
  }

  private void report(String what, Answer answer) {
    log.accept(answer.ok() ? what : what + ", refused: " + answer.reason());
  }
}
