package dev.crowdline.support.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.routing.MemberCameOnline;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.AsService;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was parked is applied in its order, whatever arrives meanwhile (P6, P7). */
@QuarkusTest
@TestProfile(AsService.class)
@QuarkusTestResource(Parts.class)
@Tag("service")
class ReplayingTest {
  private static final String MISSING = "a fact before this one is missing";

  @Inject Database database;
  @Inject ApplyingFacts applying;
  @Inject ParkedRecords parked;
  @Inject Effects effects;

  private final String key = Ids.next().toString();

  @BeforeEach
  void aGap() {
    effects.begin();
    applying.apply(List.of(arrived(1), arrived(3)));
    assertThat(parkedHere()).extracting(ParkedRecords.Parked::reason).containsExactly(MISSING);
  }

  @Test
  @DisplayName("a replay takes along what is being parked behind its last record")
  void nothingStaysBehindAReplay() throws Exception {
    // The next record has found its key parked, and is held up before it is parked itself.
    whileLocked("receipt", () -> applying.apply(List.of(arrived(4))), () -> applying.replay(key));
    assertThat(parkedHere()).isEmpty();
    assertThat(effects.bySubject()).containsEntry(key, List.of("1", "3", "4"));
  }

  @Test
  @DisplayName("what arrives while the last record is replayed takes effect after it")
  void nothingOvertakesAReplay() throws Exception {
    whileLocked("effect", () -> applying.replay(key), () -> applying.apply(List.of(arrived(4))));
    assertThat(parkedHere()).isEmpty();
    assertThat(effects.bySubject()).containsEntry(key, List.of("1", "3", "4"));
  }

  /** The second begins while the first waits for a table, and gets as far as it can. */
  private void whileLocked(String table, Runnable first, Runnable second) throws Exception {
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Future<?>> begun = new ArrayList<>();
      database.transact(tx -> {
        tx.update("lock table " + table + " in access exclusive mode");
        begun.add(both.submit(first));
        await("the first waits").until(() -> waiting() == 1);
        begun.add(both.submit(second));
        await("the second waits or is done")
            .until(() -> begun.getLast().isDone() || waiting() == 2);
        return null;
      });
      for (Future<?> each : begun) {
        each.get();
      }
    }
  }

  private List<ParkedRecords.Parked> parkedHere() {
    return parked.list().stream().filter(each -> each.key().equals(key)).toList();
  }

  private Arrived arrived(long version) {
    return new Arrived(
        key,
        Topic.MEMBERS.named("crowdline"),
        0,
        version,
        Map.of(
            Envelope.ID, Ids.next().toString(),
            Envelope.TYPE, FactTypes.of(MemberCameOnline.class).name(),
            Envelope.SOURCE, "/routing/1",
            Envelope.SUBJECT, key,
            Envelope.TIME, Instant.now().toString(),
            Envelope.COMMUNITY, "here",
            Envelope.AGGREGATE_VERSION, Long.toString(version)),
        FactCodec.write(new MemberCameOnline(Long.toString(version))));
  }

  /** How many transactions wait for another one. */
  private long waiting() {
    return Objects.requireNonNull(
        database.read(sql ->
            sql.one(
                "select count(distinct pid) as n from pg_locks where not granted",
                row -> row.bigint("n"))));
  }
}
