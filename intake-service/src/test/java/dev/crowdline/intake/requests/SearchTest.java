package dev.crowdline.intake.requests;

import static dev.crowdline.intake.testing.Calls.ask;
import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.crowdline.intake.requests.persistence.SearchTable;
import dev.crowdline.intake.testing.Calls.Asked;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is looked for stands behind more requests than are looked into. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class SearchTest {
  private static final int NEWER = 600;

  @Inject Database database;

  private final String community = fresh("acme");
  private Asked old;
  private Instant before;

  @BeforeEach
  void manyNewer() {
    old = ask(community, "My xylophone is broken");
    before = Instant.now().plus(Duration.ofHours(1));
    database.transact(tx -> {
      tx.update(
          """
          insert into request
          select (jsonb_populate_record(r, jsonb_build_object(
            'id', gen_random_uuid(), 'question_id', gen_random_uuid(), 'status', 'CANCELLED',
            'finished_at', now(), 'due_at', null,
            'created_at', r.created_at + interval '1 day' + i * interval '1 second'))).*
          from request r, generate_series(1, ?) i where r.community = ? and r.id = ?
          """,
          NEWER,
          community,
          old.id());
      return tx.update(
          """
          insert into message (community, request_id, id, author, kind, text, asks_customer, at)
          select community, id, question_id, 'CUSTOMER', 'QUESTION', 'My phone is broken', false, created_at
          from request where community = ? and id <> ?
          """,
          community,
          old.id());
    });
  }

  private ValidatableResponse search(Map<String, ?> query) {
    return integrator(community).queryParams(query).get("/v1/requests").then();
  }

  /** Somebody talks much. */
  private void isSaid(String word, int times) {
    database.transact(tx ->
        tx.update(
            """
            insert into message (community, request_id, id, author, kind, text, asks_customer, at)
            select ?, ?, gen_random_uuid(), 'CUSTOMER', 'MESSAGE', ?, false, now()
            from generate_series(1, ?)
            """,
            community,
            old.id(),
            word,
            times));
  }

  @Test
  @DisplayName("words are found behind all that is looked into, with and without another filter")
  void farBehind() {
    search(Map.of("words", "xyl")).statusCode(200).body("items.id", contains(old.id().toString()));
    search(Map.of("words", "broken", "limit", 20)).body("items", hasSize(20));
    search(Map.of("words", "broken", "status", "OPEN"))
        .body("items.id", contains(old.id().toString()));
    search(Map.of("words", "xyl", "status", "CANCELLED")).body("items", empty());
    search(Map.of("status", "OPEN")).body("items.id", contains(old.id().toString()));
  }

  @Test
  @DisplayName("words of very many old messages are refused, unless the time is short")
  void tooCommon() {
    isSaid("everywhere", SearchTable.MOST_MESSAGES);
    search(Map.of("words", "everywhere"))
        .statusCode(200)
        .body("items.id", contains(old.id().toString()));
    isSaid("everywhere", 1);
    search(Map.of("words", "everywhere"))
        .statusCode(422)
        .body("errors[0].field", equalTo("words"))
        .body("errors[0].reason", containsString("100,000 messages"));
    search(Map.of("words", "everywhere", "createdBefore", before.toString()))
        .statusCode(200)
        .body("items.id", contains(old.id().toString()));
  }
}
