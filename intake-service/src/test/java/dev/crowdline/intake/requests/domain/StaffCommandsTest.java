package dev.crowdline.intake.requests.domain;

import static dev.crowdline.intake.requests.domain.Lives.NOW;
import static dev.crowdline.intake.requests.domain.Lives.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What staff does to a request, in every state. */
class StaffCommandsTest {
  static Stream<Life> everyState() {
    return Stream.concat(unfinished(), finished());
  }

  static Stream<Life> unfinished() {
    return Stream.of(
        Lives.open(), Lives.unheard(), Lives.inWork(), Lives.asked(), Lives.answered());
  }

  static Stream<Life> finished() {
    return Stream.of(Lives.resolved(), Lives.cancelled());
  }

  @ParameterizedTest
  @MethodSource("everyState")
  @DisplayName("staff writes in every state, and the life stays as it is")
  void staffWrites(Life life) {
    Decision written = Commanding.writeAsStaff(life, id(20), "We look into it.", NOW);
    assertThat(written.life()).isEqualTo(life);
    assertThat(written.changes(life)).isTrue();
    assertThat(written.messages())
        .containsExactly(Message.ofStaff(id(20), "We look into it.", NOW));
    assertThat(written.happenings())
        .containsExactly(new Happening.StaffWrote(id(20), "We look into it."));
  }

  @ParameterizedTest
  @MethodSource("unfinished")
  void whatIsNotFinishedIsRaisedAndStaysWhereItIs(Life life) {
    Decision urgent = (Decision) Commanding.raisePriority(life, Priority.URGENT);
    assertThat(urgent.happenings()).containsExactly(new Happening.PriorityRaised(Priority.URGENT));
    assertThat(urgent.life().priority()).isEqualTo(Priority.URGENT);
    assertThat(urgent.life().state()).isEqualTo(life.state());
    assertThat(urgent.life().dueAt()).isEqualTo(life.dueAt());

    Decision staff = (Decision) Commanding.raiseTier(urgent.life(), Tier.SPECIALIST);
    assertThat(staff.happenings()).containsExactly(new Happening.TierRaised(Tier.SPECIALIST));
    assertThat(staff.life().minimumTier()).isEqualTo(Tier.SPECIALIST);
    assertThat(staff.life().priority()).isEqualTo(Priority.URGENT);
    assertThat(staff.life().state()).isEqualTo(life.state());
  }

  @ParameterizedTest
  @MethodSource("unfinished")
  void raisedTwiceIsRaisedOnce(Life life) {
    Life raised = life.raisedTo(Priority.HIGH).raisedTo(Tier.CONTRACTOR);
    Decision priority = (Decision) Commanding.raisePriority(raised, Priority.HIGH);
    Decision tier = (Decision) Commanding.raiseTier(raised, Tier.CONTRACTOR);
    assertThat(priority.changes(raised) || tier.changes(raised)).isFalse();
    assertThat(priority.happenings()).isEmpty();
    assertThat(tier.happenings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("unfinished")
  @DisplayName("P14: nothing lowers a minimum tier, nor a priority")
  void nothingIsLowered(Life life) {
    Life raised = life.raisedTo(Priority.HIGH).raisedTo(Tier.CONTRACTOR);
    assertThat(Commanding.raisePriority(raised, Priority.LOW))
        .isEqualTo(new Judgement.Lower("priority", Priority.HIGH));
    assertThat(Commanding.raiseTier(raised, Tier.COMMUNITY))
        .isEqualTo(new Judgement.Lower("minimumTier", Tier.CONTRACTOR));
  }

  @ParameterizedTest
  @MethodSource("finished")
  void whatIsFinishedIsRaisedNoMore(Life life) {
    assertThat(Commanding.raisePriority(life, Priority.URGENT))
        .isInstanceOf(Judgement.Refused.class);
    assertThat(Commanding.raiseTier(life, Tier.SPECIALIST)).isInstanceOf(Judgement.Refused.class);
  }

  @ParameterizedTest
  @MethodSource("everyState")
  @DisplayName("another topic is stated while somebody may be asked by it; P14: it lowers no tier")
  void anotherTopic(Life life) {
    List<Need> needs = List.of(new Need("billing", 2));
    Decision same = (Decision) Commanding.understand(life, null, needs, Tier.SPECIALIST);
    assertThat(same.changes(life)).isFalse();
    assertThat(same.happenings()).isEmpty();

    Decision other = (Decision) Commanding.understand(life, "billing", needs, Tier.SPECIALIST);
    boolean over = finished().anyMatch(life::equals);
    assertThat(other.happenings())
        .isEqualTo(
            over
                ? List.of()
                : List.of(
                    new Happening.Understood("billing", needs),
                    new Happening.TierRaised(Tier.SPECIALIST)));
    Decision back =
        (Decision) Commanding.understand(other.life(), "roaming", needs, Tier.COMMUNITY);
    assertThat(back.life().minimumTier()).isEqualTo(other.life().minimumTier());
  }
}
