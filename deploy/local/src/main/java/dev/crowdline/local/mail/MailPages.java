package dev.crowdline.local.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crowdline.local.mail.Mails.Mail;
import dev.crowdline.local.mail.Mails.Written;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/**
 * What the page {@code /mail/} asks: {@code GET /mail/addresses}, {@code GET
 * /mail/messages?address=…}, {@code POST /mail/messages}. Nobody signs in to it; it is reached from
 * this machine only.
 */
final class MailPages {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ADDRESS = "[^@\\s\\p{Cc}<>,;:\"()]{1,64}@[A-Za-z0-9.-]{1,190}";
  private static final int LARGEST_BODY = 64 << 10;

  private final Mails mails;
  private final int port;

  MailPages(Mails mails, int port) {
    this.mails = mails;
    this.port = port;
  }

  void start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/mail/addresses", exchange -> handle(exchange, this::addresses));
    http.createContext("/mail/messages", exchange -> handle(exchange, this::messages));
    http.start();
  }

  /** What is wrong with what was asked: the field, and why. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;
    private final String field;

    Wrong(String field, String reason) {
      super(reason);
      this.field = field;
    }
  }

  private interface Answering {
    JsonNode answer(HttpExchange exchange) throws IOException, Wrong, MessagingException;
  }

  private static void handle(HttpExchange exchange, Answering answering) throws IOException {
    try (exchange) {
      try {
        send(exchange, 200, "application/json", answering.answer(exchange));
      } catch (Wrong e) {
        ObjectNode problem =
            problem(400, "The request is not valid", e.field + ": " + e.getMessage());
        problem.putArray("errors").addObject().put("field", e.field).put("reason", e.getMessage());
        send(exchange, 400, "application/problem+json", problem);
      } catch (MessagingException e) {
        send(
            exchange,
            503,
            "application/problem+json",
            problem(503, "Not available just now", "the mail was not taken: " + e.getMessage()));
      }
    }
  }

  private static ObjectNode problem(int status, String title, String detail) {
    String type = status == 400 ? "invalid" : "unavailable";
    return JSON.createObjectNode()
        .put("type", "urn:crowdline:problem:" + type)
        .put("title", title)
        .put("status", status)
        .put("detail", detail);
  }

  private static void send(HttpExchange exchange, int status, String type, JsonNode body)
      throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Who has written or got mail, the latest first. */
  private JsonNode addresses(HttpExchange exchange) {
    Map<String, Mail> latest = new TreeMap<>();
    for (Mail mail : mails.all()) {
      latest.put(plain(mail.from()), mail);
      latest.put(plain(mail.to()), mail);
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode items = answer.putArray("items");
    latest.entrySet().stream()
        .sorted((a, b) -> b.getValue().at().compareTo(a.getValue().at()))
        .forEach(entry ->
            items
                .addObject()
                .put("address", entry.getKey())
                .put("at", entry.getValue().at().toString()));
    return answer;
  }

  private static String plain(String address) {
    return address.replaceFirst("\\+[^@]*@", "@");
  }

  private JsonNode messages(HttpExchange exchange) throws IOException, Wrong, MessagingException {
    ObjectNode answer = JSON.createObjectNode();
    if (exchange.getRequestMethod().equals("POST")) {
      return answer.put("id", mails.write(written(exchange)));
    }
    String query = exchange.getRequestURI().getRawQuery();
    String address =
        query == null
            ? ""
            : URLDecoder.decode(query.replaceFirst("^address=", ""), StandardCharsets.UTF_8);
    must("address", address, ADDRESS, "must be an e-mail address");
    ArrayNode items = answer.putArray("items");
    for (Mail mail : mails.of(address)) {
      items
          .addObject()
          .put("id", mail.id())
          .put("thread", mail.thread())
          .put("from", mail.from())
          .put("name", mail.name())
          .put("to", mail.to())
          .put("subject", mail.subject())
          .put("text", mail.text())
          .put("at", mail.at().toString());
    }
    return answer;
  }

  private static Written written(HttpExchange exchange) throws IOException, Wrong {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readNBytes(LARGEST_BODY));
    String inReplyTo = body.path("inReplyTo").isTextual() ? body.path("inReplyTo").asText() : null;
    String from = body.path("from").asText();
    String to = body.path("to").asText();
    must("from", from, ADDRESS, "must be an e-mail address");
    if (inReplyTo == null) {
      must("to", to, ADDRESS, "must be an e-mail address");
    }
    String subject = body.path("subject").asText();
    must("subject", subject, "[^\\p{Cc}]{0,200}", "must be one line of at most 200 characters");
    String text = body.path("text").asText();
    must("text", text, "(?s).*\\S.*", "must not be empty");
    return new Written(from, to, subject, text, inReplyTo);
  }

  private static void must(String field, String value, String form, String reason) throws Wrong {
    if (!value.matches(form)) {
      throw new Wrong(field, reason);
    }
  }
}
