package dev.crowdline.intake.channels.persistence;

import dev.crowdline.intake.channels.domain.Outcome;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came in by channels, each message once. */
@ApplicationScoped
public class ChannelReceivedTable {
  private final ChannelSeal seal;

  ChannelReceivedTable(ChannelSeal seal) {
    this.seal = seal;
  }

  /**
   * The original of a message.
   *
   * @param subject one line; may be empty
   * @param text all that was written, with what was quoted
   */
  public record Original(String subject, String text) {
    @Override
    public String toString() {
      return "Original[…]";
    }
  }

  /** An original and the message that it became. */
  public record Kept(UUID requestId, UUID messageId, Original original) {}

  /** Notes a message that came in; false when it came before. A twin waits for the first. */
  public boolean add(
      Tx tx, String community, UUID accountId, String externalId, Original original, Instant now) {
    return tx.update(
            """
            insert into channel_received (community, account_id, mark, outcome, received_at, sealed)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            community,
            accountId,
            seal.ofMessage(community, accountId, externalId),
            Outcome.AUTOMATIC,
            now,
            seal.seal(community, accountId + "/original", original))
        == 1;
  }

  /** Notes what became of it. */
  public void settle(
      Tx tx,
      String community,
      UUID accountId,
      String externalId,
      Outcome outcome,
      @Nullable UUID requestId,
      @Nullable UUID messageId) {
    tx.update(
        """
        update channel_received set outcome = ?, request_id = ?, message_id = ?
        where community = ? and account_id = ? and mark = ?
        """,
        outcome,
        requestId,
        messageId,
        community,
        accountId,
        seal.ofMessage(community, accountId, externalId));
  }

  /** The requests that messages belong to, of the given ones, the first given first. */
  public List<UUID> requestsOf(
      Sql sql, String community, UUID accountId, List<String> externalIds) {
    return sql.query(
        """
        select r.request_id from unnest(?::bytea[]) with ordinality as g(mark, n)
        join channel_received r on r.community = ? and r.account_id = ? and r.mark = g.mark
        where r.request_id is not null order by g.n
        """,
        row -> row.uuid("request_id"),
        new SqlArray(
            "bytea",
            externalIds.stream()
                .map(id -> seal.ofMessage(community, accountId, id))
                .toArray(byte[][]::new)),
        community,
        accountId);
  }

  /** The originals of some requests that are kept, in the order in which they came. */
  public List<Kept> originals(Sql sql, String community, List<UUID> requestIds) {
    return sql.query(
        """
        select account_id, request_id, message_id, sealed from channel_received
        where community = ? and request_id = any(?) and message_id is not null and sealed is not null
        order by received_at
        """,
        row ->
            new Kept(
                row.uuid("request_id"),
                row.uuid("message_id"),
                seal.open(
                    community,
                    row.uuid("account_id") + "/original",
                    row.bytes("sealed"),
                    Original.class)),
        community,
        SqlArray.uuids(requestIds));
  }
}
