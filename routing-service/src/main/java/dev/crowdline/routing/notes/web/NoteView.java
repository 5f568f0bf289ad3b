package dev.crowdline.routing.notes.web;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.notes.domain.StaffNote;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A note.
 *
 * @param author the alias of a member, the name of an operator
 * @param tier of the author at that time; absent of an operator who is no member
 * @param mentions the members whom it is meant for
 */
public record NoteView(
    UUID id,
    UUID routeId,
    StaffNote.Kind kind,
    String author,
    @Nullable Tier tier,
    String text,
    Instant at,
    List<UUID> mentions) {

  static NoteView of(StaffNote note) {
    return new NoteView(
        note.id(),
        note.routeId(),
        note.kind(),
        note.author(),
        note.tier(),
        note.text(),
        note.at(),
        note.mentioned());
  }
}
