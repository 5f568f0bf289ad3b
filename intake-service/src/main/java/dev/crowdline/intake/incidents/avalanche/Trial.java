package dev.crowdline.intake.incidents.avalanche;

import dev.crowdline.intake.incidents.domain.Arrival;
import dev.crowdline.intake.incidents.domain.Bounds;
import dev.crowdline.intake.incidents.domain.Detector;
import dev.crowdline.intake.incidents.domain.Detector.Belongs;
import dev.crowdline.intake.incidents.domain.Detector.Finding;
import dev.crowdline.intake.incidents.domain.Detector.Flood;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One simulated stretch of traffic, in its own time: requests come by chance (Poisson) from ten
 * areas, some topics far more often than others (the cube of an even draw), in the words of real
 * customers. Floods become incidents, as intake makes them.
 */
final class Trial {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int AREAS = 10;
  private static final Duration BEFORE = Detector.WARM_UP.plusMinutes(1);

  /** An outage that was not found by then was not found. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** So long after it was found it is counted who was attached. */
  private static final Duration AFTER = Duration.ofSeconds(60);

  private static final double HOURS = 24;
  private static final double MEAN_PER_SECOND = 4;
  private static final double SWING_PER_SECOND = 3;

  private final Texts texts;
  private final Random random;
  private final List<List<float[]>> topics;
  private final Detector detector = new Detector(START);
  private Instant now = START;
  private long ids;

  Trial(Texts texts, long seed) {
    this.texts = texts;
    this.random = new Random(seed);
    this.topics = new ArrayList<>(texts.usual());
    Collections.shuffle(topics, random);
  }

  /**
   * What came of an outage in one area.
   *
   * @param seconds until it was found; null when it was not
   * @param attached share of its messages that were linked, until a minute after it was found
   * @param strangers share of what was linked that was about something else
   * @param falseAlarms floods of anything else
   */
  record Outcome(@Nullable Double seconds, double attached, double strangers, int falseAlarms) {}

  /** What came of a day without an outage. */
  record Quiet(long messages, int falseAlarms) {}

  Outcome outage(int perSecond, int percent) {
    int falseAlarms = 0;
    while (now.isBefore(START.plus(BEFORE))) {
      falseAlarms += isFlood(usual(perSecond)) ? 1 : 0;
    }
    Bounds area = area(random.nextInt(AREAS));
    Instant began = now;
    Instant found = null;
    Set<UUID> outage = new HashSet<>();
    Set<UUID> linked = new HashSet<>();
    while (now.isBefore(found == null ? began.plus(PATIENCE) : found.plus(AFTER))) {
      boolean isOutage = random.nextInt(100) < percent;
      Finding finding = isOutage ? hear(perSecond, area, one(texts.outage())) : usual(perSecond);
      UUID id = new UUID(0, ids);
      if (isOutage) {
        outage.add(id);
      }
      if (finding instanceof Belongs) {
        linked.add(id);
      } else if (finding instanceof Flood flood) {
        boolean right =
            flood.bounds().equals(area) && flood.members().stream().anyMatch(outage::contains);
        falseAlarms += right ? 0 : 1;
        found = right && found == null ? now : found;
        linked.addAll(flood.members());
        detector.opened(
            flood, flood.continues() == null ? new UUID(1, ids) : flood.continues(), now);
      }
    }
    long attached = linked.stream().filter(outage::contains).count();
    return new Outcome(
        found == null ? null : (Double) (Duration.between(began, found).toMillis() / 1000.0),
        outage.isEmpty() ? 0 : (double) attached / outage.size(),
        linked.isEmpty() ? 0 : 1 - (double) attached / linked.size(),
        falseAlarms);
  }

  Quiet quietDay() {
    long messages = 0;
    int falseAlarms = 0;
    Instant end = START.plus(Duration.ofMinutes((long) (HOURS * 60)));
    while (now.isBefore(end)) {
      double hour = Duration.between(START, now).toMillis() / 3.6e6;
      double perSecond = MEAN_PER_SECOND + SWING_PER_SECOND * Math.sin(hour / HOURS * 2 * Math.PI);
      falseAlarms += isFlood(usual(perSecond)) ? 1 : 0;
      messages++;
    }
    return new Quiet(messages, falseAlarms);
  }

  private Finding usual(double perSecond) {
    int topic = (int) (topics.size() * Math.pow(random.nextDouble(), 3));
    return hear(perSecond, area(random.nextInt(AREAS)), one(topics.get(topic)));
  }

  /** One more comes, so many a second on average. */
  private Finding hear(double perSecond, Bounds bounds, float[] direction) {
    now = now.plusNanos((long) (-Math.log(1 - random.nextDouble()) / perSecond * 1e9));
    return detector.hear(new Arrival(new UUID(0, ++ids), now, bounds, direction, true));
  }

  /** A flood becomes an incident, so that it is none again. */
  private boolean isFlood(Finding finding) {
    if (finding instanceof Flood flood) {
      detector.opened(flood, new UUID(1, ids), now);
      return true;
    }
    return false;
  }

  private float[] one(List<float[]> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static Bounds area(int number) {
    return new Bounds("trial", "area " + number, "", "");
  }
}
