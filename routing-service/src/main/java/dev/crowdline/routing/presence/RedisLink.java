package dev.crowdline.routing.presence;

import dev.crowdline.support.running.Ids;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * This replica's connection to Redis. It may vanish at any moment (P8): commands then fail at once,
 * and the subscription is taken up again as soon as Redis is back. Nothing rests on either.
 */
@ApplicationScoped
public class RedisLink {
  private static final Logger LOG = Logger.getLogger(RedisLink.class);
  private static final long RETRY_MILLIS = 1_000;

  private final Vertx vertx;
  private final String prefix;
  private final String replica = Ids.next().toString();
  private final Map<String, Consumer<String>> listeners = new ConcurrentHashMap<>();
  private final Redis redis;
  private volatile boolean subscribed;
  private volatile boolean closed;

  RedisLink(
      Vertx vertx, Redis redis, @ConfigProperty(name = "crowdline.topic-prefix") String prefix) {
    this.vertx = vertx;
    this.redis = redis;
    this.prefix = prefix;
  }

  void start(@Observes @Priority(5) StartupEvent event) {
    subscribe();
  }

  void stop(@Observes ShutdownEvent event) {
    closed = true;
  }

  /** This replica's id, for as long as its process lives. */
  public String replica() {
    return replica;
  }

  /** Whether messages of other replicas arrive. */
  public boolean isSubscribed() {
    return subscribed;
  }

  /** A key or channel of this installation. */
  public String named(String name) {
    return prefix + ":" + name;
  }

  /** Hears a channel from now on; register before start-up is over. */
  public void listen(String channel, Consumer<String> listener) {
    listeners.put(named(channel), listener);
    if (subscribed) {
      LOG.warnf("the channel %s is heard only after the next connection", channel);
    }
  }

  /** Sends to whoever listens; what is not delivered is found by sweeps. */
  public void publish(String channel, String text) {
    RedisAPI.api(redis)
        .publish(named(channel), text)
        .onFailure(e -> LOG.debugf("not published to %s: %s", channel, e.getMessage()));
  }

  /** One command. */
  public CompletionStage<@Nullable Response> send(Command command, List<String> arguments) {
    Request request = Request.cmd(command);
    arguments.forEach(request::arg);
    return redis.send(request).toCompletionStage();
  }

  private void subscribe() {
    if (closed) {
      return;
    }
    redis
        .connect()
        .onSuccess(this::subscribe)
        .onFailure(e -> {
          LOG.debugf("Redis is away: %s", e.getMessage());
          retry();
        });
  }

  private void subscribe(RedisConnection connection) {
    connection.handler(this::receive);
    connection.exceptionHandler(e -> LOG.debugf("the subscription failed: %s", e.getMessage()));
    connection.endHandler(end -> {
      if (!closed) {
        LOG.warn("Redis went away; this replica serves its own members until it is back");
      }
      subscribed = false;
      retry();
    });
    Request request = Request.cmd(Command.SUBSCRIBE);
    listeners.keySet().forEach(request::arg);
    if (listeners.isEmpty()) {
      connection.close();
      return;
    }
    connection
        .send(request)
        .onSuccess(done -> {
          subscribed = true;
          LOG.info("Redis is there");
        })
        .onFailure(e -> connection.close());
  }

  private void retry() {
    if (!closed) {
      vertx.setTimer(RETRY_MILLIS, timer -> subscribe());
    }
  }

  private void receive(Response message) {
    if (message == null
        || (message.type() != ResponseType.PUSH && message.type() != ResponseType.MULTI)
        || message.size() != 3
        || !message.get(0).toString().equals("message")) {
      return;
    }
    Consumer<String> listener = listeners.get(message.get(1).toString());
    if (listener != null) {
      Thread.startVirtualThread(() -> listener.accept(message.get(2).toString()));
    }
  }
}
