package dev.crowdline.rewards.reviews;

import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.routing.MemberIdentity;
import dev.crowdline.rewards.reviews.persistence.BriefTable;
import dev.crowdline.rewards.reviews.persistence.BriefTable.Reader;
import dev.crowdline.rewards.reviews.persistence.ReviewTable.Reach;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/**
 * Who may review what. An operator reads every request; a specialist those that the own tier
 * reaches (P14); contractors, who are paid for answers themselves, judge none of others.
 */
@ApplicationScoped
public class KnowingReviewers {
  private final Database database;
  private final BriefTable briefs;

  KnowingReviewers(Database database, BriefTable briefs) {
    this.database = database;
    this.briefs = briefs;
  }

  /** What a caller may review, or a refusal. */
  public Reach reach(Caller caller) {
    String identity = MemberIdentity.of(caller.issuerOfPerson(), caller.subjectOfPerson());
    Reader member = database.read(sql -> briefs.reader(sql, caller.community(), identity));
    if (caller.is(Caller.OPERATOR)) {
      return new Reach(member == null ? null : member.memberId(), Tier.all());
    }
    Tier tier =
        member == null ? Tier.COMMUNITY : Objects.requireNonNullElse(member.tier(), Tier.COMMUNITY);
    if (tier == Tier.CONTRACTOR) {
      throw Problem.of(
          ProblemType.FORBIDDEN,
          "contractors are paid for answers and judge none of others; specialists and operators do");
    }
    List<Tier> reads = Tier.all().stream().filter(tier::reaches).toList();
    return new Reach(member == null ? null : member.memberId(), reads);
  }
}
