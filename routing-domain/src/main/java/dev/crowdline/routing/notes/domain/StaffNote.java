package dev.crowdline.routing.notes.domain;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.members.domain.Member;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody of staff tells the others about a request. Neither the customer nor the community
 * ever sees one. It is never changed.
 *
 * @param authorId null of an operator who is no member
 * @param author the alias of a member, the name of an operator
 * @param tier of the author at that time; null of an operator who is no member
 * @param text personal
 * @param mentioned the members whom it is meant for
 */
public record StaffNote(
    UUID id,
    String community,
    UUID routeId,
    Kind kind,
    @Nullable UUID authorId,
    String author,
    @Nullable Tier tier,
    String text,
    Instant at,
    List<UUID> mentioned) {
  public StaffNote {
    mentioned = List.copyOf(mentioned);
  }

  /** On which occasion it was written. */
  public enum Kind {
    NOTE,
    /** Its author handed the work back. */
    HANDED_BACK,
    /** Its author handed the work over to who is mentioned. */
    HANDED_OVER
  }

  /** A member's note. */
  public static StaffNote by(
      Member member,
      UUID id,
      UUID routeId,
      Kind kind,
      String text,
      Instant at,
      List<UUID> mentioned) {
    return new StaffNote(
        id,
        member.community(),
        routeId,
        kind,
        member.id(),
        member.alias(),
        member.tier(),
        text,
        at,
        mentioned);
  }
}
