package dev.crowdline.support.acts;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The audit: an act is written in the transaction that does it, so there is none without the other
 * (P6), and the table takes nothing but new rows.
 */
@ApplicationScoped
public class Acts {
  private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

  private final Database database;

  Acts(Database database) {
    this.database = database;
  }

  /**
   * Writes down what the caller does in this transaction.
   *
   * @param requestId null when it is done to the community
   */
  public void add(
      Tx tx,
      Caller caller,
      @Nullable UUID requestId,
      Instant now,
      Enum<?> kind,
      Map<String, String> detail) {
    add(tx, caller, caller.community(), requestId, now, kind, detail);
  }

  /** The same to a community that need not be the caller's own: administrators have none. */
  public void add(
      Tx tx,
      Caller caller,
      String community,
      @Nullable UUID requestId,
      Instant now,
      Enum<?> kind,
      Map<String, String> detail) {
    tx.update(
        """
        insert into act (id, community, request_id, at, caller, name, kind, detail)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        Ids.next(),
        community,
        requestId,
        now,
        caller.key(),
        caller.name(),
        kind,
        new Json(detail));
  }

  /** All acts in a community, the latest first. */
  public Page<Act> all(String community, @Nullable Cursor after, Limit limit) {
    return list(community, "", List.of(), after, limit);
  }

  /**
   * A community's acts on requests, the latest first.
   *
   * @param requestId only those on this request; null for all
   */
  public Page<Act> onRequests(
      String community, @Nullable UUID requestId, @Nullable Cursor after, Limit limit) {
    return requestId == null
        ? list(community, " and request_id is not null", List.of(), after, limit)
        : list(community, " and request_id = ?", List.of(requestId), after, limit);
  }

  private Page<Act> list(
      String community, String which, List<Object> given, @Nullable Cursor after, Limit limit) {
    List<Object> parameters = new ArrayList<>(List.of(community));
    parameters.addAll(given);
    StringBuilder and = new StringBuilder(which);
    if (after != null) {
      and.append(" and (at, id) < (?, ?)");
      parameters.add(after.at());
      parameters.add(after.id());
    }
    parameters.add(limit.items() + 1);
    List<Act> found =
        database.read(sql ->
            sql.query(
                "select * from act where community = ?"
                    + and
                    + " order by at desc, id desc limit ?",
                Acts::act,
                parameters.toArray()));
    return Page.of(found, limit, last -> new Cursor(last.at(), last.id()));
  }

  /** All acts of a kind in a community since a moment, the latest first. */
  public List<Act> since(Sql sql, String community, Enum<?> kind, Instant since) {
    return sql.query(
        """
        select * from act where community = ? and at >= ? and kind = ? order by at desc, id desc
        """,
        Acts::act,
        community,
        since,
        kind);
  }

  private static Act act(Row row) {
    return new Act(
        row.uuid("id"),
        row.uuidOrNull("request_id"),
        row.instant("at"),
        row.text("caller"),
        row.text("name"),
        row.text("kind"),
        row.json("detail", DETAIL));
  }
}
