package dev.crowdline.intake.webhooks;

import dev.crowdline.intake.webhooks.persistence.EventTable;
import dev.crowdline.intake.webhooks.persistence.EventTable.Reach;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.web.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Events, for programs that cannot be called. */
@ApplicationScoped
public class ReadingEvents {
  private final Database database;
  private final EventTable events;

  ReadingEvents(Database database, EventTable events) {
    this.database = database;
    this.events = events;
  }

  /**
   * Some events in their order.
   *
   * @param next after which the next are read
   * @param first the first that is kept
   * @param last how far events are numbered
   */
  public record Read(List<CloudEvent> items, long next, long first, long last) {}

  /** Those after a position. */
  public Read after(String community, long after, Limit limit) {
    return database.transact(tx -> {
      Reach reach = events.reach(tx, community);
      if (reach == null) {
        throw Problem.of(
            ProblemType.ILLEGAL_STATE,
            "no events are kept of this community; they are from the moment at which an operator makes a webhook, which needs no url");
      }
      List<CloudEvent> items =
          events.between(tx, community, after, reach.last(), List.of(), limit.items()).stream()
              .map(CloudEvent::of)
              .toList();
      long next =
          items.size() == limit.items()
              ? Long.parseLong(items.getLast().sequence())
              : Math.max(after, reach.last());
      return new Read(items, next, reach.first(), reach.last());
    });
  }
}
