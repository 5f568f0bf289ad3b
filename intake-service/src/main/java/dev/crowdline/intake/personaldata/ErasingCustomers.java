package dev.crowdline.intake.personaldata;

import dev.crowdline.intake.customers.persistence.CustomerTable;
import dev.crowdline.intake.personaldata.domain.Erasure;
import dev.crowdline.intake.personaldata.persistence.ErasureTable;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer is to be forgotten. Name, address and marks go with the command; {@link ErasingTexts}
 * ends and clears the requests, in steps.
 */
@ApplicationScoped
public class ErasingCustomers {
  private final Database database;
  private final CustomerTable customers;
  private final ErasureTable erasures;
  private final Acts acts;
  private final InstantSource clock;

  ErasingCustomers(
      Database database,
      CustomerTable customers,
      ErasureTable erasures,
      Acts acts,
      InstantSource clock) {
    this.database = database;
    this.customers = customers;
    this.erasures = erasures;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    CUSTOMER_ERASED
  }

  /** Begins it; said again, it is the same erasure. */
  public Erasure erase(Caller caller, UUID customerId) {
    String community = caller.community();
    return database.transact(tx -> {
      Instant now = clock.instant();
      if (customers.find(tx, community, customerId) == null) {
        throw Problem.notFound("customer", customerId);
      }
      customers.forget(tx, community, List.of(customerId));
      UUID fresh = Ids.next();
      UUID id = erasures.add(tx, community, fresh, customerId, caller.name(), now);
      if (id.equals(fresh)) {
        acts.add(
            tx,
            caller,
            null,
            now,
            Kind.CUSTOMER_ERASED,
            Map.of("customerId", customerId.toString(), "erasureId", id.toString()));
      }
      return get(tx, community, id);
    });
  }

  /** An erasure that the community must have. */
  public Erasure get(String community, UUID id) {
    return database.read(sql -> get(sql, community, id));
  }

  private Erasure get(Sql sql, String community, UUID id) {
    Erasure found = erasures.find(sql, community, id);
    if (found == null) {
      throw Problem.notFound("erasure", id);
    }
    return found;
  }

  /** A page of them, the latest first. */
  public Page<Erasure> list(String community, @Nullable Cursor after, Limit limit) {
    List<Erasure> rows =
        database.read(sql -> erasures.list(sql, community, after, limit.items() + 1));
    return Page.of(rows, limit, last -> new Cursor(last.askedAt(), last.id()));
  }
}
