package dev.crowdline.rewards.members;

import dev.crowdline.contracts.routing.MemberIdentity;
import dev.crowdline.rewards.members.domain.Known;
import dev.crowdline.rewards.members.domain.Registered;
import dev.crowdline.rewards.members.persistence.MemberTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Knows which member a caller is, from what routing stated and never from what the caller says. */
@ApplicationScoped
public class KnowingMembers {
  private final Database database;
  private final MemberTable rows;

  KnowingMembers(Database database, MemberTable rows) {
    this.database = database;
    this.rows = rows;
  }

  /** Takes registrations in. */
  public void know(Tx tx, List<Registered> registered) {
    if (!registered.isEmpty()) {
      rows.save(tx, registered);
    }
  }

  /** Takes the names in of those who have none yet. */
  public void name(Tx tx, List<Registered> named) {
    if (!named.isEmpty()) {
      rows.name(tx, named);
    }
  }

  /** Says whether a member wants to be on no leaderboard. */
  public void hide(String community, UUID member, boolean hidden) {
    database.transact(tx -> {
      rows.hide(tx, community, member, hidden);
      return null;
    });
  }

  /** Those of these members who are there, by id. */
  public Map<UUID, Known> known(String community, Collection<UUID> ids) {
    return database.read(sql -> rows.known(sql, community, ids));
  }

  /** Refused when a community has no such member. */
  public void mustBeOf(String community, UUID memberId) {
    if (!database.read(sql -> rows.has(sql, community, memberId))) {
      throw Problem.notFound("member", memberId);
    }
  }

  /** The member that a person is in the community of the token; refused when there is none. */
  public UUID memberOf(Caller caller) {
    String identity = MemberIdentity.of(caller.issuerOfPerson(), caller.subjectOfPerson());
    UUID member = database.read(sql -> rows.find(sql, caller.community(), identity));
    if (member == null) {
      throw Problem.of(
          ProblemType.NOT_FOUND,
          "you are not a member of "
              + caller.community()
              + " yet; register with POST /v1/members, the wallet follows within seconds");
    }
    return member;
  }
}
