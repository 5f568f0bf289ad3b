package dev.crowdline.support.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecentAnswerTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final List<CompletableFuture<String>> asked = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T09:00:00Z");
  private final RecentAnswer<String> answer =
      new RecentAnswer<>(
          () -> now,
          Duration.ofMillis(250),
          () -> {
            asked.add(new CompletableFuture<>());
            return asked.getLast();
          });

  private String get() {
    return answer.get(Duration.ZERO, "nobody knows");
  }

  @Test
  @DisplayName("a recent answer is taken without waiting for the next, which is asked for")
  void goesByTheLast() {
    assertThat(get()).isEqualTo("nobody knows");
    asked.getFirst().complete("one");
    assertThat(answer.get(LONG, "nobody knows")).isEqualTo("one");
    assertThat(asked).hasSize(2);
    now = now.plusMillis(249);
    assertThat(answer.get(LONG, "nobody knows")).isEqualTo("one");
    assertThat(asked).as("one question at a time").hasSize(2);
    asked.getLast().complete("two");
    assertThat(get()).isEqualTo("two");
  }

  @Test
  @DisplayName("what is no more recent is not gone by")
  void forgetsTheOld() {
    assertThat(get()).isEqualTo("nobody knows");
    asked.getFirst().complete("one");
    now = now.plusMillis(250);
    assertThat(get()).isEqualTo("nobody knows");
    asked.getLast().complete("two");
    assertThat(get()).isEqualTo("two");
  }

  @Test
  void whatFailsIsAskedAgain() {
    get();
    asked.getFirst().completeExceptionally(new IllegalStateException("away"));
    assertThat(get()).isEqualTo("nobody knows");
    asked.getLast().complete("one");
    assertThat(get()).isEqualTo("one");
  }
}
