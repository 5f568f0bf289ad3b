package dev.crowdline.support.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Temporary;
import dev.crowdline.support.testing.AsService;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Seats of a hall are sold: a command is the number of a seat, its outcome says that it is sold.
 */
@QuarkusTest
@TestProfile(AsService.class)
@QuarkusTestResource(Parts.class)
@Tag("service")
@Timeout(60)
class BatchesTest {
  private static final int POISON = 13;
  private static final int DATABASE_AWAY = 14;

  @Inject Database database;

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentLinkedQueue<List<Integer>> batches = new ConcurrentLinkedQueue<>();
  private final Set<Integer> blocked = new HashSet<>();
  private final Semaphore gate = new Semaphore(0);

  @BeforeEach
  void anEmptyHall() {
    database.transact(tx -> {
      tx.update("drop table if exists sold");
      tx.update("create table sold (seat integer primary key)");
      return null;
    });
  }

  @AfterEach
  void closed() {
    callers.close();
  }

  private static final class Poison extends RuntimeException {}

  private static final class Away extends RuntimeException implements Temporary {
    @Override
    public boolean isInfrastructure() {
      return true;
    }
  }

  /** A seat of the first row is beside that of the second with the same last two digits. */
  private Batches<Integer, String> batches(int lanes) {
    return new Batches<>(database, lanes, 200, seat -> Set.of(seat % 1_000), this::sell);
  }

  private List<Optional<String>> sell(Tx tx, List<Integer> seats) {
    batches.add(List.copyOf(seats));
    if (seats.stream().anyMatch(blocked::contains)) {
      gate.acquireUninterruptibly();
    }
    List<Optional<String>> outcomes = new ArrayList<>();
    for (int seat : seats) {
      tx.update("insert into sold (seat) values (?)", seat);
      outcomes.add(Optional.of("seat " + seat));
    }
    if (seats.contains(POISON)) {
      throw new Poison();
    }
    if (seats.contains(DATABASE_AWAY)) {
      throw new Away();
    }
    return outcomes;
  }

  private boolean isSold(int seat) {
    return database.read(sql ->
        sql.one("select seat from sold where seat = ?", row -> row.integer("seat"), seat))
        != null;
  }

  /** Has a batch under way until the gate is opened, and the seats waiting behind it. */
  private List<Future<String>> behind(Batches<Integer, String> selling, List<Integer> seats) {
    blocked.add(0);
    Future<String> first = callers.submit(() -> selling.run(0));
    await().until(() -> batches.size() == 1);
    List<Future<String>> all = new ArrayList<>(List.of(first));
    for (int seat : seats) {
      all.add(callers.submit(() -> selling.run(seat)));
      int waiting = all.size() - 1;
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> selling.waiting() == waiting);
    }
    gate.release();
    return all;
  }

  @Test
  @DisplayName("one that comes alone is carried out at once, and answered when it is committed")
  void alone() {
    Batches<Integer, String> selling = batches(1);
    assertThat(selling.run(1)).isEqualTo("seat 1");
    assertThat(isSold(1)).isTrue();
    assertThat(selling.run(2)).isEqualTo("seat 2");
    assertThat(batches).containsExactly(List.of(1), List.of(2));
  }

  @Test
  @DisplayName("those that come meanwhile go together, in their order, and each has its own answer")
  void together() throws Exception {
    List<Integer> seats = IntStream.rangeClosed(100, 150).boxed().toList();
    List<Future<String>> sold = behind(batches(1), seats);
    for (int i = 0; i < seats.size(); i++) {
      assertThat(sold.get(i + 1).get()).isEqualTo("seat " + seats.get(i));
      assertThat(isSold(seats.get(i))).isTrue();
    }
    assertThat(batches).containsExactly(List.of(0), seats);
  }

  @Test
  @DisplayName("with a second lane nobody waits for the first")
  void lanes() throws Exception {
    Batches<Integer, String> selling = batches(2);
    blocked.add(0);
    Future<String> first = callers.submit(() -> selling.run(0));
    await().until(() -> batches.size() == 1);
    assertThat(selling.run(1)).isEqualTo("seat 1");
    gate.release();
    assertThat(first.get()).isEqualTo("seat 0");
  }

  @Test
  @DisplayName("two that touch the same are never in one batch, and do not overtake each other")
  void touching() throws Exception {
    for (Future<String> each : behind(batches(1), List.of(1_001, 2_001, 1_002, 3_001))) {
      each.get();
    }
    assertThat(batches)
        .containsExactly(List.of(0), List.of(1_001, 1_002), List.of(2_001), List.of(3_001));
  }

  @Test
  @DisplayName("of two hundred the one that fails fails alone, and all others take effect once")
  void poison() throws Exception {
    List<Integer> seats = IntStream.rangeClosed(10, 209).boxed().toList();
    List<Future<String>> sold = behind(batches(1), seats);
    for (int i = 0; i < seats.size(); i++) {
      Future<String> each = sold.get(i + 1);
      if (seats.get(i) == POISON || seats.get(i) == DATABASE_AWAY) {
        assertThatThrownBy(each::get).hasCauseInstanceOf(RuntimeException.class);
      } else {
        assertThat(each.get()).isEqualTo("seat " + seats.get(i));
      }
      assertThat(isSold(seats.get(i)))
          .isEqualTo(seats.get(i) != POISON && seats.get(i) != DATABASE_AWAY);
    }
    assertThat(batches).hasSize(2 + seats.size());
  }

  @Test
  @DisplayName("when the database is away all are told at once, and the next goes on")
  void away() throws Exception {
    Batches<Integer, String> selling = batches(1);
    List<Future<String>> sold = behind(selling, List.of(DATABASE_AWAY, 15));
    assertThat(sold.getFirst().get()).isEqualTo("seat 0");
    for (Future<String> each : sold.subList(1, 3)) {
      assertThatThrownBy(each::get).hasCauseInstanceOf(Away.class);
    }
    assertThat(batches).hasSize(2);
    assertThat(selling.run(16)).isEqualTo("seat 16");
    assertThat(isSold(15)).isFalse();
  }

  @Test
  @DisplayName("what is left for later goes with the next, before those that came after it")
  void later() throws Exception {
    Batches<Integer, String> selling =
        new Batches<>(
            database,
            1,
            200,
            Set::of,
            (tx, seats) -> {
              List<Optional<String>> all = new ArrayList<>(sell(tx, List.of(seats.getFirst())));
              seats.stream().skip(1).forEach(seat -> all.add(Optional.empty()));
              return all;
            });
    for (Future<String> each : behind(selling, List.of(1, 2, 3))) {
      each.get();
    }
    assertThat(batches).containsExactly(List.of(0), List.of(1), List.of(2), List.of(3));
  }
}
