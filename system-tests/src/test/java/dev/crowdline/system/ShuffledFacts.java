package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.contracts.routing.OffersMade;
import dev.crowdline.contracts.routing.RouteQueued;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same story told in many orders: each service's own facts in their order, an effect never
 * before its cause, everything else as chance will have it, and some of it twice (P5, P7).
 */
@Tag("system")
@Order(30)
class ShuffledFacts {
  private static final int TELLINGS = 12;
  private static final long SEED = 20261122L;
  private static final int REWARD = 100;
  private static final Duration SOON = Duration.ofSeconds(15);

  private final Stack stack = Stack.running();
  private final FactLog log = new FactLog(stack);

  /** A fact of the story and what must have been said before it. */
  private record Told(String name, HandMadeFact fact, long version, Set<String> after) {}

  /** A synthetic request and the member who answers it. */
  private record Telling(UUID request, MemberClient member, List<Told> order) {}

  @Test
  @DisplayName(
      "a customer cancels while the member answers: sla and rewards end alike in every legal order (P5, P7)")
  void everyLegalOrderEndsAlike() {
    Community mobile = Community.register(stack, "shuffled", Pace.PRODUCT);
    Random chance = new Random(SEED);
    Instant began = Instant.now().minusSeconds(300).truncatedTo(ChronoUnit.MICROS);
    List<Telling> tellings = new ArrayList<>();
    for (int i = 0; i < TELLINGS; i++) {
      UUID request = UUID.randomUUID();
      MemberClient member = mobile.contributor("member-" + i, "nobody-asks", 1);
      tellings.add(
          new Telling(request, member, shuffled(story(mobile, request, member, began), chance)));
    }
    assertThat(tellings.stream().map(t -> t.order().stream().map(Told::name).toList()).distinct())
        .as("different orders")
        .hasSizeGreaterThan(TELLINGS / 3);
    tellings.forEach(telling -> log.say(Topic.REQUESTS, withRepeats(telling, chance)));

    for (Telling telling : tellings) {
      await("it is paid in the order " + telling.order().stream().map(Told::name).toList())
          .atMost(SOON)
          .until(() -> telling.member().wallet().path("balance").asInt() == REWARD);
      await("its clocks have ended").atMost(SOON).until(() -> clocks(mobile, telling) != null);
    }
    assertThat(tellings.stream().map(telling -> clocks(mobile, telling)).distinct())
        .as("states of sla")
        .hasSize(1);
    assertThat(tellings.stream().map(ShuffledFacts::statement).distinct())
        .as("statements of rewards")
        .hasSize(1);
    assertThat(mobile.operator().get("/v1/ledger/check").must(200).path("sum").asLong()).isZero();
  }

  @Test
  @DisplayName("routing's facts told again and again change nothing in intake (P6, P7)")
  void aRepeatChangesNothing() {
    Community mobile = Community.register(stack, "repeated", Pace.PRODUCT);
    MemberClient ada = mobile.contributor("Ada", "nobody-asks", 1);
    List<JsonNode> conversations = new ArrayList<>();
    for (int times = 1; times <= 3; times++) {
      CustomerPage page =
          mobile.ask("Is it once?", "needs", List.of(Map.of("skill", "unheard-of", "level", 5)));
      List<Told> routings =
          story(mobile, page.id(), ada, Instant.now()).stream()
              .filter(told -> told.fact().service().equals("routing"))
              .toList();
      for (int i = 0; i < times; i++) {
        log.say(
            Topic.REQUESTS,
            routings.stream().map(told -> told.fact().record(told.version())).toList());
      }
      page.awaitStatus("ANSWERED", SOON);
      conversations.add(page.conversation());
    }
    assertThat(conversations)
        .allSatisfy(conversation ->
            assertThat(Json.items(conversation.path("messages")))
                .extracting(message -> message.path("kind").asText())
                .containsExactly("QUESTION", "MESSAGE", "ANSWER"));
  }

  private List<Told> story(Community mobile, UUID request, MemberClient member, Instant began) {
    UUID offer = UUID.randomUUID();
    UUID assignment = UUID.randomUUID();
    List<Need> needs = List.of(new Need("unheard-of", 5));
    Map<String, Object> facts = new HashMap<>();
    facts.put("submitted", HandMadeFact.submission("Is it once?", needs));
    facts.put("wrote back", new MessageAdded(UUID.randomUUID(), "Never mind", null, null));
    facts.put("cancelled", new RequestCancelled(RequestCancelled.By.INTEGRATOR, null, null));
    facts.put("queued", new RouteQueued(1, RouteQueued.Reason.SUBMITTED, needs, Tier.COMMUNITY));
    facts.put(
        "offered",
        new OffersMade(
            1, 1, REWARD, began.plusSeconds(60), List.of(new OffersMade.Made(offer, member.id()))));
    facts.put(
        "accepted",
        new OfferAccepted(
            offer, assignment, member.id(), member.alias(), Tier.COMMUNITY, 1, REWARD, List.of()));
    facts.put(
        "asked",
        new MessageWritten(
            UUID.randomUUID(),
            assignment,
            member.id(),
            member.alias(),
            Tier.COMMUNITY,
            true,
            "Which one?",
            null,
            null));
    facts.put(
        "completed",
        new AssignmentCompleted(
            assignment,
            member.id(),
            member.alias(),
            Tier.COMMUNITY,
            1,
            REWARD,
            UUID.randomUUID(),
            "That one",
            null,
            null));
    List<Told> story = new ArrayList<>();
    Map<String, Long> versions = new HashMap<>();
    // In the order in which it happened; the last column is what the stating service had heard.
    for (String[] line :
        new String[][] {
          {"submitted", ""},
          {"queued", "submitted"},
          {"offered", "queued"},
          {"accepted", "offered"},
          {"asked", "accepted"},
          {"wrote back", "submitted"},
          {"completed", "asked"},
          {"cancelled", "wrote back"}
        }) {
      HandMadeFact fact =
          HandMadeFact.of(
              log,
              Topic.REQUESTS,
              request.toString(),
              mobile.id(),
              began.plusSeconds(10L * story.size()),
              facts.get(line[0]));
      story.add(
          new Told(
              line[0],
              fact,
              versions.merge(fact.service(), 1L, Long::sum),
              line[1].isEmpty() ? Set.of() : Set.of(line[1].split(",", -1))));
    }
    return story;
  }

  /** A random order that keeps what must be kept. */
  private static List<Told> shuffled(List<Told> story, Random chance) {
    List<Told> left = new ArrayList<>(story);
    List<Told> order = new ArrayList<>();
    Set<String> said = new HashSet<>();
    while (!left.isEmpty()) {
      List<Told> possible =
          left.stream()
              .filter(told -> said.containsAll(told.after()))
              .filter(told ->
                  left.stream()
                      .noneMatch(other ->
                          other.fact().service().equals(told.fact().service())
                              && other.version() < told.version()))
              .toList();
      Told next = possible.get(chance.nextInt(possible.size()));
      left.remove(next);
      order.add(next);
      said.add(next.name());
    }
    return order;
  }

  /** At least once: some of what was said is said again later. */
  private static List<ProducerRecord<String, byte[]>> withRepeats(Telling telling, Random chance) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    List<ProducerRecord<String, byte[]>> said = new ArrayList<>();
    for (Told told : telling.order()) {
      ProducerRecord<String, byte[]> record = told.fact().record(told.version());
      records.add(record);
      said.add(record);
      if (chance.nextInt(3) == 0) {
        records.add(said.get(chance.nextInt(said.size())));
      }
    }
    return records;
  }

  /** What sla says of it without whose it is; null while it is not finished. */
  private static JsonNode clocks(Community community, Telling telling) {
    Api.Answer answer = community.operator().get("/v1/clocks/" + telling.request());
    if (answer.status() != 200 || !answer.body().path("status").asText().equals("CANCELLED")) {
      return null;
    }
    ObjectNode same = (ObjectNode) answer.body();
    same.remove("requestId");
    // Each telling has an assignment of its own.
    same.findParents("assignmentId").forEach(each -> ((ObjectNode) each).remove("assignmentId"));
    return same;
  }

  private static List<String> statement(Telling telling) {
    return Json.items(
            telling.member().api().get("/v1/wallets/me/statement").must(200).path("items"))
        .stream()
        .map(line ->
            line.path("kind").asText()
                + " "
                + line.path("amount").asLong()
                + " "
                + line.path("balance").asLong()
                + " "
                + line.path("held").asLong())
        .toList();
  }
}
