package dev.crowdline.routing;

import static dev.crowdline.routing.testing.Stage.TV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.contracts.sla.EscalationRaised;
import dev.crowdline.routing.assignments.WorkingOnAssignments;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.assignments.web.RefusedCommands;
import dev.crowdline.routing.deadlines.RepairingLoads;
import dev.crowdline.routing.members.CallingMember;
import dev.crowdline.routing.members.Registering;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.domain.Membership;
import dev.crowdline.routing.offers.DecliningOffers;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.persistence.OfferTable;
import dev.crowdline.routing.presence.Presence;
import dev.crowdline.routing.routes.TakingRoutes;
import dev.crowdline.routing.routes.domain.Outcome;
import dev.crowdline.routing.routes.domain.Refusal;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** P2 and P3 with many members at once. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class OneWinnerTest {
  private static final Set<ProblemType> EXPECTED_REFUSALS =
      EnumSet.of(
          ProblemType.ALREADY_TAKEN,
          ProblemType.ILLEGAL_STATE,
          ProblemType.EXPIRED,
          ProblemType.NO_CAPACITY);

  @Inject Wire wire;
  @Inject Database database;
  @Inject Registering registering;
  @Inject Presence presence;
  @Inject CallingMember callers;
  @Inject DecliningOffers declining;
  @Inject TakingRoutes taking;
  @Inject WorkingOnAssignments working;
  @Inject OfferTable offers;
  @Inject AssignmentTable assignments;
  @Inject RepairingLoads repair;

  /** A member, and the person behind. */
  private record Actor(Caller caller, Member member) {}

  private Actor actor(Stage stage, String subject, Tier tier) {
    String role = tier == Tier.COMMUNITY ? Caller.CONTRIBUTOR : Caller.SPECIALIST;
    Caller caller = new Person(stage.community, subject, role).caller();
    Membership membership =
        registering.register(
            caller,
            new Registering.Application(
                Tokens.ISSUER, subject, subject, tier, List.of("en"), List.of(), List.of(TV), 2),
            null);
    assertThat(membership).isInstanceOf(Membership.Stands.class);
    UUID id = ((Membership.Stands) membership).memberId();
    registering.update(caller, id, member -> member.havingAccepted(1));
    return new Actor(caller, callers.of(caller));
  }

  /** Runs all of them at the same moment, each in a thread of its own. */
  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(tasks.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running =
          tasks.stream()
              .map(task ->
                  threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return task.call();
                  }))
              .toList();
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        try {
          results.add(each.get());
        } catch (ExecutionException e) {
          throw new AssertionError(e.getCause());
        }
      }
      return results;
    }
  }

  /** "won", or the type of the refusal. */
  private static String outcome(Outcome outcome) {
    return outcome instanceof Refusal refusal
        ? RefusedCommands.problem(refusal).type().name()
        : "won";
  }

  @Test
  @DisplayName("P2: 100 members accept the offers of one wave at once: one wins, 99 are told so")
  void oneOfAHundred() throws InterruptedException {
    Stage stage = new Stage(wire, database, Stage.calm(100));
    List<Actor> crowd =
        Stream.iterate(0, i -> i < 100, i -> i + 1)
            .map(i -> actor(stage, "m" + i, Tier.COMMUNITY))
            .toList();
    crowd.forEach(each -> presence.renew(each.member().id(), "test"));
    UUID route = stage.submit();
    List<Offer> wave =
        Awaitility.await("100 offers")
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(50))
            .until(
                () -> database.read(sql -> offers.live(sql, List.of(route))),
                live -> live.size() == 100);
    List<String> outcomes =
        atOnce(
            crowd.stream()
                .<Callable<String>>map(each -> {
                  UUID offer =
                      wave.stream()
                          .filter(o -> o.memberId().equals(each.member().id()))
                          .findFirst()
                          .orElseThrow()
                          .id();
                  return () -> outcome(taking.accept(each.caller(), each.member(), offer, null));
                })
                .toList());
    assertThat(outcomes).filteredOn("won"::equals).hasSize(1);
    assertThat(outcomes).filteredOn("ALREADY_TAKEN"::equals).hasSize(99);
    List<OfferAccepted> accepted =
        wire.told(route).stream()
            .filter(OfferAccepted.class::isInstance)
            .map(OfferAccepted.class::cast)
            .toList();
    assertThat(accepted).hasSize(1);
    assertThat(accepted.getFirst().withdrawn()).hasSize(99);
    assertThat(loads(stage)).containsEntry(1, 1).containsEntry(0, 99);
    assertThat(repair.repair()).isZero();

    Actor winner =
        crowd.stream()
            .filter(a -> a.member().id().equals(accepted.getFirst().memberId()))
            .findFirst()
            .orElseThrow();
    crowd.forEach(each -> presence.renew(each.member().id(), "test"));
    RefusedCommands.result(
        working.release(
            winner.caller(),
            winner.member(),
            accepted.getFirst().assignmentId(),
            null,
            null,
            null));
    List<Offer> next =
        Awaitility.await("the others are asked again, who handed it back is not")
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(50))
            .until(
                () -> database.read(sql -> offers.live(sql, List.of(route))),
                live -> live.size() == 99);
    assertThat(next).extracting(Offer::memberId).doesNotContain(winner.member().id());
  }

  @Test
  @DisplayName("P2: the same accept and a claim from many threads at once: one assignment")
  void oneOfferManyTimes() throws InterruptedException {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Actor ada = actor(stage, "ada", Tier.COMMUNITY);
    Actor sue = actor(stage, "sue", Tier.SPECIALIST);
    Person adaCalls = new Person(stage.community, "ada", "contributor");
    presence.renew(ada.member().id(), "test");
    UUID route = stage.submit();
    UUID offer =
        Awaitility.await()
            .atMost(Duration.ofSeconds(15))
            .until(() -> adaCalls.offerOf(route), found -> found != null);
    List<Callable<String>> commands = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      commands.add(() -> outcome(taking.accept(ada.caller(), ada.member(), offer, null)));
      commands.add(() -> outcome(taking.claim(sue.caller(), sue.member(), route, null)));
    }
    List<String> outcomes = atOnce(commands);
    // Whoever has it has it however often she asks.
    assertThat(outcomes).containsOnly("won", "ALREADY_TAKEN");
    assertThat(outcomes).filteredOn("won"::equals).hasSize(10);
    assertThat(
            database.<Long>read(sql ->
                sql.one(
                    "select count(*) as n from assignment where route_id = ?",
                    r -> r.bigint("n"),
                    route)))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("P2: the same key from many threads at once: one command, everybody the same answer")
  void oneKeyManyTimes() throws InterruptedException {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Actor ada = actor(stage, "ada", Tier.COMMUNITY);
    presence.renew(ada.member().id(), "test");
    UUID route = stage.submit();
    UUID offer =
        Awaitility.await()
            .atMost(Duration.ofSeconds(15))
            .until(
                () -> new Person(stage.community, "ada", "contributor").offerOf(route),
                found -> found != null);
    List<UUID> answers =
        atOnce(
            Stream.generate(() ->
                    (Callable<UUID>)
                        () ->
                            RefusedCommands.result(
                                taking.accept(ada.caller(), ada.member(), offer, "k")))
                .limit(12)
                .toList());
    assertThat(Set.copyOf(answers)).hasSize(1);
  }

  @Test
  @DisplayName("two members who choose the same alias at once: one gets it, P11 the other is told")
  void oneAlias() throws InterruptedException {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    List<Person> people = Stream.of("a1", "a2", "a3", "a4", "a5", "a6").map(stage::member).toList();
    List<Integer> statuses =
        atOnce(
            people.stream()
                .<Callable<Integer>>map(p ->
                    () ->
                        p.call()
                            .body(Map.of("alias", "Merlin"))
                            .patch("/v1/members/" + p.id())
                            .statusCode())
                .toList());
    assertThat(statuses).filteredOn(s -> s == 200).hasSize(1);
    assertThat(statuses).filteredOn(s -> s == 409).hasSize(5);
  }

  @Test
  @DisplayName("P3: 200 routes, 10 members with room for 2: at no moment does one hold more")
  void nobodyIsOverbooked() throws InterruptedException {
    Stage stage = new Stage(wire, database, Stage.calm(3));
    List<Actor> crowd = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      crowd.add(actor(stage, "m" + i, Tier.COMMUNITY));
    }
    for (int i = 0; i < 3; i++) {
      crowd.add(actor(stage, "k" + i, Tier.CONTRACTOR));
    }
    List<UUID> routes = Stream.generate(Ids::next).limit(200).toList();
    Instant now = Instant.now();
    wire.heard(
        routes.stream()
            .map(id -> wire.send(stage.community, id, now, Stage.submission(Tier.COMMUNITY, TV)))
            .toList());
    // Half of them may be offered to contractors as well, who claim at the same time.
    wire.heard(
        routes.subList(0, 100).stream()
            .map(id ->
                wire.send(
                    stage.community,
                    id,
                    now,
                    new EscalationRaised(1, false, 1, 70, 0, 1, 100, Tier.CONTRACTOR, false, null)))
            .toList());
    long deadlocksBefore = deadlocks();
    AtomicBoolean over = new AtomicBoolean();
    Instant end = Instant.now().plusSeconds(120);
    List<Callable<String>> everybody = new ArrayList<>();
    for (int i = 0; i < crowd.size(); i++) {
      Actor each = crowd.get(i);
      Random chance = new Random(i);
      everybody.add(() -> live(each, routes, chance, over));
    }
    everybody.add(() -> {
      String found =
          Awaitility.await("all are closed, or somebody is overbooked")
              .pollInterval(Duration.ofMillis(20))
              .atMost(Duration.ofSeconds(150))
              .until(
                  () -> {
                    if (database.read(sql -> open(sql, stage)) == 0 || Instant.now().isAfter(end)) {
                      over.set(true);
                    }
                    return overbooked(stage);
                  },
                  wrongly -> over.get() || !wrongly.isEmpty());
      over.set(true);
      return found;
    });
    List<String> wrong = atOnce(everybody).stream().filter(s -> !s.isEmpty()).toList();
    assertThat(wrong).isEmpty();
    assertThat(database.<Long>read(sql -> open(sql, stage))).as("all are answered").isZero();
    assertThat(repair.repair()).isZero();
    assertThat(loads(stage)).isEqualTo(Map.of(0, 10));
    assertThat(
            database.<Long>read(sql ->
                sql.one(
                    "select count(*) as n from assignment where community = ? and state = 'COMPLETED'",
                    r -> r.bigint("n"),
                    stage.community)))
        .isEqualTo(200);
    assertThat(deadlocks()).as("locks are taken in one order").isEqualTo(deadlocksBefore);
  }

  /** Accepts, declines, claims, completes and hands back by chance; returns what went wrong. */
  private String live(Actor me, List<UUID> routes, Random chance, AtomicBoolean over) {
    UUID id = me.member().id();
    Instant renewed = Instant.EPOCH;
    while (!over.get()) {
      if (renewed.isBefore(Instant.now().minusSeconds(3))) {
        presence.renew(id, "test");
        renewed = Instant.now();
      }
      List<Runnable> wishes = new ArrayList<>();
      for (Offer offer : database.read(sql -> offers.liveOfMembers(sql, List.of(id)))) {
        int luck = chance.nextInt(10);
        if (luck < 6) {
          wishes.add(() ->
              RefusedCommands.result(taking.accept(me.caller(), me.member(), offer.id(), null)));
        } else if (luck < 8) {
          wishes.add(() ->
              RefusedCommands.result(
                  declining.decline(me.caller(), me.member(), offer.id(), null, null)));
        }
      }
      if (me.member().tier() != Tier.COMMUNITY) {
        UUID route = routes.get(chance.nextInt(routes.size()));
        wishes.add(
            () -> RefusedCommands.result(taking.claim(me.caller(), me.member(), route, null)));
      }
      database
          .read(sql ->
              assignments.ofMember(
                  sql, me.member().community(), id, Set.of(AssignmentState.ACTIVE), null, 10))
          .forEach(a ->
              wishes.add(
                  chance.nextInt(10) < 8
                      ? () ->
                          RefusedCommands.result(
                              working.complete(me.caller(), me.member(), a.id(), "42", null))
                      : () ->
                          RefusedCommands.result(
                              working.release(
                                  me.caller(), me.member(), a.id(), null, null, null))));
      for (Runnable wish : wishes) {
        try {
          wish.run();
        } catch (Problem refused) {
          if (!EXPECTED_REFUSALS.contains(refused.type())) {
            over.set(true);
            return refused.toString();
          }
        } catch (RuntimeException e) {
          over.set(true);
          return e.toString();
        }
      }
    }
    return "";
  }

  /** Whoever holds more than the capacity, or another number than is counted, in one snapshot. */
  private String overbooked(Stage stage) {
    List<String> found =
        database.read(sql ->
            sql.query(
                """
                select m.alias || ' holds ' || h.held || ', counted ' || l.load || ' of ' || l.capacity as who
                from member_load l join member m on m.id = l.member_id
                cross join lateral (select
                    (select count(*) from offer o where o.member_id = m.id and o.state = 'OFFERED')
                  + (select count(*) from assignment a where a.member_id = m.id and a.state = 'ACTIVE') as held) h
                where m.community = ? and (h.held > l.capacity or l.load > l.capacity or h.held <> l.load)
                """,
                row -> row.text("who"),
                stage.community));
    return String.join(", ", found);
  }

  private static long open(dev.crowdline.support.database.Sql sql, Stage stage) {
    return sql.one(
        "select count(*) as n from route where community = ? and state <> 'CLOSED'",
        r -> r.bigint("n"),
        stage.community);
  }

  private long deadlocks() {
    return database.read(sql ->
        sql.one(
            "select deadlocks as n from pg_stat_database where datname = current_database()",
            r -> r.bigint("n")));
  }

  /** How many members hold how much. */
  private Map<Integer, Integer> loads(Stage stage) {
    return database
        .read(sql ->
            sql.query(
                "select load, count(*)::integer as n from member_load where community = ? group by load",
                row -> Map.entry(row.integer("load"), row.integer("n")),
                stage.community))
        .stream()
        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  @DisplayName("P2: the same Idempotency-Key: the same status and resource, another body is 422")
  void repeatedKeys() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Map<String, Object> body = Map.of("alias", "ada", "skills", List.of(TV));
    Person ada = new Person(stage.community, "ada", "contributor");
    String registered =
        ada.call("r").body(body).post("/v1/members").then().statusCode(201).extract().path("id");
    ada.call("r")
        .body(body)
        .post("/v1/members")
        .then()
        .statusCode(201)
        .body("id", equalTo(registered));
    ada.call("r")
        .body(Map.of("alias", "Ada"))
        .post("/v1/members")
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:crowdline:problem:key-reused"));
    ada.call().body(body).post("/v1/members").then().statusCode(409);
    ada.acceptedTerms().present();
    UUID route = stage.submit();
    UUID offer =
        Awaitility.await()
            .atMost(Duration.ofSeconds(15))
            .until(() -> ada.offerOf(route), found -> found != null);
    String accepted = accept(ada, offer, "a");
    assertThat(accept(ada, offer, "a")).isEqualTo(accepted);
    assertThat(accept(ada, offer, "b")).isEqualTo(accepted);
    String messages = "/v1/assignments/" + accepted + "/messages";
    for (int i = 0; i < 3; i++) {
      ada.call("m")
          .body(Map.of("text", "Hello"))
          .post(messages)
          .then()
          .statusCode(201)
          .body("conversation", org.hamcrest.Matchers.hasSize(2));
    }
    ada.call("m").body(Map.of("text", "Bye")).post(messages).then().statusCode(422);
    String complete = "/v1/assignments/" + accepted + "/complete";
    for (int i = 0; i < 2; i++) {
      ada.call("c")
          .body(Map.of("answer", "42"))
          .post(complete)
          .then()
          .statusCode(200)
          .body("state", equalTo("COMPLETED"));
    }
    ada.call("c").body(Map.of("answer", "43")).post(complete).then().statusCode(422);
    ada.call("d").body(Map.of("answer", "42")).post(complete).then().statusCode(409);
    assertThat(stage.told(route))
        .containsExactly(
            "route-queued",
            "offers-made",
            "offer-accepted",
            "message-written",
            "assignment-completed");

    Person sue = stage.tiered("sue", "SPECIALIST");
    UUID claimed = stage.submit(Tier.SPECIALIST, TV);
    String first = claim(sue, claimed);
    assertThat(claim(sue, claimed)).isEqualTo(first);
    Person tom = stage.tiered("tom", "SPECIALIST");
    tom.call("k").post("/v1/routes/" + claimed + "/claims").then().statusCode(409);
  }

  private static String accept(Person who, UUID offer, String key) {
    return who.call(key)
        .post("/v1/offers/" + offer + "/accept")
        .then()
        .statusCode(200)
        .extract()
        .path("id");
  }

  private static String claim(Person who, UUID route) {
    return who.call("k")
        .post("/v1/routes/" + route + "/claims")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
