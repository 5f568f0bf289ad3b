package dev.crowdline.intake.calls.persistence;

import dev.crowdline.intake.calls.domain.ApiCall;
import dev.crowdline.intake.calls.domain.ApiCall.Integration;
import dev.crowdline.intake.communities.domain.ApiKey;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** The last calls of integrations. */
@ApplicationScoped
public class ApiCallTable {
  /** A page of keys has as many; nobody chooses from more. */
  private static final int MOST_INTEGRATIONS = 200;

  private static final Columns<ApiCall> CALL =
      Columns.<ApiCall>of()
          .text("community", call -> call.integration().community())
          .text("integration", call -> call.integration().name())
          .instant("at", ApiCall::at)
          .uuid("id", ApiCall::id)
          .text("caller", ApiCall::caller)
          .text("method", ApiCall::method)
          .text("path", ApiCall::path)
          .integer("status", ApiCall::status)
          .integer("duration_millis", c -> Math.clamp(c.took().toMillis(), 0, Integer.MAX_VALUE))
          .text("problem", ApiCall::problem)
          .text("trace_id", ApiCall::traceId);

  /** Of a community that is not here there is nothing to remember. */
  private static final String ADD =
      "insert into api_call (%s) select g.* from %s join community c on c.id = g.community"
          .formatted(CALL.names(), CALL.given());

  public void add(Tx tx, List<ApiCall> calls) {
    tx.update(ADD, CALL.arrays(calls));
  }

  /** Deletes the calls of some integrations that are not among the last any more. */
  public void deleteOld(Tx tx, List<Integration> integrations) {
    // Both the last one that stays and those before it are found by the primary key.
    tx.update(
        """
        delete from api_call c
        using (select unnest(?::text[]) as community, unnest(?::text[]) as integration) as t
        cross join lateral (
          select at, id from api_call l
          where l.community = t.community and l.integration = t.integration
          order by at desc, id desc offset ? limit 1
        ) as stays
        where c.community = t.community and c.integration = t.integration
          and (c.at, c.id) < (stays.at, stays.id)
        """,
        SqlArray.texts(integrations, Integration::community),
        SqlArray.texts(integrations, Integration::name),
        ApiCall.KEPT - 1);
  }

  /** The last calls of an integration, the latest first. */
  public List<ApiCall> last(Sql sql, Integration integration) {
    return sql.query(
        """
        select * from api_call where community = ? and integration = ?
        order by at desc, id desc limit ?
        """,
        row -> read(row, integration),
        integration.community(),
        integration.name(),
        ApiCall.KEPT);
  }

  public List<String> integrations(Sql sql, String community) {
    return sql.query(
        """
        select integration from api_key where community = ? union select ?
        order by integration limit ?
        """,
        row -> row.text("integration"),
        community,
        ApiKey.DEFAULT_INTEGRATION,
        MOST_INTEGRATIONS);
  }

  private static ApiCall read(Row row, Integration integration) {
    return new ApiCall(
        row.uuid("id"),
        integration,
        row.instant("at"),
        row.text("caller"),
        row.text("method"),
        row.text("path"),
        row.integer("status"),
        Duration.ofMillis(row.integer("duration_millis")),
        row.textOrNull("problem"),
        row.textOrNull("trace_id"));
  }
}
