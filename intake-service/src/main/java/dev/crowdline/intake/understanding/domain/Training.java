package dev.crowdline.intake.understanding.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Makes a model of examples: softmax regression by AdaGrad, one example after the other, in an
 * order that is shuffled the same way each time. The same examples give the same model, whatever
 * order they come in.
 */
public final class Training {
  static final int MOST_BUCKETS = 1 << 16;

  /** 8 MB while it trains, 2 MB after; with 77 topics twice as many gained nothing. */
  static final int MOST_WEIGHTS = 1 << 21;

  /** What the direction of a text weighs beside its words; this and what follows: BANKING77. */
  static final float DIRECTION = 2;

  private static final float RATE = 1;
  private static final float RATE_OF_BIAS = 0.01f;
  private static final float FIRST_SQUARES = 0.01f;
  private static final int ROUNDS = 10;

  /** What customers write that is about no topic at all, in English and German. */
  static final List<String> BACKGROUND = background();

  private static final long SEED = 20261130;
  private static final Comparator<Example> ORDER =
      Comparator.comparing(Example::topic).thenComparing(Example::text);

  private final List<String> topics;
  private final int size;
  private final float[] weights;
  private final float[] squares;
  private final float[] directions;
  private final float[] directionSquares;
  private final float[] bias;

  private Training(List<String> topics, int size) {
    int count = topics.size() + 1;
    this.topics = topics;
    this.size = size;
    this.weights = new float[size * count];
    this.squares = new float[size];
    this.directions = new float[TextVectors.DIMENSIONS * count];
    this.directionSquares = new float[TextVectors.DIMENSIONS];
    this.bias = new float[count];
  }

  /** A model of examples of two topics or more. */
  public static TopicModel of(List<Example> given) {
    List<Example> examples =
        given.stream()
            .map(each -> Example.of(each.text(), each.topic()))
            .distinct()
            .sorted(ORDER)
            .toList();
    List<String> topics = examples.stream().map(Example::topic).distinct().toList();
    if (topics.size() < 2) {
      throw new IllegalArgumentException("nothing to tell apart: " + topics);
    }
    Training training = new Training(topics, size(topics.size() + 1));
    training.learn(examples);
    return training.model(Example.marks(examples));
  }

  /** As many buckets as the weights allow, a power of two. */
  static int size(int topics) {
    return Math.min(MOST_BUCKETS, Integer.highestOneBit(MOST_WEIGHTS / topics));
  }

  private static List<String> background() {
    try (InputStream file = Training.class.getResourceAsStream("background.txt")) {
      if (file == null) {
        throw new IllegalStateException("background.txt is not beside its class");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("background.txt cannot be read", e);
    }
  }

  private void learn(List<Example> examples) {
    Features[] seen = new Features[examples.size() + BACKGROUND.size()];
    int[] right = new int[seen.length];
    int[] order = new int[seen.length];
    for (int i = 0; i < seen.length; i++) {
      boolean ofATopic = i < examples.size();
      seen[i] =
          Features.of(
              ofATopic ? examples.get(i).text() : BACKGROUND.get(i - examples.size()), size);
      right[i] = ofATopic ? topics.indexOf(examples.get(i).topic()) : topics.size();
      order[i] = i;
    }
    Arrays.fill(squares, FIRST_SQUARES);
    Arrays.fill(directionSquares, FIRST_SQUARES);
    Random chance = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      shuffle(order, chance);
      for (int i : order) {
        if (!seen[i].isEmpty()) {
          step(seen[i], right[i]);
        }
      }
    }
  }

  private static void shuffle(int[] order, Random chance) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = chance.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
  }

  private void step(Features features, int right) {
    int count = bias.length;
    float[] error = bias.clone();
    for (int i = 0; i < features.buckets().length; i++) {
      int at = features.buckets()[i] * count;
      float value = features.values()[i];
      for (int k = 0; k < count; k++) {
        error[k] += value * weights[at + k];
      }
    }
    float[] direction = features.direction();
    for (int d = 0; d < direction.length; d++) {
      int at = d * count;
      float value = DIRECTION * direction[d];
      for (int k = 0; k < count; k++) {
        error[k] += value * directions[at + k];
      }
    }
    TopicModel.softmax(error);
    error[right] -= 1;
    float all = 0;
    for (float of : error) {
      all += of * of;
    }
    for (int i = 0; i < features.buckets().length; i++) {
      move(weights, squares, features.buckets()[i], features.values()[i], error, all);
    }
    for (int d = 0; d < direction.length; d++) {
      move(directions, directionSquares, d, DIRECTION * direction[d], error, all);
    }
    for (int k = 0; k < count; k++) {
      bias[k] -= RATE_OF_BIAS * error[k];
    }
  }

  /** All weights of a row are moved at the pace that the row's squares allow. */
  private static void move(
      float[] weights, float[] squares, int row, float value, float[] error, float all) {
    squares[row] += value * value * all;
    float pace = RATE * value / (float) Math.sqrt(squares[row]);
    int at = row * error.length;
    for (int k = 0; k < error.length; k++) {
      weights[at + k] -= pace * error[k];
    }
  }

  private TopicModel model(long[] marks) {
    int count = bias.length;
    float[] steps = new float[count];
    for (int i = 0; i < weights.length; i++) {
      steps[i % count] = Math.max(steps[i % count], Math.abs(weights[i]) / Byte.MAX_VALUE);
    }
    byte[] bytes = new byte[weights.length];
    for (int i = 0; i < weights.length; i++) {
      float step = steps[i % count];
      bytes[i] = step == 0 ? 0 : (byte) Math.round(weights[i] / step);
    }
    return new TopicModel(topics, size, bytes, steps, directions, bias, marks);
  }
}
