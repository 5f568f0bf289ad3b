package dev.crowdline.sla.whatif.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HabitsTest {
  private static final int DRAWS = 40_000;

  private static Reaction seen(int seconds) {
    return new Reaction(Reaction.Kind.ACCEPTED, Duration.ofSeconds(seconds));
  }

  private static Reaction unseen(int seconds) {
    return new Reaction(Reaction.Kind.UNSEEN, Duration.ofSeconds(seconds));
  }

  private static double share(List<Reaction> sorted, Duration beyond, int within) {
    Random chance = new Random(5);
    int found = 0;
    for (int i = 0; i < DRAWS; i++) {
      Reaction drawn = Habits.draw(sorted, beyond, chance);
      found += drawn.isSeen() && drawn.after().compareTo(Duration.ofSeconds(within)) <= 0 ? 1 : 0;
    }
    return (double) found / DRAWS;
  }

  /**
   * The remission times of 21 patients who had 6-mercaptopurine (Freireich et al. 1963), the
   * example of most text books: survival by Kaplan and Meier is 0.857 at 6, 0.753 at 10, 0.690 at
   * 13 and 0.448 at 23 weeks.
   */
  @Test
  @DisplayName("what was cut short is estimated as by Kaplan and Meier")
  void knownExample() {
    List<Reaction> sample = new ArrayList<>();
    for (int week : new int[] {6, 6, 6, 7, 10, 13, 16, 22, 23}) {
      sample.add(seen(week));
    }
    for (int week : new int[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) {
      sample.add(unseen(week));
    }
    sample.sort(Comparator.comparing(Reaction::after));
    assertThat(share(sample, Duration.ZERO, 6)).isCloseTo(1 - 0.857, within(0.01));
    assertThat(share(sample, Duration.ZERO, 10)).isCloseTo(1 - 0.753, within(0.01));
    assertThat(share(sample, Duration.ZERO, 13)).isCloseTo(1 - 0.690, within(0.01));
    assertThat(share(sample, Duration.ZERO, 23)).isCloseTo(1 - 0.448, within(0.01));
    // Of those who had nothing for ten weeks: 1 - 0.448 / 0.753 by week 23.
    assertThat(share(sample, Duration.ofSeconds(10), 23))
        .isCloseTo(1 - 0.448 / 0.753, within(0.01));
  }

  @Test
  @DisplayName("of whom nothing was ever seen, nothing is to be expected")
  void silent() {
    assertThat(Habits.draw(List.of(unseen(30), unseen(60)), Duration.ZERO, new Random(1)))
        .isEqualTo(Reaction.NONE);
    assertThat(Habits.draw(List.of(), Duration.ZERO, new Random(1))).isEqualTo(Reaction.NONE);
  }
}
