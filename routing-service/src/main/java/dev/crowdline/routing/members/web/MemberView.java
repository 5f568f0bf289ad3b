package dev.crowdline.routing.members.web;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.domain.Pause;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member.
 *
 * @param certified what operators decided: the member sets none of these above that level
 * @param capacity pieces of work at once that an operator grants
 * @param limit pieces of work at once that the member wants at most; absent for what is granted
 * @param paused whether the member wants nothing new to be offered, though online
 * @param pause what an operator decided beside that; absent without
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
    List<Need> certified,
    int capacity,
    @Nullable Integer limit,
    boolean paused,
    @Nullable Pause pause,
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
        certified(m),
        m.capacity(),
        m.ownLimit(),
        m.paused(),
        m.pause(),
        m.load(),
        online,
        presentAt,
        m.termsVersion(),
        m.registeredAt());
  }

  /** A skill that was taken away is certified at no level. */
  private static List<Need> certified(Member m) {
    return m.skillCeiling().entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .map(each -> new Need(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(Need::skill))
        .toList();
  }
}
