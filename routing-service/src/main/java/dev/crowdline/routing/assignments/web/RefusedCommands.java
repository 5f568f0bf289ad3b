package dev.crowdline.routing.assignments.web;

import dev.crowdline.routing.routes.domain.Decision;
import dev.crowdline.routing.routes.domain.Outcome;
import dev.crowdline.routing.routes.domain.Refusal;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import java.util.UUID;

/** Refusals as callers read them, whichever door they came by. */
public final class RefusedCommands {
  private RefusedCommands() {}

  /** What was made or changed, unless it was refused. */
  public static UUID result(Outcome outcome) {
    return switch (outcome) {
      case Decision decision -> decision.result();
      case Refusal refusal -> throw problem(refusal);
    };
  }

  /** A refusal as a problem. */
  public static Problem problem(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Unknown unknown -> Problem.notFound(unknown.what(), unknown.id());
      case Refusal.Over over -> Problem.of(ProblemType.EXPIRED, over.why());
      case Refusal.AlreadyTaken taken -> Problem.of(ProblemType.ALREADY_TAKEN, taken.why());
      case Refusal.NotInThisState state ->
          Problem.state(state.what(), state.state(), state.wanted());
      case Refusal.NotNow not -> Problem.of(ProblemType.ILLEGAL_STATE, not.why());
      case Refusal.NotThisMember other ->
          Problem.field(ProblemType.NOT_ALLOWED_HERE, "memberId", other.why());
      case Refusal.NoRoom full -> Problem.of(ProblemType.NO_CAPACITY, full.why());
      case Refusal.NotOfThisTier tier -> Problem.of(ProblemType.FORBIDDEN, tier.why());
      case Refusal.TermsNotAccepted terms ->
          Problem.of(ProblemType.TERMS_NOT_ACCEPTED, "accept them with POST /v1/members/me/terms");
    };
  }
}
