package dev.crowdline.intake.channels.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.Channel;
import dev.crowdline.intake.channels.domain.ChannelAccount;
import dev.crowdline.intake.channels.domain.Health;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts, how they do, and who reads them how far. */
@ApplicationScoped
public class ChannelAccountTable {
  private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {};

  private final ChannelSeal seal;

  ChannelAccountTable(ChannelSeal seal) {
    this.seal = seal;
  }

  /** An account and how it does. */
  public record Standing(ChannelAccount account, Health health) {}

  /**
   * An account that this replica reads.
   *
   * @param since what came earlier is left alone
   */
  public record Leased(ChannelAccount account, String secret, Instant since) {
    @Override
    public String toString() {
      return "Leased[" + account.id() + "]";
    }
  }

  /** Adds an account; false when the community has one with that address. */
  public boolean add(Tx tx, ChannelAccount account, String secret) {
    int added =
        tx.update(
            """
            insert into channel_account (community, id, channel, name, address, language, enabled, settings, secret, created_at, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (community, channel, address) do nothing
            """,
            account.community(),
            account.id(),
            account.channel(),
            account.name(),
            account.address(),
            account.language(),
            account.enabled(),
            new Json(account.settings()),
            seal.sealText(account.community(), account.id(), secret),
            account.createdAt(),
            account.version());
    if (added == 1) {
      tx.update(
          "insert into channel_reading (community, account_id, since) values (?, ?, ?)",
          account.community(),
          account.id(),
          account.createdAt());
    }
    return added == 1;
  }

  /** Stores what is edited of an account whose row is locked. */
  public void put(Tx tx, ChannelAccount account, @Nullable String secret) {
    tx.update(
        """
        update channel_account set name = ?, language = ?, enabled = ?, settings = ?, version = ?,
          secret = coalesce(?::bytea, secret)
        where community = ? and id = ?
        """,
        account.name(),
        account.language(),
        account.enabled(),
        new Json(account.settings()),
        account.version(),
        secret == null ? null : seal.sealText(account.community(), account.id(), secret),
        account.community(),
        account.id());
  }

  /** From now on something else is read: what is there already is left alone. */
  public void readAnew(Tx tx, String community, UUID id, Instant now) {
    tx.update(
        """
        update channel_reading set since = ?, position = null, problem = null, problem_at = null, heard_at = null
        where community = ? and account_id = ?
        """,
        now,
        community,
        id);
  }

  /** An account, locked, or null. */
  public @Nullable ChannelAccount lock(Tx tx, String community, UUID id) {
    return tx.one(
        "select * from channel_account where community = ? and id = ? for update",
        row -> account(row),
        community,
        id);
  }

  /** An account and how it does, or null. */
  public @Nullable Standing find(Sql sql, String community, UUID id) {
    return sql.one(
        """
        select a.*, r.heard_at, r.problem, r.problem_at from channel_account a
        join channel_reading r on r.account_id = a.id and r.community = a.community
        where a.community = ? and a.id = ?
        """,
        row -> standing(row),
        community,
        id);
  }

  /** A community's accounts, the oldest first. */
  public List<Standing> list(Sql sql, String community, int most) {
    return sql.query(
        """
        select a.*, r.heard_at, r.problem, r.problem_at from channel_account a
        join channel_reading r on r.account_id = a.id and r.community = a.community
        where a.community = ? order by a.created_at, a.id limit ?
        """,
        row -> standing(row),
        community,
        most);
  }

  /** The secret of an account that the community has. */
  public String secret(Sql sql, String community, UUID id) {
    return Objects.requireNonNull(
        sql.one(
            "select secret from channel_account where community = ? and id = ?",
            row -> seal.openText(community, id, row.bytes("secret")),
            community,
            id),
        "an account keeps its secret");
  }

  /** Takes those accounts of a channel that nobody else reads, and keeps those that are taken. */
  public List<Leased> lease(Tx tx, Channel channel, UUID reader, Instant now, Instant until) {
    return tx.query(
        """
        update channel_reading r set reader = ?, leased_until = ? from channel_account a
        where a.id = r.account_id and a.community = r.community and a.channel = ? and a.enabled
          and (r.reader = ? or r.leased_until is null or r.leased_until < ?)
        returning a.*, r.since
        """,
        row -> {
          ChannelAccount account = account(row);
          return new Leased(
              account,
              seal.openText(account.community(), account.id(), row.bytes("secret")),
              row.instant("since"));
        },
        reader,
        until,
        channel,
        reader,
        now);
  }

  /** Lets others read at once what this replica has read. */
  public void release(Tx tx, UUID reader) {
    tx.update("update channel_reading set leased_until = null where reader = ?", reader);
  }

  /** How far an account is read now; in the transaction that stores what was read. */
  public void advance(Tx tx, String community, UUID id, String position) {
    tx.update(
        "update channel_reading set position = ? where community = ? and account_id = ?",
        position,
        community,
        id);
  }

  /** How far an account is read, in the channel's own words; null before the first time. */
  public @Nullable String position(Sql sql, String community, UUID id) {
    return sql.one(
        """
        select position from channel_reading
        where community = ? and account_id = ? and position is not null
        """,
        row -> row.text("position"),
        community,
        id);
  }

  /** Notes that the provider answers. */
  public void heard(Tx tx, String community, UUID id, Instant now) {
    tx.update(
        """
        update channel_reading set heard_at = ?, problem = null, problem_at = null
        where community = ? and account_id = ?
        """,
        now,
        community,
        id);
  }

  /** Notes why an account cannot be read; since when stays as it was first seen. */
  public void failed(Tx tx, String community, UUID id, String problem, Instant now) {
    tx.update(
        """
        update channel_reading set problem = ?, problem_at = coalesce(problem_at, ?)
        where community = ? and account_id = ?
        """,
        problem,
        now,
        community,
        id);
  }

  private static Standing standing(Row row) {
    return new Standing(
        account(row),
        new Health(
            row.instantOrNull("heard_at"),
            row.textOrNull("problem"),
            row.instantOrNull("problem_at")));
  }

  private static ChannelAccount account(Row row) {
    return new ChannelAccount(
        row.text("community"),
        row.uuid("id"),
        row.constant("channel", Channel.class),
        row.text("name"),
        row.text("address"),
        row.text("language"),
        row.bool("enabled"),
        row.json("settings", SETTINGS),
        row.instant("created_at"),
        row.bigint("version"));
  }
}
