package dev.crowdline.rewards.catalogue.persistence;

import dev.crowdline.rewards.catalogue.domain.Partner;
import dev.crowdline.support.calling.WebhookSecret;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Partners; the only class that sees their secrets encrypted and plain. */
@ApplicationScoped
public class PartnerTable {
  private final CodeSeal seal;

  PartnerTable(CodeSeal seal) {
    this.seal = seal;
  }

  /** A partner and what its calls are signed with. */
  public record Keyed(Partner partner, WebhookSecret secret) {}

  /** The partner of a community, or null. */
  public @Nullable Partner find(Sql sql, String community) {
    return sql.one("select * from partner where community = ?", PartnerTable::partner, community);
  }

  /** The same with its secret. */
  public @Nullable Keyed keyed(Sql sql, String community) {
    return sql.one(
        "select * from partner where community = ?",
        row ->
            new Keyed(
                partner(row),
                new WebhookSecret(seal.open(community, row.uuid("id"), row.bytes("secret")))),
        community);
  }

  /** Stores a partner in place of the one before. */
  public void put(Tx tx, String community, URI url, WebhookSecret secret, Instant now) {
    UUID id = Ids.next();
    tx.update(
        """
        insert into partner as p (community, id, url, secret, changed_at, version)
        values (?, ?, ?, ?, ?, 1)
        on conflict (community) do update set id = excluded.id, url = excluded.url,
          secret = excluded.secret, changed_at = excluded.changed_at, version = p.version + 1
        """,
        community,
        id,
        url.toString(),
        seal.seal(community, id, secret.text()),
        now);
  }

  private static Partner partner(Row row) {
    return new Partner(
        URI.create(row.text("url")), row.instant("changed_at"), row.bigint("version"));
  }
}
