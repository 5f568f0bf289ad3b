package dev.crowdline.intake.understanding.domain;

import java.util.Arrays;

/**
 * What a model sees of a text: its words, pairs of neighbouring words and runs of three to five
 * letters, each hashed into a bucket, and the direction of the whole. Words and runs of letters
 * have the length one each, so that a long text weighs as much as a short one.
 *
 * @param buckets ascending, each once
 * @param values one for each bucket
 * @param direction of the whole text, see {@link TextVectors}
 */
record Features(String folded, int[] buckets, float[] values, float[] direction) {
  private static final int SHORTEST_RUN = 3;
  private static final int LONGEST_RUN = 5;

  /**
   * Of a text.
   *
   * @param size how many buckets there are, a power of two
   */
  static Features of(String text, int size) {
    String folded = Words.of(TextVectors.head(text)).text();
    Hashes words = new Hashes(size, folded.length() / 2 + 8);
    Hashes runs = new Hashes(size, 3 * folded.length() + 16);
    int before = 0;
    for (int from = 0; from < folded.length(); ) {
      int space = folded.indexOf(' ', from);
      int to = space < 0 ? folded.length() : space;
      int word = hash(folded, from, to, 1);
      words.add(word);
      if (before != 0) {
        words.add(before * 31 + word);
      }
      before = word;
      addRuns(folded, from, to, runs);
      from = to + 1;
    }
    return merged(folded, words, runs);
  }

  /** Whether the text has anything that can be looked at. */
  boolean isEmpty() {
    return buckets.length == 0;
  }

  /** The runs of letters of a word, whose beginning and end count as letters. */
  private static void addRuns(String text, int from, int to, Hashes runs) {
    for (int start = from - 1; start < to; start++) {
      int hash = 7;
      int end = Math.min(to + 1, start + LONGEST_RUN);
      for (int at = start; at < end; at++) {
        char letter = at < from || at == to ? ' ' : text.charAt(at);
        hash = hash * 31 + letter;
        if (at - start + 1 >= SHORTEST_RUN) {
          runs.add(hash + (at - start) * 0x9E3779B9);
        }
      }
    }
  }

  private static int hash(String text, int from, int to, int seed) {
    int hash = seed;
    for (int at = from; at < to; at++) {
      hash = hash * 31 + text.charAt(at);
    }
    return hash;
  }

  private static Features merged(String folded, Hashes words, Hashes runs) {
    words.sort();
    runs.sort();
    int[] buckets = new int[words.count + runs.count];
    float[] values = new float[buckets.length];
    int count = 0;
    float ofWord = words.share();
    float ofRun = runs.share();
    int w = 0;
    int r = 0;
    while (w < words.count || r < runs.count) {
      int word = w < words.count ? words.buckets[w] : Integer.MAX_VALUE;
      int run = r < runs.count ? runs.buckets[r] : Integer.MAX_VALUE;
      int bucket = Math.min(word, run);
      float value = 0;
      if (word == bucket) {
        value += ofWord;
        w++;
      }
      if (run == bucket) {
        value += ofRun;
        r++;
      }
      buckets[count] = bucket;
      values[count] = value;
      count++;
    }
    return new Features(
        folded,
        Arrays.copyOf(buckets, count),
        Arrays.copyOf(values, count),
        TextVectors.ofFolded(folded));
  }

  /** Buckets as they come, then each once and in order. */
  private static final class Hashes {
    private final int mask;
    private int[] buckets;
    private int count;

    Hashes(int size, int expected) {
      this.mask = size - 1;
      this.buckets = new int[expected];
    }

    void add(int hash) {
      if (count == buckets.length) {
        buckets = Arrays.copyOf(buckets, 2 * count);
      }
      int mixed = hash * 0x85EBCA6B;
      buckets[count++] = (mixed ^ (mixed >>> 15)) & mask;
    }

    void sort() {
      Arrays.sort(buckets, 0, count);
      int kept = 0;
      for (int i = 0; i < count; i++) {
        if (i == 0 || buckets[i] != buckets[i - 1]) {
          buckets[kept++] = buckets[i];
        }
      }
      count = kept;
    }

    float share() {
      return count == 0 ? 0 : (float) (1 / Math.sqrt(count));
    }
  }
}
