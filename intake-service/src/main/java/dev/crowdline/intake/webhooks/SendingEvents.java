package dev.crowdline.intake.webhooks;

import dev.crowdline.intake.channels.domain.Retrying;
import dev.crowdline.intake.webhooks.domain.Answer;
import dev.crowdline.intake.webhooks.domain.Event;
import dev.crowdline.intake.webhooks.domain.Progress;
import dev.crowdline.intake.webhooks.domain.Webhook;
import dev.crowdline.intake.webhooks.domain.WebhookDelivery;
import dev.crowdline.intake.webhooks.domain.WebhookDelivery.State;
import dev.crowdline.intake.webhooks.persistence.WebhookTable.Secrets;
import dev.crowdline.support.calling.ForeignServers;
import dev.crowdline.support.calling.ForeignServers.Came;
import dev.crowdline.support.calling.ForeignServers.Nothing;
import dev.crowdline.support.calling.ForeignServers.Reply;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends the messages of a webhook's turn, and judges what is answered. Nothing is stored here, and
 * no transaction is open meanwhile.
 */
@ApplicationScoped
public class SendingEvents {
  /** Who takes longer is told that it took too long, and told again later. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** After it no further messages are begun: others may serve the webhook when the lease ends. */
  private static final Duration TURN = Duration.ofSeconds(20);

  private static final int MOST_AT_ONCE = 16;

  private final ForeignServers servers;
  private final InstantSource clock;
  private final ExecutorService calling =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-call-", 0).factory());

  SendingEvents(ForeignServers servers, InstantSource clock) {
    this.servers = servers;
    this.clock = clock;
  }

  void stop(@Observes ShutdownEvent event) {
    calling.shutdownNow();
  }

  /**
   * What is to be sent in a turn.
   *
   * @param until the position up to which events were looked at
   */
  record Work(
      Webhook webhook,
      Progress progress,
      Secrets secrets,
      List<WebhookDelivery> again,
      Map<Long, Event> events,
      List<Event> fresh,
      long until) {}

  /** Messages that were sent, and how far the new ones reach. */
  static final class Sent {
    final List<WebhookDelivery> deliveries = new ArrayList<>();
    long position;
    @Nullable String problem;
    @Nullable Instant deliveredAt;
    boolean failed;
    boolean gone;

    Sent(long position) {
      this.position = position;
    }

    void add(WebhookDelivery delivery, boolean isNew, Answer answer) {
      deliveries.add(delivery);
      if (answer.took()) {
        deliveredAt = delivery.lastAt();
      } else {
        problem = answer.problem();
        failed |= isNew;
        gone |= answer.gone();
      }
    }
  }

  /** Sends what is to be sent, until the turn is over or what is new does not arrive. */
  Sent send(Work work) throws InterruptedException {
    Sent sent = new Sent(work.progress().position());
    Instant end = clock.instant().plus(TURN);
    for (List<WebhookDelivery> together : together(work.again(), WebhookDelivery::subject)) {
      if (!clock.instant().isBefore(end)) {
        return sent;
      }
      sendAll(
          work,
          together.stream()
              .map(each -> new Attempt(each, work.events().get(each.position()), false))
              .toList(),
          sent);
    }
    for (List<Event> together : together(work.fresh(), Event::subject)) {
      if (sent.failed || !clock.instant().isBefore(end)) {
        return sent;
      }
      sendAll(
          work,
          together.stream().map(each -> new Attempt(first(work, each), each, true)).toList(),
          sent);
      sent.position = together.getLast().position();
    }
    if (!sent.failed) {
      sent.position = work.until();
    }
    return sent;
  }

  /**
   * A message to send.
   *
   * @param event null when it is not kept any more
   */
  private record Attempt(WebhookDelivery delivery, @Nullable Event event, boolean isNew) {}

  private void sendAll(Work work, List<Attempt> attempts, Sent sent) throws InterruptedException {
    List<Future<Answer>> answers = new ArrayList<>();
    for (Attempt each : attempts) {
      answers.add(calling.submit(() -> answer(work, each.event())));
    }
    for (int i = 0; i < attempts.size(); i++) {
      try {
        Answer answer = answers.get(i).get();
        Attempt attempt = attempts.get(i);
        sent.add(
            judged(attempt.delivery(), attempt.event() == null, answer), attempt.isNew(), answer);
      } catch (ExecutionException e) {
        throw new IllegalStateException("a message was not sent", e.getCause());
      }
    }
  }

  private Answer answer(Work work, @Nullable Event event) {
    if (event == null) {
      return new Answer(null, 0, "what was to be told was forgotten or erased", null);
    }
    return send(Objects.requireNonNull(work.webhook().url()), work.secrets(), CloudEvent.of(event));
  }

  /** Sends one message, signed afresh. */
  Answer send(String url, Secrets secrets, CloudEvent event) {
    byte[] body = event.bytes();
    String id = event.id().toString();
    Instant now = clock.instant();
    long began = System.nanoTime();
    Reply reply =
        servers.post(
            URI.create(url),
            Map.of(
                "content-type",
                CloudEvent.MEDIA_TYPE,
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(now.getEpochSecond()),
                "webhook-signature",
                Signatures.header(secrets, id, now, body)),
            body,
            PATIENCE);
    int millis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    return switch (reply) {
      case Came came -> Answer.of(came.status(), millis, came.retryAfter());
      case Nothing nothing -> new Answer(null, millis, nothing.why(), null);
    };
  }

  /** In their order, as many at once as are of different requests. */
  private static <T> List<List<T>> together(List<T> all, Function<T, UUID> subject) {
    List<List<T>> groups = new ArrayList<>();
    List<T> current = new ArrayList<>();
    Set<UUID> subjects = new HashSet<>();
    for (T each : all) {
      if (!subjects.add(subject.apply(each)) || current.size() == MOST_AT_ONCE) {
        groups.add(current);
        current = new ArrayList<>();
        subjects = new HashSet<>(Set.of(subject.apply(each)));
      }
      current.add(each);
    }
    if (!current.isEmpty()) {
      groups.add(current);
    }
    return groups;
  }

  private WebhookDelivery first(Work work, Event event) {
    Instant now = clock.instant();
    return new WebhookDelivery(
        event.community(),
        work.webhook().id(),
        event.position(),
        event.id(),
        event.type(),
        event.subject(),
        State.WAITING,
        0,
        now,
        now.plus(Retrying.PATIENCE),
        now,
        now,
        null,
        0,
        null);
  }

  private WebhookDelivery judged(WebhookDelivery delivery, boolean gone, Answer answer) {
    Instant now = clock.instant();
    int attempts = delivery.attempts() + 1;
    Instant next =
        answer.took() || gone
            ? null
            : Retrying.next(attempts, delivery.giveUpAt(), now, ThreadLocalRandom.current());
    Duration rest = answer.retryAfter();
    if (next != null && rest != null && next.isBefore(now.plus(rest))) {
      next = now.plus(rest);
    }
    return new WebhookDelivery(
        delivery.community(),
        delivery.webhookId(),
        delivery.position(),
        delivery.eventId(),
        delivery.type(),
        delivery.subject(),
        answer.took() ? State.DELIVERED : next == null ? State.FAILED : State.WAITING,
        attempts,
        delivery.firstAt(),
        delivery.giveUpAt(),
        next,
        now,
        answer.status(),
        answer.millis(),
        answer.problem());
  }
}
