package dev.crowdline.routing.notes.persistence;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.notes.domain.Mention;
import dev.crowdline.routing.notes.domain.StaffNote;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code staff_note} and {@code note_mention}. */
@ApplicationScoped
public class NoteTable {
  private static final Columns<StaffNote> NOTE =
      Columns.<StaffNote>of()
          .uuid("id", StaffNote::id)
          .text("community", StaffNote::community)
          .uuid("route_id", StaffNote::routeId)
          .constant("kind", StaffNote::kind)
          .uuid("author_id", StaffNote::authorId)
          .text("author", StaffNote::author)
          .constant("tier", StaffNote::tier)
          .text("text", StaffNote::text)
          .instant("at", StaffNote::at);

  private static final Columns<Meant> MEANT =
      Columns.<Meant>of()
          .uuid("note_id", m -> m.note().id())
          .uuid("member_id", Meant::memberId)
          .text("community", m -> m.note().community())
          .instant("at", m -> m.note().at());

  private static final String ADD =
      "insert into staff_note (%s) select * from %s".formatted(NOTE.names(), NOTE.given());
  private static final String MENTION =
      "insert into note_mention (%s) select * from %s".formatted(MEANT.names(), MEANT.given());

  private static final String MENTIONED =
      """
      coalesce((select array_agg(m.member_id order by m.member_id) from note_mention m where m.note_id = n.id), '{}') as mentioned
      """;

  private record Meant(StaffNote note, UUID memberId) {}

  /** Adds notes with whom they mention. */
  public void add(Tx tx, List<StaffNote> notes) {
    if (notes.isEmpty()) {
      return;
    }
    tx.update(ADD, NOTE.arrays(notes));
    List<Meant> meant =
        notes.stream()
            .flatMap(note -> note.mentioned().stream().map(member -> new Meant(note, member)))
            .toList();
    if (!meant.isEmpty()) {
      tx.update(MENTION, MEANT.arrays(meant));
    }
  }

  /** The notes on a route, the newest first. */
  public List<StaffNote> ofRoute(
      Sql sql, String community, UUID routeId, @Nullable Cursor after, int most) {
    return sql.query(
        "select n.*, "
            + MENTIONED
            + """
             from staff_note n
            where n.community = ? and n.route_id = ? and (?::timestamptz is null or (n.at, n.id) < (?, ?::uuid))
            order by n.at desc, n.id desc limit ?
            """,
        NoteTable::note,
        community,
        routeId,
        after == null ? null : after.at(),
        after == null ? null : after.at(),
        after == null ? null : after.id(),
        most);
  }

  /** One note of a community, or null. */
  public @Nullable StaffNote find(Sql sql, String community, UUID id) {
    return sql.one(
        "select n.*, " + MENTIONED + " from staff_note n where n.community = ? and n.id = ?",
        NoteTable::note,
        community,
        id);
  }

  /**
   * The notes that mention a member, the newest first, on requests that it may read (P14).
   *
   * @param readable the minimum tiers that it reaches
   */
  public List<Mention> mentions(
      Sql sql,
      String community,
      UUID memberId,
      List<Tier> readable,
      @Nullable Cursor after,
      int most) {
    return sql.query(
        "select n.*, p.seen_at, r.customer_alias, r.question, "
            + MENTIONED
            + """
             from note_mention p join staff_note n on n.id = p.note_id join route r on r.id = n.route_id
            where p.community = ? and p.member_id = ? and r.minimum_tier = any(?)
              and (?::timestamptz is null or (p.at, p.note_id) < (?, ?::uuid))
            order by p.at desc, p.note_id desc limit ?
            """,
        NoteTable::mention,
        community,
        memberId,
        SqlArray.texts(readable, Tier::name),
        after == null ? null : after.at(),
        after == null ? null : after.at(),
        after == null ? null : after.id(),
        most);
  }

  /** Keeps when a member first saw a note that mentions it; false when none does. */
  public boolean seen(Tx tx, String community, UUID memberId, UUID noteId, Instant now) {
    return tx.update(
            """
            update note_mention set seen_at = coalesce(seen_at, ?)
            where note_id = ? and member_id = ? and community = ?
            """,
            now,
            noteId,
            memberId,
            community)
        > 0;
  }

  private static Mention mention(Row row) {
    return new Mention(
        note(row), row.text("customer_alias"), row.text("question"), row.instantOrNull("seen_at"));
  }

  private static StaffNote note(Row row) {
    return new StaffNote(
        row.uuid("id"),
        row.text("community"),
        row.uuid("route_id"),
        row.constant("kind", StaffNote.Kind.class),
        row.uuidOrNull("author_id"),
        row.text("author"),
        row.constantOrNull("tier", Tier.class),
        row.text("text"),
        row.instant("at"),
        row.uuids("mentioned"));
  }
}
