package dev.crowdline.intake.understanding.domain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a community's examples taught: how probable each topic is for a text, and that it is about
 * none. One softmax over hashed words, runs of letters and the direction of the whole text; its
 * weights are bytes. Built by {@link Training}, never changed after, shared by all threads; a
 * prediction takes some 30 microseconds.
 */
public final class TopicModel {
  /** Of the stored form: another one is not read, and the community's examples learned again. */
  private static final int FORM = 1;

  private final List<String> topics;
  private final int size;
  private final byte[] weights;
  private final float[] steps;
  private final float[] directions;
  private final float[] bias;
  private final long[] marks;

  /**
   * Takes what was learned.
   *
   * @param size how many buckets there are
   * @param weights of each bucket, a weight for each topic and for none, as all that follow
   * @param steps of each topic, what one step of its weights is
   * @param directions of each dimension, a weight for each topic
   * @param marks of the examples that it learned, ascending
   */
  TopicModel(
      List<String> topics,
      int size,
      byte[] weights,
      float[] steps,
      float[] directions,
      float[] bias,
      long[] marks) {
    this.topics = List.copyOf(topics);
    this.size = size;
    this.weights = weights;
    this.steps = steps;
    this.directions = directions;
    this.bias = bias;
    this.marks = marks;
  }

  /** The topics that it knows, by name. */
  public List<String> topics() {
    return topics;
  }

  int buckets() {
    return size;
  }

  /** The marks of the examples that it learned, ascending. */
  long[] marks() {
    return marks;
  }

  boolean knows(long mark) {
    return Arrays.binarySearch(marks, mark) >= 0;
  }

  /** Whether all that it learned is still among these. */
  boolean knowsOnly(Collection<Example> standing) {
    Set<Long> still = HashSet.newHashSet(standing.size());
    standing.forEach(example -> still.add(example.mark()));
    return Arrays.stream(marks).allMatch(still::contains);
  }

  /** The most probable topic of a text; null for no words. */
  public @Nullable String best(String text) {
    float[] probabilities = probabilities(text);
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return probabilities[best] == 0 ? null : topics.get(best);
  }

  /** What it holds of the heap, roughly. */
  public long bytes() {
    return weights.length + 4L * directions.length + 8L * marks.length;
  }

  /**
   * How probable each topic is, in the order of {@link #topics}; what is missing to one is that the
   * text is about none of them. All zeros for no words.
   */
  public float[] probabilities(String text) {
    Features features = Features.of(text, size);
    return features.isEmpty() ? new float[topics.size()] : probabilities(features);
  }

  float[] probabilities(Features features) {
    int count = bias.length;
    float[] scores = new float[count];
    for (int i = 0; i < features.buckets().length; i++) {
      int at = features.buckets()[i] * count;
      float value = features.values()[i];
      for (int k = 0; k < count; k++) {
        scores[k] += value * weights[at + k];
      }
    }
    for (int k = 0; k < count; k++) {
      scores[k] = scores[k] * steps[k] + bias[k];
    }
    for (int d = 0; d < features.direction().length; d++) {
      int at = d * count;
      float value = Training.DIRECTION * features.direction()[d];
      for (int k = 0; k < count; k++) {
        scores[k] += value * directions[at + k];
      }
    }
    return Arrays.copyOf(softmax(scores), topics.size());
  }

  /** In place: what was scores is probabilities. */
  static float[] softmax(float[] scores) {
    float highest = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      highest = Math.max(highest, score);
    }
    float sum = 0;
    for (int k = 0; k < scores.length; k++) {
      scores[k] = (float) Math.exp(scores[k] - highest);
      sum += scores[k];
    }
    for (int k = 0; k < scores.length; k++) {
      scores[k] /= sum;
    }
    return scores;
  }

  /** To be stored. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      out.writeInt(FORM);
      out.writeInt(topics.size());
      for (String topic : topics) {
        out.writeUTF(topic);
      }
      out.writeInt(size);
      out.write(weights);
      write(out, steps);
      write(out, directions);
      write(out, bias);
      out.writeInt(marks.length);
      for (long mark : marks) {
        out.writeLong(mark);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory is no device that fails", e);
    }
    return bytes.toByteArray();
  }

  /** As it was stored; null for a form of another version of this service. */
  public static @Nullable TopicModel of(byte[] stored) {
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(stored)))) {
      if (in.readInt() != FORM) {
        return null;
      }
      List<String> topics = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        topics.add(in.readUTF());
      }
      int size = in.readInt();
      int count = topics.size() + 1;
      byte[] weights = new byte[size * count];
      in.readFully(weights);
      float[] steps = read(in, count);
      float[] directions = read(in, TextVectors.DIMENSIONS * count);
      float[] bias = read(in, count);
      long[] marks = new long[in.readInt()];
      for (int i = 0; i < marks.length; i++) {
        marks[i] = in.readLong();
      }
      return new TopicModel(topics, size, weights, steps, directions, bias, marks);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored model is cut off", e);
    }
  }

  private static void write(DataOutputStream out, float[] values) throws IOException {
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] read(DataInputStream in, int count) throws IOException {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TopicModel that
        && topics.equals(that.topics)
        && Arrays.equals(weights, that.weights)
        && Arrays.equals(steps, that.steps)
        && Arrays.equals(directions, that.directions)
        && Arrays.equals(bias, that.bias)
        && Arrays.equals(marks, that.marks);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(weights);
  }
}
