package dev.crowdline.intake.understanding.sentences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Cuts a text into the tokens that the sentence model was trained on: BERT's uncased WordPiece (<a
 * href="https://arxiv.org/abs/1810.04805">Devlin et al., 2018</a>). Letters lose case and accents,
 * punctuation and Chinese characters stand alone, a word is the longest pieces of the vocabulary
 * from its beginning on, and one that has none is unknown.
 */
final class Tokenizer {
  private static final String UNKNOWN = "[UNK]";
  private static final String FIRST = "[CLS]";
  private static final String LAST = "[SEP]";
  private static final int LONGEST_WORD = 100;

  private final Map<String, Integer> vocabulary;
  private final int unknown;
  private final int first;
  private final int last;

  private Tokenizer(Map<String, Integer> vocabulary) {
    this.vocabulary = vocabulary;
    this.unknown = id(vocabulary, UNKNOWN);
    this.first = id(vocabulary, FIRST);
    this.last = id(vocabulary, LAST);
  }

  private static int id(Map<String, Integer> vocabulary, String piece) {
    return Objects.requireNonNull(vocabulary.get(piece), piece);
  }

  /** Reads the vocabulary of a {@code tokenizer.json}. */
  static Tokenizer read(InputStream json) throws IOException {
    JsonNode pieces = new ObjectMapper().readTree(json).at("/model/vocab");
    Map<String, Integer> vocabulary = HashMap.newHashMap(pieces.size());
    pieces.properties().forEach(piece -> vocabulary.put(piece.getKey(), piece.getValue().asInt()));
    return new Tokenizer(vocabulary);
  }

  /** The tokens of a text, with the first and the last that each text has; at most so many. */
  int[] tokens(String text, int most) {
    Tokens tokens = new Tokens(most - 1);
    tokens.add(first);
    StringBuilder word = new StringBuilder();
    String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    plain
        .codePoints()
        .takeWhile(each -> !tokens.isFull())
        .forEach(each -> {
          int type = Character.getType(each);
          if (Character.isWhitespace(each) || Character.isSpaceChar(each)) {
            end(word, tokens);
          } else if (standsAlone(each, type)) {
            end(word, tokens);
            word.appendCodePoint(each);
            end(word, tokens);
          } else if (!isLeftOut(each, type)) {
            word.appendCodePoint(each);
          }
        });
    end(word, tokens);
    return tokens.closedBy(last);
  }

  private static boolean isLeftOut(int letter, int type) {
    return letter == 0xFFFD
        || type == Character.NON_SPACING_MARK
        || type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.PRIVATE_USE
        || type == Character.UNASSIGNED;
  }

  private static boolean standsAlone(int letter, int type) {
    boolean ascii = letter > ' ' && letter < 127;
    return switch (type) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> (ascii && !Character.isLetterOrDigit(letter)) || isIdeograph(letter);
    };
  }

  /** Hangul and kana are written in words, and are none. */
  private static boolean isIdeograph(int letter) {
    return Character.UnicodeScript.of(letter) == Character.UnicodeScript.HAN
        && Character.isLetter(letter);
  }

  private void end(StringBuilder letters, Tokens tokens) {
    if (!letters.isEmpty()) {
      add(letters.toString(), tokens);
      letters.setLength(0);
    }
  }

  private void add(String word, Tokens tokens) {
    if (word.length() > LONGEST_WORD) {
      tokens.add(unknown);
      return;
    }
    int before = tokens.count;
    for (int from = 0; from < word.length(); ) {
      int to = word.length();
      Integer piece = null;
      while (piece == null && to > from) {
        String part = word.substring(from, to);
        piece = vocabulary.get(from == 0 ? part : "##" + part);
        to--;
      }
      if (piece == null) {
        tokens.count = before;
        tokens.add(unknown);
        return;
      }
      tokens.add(piece);
      from = to + 1;
    }
  }

  /** As they come; what is too many is passed over. */
  private static final class Tokens {
    private final int[] ids;
    private int count;

    Tokens(int most) {
      this.ids = new int[most + 1];
    }

    boolean isFull() {
      return count == ids.length - 1;
    }

    void add(int id) {
      if (!isFull()) {
        ids[count++] = id;
      }
    }

    int[] closedBy(int id) {
      ids[count] = id;
      return Arrays.copyOf(ids, count + 1);
    }
  }
}
