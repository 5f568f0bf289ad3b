package dev.crowdline.support.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.routing.MemberCameOnline;
import dev.crowdline.support.outbox.ReplicaRelay;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.AsService;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose trace a fact is stated in when one thread carries out what others asked. */
@QuarkusTest
@TestProfile(AsService.class)
@QuarkusTestResource(Parts.class)
@Tag("service")
class AskedInTest {
  private static final String ADAS = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String BENS = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Inject Database database;
  @Inject ReplicaRelay.Starting relays;

  private String traceOf(UUID subject) {
    return Objects.requireNonNull(
        database.read(sql ->
            sql.one(
                "select coalesce(traceparent, 'none') as trace from outbox where subject = ?",
                row -> row.text("trace"),
                subject.toString())));
  }

  /** Nobody else is to hear of them. */
  @AfterEach
  void unsent() {
    database.transact(tx -> tx.update("delete from outbox"));
  }

  @Test
  @DisplayName("each fact is in the trace of who asked for it, and in none when that was in none")
  void eachInItsOwn() {
    relays.silenceTheOwn();
    UUID ada = Ids.next();
    UUID ben = Ids.next();
    UUID cleo = Ids.next();
    database.transact(tx -> {
      tx.askedIn(ADAS, () -> tx.state("here", ada, Instant.now(), new MemberCameOnline("a")));
      tx.askedIn(BENS, () -> tx.state("here", ben, Instant.now(), new MemberCameOnline("b")));
      tx.askedIn(null, () -> tx.state("here", cleo, Instant.now(), new MemberCameOnline("c")));
      return null;
    });
    assertThat(traceOf(ada)).isEqualTo(ADAS);
    assertThat(traceOf(ben)).isEqualTo(BENS);
    assertThat(traceOf(cleo)).isEqualTo("none");
  }
}
