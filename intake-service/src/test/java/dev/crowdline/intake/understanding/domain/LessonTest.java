package dev.crowdline.intake.understanding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LessonTest {
  private static final HeldOut UNKNOWN = new HeldOut(0, 0);

  private static List<Example> of(String topic, String words) {
    return IntStream.range(0, 20).mapToObj(i -> Example.of(words + " number " + i, topic)).toList();
  }

  private static List<Example> good() {
    List<Example> examples = new ArrayList<>(of("billing", "my invoice is too high"));
    examples.addAll(of("outage", "the connection is down"));
    return examples;
  }

  private static Lesson.Learned learned(Lesson lesson) {
    assertThat(lesson).isInstanceOf(Lesson.Learned.class);
    return (Lesson.Learned) lesson;
  }

  @Test
  void oneTopicIsNothingToTellApart() {
    assertThat(Lesson.of(of("billing", "my invoice"), null, UNKNOWN))
        .isEqualTo(new Lesson.Nothing());
  }

  @Test
  void whatIsToldRightIsCountedOnWhatWasNotLearned() {
    Lesson.Learned first = learned(Lesson.of(good(), null, UNKNOWN));
    assertThat(first.examples()).isEqualTo(40);
    assertThat(first.heldOut()).isEqualTo(new HeldOut(40, 40));
  }

  @Test
  @DisplayName("examples that make the others worse are refused, and the standing model stays")
  void refused() {
    Lesson.Learned first = learned(Lesson.of(good(), null, UNKNOWN));
    List<Example> worse = new ArrayList<>(good());
    // The same words under another topic: nothing tells them apart.
    worse.addAll(of("billing", "the connection is down"));
    Lesson second = Lesson.of(worse, first.model(), first.heldOut());
    assertThat(second).isInstanceOf(Lesson.Refused.class);
    assertThat(((Lesson.Refused) second).before()).isEqualTo(first.heldOut());
  }

  @Test
  @DisplayName("a model that learned what was taken away goes, whatever comes after it")
  void takenAway() {
    Lesson.Learned first = learned(Lesson.of(good(), null, UNKNOWN));
    List<Example> left = new ArrayList<>(good());
    Example erased = left.removeFirst();
    Lesson.Learned second = learned(Lesson.of(left, first.model(), first.heldOut()));
    assertThat(second.model().knows(erased.mark())).isFalse();
  }

  @Test
  @DisplayName(
      "topics that are put one after the other are all known, though more are told apart worse")
  void aNewTopicGoesLive() {
    Lesson.Learned first = learned(Lesson.of(good(), null, UNKNOWN));
    List<Example> more = new ArrayList<>(good());
    // So like another topic that its own examples are told less well than before.
    more.addAll(of("disruption", "the connection is down"));
    Lesson.Learned second = learned(Lesson.of(more, first.model(), first.heldOut()));
    assertThat(second.model().topics()).containsExactly("billing", "disruption", "outage");
    assertThat(second.heldOut().right()).isLessThan(60);
  }

  @Test
  void goodExamplesGoLive() {
    Lesson.Learned first = learned(Lesson.of(good(), null, UNKNOWN));
    List<Example> more = new ArrayList<>(good());
    more.addAll(of("contract", "please cancel my subscription"));
    assertThat(learned(Lesson.of(more, first.model(), first.heldOut())).model().topics())
        .containsExactly("billing", "contract", "outage");
  }
}
