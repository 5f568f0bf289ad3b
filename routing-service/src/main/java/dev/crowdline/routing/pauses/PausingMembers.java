package dev.crowdline.routing.pauses;

import dev.crowdline.routing.members.Registering;
import dev.crowdline.routing.members.Registering.Kind;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.domain.Membership;
import dev.crowdline.routing.members.domain.Pause;
import dev.crowdline.routing.routes.WithdrawingOffers;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operator pauses a member, or lets them go on. What the guarded reservation compares is set to
 * nothing in the transaction of the pause, so no offer is granted from there on; then what was
 * offered before is taken away. Work that was taken stays with the member.
 */
@ApplicationScoped
public class PausingMembers {
  private final Registering registering;
  private final WithdrawingOffers withdrawing;

  PausingMembers(Registering registering, WithdrawingOffers withdrawing) {
    this.registering = registering;
    this.withdrawing = withdrawing;
  }

  /** Pauses a member who is still as {@code ifMatch} says; a later pause replaces an earlier. */
  public Membership pause(Caller caller, UUID memberId, @Nullable String ifMatch, Pause pause) {
    Membership result =
        registering.update(
            caller,
            memberId,
            ifMatch,
            member -> member.on(pause),
            Kind.MEMBER_PAUSED,
            member -> told(member, pause));
    if (result instanceof Membership.Stands) {
      withdrawing.of(caller.community(), memberId, "an operator has paused you: " + pause.reason());
    }
    return result;
  }

  /** Lets a member go on who is still as {@code ifMatch} says. */
  public Membership resume(Caller caller, UUID memberId, @Nullable String ifMatch) {
    return registering.update(
        caller,
        memberId,
        ifMatch,
        member -> member.on(null),
        Kind.MEMBER_RESUMED,
        member -> Map.of("member", member.id().toString(), "alias", member.alias()));
  }

  private static Map<String, String> told(Member member, Pause pause) {
    return Map.of(
        "member",
        member.id().toString(),
        "alias",
        member.alias(),
        "reason",
        pause.reason(),
        "until",
        pause.until() == null ? "" : pause.until().toString());
  }
}
