package dev.crowdline.routing.members.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person's wish to be a member, or to be another one than so far, comes to. */
public sealed interface Membership permits Membership.Stands, Membership.Refused {

  /** It is as wished. */
  record Stands(UUID memberId) implements Membership {}

  /** Why it is as it was. */
  sealed interface Refused extends Membership
      permits Unknown, AlreadyMember, AliasTaken, AboveCeiling {}

  /** The community has no such member. */
  record Unknown(UUID memberId) implements Refused {}

  /** The person is one already. */
  record AlreadyMember() implements Refused {}

  /**
   * Another member is called so.
   *
   * @param alias null when two chose it at the same moment
   */
  record AliasTaken(@Nullable String alias) implements Refused {}

  /**
   * An operator decided on that skill.
   *
   * @param index of the skill among those given
   * @param most the level that it may have; 0 when it was taken away
   */
  record AboveCeiling(int index, String skill, int most) implements Refused {}
}
