package dev.crowdline.rewards.expiry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryRuleTest {
  private static final ExpiryRule YEAR = new ExpiryRule(365, 30, 1);

  @Test
  @DisplayName("points are announced so many days before they expire, and live their days in full")
  void inTime() {
    LocalDate day = LocalDate.parse("2026-01-01");
    LocalDate announced = day.plusDays(335);
    assertThat(YEAR.announcedOn(announced)).isEqualTo(day);
    assertThat(YEAR.expiresAt(day, Instant.parse("2026-12-02T00:00:00Z")))
        .isEqualTo("2027-01-02T00:00:00Z");
  }

  @Test
  @DisplayName("old points under a new rule have their whole notice")
  void newRule() {
    assertThat(YEAR.expiresAt(LocalDate.parse("2020-01-01"), Instant.parse("2026-12-02T10:00:00Z")))
        .isEqualTo("2027-01-01T10:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"30, 30", "10, 20", "10, 0"})
  @DisplayName("a notice is shorter than the life of a point")
  void noticeIsShorter(int after, int notice) {
    assertThatThrownBy(() -> new ExpiryRule(after, notice, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("what expires is what a wallet of single points, spent oldest first, has left")
  void oldestFirst() {
    Random random = new Random(7);
    for (int life = 0; life < 500; life++) {
      Deque<Integer> wallet = new ArrayDeque<>();
      long since = 0;
      int seenFrom = random.nextInt(10);
      for (int day = 0; day < 20; day++) {
        int came = random.nextInt(5);
        for (int i = 0; i < came; i++) {
          wallet.addLast(day);
        }
        since += day > seenFrom ? came : 0;
        int goes = Math.min(random.nextInt(6), wallet.size());
        for (int i = 0; i < goes; i++) {
          wallet.removeFirst();
        }
      }
      long old = wallet.stream().filter(day -> day <= seenFrom).count();
      assertThat(new Notice.Seen(wallet.size(), since).old()).isEqualTo(old);
    }
  }

  @Test
  @DisplayName("no notice takes more than it announced, nor what one before it took")
  void asAnnounced() {
    Notice notice =
        new Notice("demo", new UUID(1, 1), new UUID(2, 1), 50, LocalDate.EPOCH, Instant.EPOCH);
    assertThat(notice.of(new Notice.Seen(100, 20), 0)).isEqualTo(50);
    assertThat(notice.of(new Notice.Seen(100, 80), 0)).isEqualTo(20);
    assertThat(notice.of(new Notice.Seen(100, 20), 60)).isEqualTo(20);
    assertThat(notice.of(new Notice.Seen(100, 100), 10)).isZero();
  }
}
