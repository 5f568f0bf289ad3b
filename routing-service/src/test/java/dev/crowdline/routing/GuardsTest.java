package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.deadlines.RepairingLoads;
import dev.crowdline.routing.members.persistence.LoadTable;
import dev.crowdline.routing.routes.domain.Key;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guards of single statements, which hold even where what is in front of them was wrong. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class GuardsTest {
  @Inject Wire wire;
  @Inject Database database;
  @Inject LoadTable loads;
  @Inject RouteTable routes;

  @Inject RepairingLoads repair;

  private Stage stage;

  @BeforeEach
  void aCommunity() {
    stage = new Stage(wire, database, Stage.calm(1));
  }

  /** A slot that was granted here and is held for no offer would look like a bug to others. */
  @AfterEach
  void giveBackWhatWasGranted() {
    repair.repair();
  }

  @Test
  @DisplayName("P9: a slot is granted in the member's own community only")
  void reserveInTheCommunity() {
    UUID contractor = stage.tiered("cora", "CONTRACTOR").id();
    assertThat(isGranted("elsewhere", contractor, Tier.COMMUNITY)).isFalse();
    assertThat(isGranted(stage.community, contractor, Tier.COMMUNITY)).isTrue();
  }

  @Test
  @DisplayName("P14, P3: a slot is granted to whoever reaches the minimum tier and has room")
  void reserveByTierAndCapacity() {
    UUID contractor = stage.tiered("cora", "CONTRACTOR").id();
    assertThat(isGranted(stage.community, contractor, Tier.SPECIALIST)).isFalse();
    assertThat(isGranted(stage.community, contractor, Tier.CONTRACTOR)).isTrue();
    assertThat(isGranted(stage.community, contractor, Tier.COMMUNITY)).isTrue();
    assertThat(isGranted(stage.community, contractor, Tier.COMMUNITY)).as("full").isFalse();
  }

  private boolean isGranted(String community, UUID member, Tier minimum) {
    return !database
        .transact(tx ->
            loads.reserve(
                tx, List.of(new LoadTable.Wanted(Ids.next(), community, member, minimum))))
        .isEmpty();
  }

  @Test
  @DisplayName("P9: a route is found by its offer or assignment in its own community only")
  void lockByWhatIsIts() {
    Person ada = stage.member("ada").present();
    UUID worked = stage.submit();
    UUID offer = stage.awaitOffer(ada, worked);
    UUID assignment = ada.accept(offer);
    ada.absent();
    assertThat(lockedOfOffer(stage.community, offer)).isNotNull();
    assertThat(lockedOfOffer("elsewhere", offer)).isNull();
    assertThat(lockedOfAssignment(stage.community, assignment)).isNotNull();
    assertThat(lockedOfAssignment("elsewhere", assignment)).isNull();
  }

  private @Nullable Route lockedOfOffer(String community, UUID offer) {
    Key key = new Key(community, offer);
    return database.transact(tx -> routes.lockOfOffers(tx, List.of(key))).get(key);
  }

  private @Nullable Route lockedOfAssignment(String community, UUID assignment) {
    Key key = new Key(community, assignment);
    return database.transact(tx -> routes.lockOfAssignments(tx, List.of(key))).get(key);
  }

  @Test
  @DisplayName("P14: an offer that stands is no right to a route that needs a higher tier by now")
  void acceptBelowTheMinimumTier() {
    Person ada = stage.member("ada").present();
    UUID route = stage.submit();
    UUID offer = stage.awaitOffer(ada, route);
    ada.absent();
    // As if the facts that raise it and end the offer were applied between two of our statements.
    database.transact(
        tx -> tx.update("update route set minimum_tier = 'SPECIALIST' where id = ?", route));
    ada.call().post("/v1/offers/" + offer + "/accept").then().statusCode(404);
    assertThat(stage.state(route)).isEqualTo("OFFERED");
    assertThat(stage.liveOffer(ada, route)).isEqualTo(offer);
  }

  @Test
  @DisplayName("routes are locked in the order of their ids, whatever the order of their rows")
  void lockInOrder() {
    List<UUID> ids = new ArrayList<>(Stream.generate(Ids::next).limit(12).toList());
    Collections.reverse(ids);
    ids.forEach(id -> wire.say(stage.community, id, Stage.submission(Tier.COMMUNITY, Stage.TV)));
    List<UUID> locked =
        database.transact(tx -> {
          // An index would give them in order by chance; a table that is small is read as it lies.
          for (String way : List.of("indexscan", "bitmapscan", "indexonlyscan")) {
            tx.update("set local enable_" + way + " = off");
          }
          return routes.lock(tx, ids).stream().map(Route::id).toList();
        });
    assertThat(locked.stream().map(UUID::toString)).hasSize(12).isSorted();
  }
}
