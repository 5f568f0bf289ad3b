package dev.crowdline.rewards.redemptions.persistence;

import dev.crowdline.rewards.catalogue.domain.Fulfilment;
import dev.crowdline.rewards.redemptions.domain.Purchase;
import dev.crowdline.rewards.redemptions.domain.Redemption;
import dev.crowdline.rewards.redemptions.domain.RefundReason;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Redemptions from the moment in which they are reserved. */
@ApplicationScoped
public class RedemptionTable {
  private static final String RESERVED = "RESERVED";

  /**
   * A redemption and who has seen its code.
   *
   * @param coded whether what was handed out has one
   * @param reveals how often the member asked to see it again
   * @param revealedAt the last time; null for never
   */
  public record Kept(
      Redemption redemption,
      Fulfilment by,
      boolean coded,
      int reveals,
      @Nullable Instant revealedAt) {}

  public void add(Tx tx, Redemption.Reserved reserved, Fulfilment by) {
    Purchase what = reserved.purchase();
    tx.update(
        """
        insert into redemption (community, id, member_id, item_id, item_name, points, value_minor,
          fulfilment, state, requested_at, tries, due_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        what.community(),
        what.id(),
        what.memberId(),
        what.itemId(),
        what.item(),
        what.points(),
        what.valueMinor(),
        by,
        RESERVED,
        what.requestedAt(),
        reserved.tries(),
        reserved.dueAt());
  }

  /** A redemption, locked; null when the community has none of that id. */
  public @Nullable Kept lock(Tx tx, String community, UUID id) {
    return tx.one(
        "select * from redemption where community = ? and id = ? for update",
        RedemptionTable::kept,
        community,
        id);
  }

  public @Nullable Kept find(Sql sql, String community, UUID id) {
    return sql.one(
        "select * from redemption where community = ? and id = ?",
        RedemptionTable::kept,
        community,
        id);
  }

  /** Stores the end of one that is locked. */
  public void end(Tx tx, Redemption.Fulfilled end) {
    end(tx, end.purchase(), "FULFILLED", end.at(), null);
  }

  /** Stores the end of one that is locked. */
  public void end(Tx tx, Redemption.Refunded end) {
    end(tx, end.purchase(), "REFUNDED", end.at(), end.reason());
  }

  private static void end(
      Tx tx, Purchase what, String state, Instant at, @Nullable RefundReason reason) {
    tx.update(
        """
        update redemption r set state = ?, ended_at = ?, refund_reason = ?, due_at = null,
          coded = ?::text is null
            and exists (select from voucher_code v where v.community = r.community and v.redemption_id = r.id)
        where r.community = ? and r.id = ?
        """,
        state,
        at,
        reason,
        reason,
        what.community(),
        what.id());
  }

  /** Says when one that is locked is looked at again. */
  public void postpone(Tx tx, Purchase what, Instant dueAt) {
    tx.update(
        "update redemption set due_at = ? where community = ? and id = ?",
        dueAt,
        what.community(),
        what.id());
  }

  /** Writes down that the member saw the code again, of one that is locked. */
  public void revealed(Tx tx, String community, UUID id, Instant now) {
    tx.update(
        """
        update redemption set reveals = reveals + 1, revealed_at = ? where community = ? and id = ?
        """,
        now,
        community,
        id);
  }

  /**
   * Those that are due, the longest due first; each is due again after that time, so that whoever
   * tries now has it alone and another one takes over when this one dies. Plan: redemption_due.
   */
  public List<Kept> takeDue(Tx tx, Instant now, Duration patience, int most) {
    return tx.query(
        """
        update redemption r set tries = r.tries + 1, due_at = ?
        from (
          select community, id from redemption where due_at <= ?
          order by due_at limit ? for update skip locked
        ) d
        where r.community = d.community and r.id = d.id
        returning r.*
        """,
        RedemptionTable::kept,
        now.plus(patience),
        now,
        most);
  }

  /**
   * The latest first.
   *
   * @param member only this member's; null for all of the community
   */
  public List<Kept> latest(
      Sql sql, String community, @Nullable UUID member, @Nullable Cursor after, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(community));
    StringBuilder and = new StringBuilder();
    if (member != null) {
      and.append(" and member_id = ?");
      parameters.add(member);
    }
    if (after != null) {
      and.append(" and (requested_at, id) < (?, ?)");
      parameters.add(after.at());
      parameters.add(after.id());
    }
    parameters.add(limit);
    return sql.query(
        "select * from redemption where community = ?"
            + and
            + " order by requested_at desc, id desc limit ?",
        RedemptionTable::kept,
        parameters.toArray());
  }

  private static Kept kept(Row row) {
    Purchase what =
        new Purchase(
            row.text("community"),
            row.uuid("id"),
            row.uuid("member_id"),
            row.uuid("item_id"),
            row.text("item_name"),
            row.bigint("points"),
            row.bigint("value_minor"),
            row.instant("requested_at"));
    return new Kept(
        redemption(row, what),
        row.constant("fulfilment", Fulfilment.class),
        row.bool("coded"),
        row.integer("reveals"),
        row.instantOrNull("revealed_at"));
  }

  private static Redemption redemption(Row row, Purchase what) {
    return switch (row.text("state")) {
      case RESERVED -> new Redemption.Reserved(what, row.integer("tries"), row.instant("due_at"));
      case "FULFILLED" -> new Redemption.Fulfilled(what, row.instant("ended_at"));
      case "REFUNDED" ->
          new Redemption.Refunded(
              what, row.constant("refund_reason", RefundReason.class), row.instant("ended_at"));
      default -> throw new IllegalStateException("no such state: " + row.text("state"));
    };
  }
}
