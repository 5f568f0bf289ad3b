package dev.crowdline.support.outbox;

import dev.crowdline.support.database.SqlArray;
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
    tx.update(
        """
        with given as (
          select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[],
              ?::timestamptz[], ?::bytea[])
            with ordinality as g(id, type, topic, subject, community, causation_id, traceparent, time, data, n)
        ), numbered as (
          insert into stated (subject, version)
          select subject, count(*) from given group by subject order by subject
          on conflict (subject) do update set version = stated.version + excluded.version
          returning subject, version
        )
        insert into outbox (id, type, topic, subject, community, causation_id, aggregate_version, traceparent, time, data)
        select g.id, g.type, g.topic, g.subject, g.community, g.causation_id,
               n.version - count(*) over (partition by g.subject) + row_number() over (partition by g.subject order by g.n),
               g.traceparent, g.time, g.data
        from given g join numbered n using (subject)
        order by g.n
        """,
        SqlArray.uuids(facts, StatedFact::id),
        SqlArray.texts(facts, f -> f.type().name()),
        SqlArray.texts(facts, f -> f.type().topic().name()),
        SqlArray.texts(facts, StatedFact::subject),
        SqlArray.texts(facts, StatedFact::community),
        SqlArray.uuids(facts, StatedFact::causationId),
        SqlArray.texts(facts, StatedFact::traceparent),
        SqlArray.instants(facts, StatedFact::time),
        new SqlArray("bytea", facts.stream().map(StatedFact::data).toArray(byte[][]::new)));
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
