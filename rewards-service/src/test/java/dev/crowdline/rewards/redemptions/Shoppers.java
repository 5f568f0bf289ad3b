package dev.crowdline.rewards.redemptions;

import static io.restassured.RestAssured.given;

import dev.crowdline.contracts.routing.MemberIdentity;
import dev.crowdline.rewards.ledger.SettlingPay;
import dev.crowdline.rewards.ledger.domain.Heard;
import dev.crowdline.rewards.members.KnowingMembers;
import dev.crowdline.rewards.members.domain.Registered;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Tokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Members with points, and an operator with a catalogue, for tests. */
@ApplicationScoped
public class Shoppers {
  private final Database database;
  private final SettlingPay settling;
  private final KnowingMembers members;

  Shoppers(Database database, SettlingPay settling, KnowingMembers members) {
    this.database = database;
    this.settling = settling;
    this.members = members;
  }

  /** A member whose confirmed answer earned that. */
  public UUID member(String community, String subject, long points) {
    UUID member = Ids.next();
    Registered registered =
        new Registered(
            community, member, subject, MemberIdentity.of(Tokens.ISSUER, subject), Instant.EPOCH);
    database.transact(tx -> {
      members.know(tx, List.of(registered));
      return null;
    });
    earn(community, member, Ids.next(), points);
    return member;
  }

  /** Another answer of a member is confirmed. */
  public void earn(String community, UUID member, UUID request, long points) {
    database.transact(tx ->
        settling.settle(
            tx,
            List.of(
                new Heard.Completed(
                    community, request, request, member, true, 1, points, Instant.EPOCH),
                new Heard.Confirmed(community, request, request, 1, 1, Instant.EPOCH))));
  }

  /** That answer is refused after all. */
  public void refuse(String community, UUID request) {
    database.transact(tx ->
        settling.settle(
            tx, List.of(new Heard.Refused(community, request, request, 2, Instant.EPOCH))));
  }

  /** An item at that price, with that many codes {@code NAME-1}, {@code NAME-2}… */
  public UUID item(String community, String name, long price, int codes) {
    String id =
        as(community, "olga", "operator")
            .contentType("application/json")
            .body(
                Map.of(
                    "name", name,
                    "description", "",
                    "kind", "CREDIT",
                    "price", price,
                    "valueMinor", price))
            .post("/v1/catalogue/items")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    if (codes > 0) {
      importCodes(community, UUID.fromString(id), name, codes).then().statusCode(200);
    }
    return UUID.fromString(id);
  }

  public Response importCodes(String community, UUID item, String name, int codes) {
    StringBuilder text = new StringBuilder("code\n");
    for (int i = 1; i <= codes; i++) {
      text.append(name).append('-').append(i).append('\n');
    }
    return as(community, "olga", "operator")
        .contentType("application/json")
        .body(Map.of("text", text.toString()))
        .post("/v1/catalogue/items/" + item + "/codes");
  }

  public Response redeem(String community, String subject, UUID item, long price, String key) {
    return as(community, subject, "contributor")
        .contentType("application/json")
        .header("Idempotency-Key", key)
        .body(Map.of("itemId", item.toString(), "price", price))
        .post("/v1/redemptions");
  }

  public static RequestSpecification as(String community, String subject, String role) {
    return given().auth().oauth2(Tokens.of(community, subject, role));
  }
}
