package dev.crowdline.rewards.royalties.messaging;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.intake.RequestClosed;
import dev.crowdline.rewards.royalties.domain.Royalty;
import dev.crowdline.rewards.royalties.persistence.RoyaltyTable;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.inbox.Arrivals;
import dev.crowdline.support.tenancy.EarningRulesTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Notes what is earned when an article solves a request, by the rules in force when that is heard.
 * It is paid by a sweep: the accounts of its author are locked by nobody who locks others here.
 */
@ApplicationScoped
public class HearingOfArticles {
  private final RoyaltyTable rows;
  private final EarningRulesTable rules;

  HearingOfArticles(RoyaltyTable rows, EarningRulesTable rules) {
    this.rows = rows;
    this.rules = rules;
  }

  /** Takes them in; again, they are the same. */
  public void hear(Tx tx, Arrivals arrivals) {
    rows.add(
        tx,
        arrivals.of(RequestClosed.class).stream()
            .map(fact -> royalty(tx, fact))
            .flatMap(Optional::stream)
            .toList());
  }

  private Optional<Royalty> royalty(Tx tx, Fact<RequestClosed> fact) {
    RequestClosed closed = fact.data();
    UUID author = closed.authorId();
    if (closed.by() != RequestClosed.By.ARTICLE || author == null) {
      return Optional.empty();
    }
    return rules.before(tx, fact.community(), Integer.MAX_VALUE, 1).stream()
        .findFirst()
        .flatMap(inForce -> {
          EarningRules.Royalty royalty = inForce.rules().royalty();
          return Optional.ofNullable(royalty)
              .map(rule ->
                  new Royalty(
                      fact.community(),
                      fact.subjectId(),
                      closed.sourceId(),
                      author,
                      rule.points(),
                      inForce.version(),
                      fact.time()));
        });
  }
}
