package dev.crowdline.routing.members.web;

import dev.crowdline.routing.members.domain.Membership;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import java.util.UUID;

/** Refusals of who becomes a member, and of what members are, as callers read them. */
public final class RefusedMemberships {
  private RefusedMemberships() {}

  /** Whose membership stands, unless it was refused. */
  public static UUID result(Membership membership) {
    return switch (membership) {
      case Membership.Stands stands -> stands.memberId();
      case Membership.Refused refused -> throw problem(refused);
    };
  }

  private static Problem problem(Membership.Refused refused) {
    return switch (refused) {
      case Membership.Unknown unknown -> Problem.notFound("member", unknown.memberId());
      case Membership.AlreadyMember already ->
          Problem.of(
              ProblemType.ALREADY_EXISTS,
              "this person is a member already, see GET /v1/members/me");
      case Membership.AliasTaken taken ->
          Problem.field(
              ProblemType.ALREADY_EXISTS,
              "alias",
              (taken.alias() == null ? "" : "'" + taken.alias() + "' ")
                  + "belongs to another member; choose another");
      case Membership.AboveCeiling above ->
          Problem.field(
              ProblemType.NOT_ALLOWED_HERE,
              "skills[" + above.index() + "].level",
              above.most() == 0
                  ? "an operator has taken '" + above.skill() + "' from you; ask them"
                  : "an operator has set '"
                      + above.skill()
                      + "' to at most "
                      + above.most()
                      + "; ask them");
    };
  }
}
