package dev.crowdline.benchmarks.lifecycle;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Customers and members on one event loop: the load shares the cores with the stack, so it takes
 * one thread, no hand-over and no lock. Other threads ask it through {@link #ask}.
 */
final class Load implements AutoCloseable {
  private static final int MOST_MESSAGE_BYTES = 1 << 20;
  private static final long CONNECT_SECONDS = 60;
  private static final long RAMP_MILLIS = 2_000;
  private static final long TICK_MILLIS = 5;

  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(1)
              .setWorkerPoolSize(1)
              .setInternalBlockingPoolSize(1)
              .setFileSystemOptions(
                  new FileSystemOptions()
                      .setFileCachingEnabled(false)
                      .setClassPathResolvingEnabled(false)));
  private final Queue<Journeys.Settled> settled = new ConcurrentLinkedQueue<>();
  private final List<MemberSocket> members = new ArrayList<>();
  private final Settings settings;
  private final Tally tally = new Tally();
  private final Journeys journeys = new Journeys(settled::add);
  private final Customers customers;
  private final Members heard;
  private long due;

  Load(Settings settings, Addresses addresses, Tenant tenant) throws InterruptedException {
    this.settings = settings;
    Rest rest = ask(() -> new Rest(vertx, 2 * Math.max(settings.clients(), settings.rate())));
    this.customers = new Customers(vertx, rest, addresses, settings, tenant, journeys, tally);
    this.heard = new Members(vertx, rest, settings, journeys, tally, customers);
    ask(() -> {
      WebSocketClient sockets =
          vertx.createWebSocketClient(
              new WebSocketClientOptions()
                  .setMaxConnections(settings.members() + 1)
                  .setConnectTimeout(5_000)
                  .setTcpNoDelay(true)
                  .setMaxFrameSize(MOST_MESSAGE_BYTES)
                  .setMaxMessageSize(MOST_MESSAGE_BYTES));
      for (int i = 0; i < tenant.members().size(); i++) {
        members.add(
            new MemberSocket(
                vertx, sockets, addresses.routingFor(i), tenant.members().get(i), heard));
      }
      return members.size();
    });
  }

  /** Connects all members; returns when each was greeted. */
  void connect() throws InterruptedException, TimeoutException {
    for (MemberSocket member : members) {
      ask(() -> {
        member.connect();
        return member;
      });
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CONNECT_SECONDS);
    while (ask(heard::connected) < members.size()) {
      if (System.nanoTime() > end) {
        throw new TimeoutException(
            "of %d members only %d are connected: %s"
                .formatted(members.size(), ask(heard::connected), take().reasons()));
      }
      Thread.sleep(50);
    }
  }

  /** Customers come one after the other, not all at once; in the open loop by the clock. */
  void start() {
    if (settings.rate() > 0) {
      long begun = System.nanoTime();
      vertx.setPeriodic(1, TICK_MILLIS, timer -> post(begun));
      return;
    }
    for (int i = 0; i < settings.clients(); i++) {
      int customer = i;
      vertx.setTimer(1 + RAMP_MILLIS * i / settings.clients(), timer -> customers.begin(customer));
    }
  }

  /** As many as are due by now. */
  private void post(long begun) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    for (; due < seconds * settings.rate(); due++) {
      customers.begin((int) (due % settings.clients()));
    }
  }

  void stopPosting() throws InterruptedException {
    ask(() -> {
      customers.stopPosting();
      return customers;
    });
  }

  /** Those whose customers are done since the last call. */
  List<Journeys.Settled> newlyConfirmed() {
    List<Journeys.Settled> all = new ArrayList<>();
    for (Journeys.Settled one = settled.poll(); one != null; one = settled.poll()) {
      all.add(one);
    }
    return all;
  }

  /** So many were seen to be credited and closed. */
  void settled(int count) {
    vertx.runOnContext(nothing -> customers.settled(count));
  }

  Tally.Taken take() throws InterruptedException {
    return ask(tally::take);
  }

  Set<String> posted() throws InterruptedException {
    return ask(journeys::allPosted);
  }

  List<String> open() throws InterruptedException {
    return ask(journeys::unfinished);
  }

  private <T> T ask(Callable<T> question) throws InterruptedException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    vertx.runOnContext(nothing -> {
      try {
        answer.complete(question.call());
      } catch (Exception e) {
        answer.completeExceptionally(e);
      }
    });
    try {
      return answer.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the event loop of the load hangs", e);
    }
  }

  @Override
  public void close() {
    vertx.runOnContext(nothing -> members.forEach(MemberSocket::close));
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .exceptionally(e -> null)
        .join();
  }
}
