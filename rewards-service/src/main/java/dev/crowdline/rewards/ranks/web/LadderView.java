package dev.crowdline.rewards.ranks.web;

import dev.crowdline.rewards.ranks.KeepingLadder.Climbed;
import dev.crowdline.rewards.ranks.ReadingGates.Gated;
import dev.crowdline.rewards.ranks.domain.Rung;
import dev.crowdline.rewards.ranks.domain.Tally;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A community's ladder.
 *
 * @param rungs from the bottom up
 * @param days so many days an answer counts
 * @param version an edit names it in If-Match
 */
@Schema(name = "Ladder")
public record LadderView(List<RungView> rungs, int days, long version) {

  /**
   * A rank.
   *
   * @param members who have it, of those whose answers were judged
   * @param opens the names of the catalogue's items that can be taken from here on
   */
  @Schema(name = "Rung")
  public record RungView(
      int rung, String name, int qualityPercent, int confirmed, long members, List<String> opens) {}

  static LadderView of(Climbed climbed) {
    List<Rung> rungs = climbed.ladder().value().rungs();
    return new LadderView(
        IntStream.range(0, rungs.size())
            .mapToObj(at -> rung(at + 1, rungs.get(at), climbed))
            .toList(),
        Tally.DAYS,
        climbed.ladder().version());
  }

  private static RungView rung(int number, Rung rung, Climbed climbed) {
    return new RungView(
        number,
        rung.name(),
        rung.qualityPercent(),
        rung.confirmed(),
        climbed.members().getOrDefault(number, 0L),
        opens(climbed.gated(), number));
  }

  static List<String> opens(List<Gated> gated, int rung) {
    return gated.stream().filter(each -> each.rung() == rung).map(Gated::name).toList();
  }
}
