package dev.crowdline.intake.understanding.domain;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Pieces of words with a vector each, as they were distilled from a sentence model (ADR 42). A word
 * is cut into the longest pieces that the table has, from its beginning on; what no piece begins
 * with is passed over.
 */
final class WordPieces {
  private static final String FILE = "word-pieces.bin";

  /** The longest piece in the table is shorter; so a word of any length costs what it is long. */
  private static final int LONGEST = 24;

  /** Where the table's words begin, the most frequent first; before them stand single signs. */
  private static final int FIRST_WORD = 1985;

  /** The higher, the less a rare word counts more than a frequent one; measured on BANKING77. */
  private static final int EVEN = 60;

  /** What every German sentence has; the table, which is of English, takes it for rare. */
  private static final Set<String> FREQUENT_IN_GERMAN =
      Set.of(
          ("der die das den dem des ein eine einen einem einer eines und oder aber ist sind war bin"
                  + " hat habe haben hatte wird werden wurde kann konnen muss will mochte ich du er"
                  + " sie es wir ihr mir mich mein meine meinen meinem meiner meines sich nicht kein"
                  + " keine keinen in im an am auf aus bei mit nach von vom vor zu zum zur fur uber"
                  + " um seit als wie was wann wo warum dass wenn weil auch nur noch schon mehr so"
                  + " da hier immer jetzt heute bitte hallo")
              .split(" "));

  private static final float FREQUENT = 0.2f;

  /** What a piece of a word weighs, and its runs of letters, beside a whole word. */
  private static final float PIECE = 0.5f;

  private static final float RUNS = 0.7f;
  private static final int RUN = 4;

  /** The table's values have this standard deviation, in steps. */
  private static final float DEVIATION = 25.4f;

  private static final WordPieces SHIPPED = shipped();

  private final Map<String, Integer> beginning;
  private final Map<String, Integer> following;
  private final byte[] steps;
  private final int dimensions;
  private final float step;

  private WordPieces(
      Map<String, Integer> beginning,
      Map<String, Integer> following,
      byte[] steps,
      int dimensions,
      float step) {
    this.beginning = beginning;
    this.following = following;
    this.steps = steps;
    this.dimensions = dimensions;
    this.step = step;
  }

  /** The table that comes with the service: 4 MB, read once. */
  static WordPieces get() {
    return SHIPPED;
  }

  int dimensions() {
    return dimensions;
  }

  /**
   * Adds a word to a sum, a frequent one less. A word that the table has only in pieces, as most of
   * other languages than English, is also known by its runs of letters.
   */
  void add(String word, float[] sum) {
    Integer whole = beginning.get(word);
    if (FREQUENT_IN_GERMAN.contains(word)) {
      if (whole != null) {
        add(whole, FREQUENT, sum);
      }
    } else if (whole != null) {
      add(whole, 1, sum);
    } else {
      addInPieces(word, sum);
      addRuns(word, sum);
    }
  }

  private void addInPieces(String word, float[] sum) {
    Map<String, Integer> table = beginning;
    for (int from = 0; from < word.length(); ) {
      int to = Math.min(word.length(), from + LONGEST);
      Integer piece = table.get(word.substring(from, to));
      while (piece == null && to > from + 1) {
        to--;
        piece = table.get(word.substring(from, to));
      }
      if (piece != null) {
        add(piece, PIECE, sum);
        table = following;
      }
      from = to;
    }
  }

  private void add(int piece, float share, float[] sum) {
    // The table is in order of frequency: what is said in every sentence tells nothing.
    float weight = share * step * (float) Math.log(EVEN + Math.max(0, piece - FIRST_WORD));
    int at = piece * dimensions;
    for (int d = 0; d < dimensions; d++) {
      sum[d] += weight * steps[at + d];
    }
  }

  /** Each run of four letters is a direction by chance, always the same. */
  private void addRuns(String word, float[] sum) {
    String closed = " " + word + " ";
    int runs = Math.max(1, closed.length() - RUN + 1);
    float weight = RUNS * step * DEVIATION * (float) (Math.log(beginning.size()) / Math.sqrt(runs));
    for (int from = 0; from < runs; from++) {
      long state = closed.substring(from, Math.min(closed.length(), from + RUN)).hashCode();
      for (int d = 0; d < dimensions; d += Long.SIZE) {
        state = mixed(state);
        for (int bit = 0; bit < Math.min(Long.SIZE, dimensions - d); bit++) {
          sum[d + bit] += (state >>> bit & 1) == 0 ? weight : -weight;
        }
      }
    }
  }

  /** One step of SplitMix64. */
  private static long mixed(long state) {
    long next = state + 0x9E3779B97F4A7C15L;
    next = (next ^ (next >>> 30)) * 0xBF58476D1CE4E5B9L;
    next = (next ^ (next >>> 27)) * 0x94D049BB133111EBL;
    return next ^ (next >>> 31);
  }

  private static WordPieces shipped() {
    try (InputStream file = WordPieces.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is not beside its class");
      }
      return read(new DataInputStream(new BufferedInputStream(file, 1 << 16)));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  private static WordPieces read(DataInputStream in) throws IOException {
    int count = in.readInt();
    int dimensions = in.readInt();
    float step = in.readFloat();
    byte[] steps = new byte[count * dimensions];
    Map<String, Integer> beginning = HashMap.newHashMap(count);
    Map<String, Integer> following = HashMap.newHashMap(count);
    for (int piece = 0; piece < count; piece++) {
      byte[] name = new byte[in.readUnsignedByte()];
      in.readFully(name);
      in.readFully(steps, piece * dimensions, dimensions);
      String text = new String(name, StandardCharsets.UTF_8);
      if (text.startsWith("##") && text.length() > 2) {
        following.put(text.substring(2), piece);
      } else {
        beginning.put(text, piece);
      }
    }
    return new WordPieces(beginning, following, steps, dimensions, step);
  }
}
