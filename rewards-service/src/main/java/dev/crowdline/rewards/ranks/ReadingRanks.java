package dev.crowdline.rewards.ranks;

import dev.crowdline.rewards.ranks.ReadingGates.Gated;
import dev.crowdline.rewards.ranks.domain.Ladder;
import dev.crowdline.rewards.ranks.domain.Standing;
import dev.crowdline.rewards.ranks.persistence.LadderRepository;
import dev.crowdline.rewards.ranks.persistence.StandingTable;
import dev.crowdline.rewards.thanks.persistence.ThanksTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Shows a member the own rank, and what the next one takes. */
@ApplicationScoped
public class ReadingRanks {
  private final Database database;
  private final LadderRepository ladders;
  private final StandingTable standings;
  private final ReadingGates gates;
  private final ThanksTable thanks;

  ReadingRanks(
      Database database,
      LadderRepository ladders,
      StandingTable standings,
      ReadingGates gates,
      ThanksTable thanks) {
    this.database = database;
    this.ladders = ladders;
    this.standings = standings;
    this.gates = gates;
    this.thanks = thanks;
  }

  /**
   * Where a member stands, on which ladder, and what it opens.
   *
   * @param thanks for how many answers customers said thanks
   */
  public record Climbing(Standing standing, Ladder ladder, List<Gated> gated, long thanks) {}

  /** A member's rank. */
  public Climbing of(String community, UUID memberId) {
    return database.transact(tx ->
        new Climbing(
            standing(tx, community, memberId),
            ladders.of(tx, community).value(),
            gates.gated(tx, community),
            thanks.count(tx, community, memberId)));
  }

  /** Where a member stands; who was never judged, at the bottom. */
  public Standing standing(Tx tx, String community, UUID memberId) {
    return Objects.requireNonNullElseGet(
        standings.find(tx, community, memberId), () -> Standing.atTheBottom(community, memberId));
  }

  /** What a community calls a rung. */
  public String name(Tx tx, String community, int rung) {
    return ladders.of(tx, community).value().rung(rung).name();
  }
}
