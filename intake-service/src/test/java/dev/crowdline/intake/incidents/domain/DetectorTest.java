package dev.crowdline.intake.incidents.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.intake.incidents.domain.Detector.Belongs;
import dev.crowdline.intake.incidents.domain.Detector.Finding;
import dev.crowdline.intake.incidents.domain.Detector.Flood;
import dev.crowdline.intake.incidents.domain.Detector.Nothing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When many write the same, and when they only seem to. Directions are made up, and so is time. */
class DetectorTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant WARM = START.plus(Duration.ofMinutes(6));
  private static final UUID INCIDENT = new UUID(9, 9);
  private static final int DIMENSIONS = 64;
  private static final Bounds NORTH = new Bounds("acme", "north", "", "");
  private static final Bounds SOUTH = new Bounds("acme", "south", "", "");

  private final Random random = new Random(7);
  private final Detector detector = new Detector(START);
  private int ids;

  private float[] topic() {
    float[] topic = new float[DIMENSIONS];
    for (int d = 0; d < DIMENSIONS; d++) {
      topic[d] = (float) random.nextGaussian();
    }
    return normalised(topic);
  }

  /** A way to say it: some 0.75 like every other way. */
  private float[] said(float[] topic) {
    float[] noise = topic();
    float[] said = new float[DIMENSIONS];
    for (int d = 0; d < DIMENSIONS; d++) {
      said[d] = 0.87f * topic[d] + 0.5f * noise[d];
    }
    return normalised(said);
  }

  private static float[] normalised(float[] of) {
    double square = 0;
    for (float each : of) {
      square += each * each;
    }
    for (int d = 0; d < of.length; d++) {
      of[d] /= (float) Math.sqrt(square);
    }
    return of;
  }

  private Finding come(Instant at, Bounds bounds, float[] direction) {
    return detector.hear(new Arrival(new UUID(0, ids++), at, bounds, direction, true));
  }

  private List<Finding> flood(Instant from, Bounds bounds, float[] topic, int messages) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      findings.add(come(from.plusMillis(400L * i), bounds, said(topic)));
    }
    return findings;
  }

  private static Flood first(List<Finding> findings) {
    return findings.stream()
        .filter(Flood.class::isInstance)
        .map(Flood.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName(
      "eight that say the same within seconds, where nobody ever did, are a flood; seven are none")
  void eightAreAFlood() {
    float[] same = topic();
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      findings.add(come(WARM.plusMillis(200L * i), NORTH, same));
    }
    assertThat(findings.subList(0, 7)).allMatch(Nothing.class::isInstance);
    assertThat(((Flood) findings.getLast()).members()).hasSize(8);
    assertThat(((Flood) findings.getLast()).bounds()).isEqualTo(NORTH);
  }

  @Test
  @DisplayName("before it is known what is usual nothing is a flood")
  void warmsUp() {
    assertThat(flood(START, NORTH, topic(), 50)).allMatch(Nothing.class::isInstance);
  }

  @Test
  @DisplayName("two regional outages do not merge, and one region's is no other's")
  void regionsAreApart() {
    float[] topic = topic();
    assertThat(flood(WARM, NORTH, topic, 7)).allMatch(Nothing.class::isInstance);
    assertThat(flood(WARM, SOUTH, topic, 7)).allMatch(Nothing.class::isInstance);
    Flood north = first(flood(WARM.plusSeconds(5), NORTH, topic, 20));
    detector.opened(north, INCIDENT, WARM);
    assertThat(come(WARM.plusSeconds(20), NORTH, said(topic))).isEqualTo(new Belongs(INCIDENT));
    assertThat(come(WARM.plusSeconds(20), SOUTH, said(topic))).isNotInstanceOf(Belongs.class);
  }

  @Test
  @DisplayName("what is less alike belongs once there is an incident, until it is over")
  void belongsOnlyAfterTheAlarm() {
    float[] topic = topic();
    float[] looser = new float[DIMENSIONS];
    float[] noise = topic();
    for (int d = 0; d < DIMENSIONS; d++) {
      looser[d] = 0.62f * topic[d] + 0.78f * noise[d];
    }
    normalised(looser);
    assertThat(come(WARM, NORTH, looser)).isInstanceOf(Nothing.class);
    detector.opened(first(flood(WARM, NORTH, topic, 30)), INCIDENT, WARM);
    assertThat(come(WARM.plusSeconds(20), NORTH, looser)).isEqualTo(new Belongs(INCIDENT));
    assertThat(detector.watched()).containsExactly(INCIDENT);
    detector.over(INCIDENT);
    assertThat(detector.watched()).isEmpty();
    assertThat(come(WARM.plusSeconds(21), NORTH, looser)).isInstanceOf(Nothing.class);
  }

  /** What is always written: some like each other, ten minutes long. */
  private Instant always(Instant from, float[] topic) {
    Instant at = from;
    while (at.isBefore(from.plus(Duration.ofMinutes(10)))) {
      at = at.plusSeconds(6);
      come(at, NORTH, said(topic));
    }
    return at;
  }

  @Test
  @DisplayName("what was always written is no part of an incident that is nearly like it")
  void whatIsUsualIsLeftAlone() {
    float[] usual = topic();
    Instant now = always(WARM, usual);
    // Nearly like it: more than enough to belong, if nothing else were likelier.
    float[] other = topic();
    float[] outage = new float[DIMENSIONS];
    for (int d = 0; d < DIMENSIONS; d++) {
      outage[d] = 0.6f * usual[d] + 0.8f * other[d];
    }
    normalised(outage);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      if (i % 15 == 0) {
        come(now.plusMillis(400L * i), NORTH, said(usual));
      }
      findings.add(come(now.plusMillis(400L * i + 200), NORTH, said(outage)));
    }
    Flood flood = first(findings);
    detector.opened(flood, INCIDENT, now.plusSeconds(12));
    assertThat(come(now.plusSeconds(13), NORTH, outage)).isEqualTo(new Belongs(INCIDENT));
    assertThat(come(now.plusSeconds(13), NORTH, usual)).isNotInstanceOf(Belongs.class);
  }

  @Test
  @DisplayName("an incident that was opened before customers notice takes what is like it")
  void isWatched() {
    float[] topic = topic();
    detector.watch(INCIDENT, NORTH, topic);
    assertThat(come(WARM, NORTH, said(topic))).isEqualTo(new Belongs(INCIDENT));
    assertThat(detector.hear(new Arrival(new UUID(1, 1), WARM, NORTH, said(topic), false)))
        .as("what was split out is left alone")
        .isInstanceOf(Nothing.class);
  }

  @Test
  @DisplayName(
      "the same in other words, within the same bounds a moment later, is the same incident")
  void otherWordsContinue() {
    detector.opened(first(flood(WARM, NORTH, topic(), 30)), INCIDENT, WARM);
    assertThat(first(flood(WARM.plusSeconds(30), NORTH, topic(), 30)).continues())
        .isEqualTo(INCIDENT);
    assertThat(first(flood(WARM.plusSeconds(30), SOUTH, topic(), 30)).continues()).isNull();
    assertThat(first(flood(WARM.plus(Duration.ofMinutes(11)), NORTH, topic(), 30)).continues())
        .isNull();
  }

  /** Many topics, some asked much more than others, from ten areas. */
  private final class Traffic {
    private final float[][] topics = new float[60][];
    private final Bounds[] areas = new Bounds[10];
    private Instant now = START;

    Traffic() {
      for (int i = 0; i < topics.length; i++) {
        topics[i] = topic();
      }
      for (int i = 0; i < areas.length; i++) {
        areas[i] = new Bounds("acme", "area " + i, "", "");
      }
    }

    /** One more, so many a second on average. */
    Finding next(double perSecond) {
      now = now.plusNanos((long) (-Math.log(1 - random.nextDouble()) / perSecond * 1e9));
      int topic = (int) (topics.length * Math.pow(random.nextDouble(), 3));
      return come(now, areas[random.nextInt(areas.length)], said(topics[topic]));
    }
  }

  @Test
  @DisplayName("in a day of traffic that swells and ebbs nothing is a flood")
  void aQuietDay() {
    Traffic traffic = new Traffic();
    Map<String, Integer> found = new java.util.TreeMap<>();
    while (traffic.now.isBefore(START.plus(Duration.ofHours(24)))) {
      double hour = Duration.between(START, traffic.now).toMinutes() / 60.0;
      Finding finding = traffic.next(4 + 3 * Math.sin(hour / 24 * 2 * Math.PI));
      found.merge(finding.getClass().getSimpleName(), 1, Integer::sum);
    }
    assertThat(found).containsOnlyKeys("Nothing");
    assertThat(found.get("Nothing")).isGreaterThan(300_000);
  }

  @ParameterizedTest
  @CsvSource({"2, 10", "5, 10", "10, 10"})
  @DisplayName(
      "an outage that adds some percent to 200 messages a second is found within ten seconds")
  void anOutageIsFound(int percent, int seconds) {
    Traffic traffic = new Traffic();
    while (traffic.now.isBefore(WARM)) {
      assertThat(traffic.next(200)).isInstanceOf(Nothing.class);
    }
    float[] outage = topic();
    while (true) {
      Finding finding =
          random.nextInt(100) < percent
              ? come(traffic.now, traffic.areas[3], said(outage))
              : traffic.next(200);
      if (finding instanceof Flood flood) {
        assertThat(flood.bounds()).isEqualTo(traffic.areas[3]);
        break;
      }
      assertThat(traffic.now).isBefore(WARM.plusSeconds(seconds));
    }
  }
}
