package dev.crowdline.support.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** PostgreSQL refused a statement, or could not be reached. */
public final class DatabaseException extends RuntimeException {
  private final String sqlState;

  DatabaseException(SQLException cause, String statement) {
    super(cause.getMessage() + " in: " + statement, cause);
    this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
  }

  /** PostgreSQL's five characters, empty when there are none. */
  public String sqlState() {
    return sqlState;
  }

  /**
   * Whether trying again later may succeed and the statement itself is not to blame: connection,
   * rollback by the server, resources, operator intervention (classes 08, 40, 53, 57, and 25P04,
   * the transaction time-out).
   */
  public boolean isInfrastructure() {
    return sqlState.isEmpty()
        || sqlState.startsWith("08")
        || sqlState.startsWith("40")
        || sqlState.startsWith("53")
        || sqlState.startsWith("57")
        || sqlState.equals("25P04");
  }

  /** The same for any failure: looks for a database failure among the causes. */
  public static boolean isInfrastructure(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof DatabaseException e) {
        return e.isInfrastructure();
      }
    }
    return false;
  }
}
