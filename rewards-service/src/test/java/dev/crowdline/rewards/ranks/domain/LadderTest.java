package dev.crowdline.rewards.ranks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.VisibleText;
import dev.crowdline.support.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static final Ladder DEFAULT = Ladder.DEFAULT;

  @Test
  @DisplayName("five ranks by default, which can be climbed")
  void theDefault() {
    assertThat(DEFAULT.rungs()).hasSize(5);
    assertThat(DEFAULT.faults(VisibleText::key)).isEmpty();
  }

  @Test
  @DisplayName(
      "quality first: many answers do not make up for refused ones, nor few good ones for many")
  void bothCount() {
    assertThat(DEFAULT.rungOf(Tally.NONE)).isEqualTo(1);
    assertThat(DEFAULT.rungOf(new Tally(4, 4))).isEqualTo(1);
    assertThat(DEFAULT.rungOf(new Tally(5, 5))).isEqualTo(2);
    assertThat(DEFAULT.rungOf(new Tally(1_000, 2_500))).isEqualTo(1);
    assertThat(DEFAULT.rungOf(new Tally(24, 24))).isEqualTo(2);
    assertThat(DEFAULT.rungOf(new Tally(25, 25))).isEqualTo(3);
    assertThat(DEFAULT.rungOf(new Tally(250, 280))).isEqualTo(5);
    assertThat(DEFAULT.rungOf(new Tally(250, 290))).isEqualTo(4);
  }

  @Test
  @DisplayName(
      "a confirmed answer never lowers, a refused one never raises, and every rung below is reached")
  void monotonic() {
    Seeds.each(
        300,
        seed -> {
          Random random = new Random(seed);
          Ladder ladder = ladder(random);
          assertThat(ladder.faults(VisibleText::key)).isEmpty();
          int judged = random.nextInt(400);
          Tally tally = new Tally(judged == 0 ? 0 : random.nextInt(judged + 1), judged);
          int rung = ladder.rungOf(tally);
          assertThat(ladder.rungOf(tally.after(1))).isGreaterThanOrEqualTo(rung);
          assertThat(ladder.rungOf(new Tally(tally.confirmed(), judged + 1)))
              .isLessThanOrEqualTo(rung);
          for (int below = 1; below <= rung; below++) {
            assertThat(ladder.rung(below).isReachedBy(tally)).isTrue();
            assertThat(ladder.missing(below, tally)).isZero();
          }
        });
  }

  @Test
  @DisplayName("what is missing is exactly enough, on every rung that an operator may make")
  void missing() {
    Seeds.each(
        300,
        seed -> {
          Random random = new Random(seed);
          Ladder ladder = ladder(random);
          int judged = random.nextInt(400);
          Tally tally = new Tally(judged == 0 ? 0 : random.nextInt(judged + 1), judged);
          int number = 1 + random.nextInt(ladder.rungs().size());
          int missing = ladder.missing(number, tally);
          assertThat(ladder.rungOf(tally.after(missing))).isGreaterThanOrEqualTo(number);
          if (missing > 0) {
            assertThat(ladder.rungOf(tally.after(missing - 1))).isLessThan(number);
          }
        });
  }

  @Test
  @DisplayName("what cannot be climbed is told with the path of its field")
  void faults() {
    assertThat(told(new Rung("A", 10, 1)))
        .containsExactly("rungs[0].qualityPercent", "rungs[0].confirmed");
    assertThat(told(bottom(), new Rung("B", 0, 0))).containsExactly("rungs[1].confirmed");
    assertThat(told(bottom(), new Rung("B", 60, 5), new Rung("C", 60, 5)))
        .containsExactly("rungs[2].confirmed");
    assertThat(told(bottom(), new Rung("B", 60, 5), new Rung("C", 50, 4)))
        .containsExactly("rungs[2].qualityPercent", "rungs[2].confirmed");
    assertThat(told(bottom(), new Rung("B", 100, 5))).containsExactly("rungs[1].qualityPercent");
    assertThat(told(bottom(), new Rung("B", 99, 9_000))).isEmpty();
    assertThat(told(bottom(), new Rung("B", 99, 9_001))).containsExactly("rungs[1].confirmed");
    assertThat(told(bottom(), new Rung("Ｈelper", 1, 1), new Rung("hELPER", 2, 2)))
        .containsExactly("rungs[2].name");
    assertThat(told(bottom(), new Rung("B", 0, 1), new Rung("C", 1, 1))).isEmpty();
  }

  @Test
  @DisplayName(
      "the rule has the member's own numbers in it, and no more is promised than is certain")
  void theRule() {
    assertThat(RankRule.told(DEFAULT, 2, new Tally(20, 22)))
        .contains("22 have a verdict and 20 were confirmed")
        .contains("at least 79.9 %")
        .contains("“Guide” takes a quality of 65 % and 25 confirmed answers")
        .endsWith("5 more confirmed answers in a row are enough.");
    assertThat(RankRule.told(DEFAULT, 1, Tally.NONE))
        .startsWith("None of the answers")
        .contains("“Helper”")
        .contains("5 more confirmed answers in a row");
    assertThat(RankRule.told(DEFAULT, 1, new Tally(1, 1)))
        .contains("1 has a verdict and 1 was confirmed");
    assertThat(RankRule.told(DEFAULT, 1, new Tally(4, 4)))
        .endsWith("1 more confirmed answer is enough.");
    assertThat(RankRule.told(DEFAULT, 5, new Tally(400, 400))).endsWith("There is no higher rank.");
    assertThat(new Tally(20, 22).qualityPercent()).isEqualTo(79.9);
    assertThat(new Tally(20, 22).quality()).isBetween(0.799, 0.8);
  }

  private static Rung bottom() {
    return new Rung("A", 0, 0);
  }

  private static List<String> told(Rung... rungs) {
    return new Ladder(List.of(rungs))
        .faults(VisibleText::key).stream().map(Ladder.Fault::path).toList();
  }

  private static Ladder ladder(Random random) {
    List<Rung> rungs = new ArrayList<>(List.of(bottom()));
    int quality = 0;
    int confirmed = 0;
    int more = random.nextInt(Ladder.MOST);
    for (int i = 0; i < more; i++) {
      quality = Math.min(99, quality + random.nextInt(20));
      confirmed += 1 + random.nextInt(50);
      rungs.add(new Rung("R" + i, quality, confirmed));
    }
    return new Ladder(rungs);
  }
}
