package dev.crowdline.intake.understanding.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request is about.
 *
 * @param topic the community's topic, null when none was found
 * @param needs the skills that it requires, never empty
 * @param understood false when nothing was found and it goes to the general skill
 * @param minimumTier what the topic demands; the community's lowest when it demands nothing
 * @param communityPercent the topic's dial; null when it has none
 */
public record Understood(
    @Nullable String topic,
    List<Need> needs,
    boolean understood,
    Tier minimumTier,
    @Nullable Integer communityPercent,
    Evidence evidence) {

  /** The skill that everybody is asked by whose request matched nothing. */
  public static final Need GENERAL = new Need("general", 1);

  public Understood {
    needs = List.copyOf(needs);
    if (needs.isEmpty()) {
      throw new IllegalArgumentException("a request needs at least one skill");
    }
  }

  /** Judges what keywords found. */
  public static Understood by(List<Keywords.Found> found) {
    List<Evidence.Match> matches =
        found.stream()
            .limit(5)
            .map(f -> new Evidence.Match(f.topic().name(), some(f.keywords())))
            .toList();
    if (found.isEmpty()) {
      return new Understood(
          null,
          List.of(GENERAL),
          false,
          Tier.COMMUNITY,
          null,
          new Evidence("keywords", matches, "no topic of the community has a keyword in the text"));
    }
    Topic best = found.getFirst().topic();
    return new Understood(
        best.name(),
        best.needs(),
        true,
        best.minimumTier() == null ? Tier.COMMUNITY : best.minimumTier(),
        best.communityPercent(),
        new Evidence(
            "keywords",
            matches,
            "the text has %s of topic %s"
                .formatted(String.join(", ", matches.getFirst().keywords()), best.name())));
  }

  /**
   * Judges what examples said where no keyword was found.
   *
   * @param topic the guessed one as it stands; null when nothing was guessed
   */
  public static Understood by(Guess guess, @Nullable Topic topic) {
    return new Understood(
        topic == null ? null : topic.name(),
        topic == null ? List.of(GENERAL) : topic.needs(),
        topic != null,
        topic == null || topic.minimumTier() == null ? Tier.COMMUNITY : topic.minimumTier(),
        topic == null ? null : topic.communityPercent(),
        new Evidence(guess.method(), List.of(), guess.because(), guess.weighed()));
  }

  /** As many as a person reads; a topic has up to a hundred. */
  private static List<String> some(List<String> keywords) {
    return keywords.subList(0, Math.min(keywords.size(), 10));
  }

  /** The same, with the skills that the caller named: they win over the topic's. */
  public Understood withNeeds(List<Need> given) {
    return given.isEmpty()
        ? this
        : new Understood(
            topic,
            given,
            true,
            minimumTier,
            communityPercent,
            new Evidence(
                Evidence.GIVEN,
                evidence.matches(),
                "the needs were given and win over any topic's",
                evidence.weighed()));
  }
}
