package dev.crowdline.rewards.ranks;

import dev.crowdline.rewards.ledger.FollowingAnswers;
import dev.crowdline.rewards.ledger.SettlingPay.Settled;
import dev.crowdline.rewards.ledger.domain.Rule;
import dev.crowdline.rewards.ledger.domain.Step;
import dev.crowdline.rewards.ledger.persistence.LedgerTable.Holder;
import dev.crowdline.rewards.ranks.domain.JudgedAnswer;
import dev.crowdline.rewards.ranks.domain.Ladder;
import dev.crowdline.rewards.ranks.domain.RankReason;
import dev.crowdline.rewards.ranks.domain.Standing;
import dev.crowdline.rewards.ranks.domain.Tally;
import dev.crowdline.rewards.ranks.messaging.StatingRanks;
import dev.crowdline.rewards.ranks.persistence.JudgedAnswerTable;
import dev.crowdline.rewards.ranks.persistence.JudgedAnswerTable.Counted;
import dev.crowdline.rewards.ranks.persistence.StandingTable;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ranks members by their judged answers, in the transaction that judges them. An answer is
 * confirmed or refused as its pay is, so ranks and statements never say two things, and what pays
 * nothing twice ranks nobody twice. In a constant number of statements for any number of answers.
 */
@ApplicationScoped
public class RankingMembers implements FollowingAnswers {
  private static final Duration WINDOW = Duration.ofDays(Tally.DAYS);

  private final JudgedAnswerTable answers;
  private final StandingTable standings;
  private final InstantSource clock;

  RankingMembers(JudgedAnswerTable answers, StandingTable standings, InstantSource clock) {
    this.answers = answers;
    this.standings = standings;
    this.clock = clock;
  }

  @Override
  public void settled(Tx tx, List<Settled> steps) {
    if (steps.isEmpty()) {
      return;
    }
    Map<UUID, JudgedAnswer> judged = new LinkedHashMap<>();
    Set<Holder> members = new LinkedHashSet<>();
    for (Settled step : steps) {
      if (step.due().pay().rule() != Rule.CONFIRMED_ANSWER) {
        continue;
      }
      JudgedAnswer answer = answer(step);
      judged.merge(answer.assignmentId(), answer, RankingMembers::later);
      if (answer.outcome() != null) {
        members.add(new Holder(answer.community(), answer.memberId()));
      }
    }
    answers.keep(tx, List.copyOf(judged.values()));
    if (!members.isEmpty()) {
      standings.keepLadders(tx, members.stream().map(Holder::community).distinct().toList());
      rank(tx, standings.lock(tx, members), RankReason.ANSWERS);
    }
  }

  /** Ranks members whose standings are locked; the ladders are kept as they are. */
  void rank(Tx tx, Collection<Standing> locked, RankReason reason) {
    if (locked.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Map<String, Versioned<Ladder>> ladders =
        standings.ladders(tx, locked.stream().map(Standing::community).distinct().toList());
    List<Counted> counted = answers.count(tx, locked, now.minus(WINDOW));
    List<Standing> after = new ArrayList<>();
    for (Standing before : locked) {
      Versioned<Ladder> ladder = Objects.requireNonNull(ladders.get(before.community()));
      Counted counts = counted.get(after.size());
      Instant due = counts.first() == null ? null : counts.first().plus(WINDOW);
      Standing ranked = before.on(ladder.value(), ladder.version(), counts.tally(), due, now);
      StatingRanks.moved(tx, before, ranked, ladder.value(), reason, now);
      after.add(ranked);
    }
    standings.save(tx, after);
  }

  /** The ladder of a community. */
  Versioned<Ladder> ladder(Sql sql, String community) {
    return Objects.requireNonNull(standings.ladders(sql, List.of(community)).get(community));
  }

  private static JudgedAnswer answer(Settled settled) {
    return new JudgedAnswer(
        settled.cause().community(),
        settled.due().assignmentId(),
        settled.cause().requestId(),
        settled.due().memberId(),
        settled.cause().at(),
        outcome(settled.due().step().kind()));
  }

  private static JudgedAnswer.@Nullable Outcome outcome(Step.Kind kind) {
    return switch (kind) {
      case HOLD -> null;
      case RELEASE, REINSTATE, RESTORE -> JudgedAnswer.Outcome.CONFIRMED;
      case VOID, CLAW_BACK, WITHDRAW, TAKE_BACK -> JudgedAnswer.Outcome.REFUSED;
    };
  }

  /** The last step that judges an answer counts; the first says when it was given. */
  private static JudgedAnswer later(JudgedAnswer first, JudgedAnswer then) {
    return new JudgedAnswer(
        first.community(),
        first.assignmentId(),
        first.requestId(),
        first.memberId(),
        first.at(),
        then.outcome() == null ? first.outcome() : then.outcome());
  }
}
