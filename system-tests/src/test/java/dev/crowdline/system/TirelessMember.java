package dev.crowdline.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A member who accepts whatever is offered and answers at once, connects again when the socket
 * ends, and repeats what got no answer, with the same Idempotency-Key: as a good client does.
 */
final class TirelessMember implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int ASK_EVERY = 10;

  /** A socket on which nothing was heard for so long, although it was pinged, is dead. */
  private static final Duration SILENCE = Duration.ofSeconds(6);

  private final MemberClient client;
  private final String address;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;
  private final Set<String> tried = new HashSet<>();
  private int heard;
  private Instant heardAt = Instant.now();

  /**
   * @param address of the gateway, or of one replica of routing
   */
  TirelessMember(MemberClient client, String address) {
    this.client = client;
    this.address = address;
    this.thread = Thread.ofVirtual().name(client.alias()).start(this::live);
  }

  private void live() {
    int turn = 0;
    try {
      do {
        try {
          stayConnected();
          takeWhatWasPushed();
          if (turn % ASK_EVERY == 0) {
            client.tell(Map.of("type", "ping"));
            Json.items(client.api().get("/v1/offers").must(200).path("items"))
                .forEach(this::accept);
            Json.items(client.api().get("/v1/assignments").must(200).path("items"))
                .forEach(this::complete);
          }
          turn++;
        } catch (RuntimeException | AssertionError e) {
          // Something is away: that is what this member is for. Try again.
          turn++;
        }
      } while (!end.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stayConnected() {
    if (!client.isConnected() || Instant.now().isAfter(heardAt.plus(SILENCE))) {
      client.connect(address);
      heardAt = Instant.now();
    }
  }

  private void takeWhatWasPushed() {
    List<MemberClient.Push> pushes = client.pushes();
    if (heard < pushes.size()) {
      heardAt = Instant.now();
    }
    while (heard < pushes.size()) {
      MemberClient.Push push = pushes.get(heard++);
      if (push.type().equals("offer")) {
        accept(push.message().path("offer"));
      }
    }
  }

  private void accept(JsonNode offer) {
    String id = offer.path("id").asText();
    if (tried.contains(id)) {
      return;
    }
    Api.Answer answer =
        client
            .api()
            .at(address)
            .with("Idempotency-Key", "accept-" + id)
            .post("/v1/offers/" + id + "/accept");
    if (answer.status() < 500) {
      tried.add(id);
    }
    if (answer.status() == 200) {
      complete(answer.body());
    }
  }

  private void complete(JsonNode assignment) {
    String id = assignment.path("id").asText();
    client
        .api()
        .at(address)
        .with("Idempotency-Key", "complete-" + id)
        .post(
            "/v1/assignments/" + id + "/complete",
            Map.of("answer", "Switch it off and on again, says " + client.alias()));
  }

  @Override
  public void close() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
