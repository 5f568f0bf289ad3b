package dev.crowdline.local.demo;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Seeded, so that one actor does the same in every run, as far as the others let it. */
final class Chance {
  private final Random random;

  Chance(long seed) {
    this.random = new Random(seed);
  }

  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  Duration between(int fromSeconds, int toSeconds) {
    return Duration.ofMillis(
        fromSeconds * 1_000L + random.nextInt((toSeconds - fromSeconds) * 1_000 + 1));
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
