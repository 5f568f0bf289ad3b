package dev.crowdline.rewards.rules.messaging;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.Earning;
import dev.crowdline.rewards.ledger.domain.Extra;
import dev.crowdline.rewards.rules.domain.Answer;
import dev.crowdline.rewards.rules.persistence.AnswerTable;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.inbox.Arrivals;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.tenancy.EarningRulesTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How rewards came about, as completions say, and what answers earn besides them. */
@ApplicationScoped
public class HearingOfAnswers {
  private static final int MOST_KEPT = 1_000;

  private final AnswerTable answers;
  private final EarningRulesTable rules;
  private final Communities communities;

  /** Versions of before that running requests go by; none ever changes. */
  private final Cache<Version, EarningRules> kept =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  private record Version(String community, int number) {}

  HearingOfAnswers(AnswerTable answers, EarningRulesTable rules, Communities communities) {
    this.answers = answers;
    this.rules = rules;
    this.communities = communities;
  }

  /** Keeps the answers among facts; those of services that are older than rules are left out. */
  public void hear(Tx tx, List<Arrivals> rounds) {
    answers.add(
        tx,
        rounds.stream()
            .flatMap(arrivals -> arrivals.of(AssignmentCompleted.class).stream())
            .map(HearingOfAnswers::answer)
            .flatMap(Optional::stream)
            .toList());
  }

  /** What an answer earns besides its reward, by the rules that its request goes by. */
  public Extra extra(Tx tx, Fact<AssignmentCompleted> fact) {
    Earning earning = fact.data().earning();
    EarningRules by = earning == null ? null : rules(tx, fact.community(), earning.rulesVersion());
    return by == null || earning == null ? Extra.NONE : extra(by, earning, fact);
  }

  private @Nullable EarningRules rules(Tx tx, String community, int version) {
    if (version == 0) {
      return null;
    }
    Communities.Community known = communities.of(community);
    if (known.earningVersion() == version) {
      return known.earning();
    }
    Version wanted = new Version(community, version);
    EarningRules before = kept.getIfPresent(wanted);
    if (before != null) {
      return before;
    }
    EarningRulesTable.Version found = rules.find(tx, community, version);
    if (found == null) {
      return null;
    }
    kept.put(wanted, found.rules());
    return found.rules();
  }

  static Extra extra(EarningRules by, Earning earning, Fact<AssignmentCompleted> fact) {
    EarningRules.PromptAnswer prompt = by.promptAnswer();
    EarningRules.WellRated rated = by.wellRated();
    Duration took = Duration.between(earning.acceptedAt(), fact.time());
    return new Extra(
        prompt != null && took.compareTo(Duration.ofSeconds(prompt.seconds())) <= 0
            ? prompt.points()
            : 0,
        rated == null ? 0 : rated.stars(),
        rated == null ? 0 : rated.points());
  }

  private static Optional<Answer> answer(Fact<AssignmentCompleted> fact) {
    AssignmentCompleted data = fact.data();
    Earning earning = data.earning();
    return earning == null || data.tier() != Tier.COMMUNITY
        ? Optional.empty()
        : Optional.of(
            new Answer(
                fact.community(),
                data.assignmentId(),
                fact.subjectId(),
                data.memberId(),
                earning.acceptedAt(),
                fact.time(),
                data.reward(),
                earning.rulesVersion(),
                earning.priority().known(),
                earning.topic(),
                earning.language(),
                earning.level(),
                Math.max(1, earning.base()),
                Math.clamp(earning.share(), 1, 100)));
  }
}
