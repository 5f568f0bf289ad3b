package dev.crowdline.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A member with a plain WebSocket client: keeps all that the server pushes, and accepts, declines
 * and answers.
 */
final class MemberClient implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Stack stack;
  private final String account;
  private final String alias;
  private final UUID id;
  private final List<Push> pushes = new CopyOnWriteArrayList<>();
  private volatile @Nullable WebSocket socket;
  private volatile @Nullable Listener listening;

  /** A message of the server, and when it came. */
  record Push(Instant at, JsonNode message) {
    String type() {
      return message.path("type").asText();
    }
  }

  MemberClient(Stack stack, String account, String alias, String id) {
    this.stack = stack;
    this.account = account;
    this.alias = alias;
    this.id = UUID.fromString(id);
  }

  UUID id() {
    return id;
  }

  String alias() {
    return alias;
  }

  String account() {
    return account;
  }

  Api api() {
    return stack.as(account);
  }

  List<Push> pushes() {
    return List.copyOf(pushes);
  }

  /** The code that the server closed the last socket with; 0 while it is open, -1 if it broke. */
  int closedWith() {
    Listener last = listening;
    return last == null ? -1 : last.closedWith;
  }

  boolean isConnected() {
    return socket != null && closedWith() == 0;
  }

  MemberClient online() {
    return onlineAt(stack.url());
  }

  /** Connects and waits for the server's hello: from then on offers may come. */
  MemberClient onlineAt(String address) {
    connect(address);
    await(alias + " is greeted")
        .atMost(SOON)
        .pollInterval(POLL)
        .until(() -> has("hello", m -> true));
    return this;
  }

  void connect(String address) {
    close();
    Listener listener = new Listener();
    listening = listener;
    socket =
        stack
            .http()
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + stack.token(account))
            .connectTimeout(Duration.ofSeconds(5))
            .buildAsync(URI.create(address.replaceFirst("^http", "ws") + "/v1/stream"), listener)
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();
    private volatile int closedWith;

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      partial.append(text);
      if (last) {
        pushes.add(new Push(Instant.now(), Json.parse(partial.toString())));
        partial.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closedWith = code;
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closedWith = -1;
    }
  }

  void tell(Map<String, ?> message) {
    tell(Json.text(message));
  }

  synchronized void tell(String text) {
    WebSocket open = socket;
    if (open == null) {
      throw new IllegalStateException(alias + " is not connected");
    }
    open.sendText(text, true).orTimeout(5, TimeUnit.SECONDS).join();
  }

  /** Sends a command and waits for its result. */
  JsonNode ask(String type, Map<String, ?> fields) {
    String ref = UUID.randomUUID().toString();
    Map<String, Object> message = new LinkedHashMap<>(fields);
    message.put("type", type);
    message.put("ref", ref);
    tell(message);
    return awaitPush("result", m -> m.path("ref").asText().equals(ref)).message();
  }

  Push awaitPush(String type, Predicate<JsonNode> which) {
    return awaitPush(type, which, SOON);
  }

  Push awaitPush(String type, Predicate<JsonNode> which, Duration atMost) {
    return await(alias + " is told: " + type)
        .atMost(atMost)
        .pollInterval(POLL)
        .until(() -> first(type, which), push -> push != null);
  }

  boolean has(String type, Predicate<JsonNode> which) {
    return first(type, which) != null;
  }

  private @Nullable Push first(String type, Predicate<JsonNode> which) {
    return pushes.stream()
        .filter(push -> push.type().equals(type) && which.test(push.message()))
        .findFirst()
        .orElse(null);
  }

  /** The offer of a request; the client says that it shows it, as a page does. */
  JsonNode awaitOffer(CustomerPage request) {
    return awaitOffer(request, SOON);
  }

  JsonNode awaitOffer(CustomerPage request, Duration atMost) {
    JsonNode offer =
        awaitPush(
                "offer",
                m -> m.path("offer").path("routeId").asText().equals(request.id().toString()),
                atMost)
            .message()
            .path("offer");
    tell(
        Map.of(
            "type", "shown",
            "offerId", offer.path("id").asText(),
            "version", offer.path("version").asInt()));
    return offer;
  }

  boolean wasOffered(CustomerPage request) {
    return has(
        "offer", m -> m.path("offer").path("routeId").asText().equals(request.id().toString()));
  }

  /** The end of an offer, as this member is told it. */
  Push awaitEnd(JsonNode offer, Duration atMost) {
    return awaitPush(
        "offer-ended", m -> m.path("offerId").asText().equals(offer.path("id").asText()), atMost);
  }

  /** Accepts and expects to win; answers the assignment. */
  JsonNode accept(JsonNode offer) {
    JsonNode result = tryAccept(offer);
    if (result.path("status").asInt() != 200) {
      throw new AssertionError(alias + " could not accept: " + result);
    }
    return result.path("body");
  }

  JsonNode tryAccept(JsonNode offer) {
    return ask("accept", Map.of("offerId", offer.path("id").asText()));
  }

  JsonNode decline(JsonNode offer) {
    return ask("decline", Map.of("offerId", offer.path("id").asText()));
  }

  JsonNode ask(JsonNode assignment, String question) {
    return api()
        .post(path(assignment) + "/messages", Map.of("text", question, "asksCustomer", true))
        .must(201);
  }

  JsonNode start(JsonNode assignment) {
    return api().post(path(assignment) + "/start").must(200);
  }

  JsonNode draft(JsonNode assignment, String text) {
    return api().put(path(assignment) + "/draft", Map.of("text", text)).must(200);
  }

  JsonNode complete(JsonNode assignment, String answer) {
    return api().post(path(assignment) + "/complete", Map.of("answer", answer)).must(200);
  }

  JsonNode assignment(JsonNode assignment) {
    return api().get(path(assignment)).must(200);
  }

  /** Answers a question for which nobody else was asked, and is paid. */
  void earn(Community community, String skill) {
    long before = wallet().path("balance").asLong();
    CustomerPage customer =
        community.ask("What is this?", "needs", List.of(Map.of("skill", skill, "level", 1)));
    complete(accept(awaitOffer(customer)), "That is so");
    customer.awaitStatus("ANSWERED", SOON);
    customer.solved();
    await(alias + " is paid").atMost(SOON).until(() -> wallet().path("balance").asLong() > before);
  }

  JsonNode wallet() {
    return api().get("/v1/wallets/me").must(200);
  }

  private static String path(JsonNode assignment) {
    return "/v1/assignments/" + assignment.path("id").asText();
  }

  @Override
  public void close() {
    WebSocket open = socket;
    socket = null;
    if (open != null) {
      open.abort();
    }
  }
}
