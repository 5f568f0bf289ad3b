package dev.crowdline.routing.matching.domain;

import static dev.crowdline.routing.matching.domain.Members.IDLE_SINCE;
import static dev.crowdline.routing.matching.domain.Members.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.routes.domain.QueueKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberIndexTest {
  private static final int COMMUNITY = 1;
  private final MemberIndex index = new MemberIndex();

  private void online(Members... members) {
    for (Members each : members) {
      index.put(each.get(), true);
      index.setPresent(each.id(), true);
    }
  }

  private static QueueKey queue(Need... needs) {
    return new QueueKey("demo", List.of(needs), COMMUNITY, Tier.COMMUNITY, "en");
  }

  /** The numbers of those who can be asked. */
  private List<Long> who(QueueKey queue, UUID... excluded) {
    MemberIndex.Candidates found = index.candidates(queue, Set.of(excluded), null, new Random(1));
    List<Long> numbers =
        found.drawn().stream()
            .map(c -> c.member().id().getLeastSignificantBits())
            .sorted()
            .toList();
    assertThat(found.eligible()).isEqualTo(numbers.size());
    if (excluded.length == 0) {
      assertThat(index.hasCandidates(queue)).isEqualTo(!numbers.isEmpty());
    }
    return numbers;
  }

  @Test
  @DisplayName("a need that nobody meets is not one that nobody present meets")
  void whatNobodyMeets() {
    Need tv = new Need("tv", 3);
    Need tooMuch = new Need("tv", 4);
    Need unknown = new Need("porting", 1);
    List<Need> needs = List.of(tv, tooMuch, unknown);
    online(member(1));
    assertThat(index.metByNobody("demo", needs)).containsExactly(tooMuch, unknown);
    assertThat(index.metByNobody("other", List.of(tv))).containsExactly(tv);
    assertThat(index.metByNobodyPresent("demo", needs)).isEmpty();
    index.setPresent(member(1).id(), false);
    assertThat(index.metByNobody("demo", needs)).containsExactly(tooMuch, unknown);
    assertThat(index.metByNobodyPresent("demo", needs)).containsExactly(tv);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 1", "4, 0", "5, 0"})
  @DisplayName("a skill at the needed level or above, and not one below")
  void levels(int needed, int found) {
    online(member(1));
    assertThat(who(queue(new Need("tv", needed)))).hasSize(found);
  }

  @Test
  @DisplayName("all needs count; no need is met by everybody; an unknown skill by nobody")
  void needs() {
    online(
        member(1),
        member(2).skills(new Need("tv", 5), new Need("wifi", 2)),
        member(3).skills(new Need("wifi", 1)));
    assertThat(who(queue())).containsExactly(1L, 2L, 3L);
    assertThat(who(queue(new Need("tv", 3), new Need("wifi", 2)))).containsExactly(2L);
    assertThat(who(queue(new Need("wifi", 1)))).containsExactly(2L, 3L);
    assertThat(who(queue(new Need("wifi", 3)))).isEmpty();
    assertThat(who(queue(new Need("tv", 3), new Need("telepathy", 1)))).isEmpty();
  }

  @Test
  @DisplayName("P9: nobody of another community, and nobody in an unknown one")
  void communities() {
    online(member(1), member(2).community("other"));
    assertThat(who(queue(new Need("tv", 1)))).containsExactly(1L);
    assertThat(who(new QueueKey("nowhere", List.of(), COMMUNITY, Tier.COMMUNITY, "en"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1, COMMUNITY,  1",
    "7, COMMUNITY,  1 2 3",
    "7, CONTRACTOR, 2 3",
    "7, SPECIALIST, 3",
    "1, SPECIALIST, ''",
    "4, COMMUNITY,  3",
    "2, CONTRACTOR, 2",
    "0, COMMUNITY,  ''"
  })
  @DisplayName("P14: the tiers that are let in, and none below the minimum whatever is let in")
  void tiers(int mask, Tier minimum, String expected) {
    online(member(1), member(2).tier(Tier.CONTRACTOR), member(3).tier(Tier.SPECIALIST));
    assertThat(
            who(new QueueKey("demo", List.of(), mask, minimum, "en")).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @Test
  @DisplayName("one of a member's languages is enough; a language nobody speaks finds nobody")
  void languages() {
    online(member(1).speaks("en", "de"), member(2).speaks("de"));
    assertThat(who(new QueueKey("demo", List.of(), COMMUNITY, Tier.COMMUNITY, "de")))
        .containsExactly(1L, 2L);
    assertThat(who(queue())).containsExactly(1L);
    assertThat(who(new QueueKey("demo", List.of(), COMMUNITY, Tier.COMMUNITY, ""))).isEmpty();
  }

  @Test
  @DisplayName("how far a queue reaches: who is able, who of them is there, who of them is free")
  void reach() {
    online(member(1), member(2), member(3).skills(new Need("wifi", 1)), member(4));
    index.setPresent(member(1).id(), false);
    index.setLoad(member(2).id(), 1, 1, IDLE_SINCE);
    assertThat(index.reach(queue(new Need("tv", 1)))).isEqualTo(new MemberIndex.Reach(3, 2, 1));
    assertThat(index.reach(queue(new Need("telepathy", 1))))
        .isEqualTo(new MemberIndex.Reach(0, 0, 0));
  }

  @Test
  @DisplayName("only who is present, has accepted the terms and has room")
  void available() {
    index.put(member(1).get(), true);
    assertThat(who(queue())).as("absent").isEmpty();
    index.setPresent(member(1).id(), true);
    assertThat(who(queue())).containsExactly(1L);
    index.put(member(1).get(), false);
    assertThat(who(queue())).as("without the terms").isEmpty();
    index.put(member(1).get(), true);
    assertThat(who(queue())).as("presence outlives a change").containsExactly(1L);
    index.setPresent(member(1).id(), false);
    assertThat(who(queue())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 2, 1", "1, 2, 1", "2, 2, 0", "3, 2, 0", "0, 0, 0", "0, 1, 1", "1, 1, 0"})
  @DisplayName("P3: room is below the capacity, whoever reports the load")
  void load(int load, int capacity, int found) {
    online(member(1).holds(load, capacity));
    assertThat(who(queue())).hasSize(found);
    online(member(2));
    index.setLoad(member(2).id(), load, capacity, IDLE_SINCE);
    assertThat(who(queue(), member(1).id())).hasSize(found);
    assertThat(index.full(10, 0)).hasSize(load < capacity ? 0 : 2);
  }

  @Test
  @DisplayName("the candidate is as it stands now, not as it was registered")
  void candidatesAreCurrent() {
    online(member(1).holds(0, 2));
    index.setLoad(member(1).id(), 1, 3, IDLE_SINCE.plusSeconds(60));
    assertThat(index.candidates(queue(), Set.of(), null, new Random(1)).drawn())
        .singleElement()
        .satisfies(c -> {
          assertThat(c.load()).isEqualTo(1);
          assertThat(c.capacity()).isEqualTo(3);
          assertThat(c.idleSince()).isEqualTo(IDLE_SINCE.plusSeconds(60));
        });
  }

  @Test
  @DisplayName("excluded members are left out, unknown ones do no harm")
  void excluded() {
    online(member(1), member(2), member(3));
    assertThat(who(queue(), member(2).id(), new UUID(9, 9))).containsExactly(1L, 3L);
    assertThat(who(queue(), member(1).id(), member(2).id(), member(3).id())).isEmpty();
  }

  @Test
  @DisplayName("whether one of some members suits a queue")
  void suits() {
    online(member(1), member(2).skills(new Need("wifi", 1)));
    QueueKey tv = queue(new Need("tv", 1));
    assertThat(index.suits(tv, Set.of(member(1).id()))).isTrue();
    assertThat(index.suits(tv, Set.of(member(2).id()))).isFalse();
    assertThat(index.suits(tv, Set.of(member(2).id(), member(1).id()))).isTrue();
    assertThat(index.suits(tv, Set.of(new UUID(9, 9)))).isFalse();
    assertThat(index.suits(tv, Set.of())).isFalse();
  }

  @Test
  @DisplayName("a changed member is found by what it is now and by nothing it was")
  void changed() {
    online(member(1).skills(new Need("tv", 5), new Need("wifi", 1)).speaks("en", "de"));
    index.put(member(1).skills(new Need("tv", 2)).speaks("fr").tier(Tier.SPECIALIST).get(), true);
    assertThat(index.size()).isEqualTo(1);
    int all = 7;
    assertThat(who(new QueueKey("demo", List.of(new Need("tv", 2)), all, Tier.COMMUNITY, "fr")))
        .containsExactly(1L);
    assertThat(who(new QueueKey("demo", List.of(new Need("tv", 3)), all, Tier.COMMUNITY, "fr")))
        .isEmpty();
    assertThat(who(new QueueKey("demo", List.of(new Need("wifi", 1)), all, Tier.COMMUNITY, "fr")))
        .isEmpty();
    assertThat(who(new QueueKey("demo", List.of(), all, Tier.COMMUNITY, "en"))).isEmpty();
    assertThat(who(new QueueKey("demo", List.of(), COMMUNITY, Tier.COMMUNITY, "fr"))).isEmpty();
    assertThat(index.find(member(1).id())).isNotNull();
    assertThat(index.find(member(2).id())).isNull();
  }

  @Test
  @DisplayName("who is present before being known here is present once known")
  void presentBeforeKnown() {
    index.setPresent(member(1).id(), true);
    index.setPresent(member(2).id(), true);
    index.setPresent(member(2).id(), false);
    index.put(member(1).get(), true);
    index.put(member(2).get(), true);
    assertThat(who(queue())).containsExactly(1L);
  }

  @Test
  @DisplayName("a load of somebody unknown is not kept: the row will be read with the member")
  void loadBeforeKnown() {
    index.setLoad(member(1).id(), 2, 2, IDLE_SINCE);
    online(member(1));
    assertThat(who(queue())).containsExactly(1L);
  }

  @Test
  @DisplayName("cost is flat: at most 256 of many are drawn, each as likely as any other")
  void drawnFlat() {
    int many = 1_000;
    for (int i = 1; i <= many; i++) {
      online(member(i));
    }
    Map<UUID, Integer> drawn = new HashMap<>();
    Random chance = new Random(3);
    int draws = 200;
    for (int i = 0; i < draws; i++) {
      MemberIndex.Candidates found = index.candidates(queue(), Set.of(), null, chance);
      assertThat(found.eligible()).isEqualTo(many);
      assertThat(found.drawn()).hasSize(MemberIndex.MOST_CANDIDATES);
      Set<UUID> once = new HashSet<>();
      found
          .drawn()
          .forEach(c -> {
            assertThat(once.add(c.member().id())).isTrue();
            drawn.merge(c.member().id(), 1, Integer::sum);
          });
    }
    // 200 draws of 256 in 1,000: 51.2 each, standard deviation 6.2.
    assertThat(drawn).hasSize(many);
    assertThat(drawn.values()).allSatisfy(n -> assertThat(n).isBetween(20, 85));
  }

  @Test
  @DisplayName("exactly 256 are all considered, without a draw")
  void asManyAsCanBeScored() {
    for (int i = 1; i <= MemberIndex.MOST_CANDIDATES; i++) {
      online(member(i));
    }
    assertThat(who(queue())).hasSize(MemberIndex.MOST_CANDIDATES);
  }

  @Test
  @DisplayName("the preferred member is in every draw, unless not eligible")
  void preferred() {
    for (int i = 1; i <= 2_000; i++) {
      online(member(i));
    }
    UUID wanted = member(1_777).id();
    for (int i = 0; i < 20; i++) {
      assertThat(index.candidates(queue(), Set.of(), wanted, new Random(i)).drawn())
          .extracting(c -> c.member().id())
          .contains(wanted)
          .hasSizeLessThanOrEqualTo(MemberIndex.MOST_CANDIDATES + 1);
    }
    assertThat(index.candidates(queue(), Set.of(wanted), wanted, new Random(1)).drawn())
        .extracting(c -> c.member().id())
        .doesNotContain(wanted);
    index.setPresent(wanted, false);
    assertThat(index.candidates(queue(), Set.of(), wanted, new Random(1)).drawn())
        .extracting(c -> c.member().id())
        .doesNotContain(wanted);
  }

  @Test
  @DisplayName("those who look full are found in turns")
  void full() {
    for (int i = 1; i <= 5; i++) {
      online(member(i).holds(i == 3 ? 1 : 2, 2));
    }
    index.setPresent(member(5).id(), false);
    assertThat(index.full(10, 0)).containsExactly(member(1).id(), member(2).id(), member(4).id());
    assertThat(index.full(2, 2)).containsExactly(member(4).id(), member(1).id());
    assertThat(new MemberIndex().full(10, 7)).isEmpty();
  }
}
