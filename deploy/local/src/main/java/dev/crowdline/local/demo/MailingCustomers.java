package dev.crowdline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crowdline.local.demo.Api.Answer;
import dev.crowdline.local.demo.Api.Credential;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Simulated customers who have nothing but mail: they write, and reply to what comes back. */
final class MailingCustomers {
  private static final String MESSAGES = "/mail/messages";

  /** Nobody signs in to the local mail server. */
  private static final Credential NOBODY = new Credential("X-Simulated", "yes");

  private static final int MOST_WATCHED = 20;
  private static final Duration LONGEST_WATCHED = Duration.ofMinutes(10);

  private final Api api;
  private final Chance chance;
  private final Consumer<String> log;
  private final Map<String, Watched> watched = new LinkedHashMap<>();

  /** A mailbox: what of it was replied to. */
  private record Watched(Instant since, Instant next, Set<String> replied) {}

  MailingCustomers(Api api, Chance chance, Consumer<String> log) {
    this.api = api;
    this.chance = chance;
    this.log = log;
  }

  /** Writes a question from a mailbox of its own; false when there are enough of them. */
  boolean write(int number, String question) throws IOException, InterruptedException {
    if (watched.size() >= MOST_WATCHED) {
      return false;
    }
    String address = "customer-" + number + "@simulated.example.org";
    ObjectNode mail = Api.JSON.createObjectNode();
    mail.put("from", address).put("to", DemoCommunity.SUPPORT);
    mail.put("subject", question.length() <= 40 ? question : question.substring(0, 40) + "…");
    mail.put("text", question + " (A simulated question.)\n\n-- \nsimulated customer " + number);
    Answer answer = api.post(NOBODY, MESSAGES, mail);
    log.accept(answer.ok() ? "writes a mail" : "writes a mail, refused: " + answer.reason());
    if (answer.ok()) {
      watched.put(address, new Watched(Instant.now(), soon(), new HashSet<>()));
    }
    return answer.ok();
  }

  private Instant soon() {
    return Instant.now().plus(chance.between(4, 9));
  }

  /** Replies to what has come since. */
  void look() throws IOException, InterruptedException {
    Instant now = Instant.now();
    watched.values().removeIf(one -> now.isAfter(one.since().plus(LONGEST_WATCHED)));
    for (Map.Entry<String, Watched> one : watched.entrySet()) {
      if (now.isAfter(one.getValue().next())) {
        look(one.getKey(), one.getValue());
        one.setValue(new Watched(one.getValue().since(), soon(), one.getValue().replied()));
      }
    }
  }

  private void look(String address, Watched one) throws IOException, InterruptedException {
    Answer seen =
        api.get(
            NOBODY, MESSAGES + "?address=" + URLEncoder.encode(address, StandardCharsets.UTF_8));
    for (JsonNode mail : seen.body().path("items")) {
      String id = mail.path("id").asText();
      if (!mail.path("from").asText().equals(address) && one.replied().add(id)) {
        boolean answer = mail.path("text").asText().contains("&solved=yes");
        ObjectNode reply = Api.JSON.createObjectNode();
        reply.put("from", address).put("inReplyTo", id);
        reply.put("subject", mail.path("subject").asText());
        reply.put(
            "text", answer ? "That solved it, thank you!" : "Yes, twice. (A simulated reply.)");
        Answer sent = api.post(NOBODY, MESSAGES, reply);
        log.accept(sent.ok() ? "replies by mail" : "replies by mail, refused: " + sent.reason());
      }
    }
  }
}
