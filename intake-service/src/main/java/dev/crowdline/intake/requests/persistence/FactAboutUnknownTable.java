package dev.crowdline.intake.requests.persistence;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Facts about requests that intake does not have. Intake makes all requests, so only a database
 * that lost a commit meets any; they are kept for whoever mends it, and stop nothing.
 */
@ApplicationScoped
public class FactAboutUnknownTable {

  public void keep(Tx tx, List<Fact<?>> facts, Instant now) {
    tx.update(
        """
        insert into fact_about_unknown (id, community, subject, type, time, data, heard_at)
        select g.*, ? from (select unnest(?::uuid[]) as id, unnest(?::text[]) as community, unnest(?::text[]) as subject, unnest(?::text[]) as type, unnest(?::timestamptz[]) as time, unnest(?::jsonb[]) as data) as g
        on conflict do nothing
        """,
        now,
        SqlArray.uuids(facts, Fact::id),
        SqlArray.texts(facts, Fact::community),
        SqlArray.texts(facts, Fact::subject),
        SqlArray.texts(facts, f -> FactTypes.of(f.data().getClass()).name()),
        SqlArray.instants(facts, Fact::time),
        SqlArray.texts(facts, f -> Json.text(f.data())));
  }
}
