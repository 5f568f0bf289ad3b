package dev.crowdline.sla.overview.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContributionsTest {
  private static final Instant START = Instant.parse("2026-11-22T10:59:30Z");
  private static final Instant HOUR = Instant.parse("2026-11-22T10:00:00Z");
  private static final UUID ASSIGNMENT = new UUID(0, 1);
  private static final RequestClocks SUBMITTED =
      RequestClocks.UNKNOWN
          .submitted(START, Priority.NORMAL, Tier.COMMUNITY, null, null, null)
          .planned(Plan.of(Policy.of(Pace.DEMO), 1, Priority.NORMAL, null));

  private final Map<Total, Long> totals = new HashMap<>();
  private RequestClocks clocks = RequestClocks.UNKNOWN;

  private void now(RequestClocks after) {
    Contributions.difference(clocks, after)
        .forEach((total, count) -> totals.merge(total, count, Long::sum));
    totals.values().removeIf(count -> count == 0);
    clocks = after;
    assertThat(totals).isEqualTo(Contributions.of(clocks));
  }

  private static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  private long count(Measure measure, Instant since, String key) {
    return totals.getOrDefault(new Total(measure, since, key), 0L);
  }

  @Test
  void hearsayIsNotCounted() {
    now(RequestClocks.UNKNOWN.cancelled(START));
    assertThat(totals).isEmpty();
  }

  @Test
  void aLifeIsCountedWhereItStandsAndUnderTheTimesOfItsFacts() {
    now(SUBMITTED);
    assertThat(count(Measure.SUBMITTED, Instant.parse("2026-11-22T10:59:00Z"), "")).isOne();
    assertThat(count(Measure.OPEN, Instant.EPOCH, "OPEN")).isOne();

    now(
        clocks
            .taken(at(20), ASSIGNMENT, 1, ASSIGNMENT, "Ada", Tier.COMMUNITY)
            .settled(at(21))
            .clocks());
    assertThat(count(Measure.OPEN, Instant.EPOCH, "OPEN")).isZero();
    assertThat(count(Measure.OPEN, Instant.EPOCH, "IN_WORK")).isOne();
    assertThat(count(Measure.TARGET_MET, HOUR, "TIME_TO_ACCEPT")).isOne();

    now(clocks.answered(at(40), ASSIGNMENT, 1, Tier.COMMUNITY, null).settled(at(41)).clocks());
    now(clocks.resolved(at(60), ASSIGNMENT, 1, 1).settled(at(61)).clocks());
    Instant next = HOUR.plus(Duration.ofHours(1));
    assertThat(count(Measure.RESOLVED, next, "COMMUNITY")).isOne();
    assertThat(count(Measure.TARGET_MET, next, "RESOLUTION")).isOne();
    int bucket = Durations.bucket(Duration.ofSeconds(40));
    assertThat(count(Measure.RESOLUTION_TIME, next, Integer.toString(bucket))).isOne();
    assertThat(totals.keySet()).noneMatch(total -> total.measure() == Measure.OPEN);
  }

  @Test
  void whatAnAnswerWasWorthAndWhatItPaidIsCountedOnceWhateverIsHeardFirst() {
    UUID ada = new UUID(0, 7);
    Instant day = Instant.parse("2026-11-22T00:00:00Z");
    now(clocks.paid(at(61), ada, 50));
    now(clocks.rated(at(50), ASSIGNMENT, 2));
    assertThat(totals).isEmpty();
    now(
        clocks
            .submitted(START, Priority.NORMAL, Tier.COMMUNITY, null, "billing", null)
            .taken(at(20), ASSIGNMENT, 1, ada, "Ada", Tier.COMMUNITY)
            .answered(at(40), ASSIGNMENT, 1, Tier.COMMUNITY, null));
    assertThat(count(Measure.ANSWERED, day, ada.toString())).isOne();
    assertThat(count(Measure.RATED, day, "2")).isOne();
    assertThat(count(Measure.PAID, day, "")).isZero();
    now(clocks.rated(at(55), ASSIGNMENT, 5).rated(at(45), ASSIGNMENT, 1));
    assertThat(count(Measure.RATED, day, "5")).isOne();
    assertThat(count(Measure.RATED, day, "2")).isZero();
    now(clocks.resolved(at(60), ASSIGNMENT, 1, 1));
    assertThat(count(Measure.PAID, day, "")).isEqualTo(50);
    assertThat(count(Measure.EARNED, day, ada.toString())).isEqualTo(50);
    now(clocks.reopened(at(70), 2).paid(at(71), ada, -50));
    assertThat(count(Measure.REOPENED, day, "")).isOne();
    assertThat(totals.keySet()).noneMatch(total -> total.measure() == Measure.PAID);
    now(clocks.cancelled(at(80)));
    assertThat(totals.keySet()).noneMatch(total -> total.measure() == Measure.EARNED);
  }

  @Test
  void aCancelledRequestIsCountedAsThatAndSavesNothing() {
    now(SUBMITTED);
    now(
        clocks
            .taken(at(20), ASSIGNMENT, 1, ASSIGNMENT, "Ada", Tier.COMMUNITY)
            .answered(at(25), ASSIGNMENT, 1, Tier.COMMUNITY, null)
            .settled(at(26))
            .clocks());
    now(clocks.cancelled(at(29)).settled(at(30)).clocks());
    assertThat(count(Measure.CANCELLED, HOUR, "")).isOne();
    assertThat(totals.keySet())
        .noneMatch(total -> total.measure() == Measure.RESOLVED)
        .noneMatch(total -> total.measure() == Measure.RESOLUTION_TIME)
        .noneMatch(total -> total.key().equals("RESOLUTION"));
  }

  @Test
  void aBreachThatTurnsOutUndueIsTakenOut() {
    now(SUBMITTED.due(at(121)).clocks());
    assertThat(
            count(Measure.TARGET_BREACHED, Instant.parse("2026-11-22T11:00:00Z"), "TIME_TO_ACCEPT"))
        .isOne();
    assertThat(count(Measure.BREACHED, Instant.EPOCH, "")).isOne();

    now(
        clocks
            .taken(at(100), ASSIGNMENT, 1, ASSIGNMENT, "Ada", Tier.COMMUNITY)
            .settled(at(122))
            .clocks());
    assertThat(totals.keySet()).noneMatch(total -> total.measure() == Measure.TARGET_BREACHED);
    assertThat(totals.keySet()).noneMatch(total -> total.measure() == Measure.BREACHED);
    assertThat(count(Measure.TARGET_MET, Instant.parse("2026-11-22T11:00:00Z"), "TIME_TO_ACCEPT"))
        .isOne();
  }

  @Test
  void atRiskIsCountedWhileTheClockMayStillBeStoppedInTime() {
    now(SUBMITTED.due(at(95)).clocks());
    assertThat(count(Measure.AT_RISK, Instant.EPOCH, "")).isOne();
    now(
        clocks
            .taken(at(100), ASSIGNMENT, 1, ASSIGNMENT, "Ada", Tier.COMMUNITY)
            .settled(at(101))
            .clocks());
    assertThat(count(Measure.AT_RISK, Instant.EPOCH, "")).isZero();
  }

  @Test
  void bucketsAreRightToWithinFiveHundredths() {
    for (long millis : new long[] {1, 2, 7, 90, 1_234, 59_000, 3_600_000, 86_400_000}) {
      int bucket = Durations.bucket(Duration.ofMillis(millis));
      Long read = Durations.of(Map.of(Integer.toString(bucket), 1L)).percentileMillis(0.5);
      assertThat((double) read).isBetween(millis * 0.95 - 1, millis * 1.05 + 1);
    }
  }

  @Test
  void percentilesAreReadFromTheBuckets() {
    Map<String, Long> counts = new HashMap<>();
    for (int seconds = 1; seconds <= 100; seconds++) {
      int bucket = Durations.bucket(Duration.ofSeconds(seconds));
      counts.merge(Integer.toString(bucket), 1L, Long::sum);
    }
    assertThat((double) Durations.of(counts).percentileMillis(0.5)).isBetween(47_000.0, 53_000.0);
    assertThat((double) Durations.of(counts).percentileMillis(0.9)).isBetween(85_000.0, 95_000.0);
    assertThat(Durations.of(Map.of()).percentileMillis(0.5)).isNull();
  }

  @Test
  void costAndSavingAreTheFormulaThatIsShown() {
    Policy.Cost rates = new Policy.Cost("EUR", 900, 400, 1_000);
    Spending cost = Spending.of(rates, 700, 7, 2, 1, 5);
    assertThat(cost.pointsCents()).isEqualTo(700);
    assertThat(cost.totalCents()).isEqualTo(700 + 2 * 400 + 900);
    assertThat(cost.allByStaffCents()).isEqualTo(15 * 900);
    assertThat(cost.savedCents()).isEqualTo(13_500 - 2_400);
    assertThat(cost.perResolutionCents()).isEqualTo(240);
  }

  @Test
  void anOverviewShowsAnHourOfMinutesAndTheSharesOfTargets() {
    Instant now = Instant.parse("2026-11-22T11:00:30Z");
    Totals read =
        new Totals(
            Map.of(
                new Total(Measure.SUBMITTED, Instant.parse("2026-11-22T10:01:00Z"), ""), 3L,
                new Total(Measure.TARGET_MET, Instant.EPOCH, "RESOLUTION"), 3L,
                new Total(Measure.CANCELLED, Instant.EPOCH, ""), 2L,
                new Total(Measure.TARGET_BREACHED, Instant.EPOCH, "RESOLUTION"), 1L));
    Overview overview = read.overview(now, new Policy.Cost("EUR", 1, 1, 1), null, List.of());
    assertThat(overview.arrivals()).hasSize(60);
    assertThat(overview.arrivals().getFirst())
        .isEqualTo(new Overview.Minute(Instant.parse("2026-11-22T10:01:00Z"), 3));
    assertThat(overview.arrivals().getLast().minute())
        .isEqualTo(Instant.parse("2026-11-22T11:00:00Z"));
    assertThat(overview.met().get(SlaClock.RESOLUTION)).isEqualTo(new Overview.Target(3, 1, 0.75));
    assertThat(overview.met().get(SlaClock.TIME_TO_ACCEPT).share()).isNull();
    assertThat(overview.cancelled()).isEqualTo(2);
    assertThat(overview.cost().savedCents()).isZero();
  }
}
