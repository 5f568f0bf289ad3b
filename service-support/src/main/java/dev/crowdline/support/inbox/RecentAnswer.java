package dev.crowdline.support.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for something that may take a while, again each time, and goes by the last answer while that
 * is recent. One question is open at a time.
 */
final class RecentAnswer<T> {
  private final InstantSource clock;
  private final Duration recent;
  private final Supplier<CompletableFuture<T>> asking;
  private @Nullable CompletableFuture<T> open;
  private @Nullable Answer<T> last;

  /**
   * Nothing is asked yet.
   *
   * @param recent for how long an answer counts
   */
  RecentAnswer(InstantSource clock, Duration recent, Supplier<CompletableFuture<T>> asking) {
    this.clock = clock;
    this.recent = recent;
    this.asking = asking;
  }

  private record Answer<T>(T value, Instant at) {}

  /** The last answer if it is recent, else the next one, if it comes in time. */
  T get(Duration patience, T otherwise) {
    CompletableFuture<T> asked = ask();
    T known = recentOne();
    if (known != null) {
      return known;
    }
    try {
      return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return otherwise;
    } catch (ExecutionException | TimeoutException e) {
      return otherwise;
    }
  }

  private synchronized CompletableFuture<T> ask() {
    if (open == null || open.isDone()) {
      open = asking.get().thenApply(this::keep);
    }
    return open;
  }

  private synchronized T keep(T value) {
    last = new Answer<>(value, clock.instant());
    return value;
  }

  private synchronized @Nullable T recentOne() {
    return last != null && last.at().plus(recent).isAfter(clock.instant()) ? last.value() : null;
  }
}
