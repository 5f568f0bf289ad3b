package dev.crowdline.routing.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.routing.members.CallingMember;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.routes.domain.AnsweringOffers;
import dev.crowdline.routing.routes.domain.Decision;
import dev.crowdline.routing.routes.domain.Key;
import dev.crowdline.routing.routes.domain.OfferStanding;
import dev.crowdline.routing.routes.domain.Outcome;
import dev.crowdline.routing.routes.domain.Refusal;
import dev.crowdline.routing.routes.domain.WorkStanding;
import dev.crowdline.routing.routes.domain.Working;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.commands.Command;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is decided in one list is written in one transaction. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class CommandsTogetherTest {
  @Inject Wire wire;
  @Inject Database database;
  @Inject CommandingRoutes commanding;
  @Inject CallingMember callers;

  private Stage stage;

  private UUID offered(Person person, UUID route) {
    person.present();
    UUID offer = stage.awaitOffer(person, route);
    person.absent();
    return offer;
  }

  private Command<Key, OfferStanding, Outcome> accept(Person person, UUID offer) {
    Member member = callers.of(person.caller());
    return CommandingRoutes.onOffer(
        stage.community,
        offer,
        (standing, now) -> AnsweringOffers.accept(standing, member, Ids.next(), now));
  }

  private Command<Key, WorkStanding, Outcome> complete(Person person, UUID assignment) {
    Member member = callers.of(person.caller());
    return CommandingRoutes.onWork(
        stage.community,
        assignment,
        (standing, now) -> Working.complete(standing, member, Ids.next(), "Turn it on.", now));
  }

  private static UUID result(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Decision.class);
    return ((Decision) outcome).result();
  }

  private static int load(Person person) {
    return person.call().get("/v1/members/me").jsonPath().getInt("load");
  }

  @Test
  @DisplayName(
      "P2, P3, P6: of one list what is decided is stored and stated, what is refused is not")
  void together() {
    stage = new Stage(wire, database, Stage.calm(1));
    Person ada = stage.member("ada");
    Person ben = stage.member("ben");
    Person cleo = stage.member("cleo");
    UUID adas = stage.submit();
    UUID toAda = offered(ada, adas);
    UUID bens = stage.submit();
    UUID toBen = offered(ben, bens);
    UUID cleos = stage.submit();
    UUID toCleo = offered(cleo, cleos);
    cleo.decline(toCleo);
    UUID nothing = Ids.next();
    List<Command<Key, OfferStanding, Outcome>> answers =
        List.of(accept(cleo, toCleo), accept(ben, toBen), accept(ada, nothing), accept(ada, toAda));
    List<Outcome> taken = database.transact(tx -> commanding.onOffers(tx, answers));
    assertThat(taken.get(0)).isInstanceOf(Refusal.NotInThisState.class);
    assertThat(taken.get(2)).isEqualTo(new Refusal.Unknown("offer", nothing));
    UUID bensWork = result(taken.get(1));
    UUID adasWork = result(taken.get(3));
    assertThat(stage.state(adas)).isEqualTo("ASSIGNED");
    assertThat(stage.state(bens)).isEqualTo("ASSIGNED");
    assertThat(stage.state(cleos)).isEqualTo("QUEUED");
    assertThat(List.of(load(ada), load(ben), load(cleo))).containsExactly(1, 1, 0);
    assertThat(ada.assignment(adasWork).jsonPath().getString("state")).isEqualTo("ACTIVE");

    List<Command<Key, WorkStanding, Outcome>> work =
        List.of(complete(ben, bensWork), complete(ben, adasWork));
    List<Outcome> done = database.transact(tx -> commanding.onWork(tx, work));
    assertThat(result(done.get(0))).isEqualTo(bensWork);
    assertThat(done.get(1)).isEqualTo(new Refusal.Unknown("assignment", adasWork));
    assertThat(stage.state(bens)).isEqualTo("CLOSED");
    assertThat(stage.state(adas)).isEqualTo("ASSIGNED");
    assertThat(List.of(load(ada), load(ben))).containsExactly(1, 0);
    assertThat(stage.told(bens))
        .containsExactly("route-queued", "offers-made", "offer-accepted", "assignment-completed");
    assertThat(stage.told(adas)).containsExactly("route-queued", "offers-made", "offer-accepted");
    assertThat(stage.told(cleos)).containsExactly("route-queued", "offers-made", "offer-declined");
  }
}
