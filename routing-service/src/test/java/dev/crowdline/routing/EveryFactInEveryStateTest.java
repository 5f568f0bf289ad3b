package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.MinimumTierRaised;
import dev.crowdline.contracts.intake.PriorityRaised;
import dev.crowdline.contracts.intake.RequestCancelled;
import dev.crowdline.contracts.intake.RequestClosed;
import dev.crowdline.contracts.intake.RequestErased;
import dev.crowdline.contracts.intake.RequestLinked;
import dev.crowdline.contracts.intake.RequestRated;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.intake.RequestSplit;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.intake.RequestUnderstood;
import dev.crowdline.contracts.intake.StaffWrote;
import dev.crowdline.contracts.rewards.AnswerReviewed;
import dev.crowdline.contracts.sla.EscalationRaised;
import dev.crowdline.contracts.sla.EscalationWithdrawn;
import dev.crowdline.contracts.sla.PolicyApplied;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Stream;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A fact cannot be refused: for every state of a route and every fact, what happens is written down
 * in docs/services/routing.md, and it is what happens.
 */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class EveryFactInEveryStateTest {
  private static final Path DOCUMENT = Path.of("../docs/services/routing.md");
  private static final Need RARE = new Need("rare", 1);
  private static final String UNKNOWN = "unknown";
  private static final String PAUSED = "ASSIGNED, the customer's turn";
  private static final List<String> STATES =
      List.of(UNKNOWN, "QUEUED", "OFFERED", "ASSIGNED", PAUSED, "EXHAUSTED", "CLOSED");

  @Inject Wire wire;
  @Inject Database database;

  private Stage stage;
  private Person ada;
  private final Map<UUID, RequestSubmitted> submissions = new HashMap<>();
  private final Map<UUID, UUID> assignments = new HashMap<>();

  /** A pair of the table, tried on a route of its own. */
  private record Pair(String state, String fact, UUID route) {}

  /** All that is stored of a route, but for its deadline, which every sweep may move. */
  private record Stored(String state, String row, String offers, String work, long messages) {}

  private Map<String, Object> facts(UUID route) {
    UUID answered = assignments.computeIfAbsent(route, id -> Ids.next());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("request-submitted", submission(route));
    facts.put("message-added", new MessageAdded(route, "Hello?", 1, null));
    facts.put("staff-wrote", new StaffWrote(route, "We look into it."));
    facts.put("priority-raised", new PriorityRaised(Priority.URGENT));
    facts.put(
        "request-understood", new RequestUnderstood("television", List.of(new Need("rare", 2))));
    facts.put("minimum-tier-raised", new MinimumTierRaised(Tier.SPECIALIST));
    facts.put(
        "request-reopened",
        new RequestReopened(2, RequestReopened.Reason.NOT_SOLVED, answered, ada.id()));
    facts.put(
        "request-cancelled", new RequestCancelled(RequestCancelled.By.CUSTOMER_SILENT, null, null));
    facts.put("request-closed", new RequestClosed(RequestClosed.By.INCIDENT, answered, 1, null));
    facts.put("request-linked", new RequestLinked(answered));
    facts.put("request-split", new RequestSplit(answered, 2));
    facts.put(
        "request-resolved",
        new RequestResolved(answered, ada.id(), 1, RequestResolved.By.CUSTOMER, null));
    facts.put("request-rated", new RequestRated(answered, ada.id(), 5, true, "It works!"));
    facts.put("request-erased", new RequestErased(route, RequestErased.Why.CUSTOMER));
    facts.put(
        "escalation-raised", new EscalationRaised(1, false, 1, 25, 1, 1, 100, null, false, null));
    facts.put(
        "escalation-raised (last)",
        new EscalationRaised(5, true, 1, 100, 0, 1, 100, null, true, null));
    facts.put("policy-applied", new PolicyApplied(2, true));
    facts.put("policy-applied (no step left)", new PolicyApplied(2, false));
    facts.put("request-submitted (later words)", new Wire.Later(submission(route), "NORMAL"));
    facts.put(
        "priority-raised (a later word)",
        new Wire.Later(new PriorityRaised(Priority.URGENT), "URGENT"));
    facts.put(
        "minimum-tier-raised (a later word)",
        new Wire.Later(new MinimumTierRaised(Tier.CONTRACTOR), "CONTRACTOR"));
    facts.put(
        "request-reopened (a later word)",
        new Wire.Later(
            new RequestReopened(2, RequestReopened.Reason.NOT_SOLVED, answered, ada.id()),
            "NOT_SOLVED"));
    facts.put(
        "request-cancelled (a later word)",
        new Wire.Later(new RequestCancelled(RequestCancelled.By.OPERATOR, null, null), "OPERATOR"));
    facts.put(
        "request-closed (a later word)",
        new Wire.Later(new RequestClosed(RequestClosed.By.DESK, answered, 1, null), "DESK"));
    facts.put(
        "request-resolved (a later word)",
        new Wire.Later(
            new RequestResolved(answered, ada.id(), 1, RequestResolved.By.CUSTOMER, null),
            "CUSTOMER"));
    facts.put(
        "escalation-raised (a later word)",
        new Wire.Later(
            new EscalationRaised(1, false, 1, 25, 1, 1, 100, Tier.CONTRACTOR, false, null),
            "CONTRACTOR"));
    facts.put(
        "answer-reviewed",
        new AnswerReviewed(
            route, answered, ada.id(), AnswerReviewed.Verdict.WRONG, null, 1, false));
    facts.put("any other", new EscalationWithdrawn(1, 1, null));
    return facts;
  }

  private RequestSubmitted submission(UUID route) {
    return submissions.computeIfAbsent(route, id -> Stage.submission(Tier.COMMUNITY, Stage.TV));
  }

  @Test
  @DisplayName("every (state, fact) pair has the outcome of the document; a repeat has none")
  void table() throws IOException {
    stage = new Stage(wire, database, Stage.calm(1));
    ada =
        new Person(stage.community, "ada", "contributor")
            .registeredAs("COMMUNITY", 100, Stage.TV)
            .acceptedTerms();
    List<Pair> pairs = new ArrayList<>();
    for (String state : STATES) {
      for (String fact : facts(Ids.next()).keySet()) {
        UUID route = Ids.next();
        boolean rare = state.equals("QUEUED") || state.equals("EXHAUSTED");
        submissions.put(route, Stage.submission(Tier.COMMUNITY, rare ? RARE : Stage.TV));
        pairs.add(new Pair(state, fact, route));
      }
    }
    bringAbout(pairs);

    Map<UUID, Stored> before = stored(pairs);
    Map<UUID, Integer> toldBefore = new HashMap<>();
    pairs.forEach(p -> toldBefore.put(p.route(), stage.told(p.route()).size()));
    tell(pairs);
    Map<UUID, Stored> after = stored(pairs);
    Map<String, Map<String, String>> observed = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      List<String> told = stage.told(pair.route());
      observed
          .computeIfAbsent(pair.state(), s -> new LinkedHashMap<>())
          .put(
              pair.fact(),
              outcome(
                  before.get(pair.route()),
                  after.get(pair.route()),
                  told.subList(toldBefore.get(pair.route()), told.size())));
    }
    assertThat(markdown(observed)).isEqualTo(markdown(documented()));

    Map<UUID, List<String>> toldOnce = new HashMap<>();
    pairs.forEach(p -> toldOnce.put(p.route(), stage.told(p.route())));
    tell(pairs);
    assertThat(stored(pairs)).as("said again, it changes nothing").isEqualTo(after);
    pairs.forEach(
        p -> assertThat(stage.told(p.route())).as(p.toString()).isEqualTo(toldOnce.get(p.route())));
  }

  /** Each pair's route in the pair's state, and nobody online any more. */
  private void bringAbout(List<Pair> pairs) {
    Instant now = Instant.now();
    wire.heard(
        pairs.stream()
            .filter(p -> !p.state().equals(UNKNOWN))
            .map(p -> wire.send(stage.community, p.route(), now, submission(p.route())))
            .toList());
    wire.heard(
        pairs.stream()
            .filter(p -> p.state().equals("EXHAUSTED"))
            .map(p ->
                wire.send(
                    stage.community,
                    p.route(),
                    now,
                    new EscalationRaised(5, true, 1, 100, 0, 1, 100, null, true, null)))
            .toList());
    try (Stream console = ada.connect()) {
      for (Pair pair : pairs) {
        switch (pair.state()) {
          case "OFFERED" -> stage.awaitOffer(ada, pair.route());
          case "ASSIGNED", PAUSED, "CLOSED" -> work(pair);
          default -> {}
        }
      }
      assertThat(console.isOpen()).isTrue();
    }
    Awaitility.await("ada is gone")
        .atMost(Duration.ofSeconds(15))
        .until(() -> !ada.call().get("/v1/members/me").jsonPath().getBoolean("online"));
  }

  private void work(Pair pair) {
    UUID assignment = ada.accept(stage.awaitOffer(ada, pair.route()));
    assignments.put(pair.route(), assignment);
    if (pair.state().equals(PAUSED)) {
      ada.does(assignment, "messages", Map.of("text", "Which?", "asksCustomer", true))
          .then()
          .statusCode(201);
    }
    if (pair.state().equals("CLOSED")) {
      ada.complete(assignment);
    }
  }

  private void tell(List<Pair> pairs) {
    Instant now = Instant.now();
    wire.heard(
        pairs.stream()
            .map(p -> wire.send(stage.community, p.route(), now, facts(p.route()).get(p.fact())))
            .toList());
  }

  private Map<UUID, Stored> stored(List<Pair> pairs) {
    Map<UUID, Stored> found = new HashMap<>();
    for (Pair pair : pairs) {
      Stored stored =
          database.read(sql ->
              sql.one(
                  """
                  select state, (to_jsonb(r) - 'due_at')::text as row,
                    coalesce((select string_agg(o.id || o.state, ' ' order by o.id) from offer o
                              where o.route_id = r.id), '') as offers,
                    coalesce((select string_agg(a.state || case when a.paused_at is null then '' else ' paused' end, ' '
                              order by a.id) from assignment a where a.route_id = r.id), '')
                      || coalesce((select string_agg(j::text, ' ' order by j.assignment_id)
                              from answer_judgement j where j.route_id = r.id), '') as work,
                    (select count(*) from route_message m where m.route_id = r.id) as messages
                  from route r where id = ?
                  """,
                  row ->
                      new Stored(
                          row.text("state"),
                          row.text("row"),
                          row.text("offers"),
                          row.text("work"),
                          row.bigint("messages")),
                  pair.route()));
      found.put(pair.route(), stored == null ? new Stored("", "", "", "", 0) : stored);
    }
    return found;
  }

  private static String outcome(Stored before, Stored after, List<String> told) {
    String what;
    if (!after.state().equals(before.state())) {
      what = "→ " + after.state();
    } else if (before.work().contains("paused") && !after.work().contains("paused")) {
      what = "kept, clocks go on";
    } else {
      what = after.equals(before) ? "ignored" : "kept";
    }
    return told.isEmpty() ? what : what + ": " + String.join(", ", told);
  }

  /** The table as it stands in the document, between its two marks. */
  private static Map<String, Map<String, String>> documented() throws IOException {
    String text = Files.readString(DOCUMENT);
    List<List<String>> rows =
        text.substring(
                text.indexOf("<!-- facts in states -->"),
                text.indexOf("<!-- end of facts in states -->"))
            .lines()
            .filter(line -> line.startsWith("|") && !line.startsWith("| ---"))
            .map(line ->
                Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|"))
                    .map(cell -> cell.strip().replace("`", ""))
                    .toList())
            .toList();
    List<String> states = rows.getFirst().subList(1, rows.getFirst().size());
    Map<String, Map<String, String>> table = new LinkedHashMap<>();
    for (String state : states) {
      table.put(state, new LinkedHashMap<>());
    }
    for (List<String> row : rows.subList(1, rows.size())) {
      for (int i = 0; i < states.size(); i++) {
        table.get(states.get(i)).put(row.getFirst(), row.get(i + 1));
      }
    }
    return table;
  }

  /** A fact a row, a state a column: what the document should say. */
  private static String markdown(Map<String, Map<String, String>> table) {
    StringBuilder text = new StringBuilder("\n| fact | ");
    text.append(String.join(" | ", table.keySet())).append(" |\n");
    for (String fact : table.values().iterator().next().keySet()) {
      text.append("| ").append(fact);
      table.values().forEach(column -> text.append(" | ").append(column.get(fact)));
      text.append(" |\n");
    }
    return text.toString();
  }
}
