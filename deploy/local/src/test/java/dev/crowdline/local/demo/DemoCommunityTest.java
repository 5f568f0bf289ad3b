package dev.crowdline.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.local.gateway.Accounts;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoCommunityTest {

  @Test
  void everySkillIsAskedForAndAnswered() {
    Set<String> skills = new HashSet<>(DemoCommunity.allSkills());

    assertThat(DemoCommunity.questions().keySet()).isEqualTo(skills);
    assertThat(DemoCommunity.answers().keySet()).isEqualTo(skills);
    assertThat(DemoCommunity.topics())
        .allSatisfy(topic -> assertThat(skills).contains(topic.skill()));
  }

  @Test
  void noCommunityMemberCanTakeWhatIsMeantToEscalate() {
    assertThat(DemoCommunity.members())
        .filteredOn(member -> member.tier().equals("COMMUNITY"))
        .isNotEmpty()
        .allSatisfy(
            member -> assertThat(member.level()).isLessThan(DemoCommunity.SPECIALISTS_LEVEL));
    assertThat(SimulatedMember.LEVEL).isLessThan(DemoCommunity.SPECIALISTS_LEVEL);
  }

  @Test
  void everyMemberCanSignIn() {
    assertThat(DemoCommunity.members())
        .allSatisfy(member -> assertThat(Accounts.find(member.account())).isPresent());
    assertThat(Accounts.find("crowd-" + Accounts.CROWD)).isPresent();
  }

  @Test
  void theCrowdShowsEveryTemper() {
    assertThat(IntStream.rangeClosed(1, Accounts.CROWD).mapToObj(Temper::of))
        .containsAll(Arrays.asList(Temper.values()));
  }

  @Test
  void theShopHasSixItemsOfSixKinds() {
    assertThat(DemoCommunity.items()).hasSize(6);
    assertThat(DemoCommunity.items()).extracting(DemoCommunity.Item::kind).doesNotHaveDuplicates();
    assertThat(DemoCommunity.items())
        .extracting(DemoCommunity.Item::name)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name.length()).isLessThanOrEqualTo(80));
  }
}
