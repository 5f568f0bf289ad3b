package dev.crowdline.intake.understanding.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that customers of a community ask about.
 *
 * @param keywords words or phrases that show it; compared as whole words, whatever case and accents
 * @param examples texts of customers that are about it, as an operator wrote them
 * @param needs the skills that it requires
 * @param minimumTier the lowest tier that may see such requests; null leaves it to the request
 * @param communityPercent of a hundred requests, so many go to the community and the others to the
 *     company's own people, to compare; null: all go, and nothing is compared
 */
public record Topic(
    String name,
    List<String> keywords,
    List<String> examples,
    List<Need> needs,
    @Nullable Tier minimumTier,
    @Nullable Integer communityPercent) {
  /** The most characters of a name. */
  public static final int LONGEST_NAME = 60;

  public Topic {
    keywords = List.copyOf(keywords);
    examples = List.copyOf(examples);
    needs = List.copyOf(needs);
  }

  /** Without examples and without a dial. */
  public Topic(String name, List<String> keywords, List<Need> needs, @Nullable Tier minimumTier) {
    this(name, keywords, List.of(), needs, minimumTier, null);
  }
}
