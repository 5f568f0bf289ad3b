package dev.crowdline.support.database;

import dev.crowdline.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The service's own PostgreSQL database. */
@ApplicationScoped
public class Database {
  private static final Logger LOG = Logger.getLogger(Database.class);
  private final DataSource source;
  private final Outbox outbox;

  Database(DataSource source, Outbox outbox) {
    this.source = source;
    this.outbox = outbox;
  }

  /**
   * Runs the work in one transaction, stores the facts that it stated, commits, and then runs what
   * was asked for after the commit. Any exception rolls everything back.
   */
  public <T extends @Nullable Object> T transact(Function<Tx, T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      Tx tx = new Tx(connection);
      T result;
      try {
        result = work.apply(tx);
        outbox.store(tx, tx.stated());
        connection.commit();
      } catch (RuntimeException | SQLException | Error e) {
        rollback(connection, e);
        throw e;
      } finally {
        restore(connection);
      }
      if (!tx.stated().isEmpty()) {
        outbox.announce();
      }
      tx.actionsAfterCommit().forEach(Database::run);
      return result;
    } catch (SQLException e) {
      throw new DatabaseException(e, "a transaction");
    }
  }

  /** Runs statements that only read, each in a transaction of its own. */
  public <T extends @Nullable Object> T read(Function<Sql, T> work) {
    try (Connection connection = source.getConnection()) {
      return work.apply(new Sql(connection));
    } catch (SQLException e) {
      throw new DatabaseException(e, "a connection");
    }
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      // The commit stands; whatever follows it is also found by a sweep.
      LOG.error("an action after a commit failed", e);
    }
  }

  private static void rollback(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static void restore(Connection connection) {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      LOG.debug("a broken connection goes back to the pool, which drops it", e);
    }
  }
}
