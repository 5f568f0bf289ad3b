package dev.crowdline.intake.knowledge.domain;

import dev.crowdline.intake.understanding.domain.TextVectors;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that somebody answered to its customer's satisfaction.
 *
 * @param stars the customer's, of five; 0 when none were given
 */
public record Answered(
    UUID requestId,
    String language,
    @Nullable String topic,
    String question,
    String answer,
    Article.Author author,
    int stars) {
  /** So many like answers make an article worth its reading. */
  static final int LIKE = 3;

  /** From this likeness on two questions are one. */
  static final double SAME = 0.75;

  private static final int LONGEST_TITLE = 120;

  /**
   * What is to be proposed once requests were answered: for each, of all that are like it in its
   * language, itself among them, the answer that was rated best; nothing as long as they are fewer
   * than three.
   *
   * @param others that were answered before, the latest first; may hold the requests themselves
   */
  public static List<Answered> worthArticles(List<Answered> latest, List<Answered> others) {
    List<Compared> before = others.stream().map(Compared::of).toList();
    return latest.stream()
        .map(Compared::of)
        .flatMap(each -> best(each, before).stream())
        .distinct()
        .toList();
  }

  private static Optional<Answered> best(Compared latest, List<Compared> others) {
    List<Answered> like = others.stream().filter(latest::isLike).map(Compared::answered).toList();
    if (like.size() + 1 < LIKE) {
      return Optional.empty();
    }
    // Of equals the latest: what was right last is right longest.
    return like.stream()
        .max(Comparator.comparingInt(Answered::stars))
        .filter(best -> best.stars() > latest.answered().stars())
        .or(() -> Optional.of(latest.answered()));
  }

  private record Compared(Answered answered, float[] asked) {
    static Compared of(Answered answered) {
      return new Compared(answered, TextVectors.of(answered.question()));
    }

    boolean isLike(Compared other) {
      return !other.answered.requestId().equals(answered.requestId())
          && other.answered.language().equals(answered.language())
          && TextVectors.cosine(asked, other.asked) >= SAME;
    }
  }

  /** As an article would say it, for an operator to put right. */
  public Article.Content content() {
    String first = question.strip().split("[\\n.?!]", 2)[0].strip();
    String title = first.isEmpty() ? question.strip() : first;
    return new Article.Content(
        language,
        title.substring(
            0,
            title.offsetByCodePoints(
                0, Math.min(title.codePointCount(0, title.length()), LONGEST_TITLE))),
        head(question, Article.LONGEST_QUESTION),
        head(answer, Article.LONGEST_TEXT),
        topic);
  }

  private static String head(String text, int most) {
    String all = text.strip();
    if (all.length() <= most) {
      return all;
    }
    int end = Character.isHighSurrogate(all.charAt(most - 1)) ? most - 1 : most;
    return all.substring(0, end);
  }
}
