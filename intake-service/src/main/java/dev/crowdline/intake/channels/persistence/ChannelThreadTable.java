package dev.crowdline.intake.channels.persistence;

import dev.crowdline.intake.channels.domain.ChannelThread;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the answers to a request go. A request that continues another takes over its thread in the
 * statement that adds it (RequestTable).
 */
@ApplicationScoped
public class ChannelThreadTable {
  private final ChannelSeal seal;

  ChannelThreadTable(ChannelSeal seal) {
    this.seal = seal;
  }

  /** A thread of a request, and what its customer's address is recognised by. */
  public record Found(UUID requestId, UUID accountId, ChannelThread thread, byte[] party) {}

  /** Begins the thread of a request. */
  public void begin(Tx tx, String community, UUID requestId, UUID accountId, ChannelThread thread) {
    tx.update(
        """
        insert into channel_thread (community, request_id, account_id, party, sealed)
        values (?, ?, ?, ?, ?)
        """,
        community,
        requestId,
        accountId,
        seal.ofAddress(community, thread.address()),
        sealed(community, accountId, thread));
  }

  /** A thread of a request, or null. */
  public @Nullable Found find(Sql sql, String community, UUID requestId) {
    return sql.one(
        "select * from channel_thread where community = ? and request_id = ?",
        row -> found(row),
        community,
        requestId);
  }

  /** Whether an address is the customer's of a thread. */
  public boolean isParty(String community, Found found, String address) {
    return MessageDigest.isEqual(found.party(), seal.ofAddress(community, address));
  }

  /** Stores what the customer's next message changed. */
  public void put(Tx tx, String community, Found found, ChannelThread thread) {
    tx.update(
        "update channel_thread set sealed = ? where community = ? and request_id = ?",
        sealed(community, found.accountId(), thread),
        community,
        found.requestId());
  }

  /**
   * Forgets addresses, originals and what is not sent of some requests.
   *
   * @return how many texts there were
   */
  public long erase(Tx tx, String community, List<UUID> requestIds) {
    SqlArray ids = SqlArray.uuids(requestIds);
    tx.update(
        "delete from channel_thread where community = ? and request_id = any(?)", community, ids);
    tx.update("delete from delivery where community = ? and request_id = any(?)", community, ids);
    return tx.update(
        """
        update channel_received set sealed = null
        where community = ? and request_id = any(?) and sealed is not null
        """,
        community,
        ids);
  }

  // Bound to the account and not to the request, so that a request that continues another can take
  // it over without opening it.
  private byte[] sealed(String community, UUID accountId, ChannelThread thread) {
    return seal.seal(community, accountId + "/thread", thread);
  }

  private Found found(Row row) {
    String community = row.text("community");
    UUID accountId = row.uuid("account_id");
    return new Found(
        row.uuid("request_id"),
        accountId,
        seal.open(community, accountId + "/thread", row.bytes("sealed"), ChannelThread.class),
        row.bytes("party"));
  }
}
