package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.domain.MemberFilter;
import dev.crowdline.routing.members.persistence.MemberSearchTable;
import dev.crowdline.routing.testing.Person;
import dev.crowdline.routing.testing.Stage;
import dev.crowdline.routing.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.web.Cursor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator finds members. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class MembersFoundTest {
  private static final int MANY = 100_000;

  @Inject Wire wire;
  @Inject Database database;
  @Inject MemberSearchTable finding;

  private static List<String> found(Stage stage, Map<String, ?> query) {
    return stage
        .operator()
        .call()
        .queryParams(query)
        .get("/v1/members")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.alias");
  }

  @Test
  @DisplayName("members are found by all that is asked for together, as what they are changes")
  void together() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Person ada =
        new Person(stage.community, "Ada Löwe", "contributor").registered(new Need("tv", 4));
    Person ben =
        new Person(stage.community, "Ben Adams", "contributor").registered(new Need("tv", 2));
    new Person(stage.community, "Cleo", "specialist")
        .registeredAs("SPECIALIST", 2, new Need("radio", 5));
    new Person(new Stage(wire, database, Stage.calm(1)).community, "Ada Other", "contributor")
        .registered();

    assertThat(found(stage, Map.of())).containsExactly("Cleo", "Ben Adams", "Ada Löwe");
    assertThat(found(stage, Map.of("search", "ada"))).containsExactly("Ben Adams", "Ada Löwe");
    assertThat(found(stage, Map.of("search", "lowe a"))).containsExactly("Ada Löwe");
    assertThat(found(stage, Map.of("search", "dam"))).isEmpty();
    assertThat(found(stage, Map.of("skill", "tv"))).containsExactly("Ben Adams", "Ada Löwe");
    assertThat(found(stage, Map.of("skill", "tv", "level", 3))).containsExactly("Ada Löwe");
    assertThat(found(stage, Map.of("level", 5))).containsExactly("Cleo");
    assertThat(found(stage, Map.of("tier", "SPECIALIST"))).containsExactly("Cleo");
    assertThat(found(stage, Map.of("tier", "SPECIALIST", "skill", "tv"))).isEmpty();

    skills(stage, ben, 5);
    assertThat(found(stage, Map.of("skill", "tv", "level", 3)))
        .containsExactly("Ben Adams", "Ada Löwe");
    change(stage, ada, Map.of("languages", List.of("pt-BR"), "alias", "Zoe"));
    assertThat(found(stage, Map.of("language", "pt"))).containsExactly("Zoe");
    assertThat(found(stage, Map.of("search", "lo"))).isEmpty();
    change(stage, ben, Map.of("paused", true));
    assertThat(found(stage, Map.of("paused", true))).containsExactly("Ben Adams");
    assertThat(found(stage, Map.of("paused", false))).containsExactly("Cleo", "Zoe");

    assertThat(found(stage, Map.of("online", true))).isEmpty();
    ben.acceptedTerms().present();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(found(stage, Map.of("online", true))).containsExactly("Ben Adams"));
    assertThat(found(stage, Map.of("online", false))).containsExactly("Cleo", "Zoe");
  }

  @Test
  @DisplayName("P11: what cannot be asked for is named")
  void whatCannotBeAskedFor() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    Map<String, Object> wrong =
        Map.of(
            "level",
            "6",
            "tier",
            "UNKNOWN",
            "online",
            "yes",
            "paused",
            "1",
            "search",
            "x".repeat(61));
    wrong.forEach((name, value) ->
        stage
            .operator()
            .call()
            .queryParam(name, value)
            .get("/v1/members")
            .then()
            .statusCode(400)
            .body("errors[0].field", equalTo(name)));
  }

  private static void skills(Stage stage, Person member, int level) {
    stage
        .operator()
        .call()
        .body(Map.of("skills", List.of(new Need("tv", level))))
        .put("/v1/members/" + member.id() + "/skills")
        .then()
        .statusCode(200);
  }

  private static void change(Stage stage, Person member, Map<String, ?> body) {
    stage.operator().call().body(body).patch("/v1/members/" + member.id()).then().statusCode(200);
  }

  /** A hundred thousand, of whom some are rare and all of those old: the hardest to find. */
  private void many(String community) {
    database.transact(tx -> {
      tx.update(
          """
          insert into member (id, community, issuer, subject, alias, alias_key, tier, languages, sites, capacity, registered_at, facets)
          select gen_random_uuid(), ?, 'i', n::text, 'Member ' || n, 'member ' || n,
            case when n % 1000 = 0 then 'SPECIALIST' else 'COMMUNITY' end,
            array[case when n <= 20 then 'fi' when n % 3 = 0 then 'de' else 'en' end], '{}', 2,
            timestamptz '2026-01-01' + n * interval '1 second',
            array['c:' || ?, 'a', 'n:m', 'n:me', 'n:member', 'n:' || n, 's:general:1', 'v:1', 's:tv:1', 's:tv:2',
              case when n % 1000 = 0 then 't:SPECIALIST' else 't:COMMUNITY' end,
              case when n <= 20 then 'l:fi' when n % 3 = 0 then 'l:de' else 'l:en' end]
              || case when n <= 30 then array['s:rare:1', 's:rare:2'] else '{}'::text[] end
          from generate_series(1, ?) n
          """,
          community, community, MANY);
      tx.update(
          """
          insert into member_load (member_id, community, tier_rank, capacity, idle_since)
          select id, community, 0, 2, registered_at from member where community = ?
          """,
          community);
      tx.update(
          """
          insert into member_presence (member_id, community, online)
          select id, community, subject::integer % 20 = 0 from member where community = ?
          """,
          community);
      return null;
    });
    database.transact(tx -> tx.update("analyze member"));
    database.transact(tx -> tx.update("analyze member_presence"));
  }

  @Test
  @DisplayName("among a hundred thousand nobody takes longer to find than a tenth of a second")
  void flat() {
    String community = new Stage(wire, database, Stage.calm(1)).community;
    many(community);
    Map<String, MemberFilter> asked = new LinkedHashMap<>();
    asked.put("all", new MemberFilter(null, null, null, null, null, null, null));
    asked.put("common skill", new MemberFilter(null, "tv", 2, null, null, null, null));
    asked.put("rare skill", new MemberFilter(null, "rare", 2, null, null, null, null));
    asked.put("rare language", new MemberFilter(null, null, null, null, "fi", null, null));
    asked.put("common and rare", new MemberFilter(null, "general", 1, null, "fi", null, false));
    asked.put("rare tier", new MemberFilter(null, null, null, Tier.SPECIALIST, null, null, null));
    asked.put("one name", new MemberFilter("member 77", null, null, null, null, null, null));
    asked.put("online", new MemberFilter(null, null, null, null, null, true, null));
    asked.put("online and rare", new MemberFilter(null, "rare", 1, null, null, true, null));
    asked.put("offline and rare", new MemberFilter(null, "rare", 1, null, null, false, null));
    asked.put("paused", new MemberFilter(null, null, null, null, null, null, true));
    asked.put("nobody", new MemberFilter("xyz", null, null, null, null, null, null));
    Map<String, Long> millis = new LinkedHashMap<>();
    asked.forEach((what, filter) -> {
      Cursor deep = middle(community);
      for (@Nullable Cursor from : new @Nullable Cursor[] {null, deep}) {
        millis.put(what + (from == null ? "" : ", deep"), best(community, filter, from));
      }
    });
    System.out.println("members found among " + MANY + ", ms: " + millis);
    assertThat(millis).allSatisfy((what, took) -> assertThat(took).as(what).isLessThan(100));
    Map<String, Predicate<Member>> right =
        Map.of(
            "rare skill", m -> Integer.parseInt(m.alias().substring(7)) <= 30,
            "rare language", m -> m.languages().contains("fi"),
            "rare tier", m -> m.tier() == Tier.SPECIALIST);
    Map<String, Integer> counts = Map.of("rare skill", 30, "rare language", 20, "rare tier", 51);
    right.forEach((what, is) ->
        assertThat(read(community, asked.get(what), null))
            .as(what)
            .hasSize(counts.get(what))
            .allMatch(is));
  }

  private Cursor middle(String community) {
    return database.read(sql ->
        sql.one(
            "select id, registered_at from member where community = ? and subject = ?",
            row -> new Cursor(row.instant("registered_at"), row.uuid("id")),
            community,
            Integer.toString(MANY / 2)));
  }

  private List<Member> read(String community, MemberFilter filter, @Nullable Cursor from) {
    return database.read(sql -> finding.find(sql, community, filter, from, 51));
  }

  private long best(String community, MemberFilter filter, @Nullable Cursor from) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long begun = System.nanoTime();
      read(community, filter, from);
      best = Math.min(best, (System.nanoTime() - begun) / 1_000_000);
    }
    return best;
  }

  @Test
  @DisplayName("pages follow each other without a gap or a repeat, rare ones too")
  void pages() {
    Stage stage = new Stage(wire, database, Stage.calm(1));
    for (int i = 0; i < 7; i++) {
      new Person(stage.community, "m" + i, "contributor")
          .registered(i % 2 == 0 ? new Need("tv", 3) : new Need("radio", 3));
    }
    List<String> all = new ArrayList<>();
    String cursor = null;
    do {
      JsonPath page =
          stage
              .operator()
              .call()
              .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
              .queryParam("skill", "tv")
              .queryParam("limit", 3)
              .get("/v1/members")
              .jsonPath();
      all.addAll(page.getList("items.alias"));
      cursor = page.get("next");
    } while (cursor != null);
    assertThat(all).containsExactly("m6", "m4", "m2", "m0");
  }
}
