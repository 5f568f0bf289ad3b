package dev.crowdline.intake.channels;

import dev.crowdline.intake.channels.domain.Delivery;
import dev.crowdline.intake.channels.domain.Retrying;
import dev.crowdline.intake.channels.persistence.DeliveryTable;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
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

/** An operator looks at what went out, and has tried again what was given up. */
@ApplicationScoped
public class WatchingDeliveries {
  private final Database database;
  private final DeliveryTable deliveries;
  private final Acts acts;
  private final Idempotency idempotency;
  private final InstantSource clock;

  WatchingDeliveries(
      Database database,
      DeliveryTable deliveries,
      Acts acts,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.deliveries = deliveries;
    this.acts = acts;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    DELIVERY_RETRIED
  }

  /** A page of them, the latest first; of one state, or all. */
  public Page<Delivery> list(
      String community, Delivery.@Nullable State state, @Nullable Cursor after, Limit limit) {
    List<Delivery> rows =
        database.read(sql -> deliveries.list(sql, community, state, after, limit.items() + 1));
    return Page.of(rows, limit, last -> new Cursor(last.createdAt(), last.messageId()));
  }

  /** Tries one that was given up again, for another day. */
  public Delivery retry(Caller caller, UUID id, @Nullable String key) {
    String community = caller.community();
    database.transact(tx ->
        idempotency.runFor(
            tx,
            caller,
            "retry-delivery/" + id,
            key,
            null,
            200,
            id.toString(),
            () -> {
              Instant now = clock.instant();
              if (!deliveries.retry(tx, community, id, now, now.plus(Retrying.PATIENCE))) {
                Delivery standing = deliveries.find(tx, community, id);
                throw standing == null
                    ? Problem.notFound("delivery", id)
                    : Problem.state(
                        "the delivery",
                        standing.state(),
                        "only one that was given up can be tried again (FAILED)");
              }
              Delivery retried = deliveries.find(tx, community, id);
              acts.add(
                  tx,
                  caller,
                  retried == null ? null : retried.requestId(),
                  now,
                  Kind.DELIVERY_RETRIED,
                  Map.of("messageId", id.toString()));
            }));
    Delivery now = database.read(sql -> deliveries.find(sql, community, id));
    if (now == null) {
      throw Problem.notFound("delivery", id);
    }
    return now;
  }
}
