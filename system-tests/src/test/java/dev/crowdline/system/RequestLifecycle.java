package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import dev.crowdline.system.FactLog.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The life of a request, told as a story: what a customer, the members, a specialist and the
 * company see of it, and what the services tell each other meanwhile. The communities live in demo
 * time: an offer stands 15 seconds, a member must act within 20, an urgent request is late after
 * 30.
 */
@Tag("system")
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class RequestLifecycle {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);
  private static final Duration OFFER = Duration.ofSeconds(15);
  private static final Duration FIRST_ACTION = Duration.ofSeconds(20);
  private static final int REWARD = 100;

  private final Stack stack = Stack.running();
  private final FactLog facts = new FactLog(stack);

  @Test
  @DisplayName("a question is asked, offered, answered, confirmed and paid (P2, P5, P7)")
  void aQuestionIsAskedOfferedAnsweredConfirmedAndPaid() {
    // A mobile operator has a community; three of its members know roaming and are online.
    Community mobile =
        Community.register(stack, "story", Pace.DEMO)
            .understanding("roaming", "roaming", 2, "roaming", "abroad");
    try (MemberClient ada = mobile.contributor("Ada", "roaming", 4).online();
        MemberClient ben = mobile.contributor("Ben", "roaming", 3).online();
        MemberClient cleo = mobile.contributor("Cleo", "roaming", 2, "billing", 5).online()) {

      // A customer asks. The company's own system posts it, with an API key.
      CustomerPage customer =
          mobile.ask(
              "Roaming does not work here in Norway",
              "channel",
              "web",
              "customer",
              Map.of("name", "Grace Hopper", "email", "grace@example.org"));
      assertThat(customer.request().path("understood").asBoolean()).isTrue();
      assertThat(customer.request().path("topic").asText()).isEqualTo("roaming");
      assertThat(customer.request().path("needs").path(0).path("skill").asText())
          .isEqualTo("roaming");
      String customerAlias = customer.request().path("alias").asText();
      assertThat(customerAlias).isNotBlank().doesNotContain("Grace");

      // All three are offered it, and each may ask why.
      JsonNode adasOffer = ada.awaitOffer(customer);
      JsonNode bensOffer = ben.awaitOffer(customer);
      JsonNode cleosOffer = cleo.awaitOffer(customer);
      for (JsonNode offer : List.of(adasOffer, bensOffer, cleosOffer)) {
        assertThat(offer.path("text").asText()).isEqualTo("Roaming does not work here in Norway");
        assertThat(offer.path("reward").asInt()).isEqualTo(REWARD);
        assertThat(offer.path("customerAlias").asText()).isEqualTo(customerAlias);
        assertThat(Instant.parse(offer.path("deadline").asText()))
            .isBetween(Instant.now(), Instant.now().plus(OFFER));
      }
      explained(ada, adasOffer);
      explained(ben, bensOffer);
      explained(cleo, cleosOffer);

      // Ben is the first to accept. The others are told within a second.
      Instant accepting = Instant.now();
      JsonNode work = ben.accept(bensOffer);
      for (MemberClient loser : List.of(ada, cleo)) {
        JsonNode offer = loser == ada ? adasOffer : cleosOffer;
        MemberClient.Push told = loser.awaitEnd(offer, SOON);
        assertThat(told.message().path("state").asText()).isEqualTo("WITHDRAWN");
        assertThat(Duration.between(accepting, told.at())).isLessThan(ONE_SECOND);
      }
      JsonNode tooLate = ada.tryAccept(adasOffer);
      assertThat(tooLate.path("status").asInt()).isEqualTo(409);
      assertThat(tooLate.path("problem").path("detail").asText()).isNotBlank();

      // Ben asks back. While the ball is with the customer, the clocks stand still.
      ben.ask(work, "Which phone do you have?");
      JsonNode question = customer.awaitMessage("Which phone do you have?");
      assertThat(question.path("author").asText()).isEqualTo("MEMBER");
      assertThat(question.path("alias").asText()).isEqualTo("Ben");
      assertThat(customer.conversation().path("helper").path("tier").asText())
          .isEqualTo("COMMUNITY");
      assertThat(customer.conversation().path("request").path("waitingOn").asText())
          .isEqualTo("CUSTOMER");
      assertThat(ben.assignment(work).path("pausedAt").isMissingNode()).isFalse();
      await("the resolution clock stands")
          .atMost(SOON)
          .until(
              () -> clock(mobile, customer, "RESOLUTION").path("state").asText().equals("PAUSED"));

      // The customer answers on the page that the link opened.
      customer.write("A Fairphone");
      ben.awaitPush(
          "assignment",
          m ->
              Json.items(m.path("assignment").path("conversation")).stream()
                  .anyMatch(said -> said.path("text").asText().equals("A Fairphone")));
      assertThat(ben.assignment(work).path("pausedAt").isMissingNode()).isTrue();

      // Ben answers, and his points are held until somebody confirms.
      ben.complete(work, "Settings, Network, SIM, switch on Roaming");
      customer.awaitStatus("ANSWERED", SOON);
      JsonNode answer = customer.awaitMessage("Settings, Network, SIM, switch on Roaming");
      assertThat(answer.path("kind").asText()).isEqualTo("ANSWER");
      awaitWallet(ben, 0, REWARD);

      // The customer says that it helped, and thanks.
      assertThat(customer.solved().path("request").path("status").asText()).isEqualTo("RESOLVED");
      assertThat(customer.rate(5, "You saved my holiday").path("rating").path("stars").asInt())
          .isEqualTo(5);

      // The points are Ben's, once, and the statement says why.
      awaitWallet(ben, REWARD, 0);
      List<JsonNode> statement =
          Json.items(ben.api().get("/v1/wallets/me/statement").must(200).path("items"));
      assertThat(statement).extracting(line -> line.path("state").asText()).containsExactly("PAID");
      assertThat(statement)
          .allSatisfy(line -> {
            assertThat(line.path("requestId").asText()).isEqualTo(customer.id().toString());
            assertThat(line.path("explanation").asText()).isNotBlank();
          });
      ledgerAddsUp(mobile);

      // All three targets were met, and the facts tell the same story, in order.
      for (String clock : List.of("TIME_TO_ACCEPT", "FIRST_RESPONSE", "RESOLUTION")) {
        await(clock + " is met")
            .atMost(SOON)
            .until(() -> clock(mobile, customer, clock).path("state").asText().equals("MET"));
      }
      List<Said> said = awaitFacts(customer.id(), "rewards.points-released", 1);
      assertThat(said)
          .extracting(Said::type)
          .containsSubsequence(
              "intake.request-submitted",
              "routing.route-queued",
              "routing.offers-made",
              "routing.offer-accepted",
              "routing.message-written",
              "intake.message-added",
              "routing.assignment-completed",
              "intake.request-answered",
              "intake.request-resolved",
              "rewards.points-released")
          .containsSubsequence(
              "routing.assignment-completed", "rewards.points-held", "rewards.points-released")
          .containsOnlyOnce(
              "routing.offer-accepted", "rewards.points-held", "rewards.points-released");
      awaitFacts(customer.id(), "sla.target-met", 3);
      keepsTheContract(customer.id(), mobile);
    }
  }

  @Test
  @DisplayName("silence before accepting: the offer expires, the next member is asked (P4, P10)")
  void whoDoesNotAnswerAnOfferIsNotWaitedFor() {
    Community mobile = Community.register(stack, "silent", Pace.DEMO);
    try (MemberClient ada = mobile.contributor("Ada", "roaming", 3).online()) {
      CustomerPage customer = mobile.ask("Is roaming expensive?", "needs", needs("roaming", 2));
      JsonNode adasOffer = ada.awaitOffer(customer);
      Instant deadline = Instant.parse(adasOffer.path("deadline").asText());

      // Ada does nothing. Ben comes online meanwhile and is asked as well: no need to wait for her.
      try (MemberClient ben = mobile.contributor("Ben", "roaming", 3).online()) {
        MemberClient.Push expired = ada.awaitEnd(adasOffer, OFFER.plus(SOON));
        assertThat(expired.message().path("state").asText()).isEqualTo("EXPIRED");
        assertThat(expired.at()).as("never early").isAfterOrEqualTo(deadline);
        assertThat(Duration.between(deadline, expired.at()))
            .as("and soon after")
            .isLessThan(ONE_SECOND);
        JsonNode tooLate = ada.tryAccept(adasOffer);
        assertThat(tooLate.path("status").asInt()).isEqualTo(410);

        JsonNode bensOffer = ben.awaitOffer(customer, OFFER);
        ben.complete(ben.accept(bensOffer), "Not within the Union");
        customer.awaitStatus("ANSWERED", SOON);
      }
      Said miss =
          awaitFacts(customer.id(), "routing.offers-expired", 1).stream()
              .filter(said -> said.type().equals("routing.offers-expired"))
              .findFirst()
              .orElseThrow();
      assertThat(miss.data().path("offers").path(0).path("shown").asBoolean())
          .as("it counts as a miss because Ada's client had shown it")
          .isTrue();
    }
  }

  @Test
  @DisplayName("silence after accepting: warned, taken back, passed on with the draft (P2, P4)")
  void workThatIsDroppedGoesOnWithItsDraft() {
    Community mobile = Community.register(stack, "dropped", Pace.DEMO);
    try (MemberClient ada = mobile.contributor("Ada", "roaming", 5).online()) {
      CustomerPage customer = mobile.ask("Roaming in Peru?", "needs", needs("roaming", 2));

      // Ada accepts, begins a draft, and is not heard of again.
      JsonNode work = ada.accept(ada.awaitOffer(customer));
      ada.draft(work, "In Peru");
      try (MemberClient ben = mobile.contributor("Ben", "roaming", 3).online()) {
        MemberClient.Push warning =
            ada.awaitPush(
                "warning", m -> m.path("clock").asText().equals("FIRST_ACTION"), FIRST_ACTION);
        assertThat(warning.at()).isBefore(Instant.parse(work.path("firstActionDueAt").asText()));
        ada.awaitPush(
            "assignment-ended",
            m -> m.toString().contains(work.path("id").asText()),
            FIRST_ACTION.plus(SOON));

        // Ben is asked, finds what Ada had, and finishes it.
        JsonNode bensWork = ben.accept(ben.awaitOffer(customer, FIRST_ACTION));
        assertThat(bensWork.at("/earlierDrafts/0/text").asText()).isEqualTo("In Peru");
        assertThat(bensWork.path("draft").asText()).isEmpty();
        ben.complete(bensWork, "In Peru you need the World package");
        customer.awaitStatus("ANSWERED", SOON);
        assertThat(customer.conversation().path("helper").path("alias").asText()).isEqualTo("Ben");
        assertThat(
                ada.api()
                    .post(
                        "/v1/assignments/" + work.path("id").asText() + "/complete",
                        Map.of("answer", "too late"))
                    .status())
            .isEqualTo(409);
      }

      // She was not asked again in this round, and is not paid.
      List<Said> said = awaitFacts(customer.id(), "rewards.points-held", 1);
      assertThat(said)
          .extracting(Said::type)
          .containsSubsequence(
              "routing.offer-accepted",
              "routing.assignment-warned",
              "routing.assignment-timed-out",
              "routing.offers-made",
              "routing.offer-accepted",
              "routing.assignment-completed",
              "rewards.points-held");
      assertThat(offersTo(ada, said)).isEqualTo(1);
      assertThat(ada.wallet().path("held").asInt()).isZero();
      keepsTheContract(customer.id(), mobile);
    }
  }

  @Test
  @DisplayName(
      "nobody is there: it escalates, a specialist claims it; another is exhausted (P4, P14)")
  void whatIsLateGoesToASpecialist() {
    Community mobile = Community.register(stack, "late", Pace.DEMO);
    MemberClient sol = mobile.member("Sol", Tier.SPECIALIST, 2, "billing", 5);
    MemberClient kim = mobile.member("Kim", Tier.CONTRACTOR, 2, "billing", 5);
    MemberClient ada = mobile.contributor("Ada", "billing", 1);
    CustomerPage claimed =
        mobile.ask("My bill is wrong", "needs", needs("billing", 3), "priority", "URGENT");
    CustomerPage left =
        mobile.ask("My bill is wrong, too", "needs", needs("billing", 3), "priority", "URGENT");

    // After three quarters of its time it is on the overdue list, which says what was tried.
    JsonNode late =
        await("it is on the overdue list")
            .atMost(Duration.ofSeconds(40))
            .until(() -> overdue(sol, claimed), item -> item != null);
    assertThat(Json.items(late.path("escalations")))
        .extracting(step -> step.path("action").asText())
        .isNotEmpty()
        .allSatisfy(action -> assertThat(action).isNotBlank());
    assertThat(late.path("takenBy").isMissingNode()).isTrue();

    // A contributor may not take from the list; the specialist does, and answers.
    String claims = "/v1/routes/" + claimed.id() + "/claims";
    assertThat(ada.api().post(claims).status()).isEqualTo(403);
    JsonNode work = sol.api().post(claims).must(201);
    assertThat(sol.api().post(claims).must(201).path("id")).as("again").isEqualTo(work.path("id"));
    assertThat(kim.api().post(claims).status()).as("it is taken").isEqualTo(409);
    await("the list says who has it")
        .atMost(SOON)
        .until(() -> {
          JsonNode now = overdue(sol, claimed);
          return now == null || now.path("takenBy").path("alias").asText().equals("Sol");
        });
    sol.complete(work, "It was corrected");
    claimed.awaitStatus("ANSWERED", SOON);
    claimed.solved();
    List<Said> said = awaitFacts(claimed.id(), "intake.request-resolved", 1);
    assertThat(said)
        .extracting(Said::type)
        .containsSubsequence(
            "sla.escalation-raised", "routing.route-claimed", "routing.assignment-completed")
        .as("specialists earn no points")
        .doesNotContain("rewards.points-held");

    // The other one runs out of steps. The customer is told honestly, the operator is alerted, and
    // whoever suits and comes online is asked all the same.
    await("no step is left")
        .atMost(Duration.ofSeconds(40))
        .until(() -> route(mobile, left).path("state").asText().equals("EXHAUSTED"));
    await("the customer is told")
        .atMost(SOON)
        .until(() ->
            Json.items(left.conversation().path("messages")).stream()
                .anyMatch(m -> m.path("kind").asText().equals("NOTICE")));
    await("the operator is alerted")
        .atMost(SOON)
        .until(() ->
            mobile
                .operator()
                .get("/v1/overview")
                .must(200)
                .path("alerts")
                .toString()
                .contains(left.id().toString()));
    assertThat(route(mobile, left).path("whatHappensNext")).isNotEmpty();
    try (MemberClient late2 = sol.online()) {
      JsonNode offer = late2.awaitOffer(left);
      assertThat(offer.path("reward").asInt()).as("raised by an escalation").isGreaterThan(200);
      late2.complete(late2.accept(offer), "This one as well");
      left.awaitStatus("ANSWERED", SOON);
    }
    keepsTheContract(left.id(), mobile);
  }

  @Test
  @DisplayName("it did not help: a new round begins, the held points are voided (P5)")
  void anAnswerThatDidNotHelpIsNotPaid() {
    Community mobile = Community.register(stack, "again", Pace.DEMO);
    try (MemberClient ada = mobile.contributor("Ada", "esim", 4).online()) {
      CustomerPage customer = mobile.ask("My eSIM is gone", "needs", needs("esim", 1));
      ada.complete(ada.accept(ada.awaitOffer(customer)), "Restart it");
      customer.awaitStatus("ANSWERED", SOON);
      awaitWallet(ada, 0, REWARD);
      assertThat(customer.notSolved("Still gone").path("request").path("round").asInt())
          .isEqualTo(2);
      awaitWallet(ada, 0, 0);

      JsonNode again =
          ada.awaitPush(
                  "offer",
                  m ->
                      m.path("offer").path("routeId").asText().equals(customer.id().toString())
                          && m.path("offer").path("round").asInt() == 2)
              .message()
              .path("offer");
      ada.complete(ada.accept(again), "Ask for a fresh code in the app");
      customer.awaitStatus("ANSWERED", SOON);
      customer.rate(4, "");
      assertThat(customer.status()).isEqualTo("RESOLVED");
      awaitWallet(ada, REWARD, 0);
      ledgerAddsUp(mobile);
      assertThat(awaitFacts(customer.id(), "rewards.points-released", 1))
          .extracting(Said::type)
          .as("in the order of each service, and causes before effects")
          .containsSubsequence(
              "rewards.points-held",
              "rewards.points-voided",
              "rewards.points-held",
              "rewards.points-released")
          .containsSubsequence("intake.request-reopened", "rewards.points-voided")
          .containsSubsequence(
              "intake.request-reopened", "intake.request-resolved", "rewards.points-released");
    }
  }

  @Test
  @DisplayName("the customer wants staff: nobody below sees it any more (P14)")
  void theMinimumTierHolds() {
    Community mobile = Community.register(stack, "staff", Pace.DEMO);
    try (MemberClient ada = mobile.contributor("Ada", "billing", 5).online();
        MemberClient kim = mobile.member("Kim", Tier.CONTRACTOR, 2, "billing", 5).online();
        MemberClient sol = mobile.member("Sol", Tier.SPECIALIST, 2, "billing", 5).online()) {
      CustomerPage customer = mobile.ask("I want my money back", "needs", needs("billing", 2));
      JsonNode adasOffer = ada.awaitOffer(customer);
      customer.wantStaff();
      assertThat(ada.awaitEnd(adasOffer, SOON).message().path("state").asText())
          .isEqualTo("WITHDRAWN");
      assertThat(ada.api().get("/v1/offers/" + adasOffer.path("id").asText()).status())
          .isEqualTo(404);
      assertThat(ada.tryAccept(adasOffer).path("status").asInt()).isIn(404, 409, 410);

      // Only the specialist is asked, and a contractor may neither read nor claim it.
      JsonNode offer = sol.awaitOffer(customer);
      assertThat(offer.path("minimumTier").asText()).isEqualTo("SPECIALIST");
      assertThat(kim.api().get("/v1/routes/" + customer.id()).status()).isEqualTo(404);
      assertThat(kim.api().post("/v1/routes/" + customer.id() + "/claims").status()).isEqualTo(404);
      sol.complete(sol.accept(offer), "You get it back");
      customer.awaitStatus("ANSWERED", SOON);
      assertThat(kim.wasOffered(customer)).isFalse();
      assertThat(Stream.of(ada, kim))
          .allSatisfy(member ->
              assertThat(member.api().get("/v1/offers").must(200).path("items")).isEmpty());
    }
  }

  @Test
  @DisplayName("silence confirms: nobody must thank for the points to be paid (P5)")
  void silenceConfirms() {
    Community mobile = Community.register(stack, "quiet", Pace.DEMO);
    try (MemberClient ada = mobile.contributor("Ada", "network", 4).online()) {
      CustomerPage customer = mobile.ask("No signal", "needs", needs("network", 1));
      ada.complete(ada.accept(ada.awaitOffer(customer)), "Flight mode on and off");
      customer.awaitStatus("ANSWERED", SOON);
      Instant confirmsAt =
          Instant.parse(customer.conversation().path("request").path("confirmsAt").asText());
      customer.awaitStatus("RESOLVED", Duration.ofSeconds(75));
      assertThat(Instant.now()).isAfterOrEqualTo(confirmsAt);
      awaitWallet(ada, REWARD, 0);
    }
  }

  private static List<Map<String, Object>> needs(String skill, int level) {
    return List.of(Map.of("skill", skill, "level", level));
  }

  /** Parts that add up to the score, each with a reason, and what happens next. */
  private static void explained(MemberClient member, JsonNode offer) {
    JsonNode why =
        member.api().get("/v1/offers/" + offer.path("id").asText() + "/explanation").must(200);
    assertThat(why.path("considered").asInt()).isEqualTo(3);
    assertThat(why.path("whatHappensNext")).isNotEmpty();
    double sum = 0;
    for (JsonNode part : why.path("parts")) {
      assertThat(part.path("because").asText()).isNotBlank();
      assertThat(part.path("contribution").asDouble())
          .isCloseTo(part.path("weight").asDouble() * part.path("value").asDouble(), within(0.001));
      sum += part.path("contribution").asDouble();
    }
    assertThat(sum).isPositive().isCloseTo(why.path("score").asDouble(), within(0.001));
  }

  private static JsonNode clock(Community community, CustomerPage customer, String kind) {
    Api.Answer answer = community.operator().get("/v1/clocks/" + customer.id());
    return answer.status() != 200
        ? Json.parse("{}")
        : Json.items(answer.body().path("clocks")).stream()
            .filter(clock -> clock.path("kind").asText().equals(kind))
            .findFirst()
            .orElseThrow();
  }

  private static JsonNode route(Community community, CustomerPage customer) {
    return community.operator().get("/v1/routes/" + customer.id()).must(200);
  }

  private static JsonNode overdue(MemberClient specialist, CustomerPage customer) {
    return Json.items(specialist.api().get("/v1/overdue").must(200).path("items")).stream()
        .filter(item -> item.path("requestId").asText().equals(customer.id().toString()))
        .findFirst()
        .orElse(null);
  }

  private static void awaitWallet(MemberClient member, int balance, int held) {
    await("%s has %d and %d held".formatted(member.alias(), balance, held))
        .atMost(SOON)
        .untilAsserted(() -> {
          JsonNode wallet = member.wallet();
          assertThat(wallet.path("balance").asInt()).isEqualTo(balance);
          assertThat(wallet.path("held").asInt()).isEqualTo(held);
        });
  }

  private static void ledgerAddsUp(Community community) {
    JsonNode check = community.operator().get("/v1/ledger/check").must(200);
    assertThat(check.path("sum").asLong()).isZero();
    assertThat(check.path("negativeWallets").asLong()).isZero();
  }

  private List<Said> awaitFacts(UUID request, String type, int count) {
    return await(count + " x " + type + " of " + request)
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> facts.about(request),
            said -> said.stream().filter(each -> each.type().equals(type)).count() >= count);
  }

  private static long offersTo(MemberClient member, List<Said> said) {
    return said.stream()
        .filter(each -> each.type().equals("routing.offers-made"))
        .filter(each -> each.data().toString().contains(member.id().toString()))
        .count();
  }

  /** What every reader of the facts may rely on, whatever the story was. */
  private void keepsTheContract(UUID request, Community community) {
    List<Said> said = facts.about(request);
    Map<String, Long> versions = new HashMap<>();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < said.size(); i++) {
      Said fact = said.get(i);
      assertThat(FactSchemas.violations(fact)).isEmpty();
      assertThat(fact.event().getSubject()).isEqualTo(request.toString());
      assertThat(fact.event().getExtension("community")).isEqualTo(community.id());
      assertThat(fact.version())
          .as("%s counts without a gap", fact.source())
          .isEqualTo(versions.merge(fact.source(), 1L, Long::sum));
      Object cause = fact.event().getExtension("causationid");
      if (cause != null && places.containsKey(cause.toString())) {
        assertThat(places.get(cause.toString())).isLessThan(i);
      }
      places.put(fact.event().getId(), i);
    }
    assertThat(places).as("ids are made once").hasSameSizeAs(said);
    assertThat(said)
        .filteredOn(fact -> fact.event().getExtension("causationid") != null)
        .as("a cause about this request stands before its effect")
        .allSatisfy(fact ->
            assertThat(places)
                .containsKey(String.valueOf(fact.event().getExtension("causationid"))));
  }
}
