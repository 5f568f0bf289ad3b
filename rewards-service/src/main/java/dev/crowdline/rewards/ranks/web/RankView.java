package dev.crowdline.rewards.ranks.web;

import dev.crowdline.rewards.ranks.ReadingRanks.Climbing;
import dev.crowdline.rewards.ranks.domain.Ladder;
import dev.crowdline.rewards.ranks.domain.RankRule;
import dev.crowdline.rewards.ranks.domain.Rung;
import dev.crowdline.rewards.ranks.domain.Tally;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A member's rank.
 *
 * @param rung where the member stands, counted from 1 at the bottom
 * @param since when the member came there; absent for the beginning
 * @param confirmed answers that count and were confirmed
 * @param judged answers that count: given in the last so many days, and judged
 * @param qualityPercent the lower 90 % limit (one-sided, Wilson) of the share of confirmed answers,
 *     with one decimal, rounded down
 * @param days so many days an answer counts
 * @param thanks for how many answers customers wrote thanks, whenever; no rank asks for them
 * @param rule the rule in a few sentences, with these numbers in it
 * @param ladder all ranks, from the bottom up
 */
@Schema(name = "MyRank")
public record RankView(
    int rung,
    String name,
    @Nullable Instant since,
    int confirmed,
    int judged,
    double qualityPercent,
    int days,
    long thanks,
    String rule,
    List<StepView> ladder) {

  /**
   * A rank on the way.
   *
   * @param qualityPercent the least quality
   * @param confirmed the least number of confirmed answers
   * @param missing how many further answers it takes, if all are confirmed; 0 when it is reached
   * @param opens the names of the catalogue's items that can be taken from here on
   */
  @Schema(name = "RankStep")
  public record StepView(
      int rung, String name, int qualityPercent, int confirmed, int missing, List<String> opens) {}

  static RankView of(Climbing climbing) {
    Tally tally = climbing.standing().tally();
    Ladder ladder = climbing.ladder();
    int rung = ladder.rungOf(tally);
    return new RankView(
        rung,
        ladder.rung(rung).name(),
        climbing.standing().since(),
        tally.confirmed(),
        tally.judged(),
        tally.qualityPercent(),
        Tally.DAYS,
        climbing.thanks(),
        RankRule.told(ladder, rung, tally),
        IntStream.rangeClosed(1, ladder.rungs().size())
            .mapToObj(number -> step(number, climbing))
            .toList());
  }

  private static StepView step(int number, Climbing climbing) {
    Rung rung = climbing.ladder().rung(number);
    return new StepView(
        number,
        rung.name(),
        rung.qualityPercent(),
        rung.confirmed(),
        climbing.ladder().missing(number, climbing.standing().tally()),
        LadderView.opens(climbing.gated(), number));
  }
}
