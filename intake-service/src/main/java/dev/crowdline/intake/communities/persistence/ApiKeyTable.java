package dev.crowdline.intake.communities.persistence;

import dev.crowdline.intake.communities.domain.ApiKey;
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

/** API keys by their hash, in the table that every service has. */
@ApplicationScoped
public class ApiKeyTable {

  public void add(Tx tx, ApiKey key, String sha256) {
    tx.update(
        """
        insert into api_key (sha256, id, community, name, permissions, integration, created_at)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        sha256,
        key.id(),
        key.community(),
        key.name(),
        SqlArray.texts(key.permissions()),
        key.integration(),
        key.createdAt());
  }

  /** The keys of a community, newest first, revoked ones too. */
  public List<ApiKey> of(Sql sql, String community, @Nullable Cursor after, int most) {
    return sql.query(
        """
        select * from api_key
        where community = ? and (?::timestamptz is null or (created_at, id) < (?, ?::uuid))
        order by created_at desc, id desc limit ?
        """,
        ApiKeyTable::read,
        community,
        after == null ? null : after.at(),
        after == null ? null : after.at(),
        after == null ? null : after.id(),
        most);
  }

  public @Nullable ApiKey find(Sql sql, String community, UUID id) {
    return sql.one(
        "select * from api_key where community = ? and id = ?", ApiKeyTable::read, community, id);
  }

  /** Revokes a key that is in force and returns its hash; null when there was none. */
  public @Nullable String revoke(Tx tx, String community, UUID id, Instant now) {
    return tx.one(
        """
        update api_key set revoked_at = ? where community = ? and id = ? and revoked_at is null
        returning sha256
        """,
        row -> row.text("sha256"),
        now,
        community,
        id);
  }

  private static ApiKey read(Row row) {
    return new ApiKey(
        row.uuid("id"),
        row.text("community"),
        row.text("name"),
        row.texts("permissions"),
        row.text("integration"),
        row.instant("created_at"),
        row.instantOrNull("revoked_at"));
  }
}
