package dev.crowdline.rewards.ranks;

import dev.crowdline.rewards.ranks.ReadingGates.Gated;
import dev.crowdline.rewards.ranks.domain.Ladder;
import dev.crowdline.rewards.ranks.persistence.LadderRepository;
import dev.crowdline.rewards.ranks.persistence.StandingTable;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An operator edits the ladder; all members are ranked on it soon after. */
@ApplicationScoped
public class KeepingLadder {
  private final Database database;
  private final LadderRepository ladders;
  private final StandingTable standings;
  private final ReadingGates gates;
  private final Acts acts;
  private final InstantSource clock;

  KeepingLadder(
      Database database,
      LadderRepository ladders,
      StandingTable standings,
      ReadingGates gates,
      Acts acts,
      InstantSource clock) {
    this.database = database;
    this.ladders = ladders;
    this.standings = standings;
    this.gates = gates;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    LADDER_CHANGED
  }

  /**
   * A ladder, who stands on it, and what it opens.
   *
   * @param members by rung, of those whose answers were judged; rungs without any are absent
   */
  public record Climbed(Versioned<Ladder> ladder, Map<Integer, Long> members, List<Gated> gated) {}

  /** The ladder of a community as it stands. */
  public Climbed get(String community) {
    return database.transact(tx ->
        new Climbed(
            ladders.of(tx, community),
            standings.counts(tx, community),
            gates.gated(tx, community)));
  }

  /** Replaces the ladder, which has no faults, if it is still as {@code ifMatch} says. */
  public Climbed replace(Caller caller, Ladder ladder, @Nullable String ifMatch) {
    String community = caller.community();
    database.transact(tx -> {
      standings.holdOthers(tx, community);
      IfMatch.mustBe(ifMatch, ladders.of(tx, community).version());
      for (Gated gated : gates.gated(tx, community)) {
        if (gated.rung() > ladder.rungs().size()) {
          throw Problem.field(
              ProblemType.NOT_ALLOWED_HERE,
              "rungs",
              "“"
                  + gated.name()
                  + "” is behind rung "
                  + gated.rung()
                  + ", which nobody could reach; lower its rank or withdraw it first");
        }
      }
      Instant now = clock.instant();
      ladders.put(tx, community, ladder, now);
      acts.add(tx, caller, null, now, Kind.LADDER_CHANGED, Map.of("rungs", told(ladder)));
      return null;
    });
    return get(community);
  }

  /** Refuses what is to be behind a rung that the ladder does not have, and keeps the ladder. */
  public void mustHave(Tx tx, String community, int rung, String field) {
    standings.keepLadders(tx, List.of(community));
    int rungs = ladders.of(tx, community).value().rungs().size();
    if (rung > rungs) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          field,
          "the ladder has " + rungs + " rungs, so nobody could reach it");
    }
  }

  private static String told(Ladder ladder) {
    return ladder.rungs().stream()
        .map(rung ->
            rung.name() + " from " + rung.qualityPercent() + " %, " + rung.confirmed() + " answers")
        .collect(Collectors.joining("; "));
  }
}
