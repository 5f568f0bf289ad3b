package dev.crowdline.intake.understanding;

import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.operator;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two operators edit one topic: who edits what the other has changed is told, and nothing more. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class EditingTopicsTest {
  private static final String TOPIC = "/v1/topics/roaming";

  @Inject Database database;

  private final String community = fresh("editing");

  private static Response put(RequestSpecification operator, String keyword) {
    return operator
        .body(
            Map.of(
                "keywords",
                List.of(keyword),
                "needs",
                List.of(Map.of("skill", "general", "level", 1))))
        .put(TOPIC);
  }

  private RequestSpecification seen(String tag) {
    return operator(community).header("If-Match", tag);
  }

  @Test
  @DisplayName("an edit of an older version is 412, and changes nothing")
  void anOlderVersion() {
    String first = put(operator(community), "roam").header("ETag");
    String second = put(seen(first), "roaming").then().statusCode(200).extract().header("ETag");

    put(seen(first), "abroad").then().statusCode(412);
    seen(first).delete(TOPIC).then().statusCode(412);

    operator(community)
        .get(TOPIC)
        .then()
        .statusCode(200)
        .header("ETag", equalTo(second))
        .body("keywords", contains("roaming"));
    seen(second).delete(TOPIC).then().statusCode(204);
    operator(community).get(TOPIC).then().statusCode(404);
  }

  @Test
  @DisplayName("an edit of what is not there any more is 412, too")
  void removedMeanwhile() {
    String tag = put(operator(community), "roam").header("ETag");
    operator(community).delete(TOPIC).then().statusCode(204);
    put(seen(tag), "roaming").then().statusCode(412);
    operator(community).get(TOPIC).then().statusCode(404);
  }

  @Test
  @DisplayName("two write at the same moment, unseen by each other: one is 412, the other stands")
  void atTheSameMoment() throws Exception {
    put(operator(community), "roam").then().statusCode(200);
    Future<Response> second;
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      // It does not wait for other editors as those of the API do, so the versions must tell.
      second =
          database.transact(tx -> {
            tx.update(
                """
                update topic set keywords = '{roaming}', version = version + 1
                where community = ? and name = 'roaming'
                """,
                community);
            Integer pid = tx.one("select pg_backend_pid() as pid", row -> row.integer("pid"));
            Future<Response> edit = others.submit(() -> put(operator(community), "abroad"));
            awaitBlockedBy(pid);
            return edit;
          });
    }
    second.get().then().statusCode(412).body("detail", containsString("read it again"));
    operator(community)
        .get(TOPIC)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"2\""))
        .body("keywords", contains("roaming"));
  }

  private void awaitBlockedBy(Integer pid) {
    Awaitility.await("the other edit has read the version and waits for the row")
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() ->
            !database
                .read(sql ->
                    sql.query(
                        "select 1 from pg_stat_activity where ? = any(pg_blocking_pids(pid))",
                        row -> 1,
                        pid))
                .isEmpty());
  }
}
