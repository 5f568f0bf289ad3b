package dev.crowdline.intake.requests.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Dial;
import dev.crowdline.contracts.Tier;
import dev.crowdline.support.running.Ids;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DiallingTest {
  private static final int MANY = 20_000;

  @Test
  @DisplayName("so many go to the community as the dial says, although ids follow each other")
  void share() {
    List<UUID> ids = Stream.generate(Ids::next).limit(MANY).toList();
    for (int percent : List.of(1, 30, 50, 99)) {
      long community = ids.stream().filter(id -> goes(id, percent)).count();
      // Five standard deviations of a fair draw.
      double p = percent / 100.0;
      assertThat((double) community)
          .isBetween(
              MANY * p - 5 * Math.sqrt(MANY * p * (1 - p)),
              MANY * p + 5 * Math.sqrt(MANY * p * (1 - p)));
    }
  }

  @Test
  @DisplayName("an id stays on its side; a dial that is turned moves only those in between")
  void monotone() {
    Stream.generate(Ids::next)
        .limit(1_000)
        .forEach(id -> {
          assertThat(goes(id, 0)).isFalse();
          assertThat(goes(id, 100)).isTrue();
          assertThat(goes(id, 40)).isEqualTo(goes(id, 40));
          if (goes(id, 40)) {
            assertThat(goes(id, 60)).isTrue();
          }
        });
    assertThat(Dialling.place(UUID.fromString("01900000-0000-7000-8000-000000000000")))
        .as("for ever")
        .isEqualTo(61);
  }

  @Test
  @DisplayName("without a dial, and of what is for staff anyway, nothing is drawn")
  void none() {
    assertThat(Dialling.of(Ids.next(), null, Tier.COMMUNITY)).isNull();
    assertThat(Dialling.of(Ids.next(), 50, Tier.CONTRACTOR)).isNull();
    assertThat(Dialling.of(Ids.next(), 50, Tier.SPECIALIST)).isNull();
  }

  private static boolean goes(UUID id, int percent) {
    Dial dial = Dialling.of(id, percent, Tier.COMMUNITY);
    assertThat(dial).isNotNull();
    return dial.community();
  }
}
