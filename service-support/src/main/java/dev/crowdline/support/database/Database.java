package dev.crowdline.support.database;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
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
  private final StoringFacts facts;
  private final @Nullable EntityManager entities;

  /** A service without entities has no entity manager. */
  Database(DataSource source, StoringFacts facts, Instance<EntityManager> entities) {
    this.source = source;
    this.facts = facts;
    this.entities = entities.isResolvable() ? entities.get() : null;
  }

  /**
   * Runs the work in one transaction of its own, stores the facts that it stated, commits, and then
   * runs what was asked for after the commit. Any exception rolls everything back.
   *
   * <p>Statements and entities share the transaction. What entities have changed is written before
   * the facts are, so that the positions of facts are the last that a transaction takes (P7).
   */
  public <T extends @Nullable Object> T transact(Function<Tx, T> work) {
    Committed<T> committed;
    try {
      committed = QuarkusTransaction.requiringNew().call(() -> inTransaction(work));
    } catch (OptimisticLockException e) {
      throw new StaleException(e);
    } catch (QuarkusTransactionException | PersistenceException e) {
      throw new DatabaseException(e);
    }
    if (!committed.tx().stated().isEmpty()) {
      facts.announce();
    }
    committed.tx().actionsAfterCommit().forEach(Database::run);
    return committed.result();
  }

  private <T extends @Nullable Object> Committed<T> inTransaction(Function<Tx, T> work) {
    try (Connection connection = source.getConnection()) {
      Tx tx = new Tx(connection);
      T result = work.apply(tx);
      if (entities != null) {
        entities.flush();
      }
      facts.store(tx, tx.stated());
      return new Committed<>(tx, result);
    } catch (SQLException e) {
      throw new DatabaseException(e, "a connection");
    }
  }

  private record Committed<T extends @Nullable Object>(Tx tx, T result) {}

  /**
   * Runs statements that only read, each in a transaction of its own; inside a transaction of this
   * thread, in that one and on its connection.
   */
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
}
