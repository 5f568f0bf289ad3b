package dev.crowdline.routing.members.web;

import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.presence.Presence;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Members as callers see them. */
@ApplicationScoped
public class ReadingMembers {
  private final MemberTable members;
  private final Presence presence;
  private final Database database;

  ReadingMembers(MemberTable members, Presence presence, Database database) {
    this.members = members;
    this.presence = presence;
    this.database = database;
  }

  /** With the version of what can be edited; being online or busy changes none. */
  public RestResponse<MemberView> tagged(Caller who, UUID id) {
    return database.read(sql -> {
      // Read first: a tag older than what it stands for refuses an edit, a newer one loses it.
      long version = members.version(sql, who.community(), id);
      Member found = members.find(sql, who.community(), id);
      if (found == null) {
        throw Problem.notFound("member", id);
      }
      return RestResponse.ResponseBuilder.ok(view(found)).tag(IfMatch.tag(version)).build();
    });
  }

  /** Refuses what is asked of somebody who is no member of the caller's community. */
  public void mustBeThere(Caller who, UUID id) {
    view(who, id);
  }

  MemberView view(Caller who, UUID id) {
    Member found = database.read(sql -> members.find(sql, who.community(), id));
    if (found == null) {
      throw Problem.notFound("member", id);
    }
    return view(found);
  }

  MemberView view(Member member) {
    List<String> sites = presence.sitesOf(member.id());
    return MemberView.of(member, member.online() || !sites.isEmpty(), sites);
  }
}
