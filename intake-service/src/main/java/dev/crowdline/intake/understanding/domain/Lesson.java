package dev.crowdline.intake.understanding.domain;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What comes of learning a community's examples. What was added goes live only if examples that the
 * standing model knows are told no worse than before. Once any of those was taken away, or erased,
 * the standing model goes in any case, as it has learned what it should not know; and once there is
 * a topic that it has never heard of, as fewer topics are told apart more easily than more.
 */
public sealed interface Lesson {

  /** Nothing to tell apart: fewer than two topics have examples. */
  record Nothing() implements Lesson {}

  /** A model that goes live. */
  record Learned(TopicModel model, int examples, HeldOut heldOut) implements Lesson {}

  /**
   * The standing model stays.
   *
   * @param heldOut what the new one made of the standing one's examples
   * @param before what the standing one made of them
   */
  record Refused(int examples, HeldOut heldOut, HeldOut before) implements Lesson {}

  /**
   * Learns.
   *
   * @param standing the model that is live, null for none
   * @param before what came of its own examples
   */
  static Lesson of(List<Example> examples, @Nullable TopicModel standing, HeldOut before) {
    Set<String> topics = examples.stream().map(Example::topic).collect(Collectors.toSet());
    if (topics.size() < 2) {
      return new Nothing();
    }
    if (standing != null && standing.knowsOnly(examples) && standing.topics().containsAll(topics)) {
      HeldOut now = HeldOut.of(examples, standing.marks());
      if (now.isWorseThan(before)) {
        return new Refused(examples.size(), now, before);
      }
    }
    return new Learned(Training.of(examples), examples.size(), HeldOut.of(examples, null));
  }
}
