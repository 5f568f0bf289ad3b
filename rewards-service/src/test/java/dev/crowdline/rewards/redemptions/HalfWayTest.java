package dev.crowdline.rewards.redemptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.crowdline.rewards.catalogue.persistence.CodeTable;
import dev.crowdline.rewards.redemptions.persistence.RedemptionTable.Kept;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a process leaves behind that dies between two steps of a redemption, and what becomes of it:
 * it is fulfilled once or refunded once.
 */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class HalfWayTest {
  private final String community =
      "h" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final UUID redemption = Ids.next();
  private final UUID answer = Ids.next();

  @Inject Database database;
  @Inject Shoppers shoppers;
  @Inject Redeeming redeeming;
  @Inject SettlingRedemptions settling;
  @Inject CodeTable codes;

  private UUID ada;
  private UUID item;

  @BeforeEach
  void shop() {
    ada = shoppers.member(community, "ada", 20);
    shoppers.earn(community, ada, answer, 80);
    item = shoppers.item(community, "Credit", 100, 2);
  }

  @Test
  @DisplayName("died after reserving: it is handed out when it is due, once")
  void afterReserving() {
    reserve();
    Shoppers.as(community, "ada", "contributor")
        .get("/v1/wallets/me")
        .then()
        .body("balance", equalTo(0))
        .body("reserved", equalTo(100));
    isFulfilledOnce();
  }

  @Test
  @DisplayName("died after a code was given: the same code is the member's, and no second one")
  void afterHandingOut() {
    reserve();
    database.transact(tx -> codes.give(tx, community, item, redemption));
    isFulfilledOnce();
    assertThat(given()).isEqualTo(1);
  }

  @Test
  @DisplayName("two who hand out at the same moment, and one who comes late: once")
  void twice() {
    reserve();
    Kept reserved = redeeming.kept(community, redemption, ada);
    IntStream.range(0, 8)
        .mapToObj(i -> CompletableFuture.runAsync(() -> settling.handOut(reserved)))
        .toList()
        .forEach(CompletableFuture::join);
    settling.handOut(reserved);
    isFulfilledOnce();
    assertThat(given()).isEqualTo(1);
  }

  @Test
  @DisplayName("no code is left although the stock said so: refunded once, and not offered again")
  void refunded() {
    reserve();
    database.transact(tx -> tx.update("delete from voucher_code where community = ?", community));
    due();
    awaitState("REFUNDED");
    wallet(100, 0, 0);
    assertThat(moved()).isEqualTo(2);
    assertThat(remaining()).as("there is none to sell again").isEqualTo(1);
    Shoppers.as(community, "ada", "contributor")
        .get("/v1/wallets/me/statement")
        .then()
        .body("items[0].state", equalTo("REFUNDED"))
        .body(
            "items[0].explanation",
            equalTo("“Credit” could not be handed out: its 100 points are back."));
    addsUp();
  }

  @Test
  @DisplayName("P5: a claw-back takes the points of which a part is set aside: owed, then repaid")
  void clawedBackMeanwhile() {
    reserve();
    shoppers.refuse(community, answer);
    wallet(0, 100, 80);
    database.transact(tx -> tx.update("delete from voucher_code where community = ?", community));
    due();
    awaitState("REFUNDED");
    wallet(20, 0, 0);
    addsUp();
  }

  private void reserve() {
    database.transact(tx -> {
      redeeming.reserve(tx, community, ada, redemption, new Redeeming.Wanted(item, 100));
      return null;
    });
  }

  /** Its patience is over. */
  private void due() {
    database.transact(tx ->
        tx.update(
            """
            update redemption set due_at = requested_at
            where community = ? and id = ? and due_at is not null
            """,
            community,
            redemption));
  }

  private void isFulfilledOnce() {
    due();
    awaitState("FULFILLED");
    due();
    wallet(0, 0, 0);
    assertThat(moved()).as("reserved and redeemed").isEqualTo(2);
    assertThat(remaining()).isEqualTo(1);
    Shoppers.as(community, "ada", "contributor")
        .post("/v1/redemptions/" + redemption + "/reveal")
        .then()
        .statusCode(200)
        .body("code", equalTo("Credit-1"));
    addsUp();
  }

  private void awaitState(String state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() ->
            Shoppers.as(community, "ada", "contributor")
                .get("/v1/redemptions/" + redemption)
                .<String>path("state")
                .equals(state));
  }

  private void wallet(int balance, int reserved, int debt) {
    Shoppers.as(community, "ada", "contributor")
        .get("/v1/wallets/me")
        .then()
        .body("balance", equalTo(balance))
        .body("reserved", equalTo(reserved))
        .body("debt", equalTo(debt));
  }

  private long moved() {
    return number("select count(*) as n from transfer where community = ? and redemption_id = ?");
  }

  private long given() {
    return number(
        "select count(*) as n from voucher_code where community = ? and redemption_id = ?");
  }

  private long number(String statement) {
    return database.read(
        sql -> sql.query(statement, row -> row.bigint("n"), community, redemption).getFirst());
  }

  private int remaining() {
    return Shoppers.as(community, "olga", "operator")
        .get("/v1/catalogue/items/" + item)
        .path("remaining");
  }

  private void addsUp() {
    Shoppers.as(community, "olga", "operator")
        .get("/v1/ledger/check")
        .then()
        .body("sum", equalTo(0))
        .body("negativeWallets", equalTo(0))
        .body("unbalancedAccounts", equalTo(0));
  }
}
