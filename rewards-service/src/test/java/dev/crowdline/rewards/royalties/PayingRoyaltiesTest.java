package dev.crowdline.rewards.royalties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.rewards.ledger.domain.Wallet;
import dev.crowdline.rewards.ledger.persistence.WalletTable;
import dev.crowdline.rewards.royalties.domain.Royalty;
import dev.crowdline.rewards.royalties.persistence.RoyaltyTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class PayingRoyaltiesTest {
  private static final int REPLICAS = 8;
  private static final int REQUESTS = 500;
  private static final int POINTS = 7;

  @Inject Database database;
  @Inject RoyaltyTable rows;
  @Inject WalletTable wallets;
  @Inject PayingRoyalties paying;

  @Test
  @DisplayName("P5, P12: however many pay at once, each royalty is paid once")
  void once() throws Exception {
    String community = "r" + UUID.randomUUID().toString().substring(0, 8);
    List<UUID> members = IntStream.range(0, 3).mapToObj(i -> Ids.next()).toList();
    List<Royalty> due =
        IntStream.range(0, REQUESTS)
            .mapToObj(i ->
                new Royalty(
                    community,
                    Ids.next(),
                    Ids.next(),
                    members.get(i % members.size()),
                    POINTS,
                    1,
                    Instant.now()))
            .toList();
    database.transact(tx -> {
      rows.add(tx, due);
      rows.add(tx, due);
      return null;
    });
    try (ExecutorService replicas = Executors.newFixedThreadPool(REPLICAS)) {
      List<Future<?>> sweeps = new ArrayList<>();
      for (int i = 0; i < REPLICAS; i++) {
        sweeps.add(replicas.submit(paying::sweep));
      }
      for (Future<?> sweep : sweeps) {
        sweep.get();
      }
    }
    long paid = 0;
    for (UUID member : members) {
      Wallet wallet = database.read(sql -> wallets.find(sql, community, member));
      assertThat(wallet).isNotNull();
      paid += wallet.balance();
    }
    assertThat(paid).isEqualTo((long) REQUESTS * POINTS);
    WalletTable.Figures figures = database.read(sql -> wallets.figures(sql, community));
    assertThat(figures.transfers()).isEqualTo(REQUESTS);
    assertThat(figures.sum()).isZero();
    assertThat(figures.unbalancedAccounts()).isZero();
  }
}
