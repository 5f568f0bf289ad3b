package dev.crowdline.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.crowdline.rewards.redemptions.Shoppers;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A member's years, and the wallet as it was. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class YearServiceTest {
  private final String community =
      "y" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

  @Inject Database database;
  @Inject Shoppers shoppers;

  @Test
  @DisplayName("a year has what was earned, taken back and spent, and a line for each transfer")
  void years() {
    UUID ada = shoppers.member(community, "ada", 1_000);
    UUID refused = Ids.next();
    shoppers.earn(community, ada, refused, 200);
    UUID item = shoppers.item(community, "=Credit \"ten\"", 700, 1);
    shoppers.redeem(community, "ada", item, 700, "key").then().statusCode(201);
    shoppers.refuse(community, refused);
    List<Integer> years = mine().get("/v1/wallets/me/years").path("items.year");
    int year = years.getFirst();
    mine()
        .get("/v1/wallets/me/years")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].earned", equalTo(1_200))
        .body("items[0].takenBack", equalTo(200))
        .body("items[0].spent", equalTo(700))
        .body("items[0].valueMinor", equalTo(700))
        .body("currency", equalTo("EUR"));
    String csv =
        mine()
            .get("/v1/wallets/me/statement.csv?year=" + year)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    List<String> lines = csv.lines().toList();
    assertThat(lines.getFirst())
        .isEqualTo("booked_at,at,kind,points,to_spend,held,owed,item,request");
    assertThat(lines.stream().skip(1).map(line -> line.split(",", 4)[2]))
        .containsExactly(
            "HELD", "RELEASED", "HELD", "RELEASED", "RESERVED", "REDEEMED", "CLAWED_BACK");
    assertThat(lines.get(5)).contains("-700,500,0,0,\"'=Credit \"\"ten\"\"\",");
    assertThat(csv)
        .as("an operator reads the same")
        .isEqualTo(operator().get("/v1/wallets/" + ada + "/statement.csv?year=" + year).asString());
    assertThat(mine().get("/v1/wallets/me/statement.csv?year=" + (year - 1)).asString().lines())
        .hasSize(1);
  }

  @Test
  @DisplayName("a wallet is shown as it was after each transfer")
  void asItWas() {
    UUID ada = shoppers.member(community, "ada", 1_000);
    UUID item = shoppers.item(community, "Credit", 700, 1);
    shoppers.redeem(community, "ada", item, 700, "key").then().statusCode(201);
    List<Instant> booked =
        database.read(sql ->
            sql.query(
                "select booked_at from transfer where community = ? and member_id = ? order by position",
                row -> row.instant("booked_at"),
                community,
                ada));
    assertThat(booked).hasSize(4);
    was(ada, booked.get(0).minusMillis(1), 0, 0, 0, 0);
    was(ada, booked.get(2).minusNanos(1_000), 1_000, 0, 0, 1_000);
    was(ada, booked.get(2), 300, 0, 700, 1_000);
    was(ada, booked.get(3), 300, 0, 0, 1_000);
    mine()
        .queryParam("at", booked.get(2).toString())
        .get("/v1/wallets/me")
        .then()
        .body("reserved", equalTo(700));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "2026-11-30", "2026-11-31T00:00:00Z", "+999999-01-01T00:00:00Z"})
  @DisplayName("P11: what is no time is refused by its name")
  void noTime(String at) {
    shoppers.member(community, "ada", 1);
    mine()
        .queryParam("at", at)
        .get("/v1/wallets/me")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("at"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"26", "1999", "2026-11", "next"})
  @DisplayName("P11: what is no year is refused by its name")
  void noYear(String year) {
    shoppers.member(community, "ada", 1);
    mine()
        .queryParam("year", year)
        .get("/v1/wallets/me/statement.csv")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("year"));
  }

  private void was(UUID member, Instant at, int balance, int held, int reserved, int earned) {
    operator()
        .queryParam("at", Objects.requireNonNull(at).toString())
        .get("/v1/wallets/" + member)
        .then()
        .statusCode(200)
        .body("balance", equalTo(balance))
        .body("held", equalTo(held))
        .body("reserved", equalTo(reserved))
        .body("earnedTotal", equalTo(earned));
  }

  private RequestSpecification mine() {
    return Shoppers.as(community, "ada", "contributor");
  }

  private RequestSpecification operator() {
    return Shoppers.as(community, "olga", "operator");
  }
}
