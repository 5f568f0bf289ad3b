package dev.crowdline.support.database;

import dev.crowdline.support.running.Temporary;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PostgreSQL refused a statement or a commit, or could not be reached. */
public final class DatabaseException extends RuntimeException implements Temporary {
  private final String sqlState;

  DatabaseException(SQLException cause, String statement) {
    super(cause.getMessage() + " in: " + statement, cause);
    this.sqlState = stateOf(cause);
  }

  /**
   * What the transaction manager or Hibernate threw. What PostgreSQL said stands somewhere below: a
   * commit that fails has it in a suppressed exception of the transaction manager's. Where nothing
   * was said, the transaction was given up at its time limit.
   */
  DatabaseException(RuntimeException cause) {
    this(cause, saidBelow(cause));
  }

  private DatabaseException(RuntimeException cause, @Nullable SQLException said) {
    super((said == null ? cause : said).getMessage() + " in: a transaction", cause);
    this.sqlState = said == null ? "" : stateOf(said);
  }

  /** PostgreSQL's five characters, empty when there are none. */
  public String sqlState() {
    return sqlState;
  }

  /**
   * Whether trying again later may succeed and the statement itself is not to blame: connection,
   * rollback by the server, resources, operator intervention (classes 08, 40, 53, 57, and 25P04,
   * the transaction time-out), or no word of the server at all.
   */
  @Override
  public boolean isInfrastructure() {
    return sqlState.isEmpty()
        || sqlState.startsWith("08")
        || sqlState.startsWith("40")
        || sqlState.startsWith("53")
        || sqlState.startsWith("57")
        || sqlState.equals("25P04");
  }

  private static @Nullable SQLException saidBelow(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>();
    open.add(failure);
    while (!open.isEmpty()) {
      Throwable each = open.poll();
      if (each instanceof SQLException said) {
        return said;
      }
      if (seen.add(each)) {
        if (each.getCause() != null) {
          open.add(each.getCause());
        }
        Collections.addAll(open, each.getSuppressed());
      }
    }
    return null;
  }

  private static String stateOf(SQLException said) {
    return said.getSQLState() == null ? "" : said.getSQLState();
  }
}
