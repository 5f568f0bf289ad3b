package dev.crowdline.rewards.seals.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SealingTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

  @Test
  @DisplayName("a seal is what sha256sum makes of the lines")
  void asAnotherToolMakesIt() {
    Sealing sealing = new Sealing("demo", DAY, null);
    sealing.add("1|a|b");
    sealing.add("2|c|d");
    // printf 'crowdline-ledger-1|demo|2026-11-30|\n1|a|b\n2|c|d\n' | sha256sum
    assertThat(sealing.seal())
        .isEqualTo(
            new Seal(
                "demo",
                DAY,
                2,
                null,
                "cc14bf634e7ca74649328a0924a40cd6f8650462cd333d133e4cffcaaff8905f"));
  }

  @Test
  @DisplayName("whoever changes, leaves out, adds or moves a line has another seal")
  void everyByteCounts() {
    String seal = of(null, "1|a", "2|b");
    assertThat(of(null, "1|a", "2|c")).isNotEqualTo(seal);
    assertThat(of(null, "1|a")).isNotEqualTo(seal);
    assertThat(of(null, "1|a", "2|b", "3|c")).isNotEqualTo(seal);
    assertThat(of(null, "2|b", "1|a")).isNotEqualTo(seal);
    assertThat(of("00", "1|a", "2|b")).as("the day before counts, too").isNotEqualTo(seal);
  }

  private static String of(@Nullable String previous, String... lines) {
    Sealing sealing = new Sealing("demo", DAY, previous);
    for (String line : lines) {
      sealing.add(line);
    }
    return sealing.seal().hash();
  }
}
