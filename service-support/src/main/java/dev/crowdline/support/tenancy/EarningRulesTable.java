package dev.crowdline.support.tenancy;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code earning_rules}: every version of what a community pays, of which none changes.
 */
@ApplicationScoped
public class EarningRulesTable {

  /** A version of a community's rules. */
  public record Version(String community, int version, EarningRules rules, Instant since) {
    static Version from(Row row) {
      return new Version(
          row.text("community"),
          row.integer("version"),
          row.json("content", EarningRules.class),
          row.instant("since"));
    }
  }

  /** Adds a version; false when that version is there already, and nothing was changed. */
  public boolean add(Tx tx, Version made) {
    return tx.update(
            """
            insert into earning_rules (community, version, content, since) values (?, ?, ?, ?)
            on conflict do nothing
            """,
            made.community(),
            made.version(),
            new Json(made.rules()),
            made.since())
        == 1;
  }

  /** One version, or null. */
  public @Nullable Version find(Sql sql, String community, int version) {
    return sql.one(
        "select * from earning_rules where community = ? and version = ?",
        Version::from,
        community,
        version);
  }

  /** Versions of a community before one, the highest first. */
  public List<Version> before(Sql sql, String community, int version, int most) {
    return sql.query(
        """
        select * from earning_rules where community = ? and version < ? order by version desc limit ?
        """,
        Version::from,
        community,
        version,
        most);
  }
}
