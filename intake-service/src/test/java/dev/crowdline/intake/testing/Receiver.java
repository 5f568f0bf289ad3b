package dev.crowdline.intake.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crowdline.contracts.FactCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** A program that is told what happens: it notes each message, and answers as a test wants. */
public final class Receiver implements AutoCloseable {
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final HttpServer server;
  private volatile ToIntFunction<Message> answers = message -> 204;
  private volatile boolean silent;

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::hear);
    server.start();
  }

  /** A message as it came. */
  public record Message(
      String id, String timestamp, String signature, String contentType, String body) {
    public JsonNode json() {
      try {
        return FactCodec.mapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public String type() {
      return json().get("type").asText();
    }

    public String subject() {
      return json().get("subject").asText();
    }

    public long sequence() {
      return Long.parseLong(json().get("sequence").asText());
    }

    /** As the libraries of Standard Webhooks take them. */
    public Map<String, List<String>> headers() {
      return Map.of(
          "webhook-id", List.of(id),
          "webhook-timestamp", List.of(timestamp),
          "webhook-signature", List.of(signature));
    }
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/hooks?from=crowdline";
  }

  /** What it answers from now on. */
  public void answer(ToIntFunction<Message> status) {
    answers = status;
  }

  /** It takes messages, and never answers. */
  public void beSilent() {
    silent = true;
  }

  public List<Message> messages() {
    return List.copyOf(messages);
  }

  /** Those about a request, in the order in which they came. */
  public List<Message> about(Object request) {
    return messages().stream()
        .filter(message -> message.subject().equals(request.toString()))
        .toList();
  }

  private void hear(HttpExchange call) throws IOException {
    try (call) {
      Message message =
          new Message(
              call.getRequestHeaders().getFirst("webhook-id"),
              call.getRequestHeaders().getFirst("webhook-timestamp"),
              call.getRequestHeaders().getFirst("webhook-signature"),
              call.getRequestHeaders().getFirst("content-type"),
              new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      messages.add(message);
      if (silent) {
        closing.await();
      }
      int status = answers.applyAsInt(message);
      if (status == 302) {
        call.getResponseHeaders().add("Location", "http://localhost:1/elsewhere");
      }
      if (status == 503) {
        call.getResponseHeaders().add("Retry-After", "2000");
      }
      call.sendResponseHeaders(status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
