package dev.crowdline.support.database;

import dev.crowdline.contracts.Fact;
import dev.crowdline.support.tracing.Traceparent;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transaction: statements, the facts that it states (P6: they commit with the state or not at
 * all), and what to do once it is committed.
 */
public final class Tx extends Sql {
  private final List<StatedFact> stated = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private @Nullable Asked asked;

  /** Which trace asked for something; null outside of any. */
  private record Asked(@Nullable String traceparent) {}

  Tx(Connection connection) {
    super(connection);
  }

  /** States a fact about a request or member; the aggregate's row is locked by this transaction. */
  public void state(String community, UUID subject, Instant time, Object data) {
    state(community, subject.toString(), time, null, data);
  }

  /** States a fact about the same subject that follows from {@code cause}. */
  public void stateFrom(Fact<?> cause, Instant time, Object data) {
    state(cause.community(), cause.subject(), time, cause, data);
  }

  /** States a fact with all that may be known of it. */
  public void state(
      String community, String subject, Instant time, @Nullable Fact<?> cause, Object data) {
    String traceparent =
        cause != null
            ? cause.traceparent()
            : asked != null ? asked.traceparent() : Traceparent.current();
    stated.add(StatedFact.now(community, subject, time, cause, traceparent, data));
  }

  /**
   * What is stated by that work follows from what another thread was asked, in its trace.
   *
   * @param traceparent of that; null outside of any trace
   */
  public void askedIn(@Nullable String traceparent, Runnable work) {
    asked = new Asked(traceparent);
    try {
      work.run();
    } finally {
      asked = null;
    }
  }

  /** Runs after the commit, in order, on this thread; never when the transaction is rolled back. */
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  List<StatedFact> stated() {
    return stated;
  }

  List<Runnable> actionsAfterCommit() {
    return afterCommit;
  }
}
