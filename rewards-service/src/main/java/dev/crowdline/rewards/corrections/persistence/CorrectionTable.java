package dev.crowdline.rewards.corrections.persistence;

import dev.crowdline.rewards.corrections.domain.Correction;
import dev.crowdline.rewards.corrections.domain.SaltedNote;
import dev.crowdline.rewards.ledger.domain.CorrectionReason;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code correction}. */
@ApplicationScoped
public class CorrectionTable {

  /** Stores a proposal. */
  public void add(Tx tx, Correction correction, SaltedNote note) {
    tx.update(
        """
        insert into correction (community, id, member_id, points, reason, note, note_salt, state,
          proposer, proposed_by, proposed_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        correction.community(),
        correction.id(),
        correction.memberId(),
        correction.points(),
        correction.reason(),
        note.note(),
        note.salt(),
        correction.state(),
        correction.proposer(),
        correction.proposedBy(),
        correction.proposedAt());
  }

  /** Brings one that is locked, or was added in this transaction, to its end. */
  public void decide(
      Tx tx, String community, UUID id, Correction.State state, String by, Instant at) {
    tx.update(
        """
        update correction set state = ?, decided_by = ?, decided_at = ?
        where community = ? and id = ?
        """,
        state,
        by,
        at,
        community,
        id);
  }

  /** One of them; null when there is none. */
  public @Nullable Correction find(Sql sql, String community, UUID id) {
    return sql.one(
        "select * from correction where community = ? and id = ?",
        CorrectionTable::correction,
        community,
        id);
  }

  /** The same, locked. */
  public @Nullable Correction lock(Tx tx, String community, UUID id) {
    return tx.one(
        "select * from correction where community = ? and id = ? for update",
        CorrectionTable::correction,
        community,
        id);
  }

  /** The note of one that was not forgotten, with its salt. */
  public @Nullable SaltedNote note(Sql sql, String community, UUID id) {
    return sql.one(
        "select note, note_salt from correction where community = ? and id = ? and note is not null",
        row -> new SaltedNote(row.text("note"), row.text("note_salt")),
        community,
        id);
  }

  /**
   * The latest first. Plan: correction_latest.
   *
   * @param state only those; null for all
   */
  public List<Correction> latest(
      Sql sql,
      String community,
      Correction.@Nullable State state,
      @Nullable Cursor after,
      int limit) {
    List<Object> parameters = new ArrayList<>(List.of(community));
    StringBuilder and = new StringBuilder();
    if (state != null) {
      and.append(" and state = ?");
      parameters.add(state);
    }
    if (after != null) {
      and.append(" and (proposed_at, id) < (?, ?)");
      parameters.add(after.at());
      parameters.add(after.id());
    }
    parameters.add(limit);
    return sql.query(
        "select * from correction where community = ?"
            + and
            + " order by proposed_at desc, id desc limit ?",
        CorrectionTable::correction,
        parameters.toArray());
  }

  private static Correction correction(Row row) {
    return new Correction(
        row.text("community"),
        row.uuid("id"),
        row.uuid("member_id"),
        row.bigint("points"),
        row.constant("reason", CorrectionReason.class),
        row.textOrNull("note"),
        row.constant("state", Correction.State.class),
        row.text("proposer"),
        row.text("proposed_by"),
        row.instant("proposed_at"),
        row.textOrNull("decided_by"),
        row.instantOrNull("decided_at"));
  }
}
