package dev.crowdline.routing.routes.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.routes.domain.Demand.Escalation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DemandTest {
  private static final int SPECIALISTS = Demand.bit(Tier.SPECIALIST);
  private static final int CONTRACTORS = Demand.bit(Tier.CONTRACTOR);

  private static Escalation step(int step, int widen, int wave, int reward, int tiers) {
    return new Escalation(step, Integer.toString(step), false, widen, wave, reward, tiers);
  }

  @ParameterizedTest
  @CsvSource({
    "COMMUNITY,  COMMUNITY,  COMMUNITY",
    "COMMUNITY,  CONTRACTOR, CONTRACTOR",
    "COMMUNITY,  SPECIALIST, SPECIALIST",
    "CONTRACTOR, COMMUNITY,  CONTRACTOR",
    "CONTRACTOR, CONTRACTOR, CONTRACTOR",
    "CONTRACTOR, SPECIALIST, SPECIALIST",
    "SPECIALIST, COMMUNITY,  SPECIALIST",
    "SPECIALIST, CONTRACTOR, SPECIALIST",
    "SPECIALIST, SPECIALIST, SPECIALIST"
  })
  @DisplayName("P14: a minimum tier is raised and never lowered, and its tier may be asked")
  void raised(Tier before, Tier asked, Tier after) {
    Demand raised = Demand.of(before, Priority.NORMAL, 10).raised(asked);
    assertThat(raised.minimumTier()).isEqualTo(after);
    assertThat(raised.admits(after)).isTrue();
    for (Tier tier : Tier.all()) {
      assertThat(tier.reaches(after) || !raised.admits(tier)).as("%s is asked", tier).isTrue();
    }
  }

  @Test
  @DisplayName("P14: whatever escalation lets in, nobody below the minimum tier is asked")
  void escalationNeverAdmitsBelowTheMinimum() {
    Random chance = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      List<Tier> tiers = Tier.all();
      Demand demand = Demand.of(tiers.get(chance.nextInt(3)), Priority.NORMAL, chance.nextInt(500));
      for (int move = 0; move < 8; move++) {
        Demand before = demand;
        demand =
            chance.nextBoolean()
                ? demand.raised(tiers.get(chance.nextInt(3)))
                : demand.escalated(
                    step(
                        chance.nextInt(9),
                        chance.nextInt(3),
                        chance.nextInt(4),
                        chance.nextInt(300),
                        chance.nextInt(8)));
        assertThat(demand.minimumTier().reaches(before.minimumTier())).isTrue();
        assertThat(demand.reward()).isGreaterThanOrEqualTo(before.reward());
        assertThat(demand.step()).isGreaterThanOrEqualTo(before.step());
        for (Tier tier : tiers) {
          boolean bit = (demand.admitted() & Demand.bit(tier)) != 0;
          assertThat(bit).isEqualTo(demand.admits(tier));
          assertThat(bit && !tier.reaches(demand.minimumTier())).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.crowdline.contracts.Tier#all")
  @DisplayName("a submitted request asks its minimum tier alone")
  void submitted(Tier minimum) {
    Demand demand = Demand.of(minimum, Priority.NORMAL, 10);
    for (Tier tier : Tier.all()) {
      assertThat(demand.admits(tier)).isEqualTo(tier == minimum);
    }
    assertThat(demand.admitted()).isEqualTo(Demand.bit(minimum));
  }

  @Test
  @DisplayName("the default plan, step by step")
  void thePlan() {
    Demand demand = Demand.of(Tier.COMMUNITY, Priority.NORMAL, 101);
    demand = demand.escalated(step(1, 1, 1, 100, 0));
    assertThat(demand.needed(List.of(new Need("tv", 3)))).containsExactly(new Need("tv", 2));
    demand = demand.escalated(step(2, 0, 2, 150, 0));
    assertThat(demand.waveFactor()).isEqualTo(2);
    assertThat(demand.reward()).isEqualTo(151);
    demand = demand.escalated(step(3, 0, 1, 100, SPECIALISTS));
    demand = demand.escalated(step(4, 0, 1, 100, CONTRACTORS));
    assertThat(demand.admitted()).isEqualTo(7);
    assertThat(demand.lastStep()).isFalse();
    demand = demand.escalated(new Escalation(5, "5", true, 0, 1, 100, 0));
    assertThat(demand.lastStep()).isTrue();
    assertThat(demand.step()).isEqualTo(5);
  }

  @Test
  @DisplayName(
      "a step is taken once, by its id; one that a later policy puts before it is taken too")
  void takenOnce() {
    Demand second =
        Demand.of(Tier.COMMUNITY, Priority.NORMAL, 100).escalated(step(2, 1, 2, 150, SPECIALISTS));
    assertThat(second.escalated(step(2, 1, 2, 150, SPECIALISTS))).isEqualTo(second);
    assertThat(second.escalated(new Escalation(3, "2", true, 1, 2, 150, SPECIALISTS)))
        .isEqualTo(second);
    Demand inserted = second.escalated(new Escalation(1, "new", false, 1, 2, 300, CONTRACTORS));
    assertThat(inserted.step()).isEqualTo(2);
    assertThat(inserted.widened()).isEqualTo(2);
    assertThat(inserted.stepsTaken()).containsExactly("2", "new");
    assertThat(second.escalated(step(3, 0, 1, 100, 0)).step()).isEqualTo(3);
  }

  @Test
  @DisplayName("a policy that is applied says whether steps are left")
  void anotherPlan() {
    Demand last =
        Demand.of(Tier.COMMUNITY, Priority.NORMAL, 100)
            .escalated(new Escalation(1, "only", true, 0, 1, 150, 0));
    assertThat(last.lastStep()).isTrue();
    Demand more = last.planned(true);
    assertThat(more.lastStep()).isFalse();
    assertThat(more.reward()).isEqualTo(150);
    assertThat(more.planned(false)).isEqualTo(last);
  }

  @Test
  @DisplayName("a step never lowers the reward, and its numbers have bounds")
  void bounds() {
    Demand demand = Demand.of(Tier.COMMUNITY, Priority.NORMAL, 100);
    assertThat(demand.escalated(step(1, 0, 1, 99, 0)).reward()).isEqualTo(100);
    assertThat(demand.escalated(step(1, 0, 1, 100, 0)).reward()).isEqualTo(100);
    assertThat(demand.escalated(step(1, 0, 1, 101, 0)).reward()).isEqualTo(101);
    assertThat(demand.escalated(step(1, 0, 0, 100, 0)).waveFactor()).isEqualTo(1);
    assertThat(demand.escalated(step(1, 0, 8, 100, 0)).waveFactor()).isEqualTo(8);
    assertThat(demand.escalated(step(1, 0, 9, 100, 0)).waveFactor()).isEqualTo(8);
    assertThat(demand.escalated(step(1, 4, 1, 100, 0)).widened()).isEqualTo(4);
    assertThat(demand.escalated(step(1, 5, 1, 100, 0)).widened()).isEqualTo(4);
    assertThat(demand.escalated(step(1, 4, 1, 100, 0)).needed(List.of(new Need("tv", 5))))
        .containsExactly(new Need("tv", 1));
  }

  @Test
  @DisplayName("numbers that only a broken policy can hold do not turn around")
  void absurdNumbers() {
    Demand demand =
        Demand.of(Tier.COMMUNITY, Priority.NORMAL, 1_000)
            .escalated(
                step(1, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, SPECIALISTS))
            .escalated(
                step(2, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, SPECIALISTS));
    assertThat(demand.widened()).isBetween(0, 4);
    assertThat(demand.waveFactor()).isBetween(1, 8);
    assertThat(demand.reward()).isGreaterThanOrEqualTo(1_000);
    Demand lower =
        Demand.of(Tier.COMMUNITY, Priority.NORMAL, 1_000).escalated(step(1, -3, -2, -100, 0));
    assertThat(lower.widened()).isZero();
    assertThat(lower.waveFactor()).isEqualTo(1);
    assertThat(lower.reward()).isEqualTo(1_000);
  }

  @Test
  @DisplayName("a raised priority pays at least what it pays, and nothing lowers either")
  void pressing() {
    Demand demand = Demand.of(Tier.COMMUNITY, Priority.NORMAL, 100);
    Demand urgent = demand.pressing(Priority.URGENT, 200);
    assertThat(urgent.priority()).isEqualTo(Priority.URGENT);
    assertThat(urgent.reward()).isEqualTo(200);
    assertThat(urgent.pressing(Priority.HIGH, 500)).isEqualTo(urgent);
    assertThat(urgent.pressing(Priority.URGENT, 500)).isEqualTo(urgent);
    Demand costly = demand.escalated(step(1, 0, 1, 300, 0)).pressing(Priority.HIGH, 150);
    assertThat(costly.reward()).isEqualTo(300);
    assertThat(costly.step()).isEqualTo(1);
  }
}
