package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.routing.MemberWentOffline;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.presence.domain.Leases;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a replica that died has left, and what one that was not told finds out. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class WhatIsRepairedTest {
  @Inject Wire wire;
  @Inject Database database;
  @Inject MemberIndex index;
  @Inject MemberTable members;
  @Inject Idempotency idempotency;

  private Stage stage;

  @BeforeEach
  void aCommunity() {
    stage = new Stage(wire, database, Stage.calm(1));
  }

  @Test
  @DisplayName("who was thought free and is not is known to be full after the first refusal")
  void aMemberWhoIsFullIsNoCandidateAnyMore() {
    Person ada = stage.member("ada").present();
    Awaitility.await("ada is known").until(() -> index.find(ada.id()) != null);
    // Another replica gave ada all that she may hold, and its word did not come through.
    database.transact(
        tx -> tx.update("update member_load set load = capacity where member_id = ?", ada.id()));
    assertThat(index.full(1_000, 0)).doesNotContain(ada.id());
    UUID route = stage.submit();
    Awaitility.await("ada is known to be full")
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> index.full(1_000, 0).contains(ada.id()));
    assertThat(stage.timesOffered(ada, route)).isZero();
    ada.absent();
  }

  @Test
  @DisplayName("whose replica died is offline when no lease of theirs was seen for two leases")
  void theDeadAreForgotten() {
    Person ada = stage.member("ada");
    database.transact(tx -> members.setOnline(tx, List.of(ada.id()), true, Instant.now()));
    Awaitility.await("ada is said to be offline")
        .atMost(Leases.LEASE.multipliedBy(3))
        .until(() ->
            wire.told(ada.id()).contains(new MemberWentOffline(MemberWentOffline.Reason.LAPSED)));
    assertThat(database.read(members::online)).doesNotContain(ada.id());
  }

  @Test
  void keysAreKeptForTwentyFourHours() {
    Instant now = Instant.now();
    remember("fresh", now.minus(Duration.ofHours(23)));
    remember("stale", now.minus(Duration.ofHours(25)));
    idempotency.forgetOld();
    List<String> kept =
        database.read(sql ->
            sql.query(
                "select key from idempotency_key where community = ?",
                row -> row.text("key"),
                stage.community));
    assertThat(kept).containsExactly("fresh");
  }

  private void remember(String key, Instant at) {
    database.transact(tx ->
        tx.update(
            """
            insert into idempotency_key (community, caller, operation, key, fingerprint, created_at)
            values (?, 'anybody', 'anything', ?, '', ?)
            """,
            stage.community,
            key,
            at));
  }
}
