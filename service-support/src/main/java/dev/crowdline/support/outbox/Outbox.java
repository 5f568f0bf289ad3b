package dev.crowdline.support.outbox;

import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.StatedFact;
import dev.crowdline.support.database.StoringFacts;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The table of facts that are committed and not yet sent. */
@ApplicationScoped
public class Outbox implements StoringFacts {
  /**
   * The broker takes a megabyte; what is larger must be refused while somebody can still be told.
   */
  static final int DATA_LIMIT_BYTES = 900_000;

  private static final Columns<StatedFact> FACT =
      Columns.<StatedFact>of()
          .uuid("id", StatedFact::id)
          .text("type", fact -> fact.type().name())
          .constant("topic", fact -> fact.type().topic())
          .text("subject", StatedFact::subject)
          .text("community", StatedFact::community)
          .uuid("causation_id", StatedFact::causationId)
          .text("traceparent", StatedFact::traceparent)
          .instant("time", StatedFact::time)
          .bytes("data", StatedFact::data);

  private static final String STORE =
      """
      with given as (
        select * from %s
      ), numbered as (
        insert into stated (subject, version)
        select subject, count(*) from given group by subject order by subject
        on conflict (subject) do update set version = stated.version + excluded.version
        returning subject, version
      )
      insert into outbox (%s, aggregate_version)
      select %s,
             n.version - count(*) over (partition by g.subject) + row_number() over (partition by g.subject order by g.n)
      from given g join numbered n using (subject)
      order by g.n
      """
          .formatted(FACT.givenInOrder(), FACT.names(), FACT.names("g."));

  private final Semaphore news = new Semaphore(0);

  /**
   * Positions are assigned while the aggregate's row is locked, so that they give the order of
   * commits per subject; one statement numbers and stores them all.
   */
  @Override
  public void store(Tx tx, List<StatedFact> facts) {
    if (facts.isEmpty()) {
      return;
    }
    for (StatedFact fact : facts) {
      if (fact.data().length > DATA_LIMIT_BYTES) {
        throw Problem.of(
            ProblemType.TOO_LARGE,
            fact.type().name()
                + " would be "
                + fact.data().length
                + " bytes; the limit is "
                + DATA_LIMIT_BYTES);
      }
    }
    tx.update(STORE, FACT.arrays(facts));
  }

  /** Tells this replica's relay that there is something to send. */
  @Override
  public void announce() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  /** Waits until something is announced, at most that long; whether something was. */
  boolean awaitNews(long millis) throws InterruptedException {
    boolean announced = news.tryAcquire(millis, TimeUnit.MILLISECONDS);
    news.drainPermits();
    return announced;
  }
}
