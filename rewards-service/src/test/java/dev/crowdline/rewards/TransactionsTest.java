package dev.crowdline.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.DatabaseException;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a transaction of a service promises, on the real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class TransactionsTest {
  @Inject Database database;

  @BeforeEach
  void tables() {
    database.transact(tx -> {
      tx.update("create table if not exists paper (id int primary key)");
      tx.update(
          """
          create table if not exists note (
            paper int not null references paper (id) deferrable initially deferred)
          """);
      tx.update("truncate paper, note");
      return null;
    });
  }

  @Test
  @DisplayName("a commit on which the server dies is the infrastructure's fault: nothing parks")
  void aServerThatDiesAtTheCommit() {
    List<String> happened = new ArrayList<>();
    assertThatThrownBy(() ->
            database.transact(tx -> {
              write(tx, 1);
              tx.afterCommit(() -> happened.add("after the commit"));
              endTheBackendOf(tx);
              return null;
            }))
        .asInstanceOf(type(DatabaseException.class))
        .matches(e -> e.isInfrastructure());
    assertThat(happened).isEmpty();
    assertThat(papers()).isEmpty();
  }

  @Test
  @DisplayName("a commit that breaks a rule of the tables is not: its record may be poison")
  void aCommitThatBreaksARule() {
    assertThatThrownBy(
            () -> database.transact(tx -> tx.update("insert into note (paper) values (?)", 404)))
        .asInstanceOf(type(DatabaseException.class))
        .matches(e -> !e.isInfrastructure())
        .extracting(DatabaseException::sqlState)
        .isEqualTo("23503");
  }

  @Test
  @DisplayName("a failure rolls everything back, and comes out as it was thrown")
  void aFailureInside() {
    assertThatThrownBy(() ->
            database.transact(tx -> {
              write(tx, 2);
              throw new IllegalStateException("no");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
    assertThat(papers()).isEmpty();
  }

  @Test
  @DisplayName("what reads inside a transaction needs no second connection, and sees what it wrote")
  void readingInside() {
    boolean same =
        database.transact(tx -> {
          write(tx, 3);
          return papers().equals(List.of(3))
              && backend(tx).equals(database.<Integer>read(TransactionsTest::backend));
        });
    assertThat(same).isTrue();
  }

  @Test
  @DisplayName("a transaction within another is its own: it stands though the other falls")
  void oneWithinAnother() {
    assertThatThrownBy(() ->
            database.transact(tx -> {
              write(tx, 4);
              database.transact(own -> {
                write(own, 5);
                return null;
              });
              throw new IllegalStateException("no");
            }))
        .hasMessage("no");
    assertThat(papers()).containsExactly(5);
  }

  @Test
  @DisplayName("what follows the commit runs after it, in order, and sees it")
  void afterTheCommit() {
    List<Integer> seen = new ArrayList<>();
    database.transact(tx -> {
      write(tx, 6);
      tx.afterCommit(() -> seen.addAll(papers()));
      tx.afterCommit(() -> seen.add(-1));
      return null;
    });
    assertThat(seen).containsExactly(6, -1);
  }

  private static void write(Tx tx, int id) {
    tx.update("insert into paper (id) values (?)", id);
  }

  private List<Integer> papers() {
    return database.read(
        sql -> sql.query("select id from paper order by id", row -> row.integer("id")));
  }

  private static Integer backend(Sql sql) {
    return sql.one("select pg_backend_pid() as pid", row -> row.integer("pid"));
  }

  private void endTheBackendOf(Tx tx) {
    Integer pid = backend(tx);
    database.transact(other ->
        other.query(
            "select pg_terminate_backend(?, 5000) as ended", row -> row.bool("ended"), pid));
  }
}
