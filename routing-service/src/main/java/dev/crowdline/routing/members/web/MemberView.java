package dev.crowdline.routing.members.web;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.members.domain.Member;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member.
 *
 * @param capacity pieces of work at once that an operator grants
 * @param limit pieces of work at once that the member wants at most; absent for what is granted
 * @param paused whether nothing new is offered, though the member is online
 * @param presentAt the sites where the member is now; empty while offline
 * @param load live offers and active assignments
 * @param termsAccepted the accepted version of the terms; absent before
 */
public record MemberView(
    UUID id,
    String community,
    String alias,
    Tier tier,
    List<String> languages,
    List<String> sites,
    List<Need> skills,
    int capacity,
    @Nullable Integer limit,
    boolean paused,
    int load,
    boolean online,
    List<String> presentAt,
    @Nullable Integer termsAccepted,
    Instant registeredAt) {

  static MemberView of(Member m, boolean online, List<String> presentAt) {
    return new MemberView(
        m.id(),
        m.community(),
        m.alias(),
        m.tier(),
        m.languages(),
        m.sites(),
        m.skills(),
        m.capacity(),
        m.ownLimit(),
        m.paused(),
        m.load(),
        online,
        presentAt,
        m.termsVersion(),
        m.registeredAt());
  }
}
