package dev.crowdline.support.tenancy;

import dev.crowdline.contracts.Policy;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code policy}: every version of each community's policy, of which none changes. */
@ApplicationScoped
public class PolicyTable {

  /**
   * A version of a policy.
   *
   * @param version 1 is the one that the community was registered with
   * @param since when it was made
   */
  public record Version(String community, int version, Policy policy, Instant since) {
    static Version from(Row row) {
      return new Version(
          row.text("community"),
          row.integer("version"),
          row.json("content", Policy.class),
          row.instant("since"));
    }
  }

  /** Adds a version; false when that version is there already, and nothing was changed. */
  public boolean add(Tx tx, String community, int version, Policy policy, Instant since) {
    return tx.update(
            """
            insert into policy (community, version, content, since) values (?, ?, ?, ?)
            on conflict do nothing
            """,
            community,
            version,
            new Json(policy),
            since)
        == 1;
  }

  /** The highest version of each of some communities; those not heard of are absent. */
  public List<Version> inForce(Sql sql, Collection<String> communities) {
    return sql.query(
        """
        select p.* from unnest(?::text[]) as g(community)
        cross join lateral (
          select * from policy where community = g.community order by version desc limit 1
        ) p
        """,
        Version::from,
        SqlArray.texts(communities));
  }

  /** One version of a community's policy, or null. */
  public @Nullable Version find(Sql sql, String community, int version) {
    return sql.one(
        "select * from policy where community = ? and version = ?",
        Version::from,
        community,
        version);
  }

  /** Versions of a community before one, the highest first. */
  public List<Version> before(Sql sql, String community, int version, int most) {
    return sql.query(
        """
        select * from policy where community = ? and version < ? order by version desc limit ?
        """,
        Version::from,
        community,
        version,
        most);
  }
}
