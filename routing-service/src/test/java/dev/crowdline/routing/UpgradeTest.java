package dev.crowdline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.members.domain.Facets;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
@DisplayName("a database that holds rows can be upgraded")
class UpgradeTest {
  private static final String SCHEMA = "upgrade";

  @Inject DataSource source;

  private Flyway flyway(String target) {
    return Flyway.configure()
        .dataSource(source)
        .schemas(SCHEMA)
        .locations("db/support", "db/migration")
        .target(target)
        .load();
  }

  @Test
  void aliasesThatWereOneKeepTheirNamesAndTheFirstItsKey() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema if exists " + SCHEMA + " cascade");
      flyway("202611222110").migrate();
      statement.execute(
          """
          insert into %1$s.member (id, community, issuer, subject, alias, tier, languages, sites, registered_at)
          select gen_random_uuid(), 'c', 'i', g.alias, g.alias, 'COMMUNITY', '{en}', '{}', timestamptz '2026-01-01' + g.n * interval '1 s'
          from unnest(array['Straße', 'STRASSE', 'ａｄａ', 'bob']) with ordinality as g(alias, n)
          """
              .formatted(SCHEMA));
      flyway("202611250550").migrate();
      List<String> found = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select alias || ' ' || split_part(alias_key, '#', 1) from %s.member order by registered_at"
                  .formatted(SCHEMA))) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      statement.execute("drop schema " + SCHEMA + " cascade");
      assertThat(found).containsExactly("Straße strasse", "STRASSE strasse ", "ａｄａ ada", "bob bob");
    }
  }

  @Test
  void policiesBecomeVersionsAndStepsAreKnownByTheirPlace() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema if exists " + SCHEMA + " cascade");
      flyway("202611291605").migrate();
      statement.execute(
          """
          insert into %1$s.community (id, name, pace, policy, terms_version, registered_at)
          values ('c', 'C', 'DEMO', '{"offerSeconds": 7}', 1, timestamptz '2026-01-01 00:00:00Z');
          insert into %1$s.route_queue (community, needs, tiers, minimum_tier, language)
          values ('c', '[]', 1, 'COMMUNITY', 'en');
          insert into %1$s.route (id, community, priority, language, needs, customer_alias, question, submitted_at,
            minimum_tier, open_tiers, step, widened, wave_factor, reward, last_step, state, live_offers, round, wave,
            waiting_on, waiting, queue_id, due_at)
          select gen_random_uuid(), 'c', 2, 'en', '[]', '', '', now(), 'COMMUNITY', 1, taken, 0, 1, 1, false, 'QUEUED', 0, 1,
            1, 'HELPERS', true, (select id from %1$s.route_queue), now()
          from unnest(array[0, 1, 3]) taken
          """
              .formatted(SCHEMA));
      flyway("202611292303").migrate();
      List<String> found = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              """
              select community || ' ' || version || ' ' || (content ->> 'offerSeconds') || ' ' || extract(year from since at time zone 'UTC')
              from %1$s.policy
              union all (select steps_taken from %1$s.route order by step)
              """
                  .formatted(SCHEMA))) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      statement.execute("drop schema " + SCHEMA + " cascade");
      assertThat(found).containsExactly("c 1 7 2026", "", "1", "1 2 3");
    }
  }

  @Test
  void skillsThatStandAreStated() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema if exists " + SCHEMA + " cascade");
      flyway("202611250605").migrate();
      statement.execute(
          """
          insert into %1$s.skill (community, name, description)
          values ('c', 'tv', ''), ('c', 'a "b"', ''), ('d', 'tv', '')
          """
              .formatted(SCHEMA));
      flyway("202611251301").migrate();
      List<String> found = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select subject || aggregate_version || ' ' || (convert_from(data, 'UTF8')::json ->> 'name') from %s.outbox order by position"
                  .formatted(SCHEMA))) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      statement.execute("drop schema " + SCHEMA + " cascade");
      assertThat(found).containsExactly("c1 a \"b\"", "c2 tv", "d1 tv");
    }
  }

  @Test
  void whoIsAMemberIsFoundAsWhoBecomesOne() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema if exists " + SCHEMA + " cascade");
      flyway("202611300303").migrate();
      statement.execute(
          """
          insert into %1$s.member (id, community, issuer, subject, alias, tier, languages, sites, registered_at, capacity, paused)
          values ('00000000-0000-0000-0000-000000000001', 'demo', 'i', 's', 'Ça va, Donaudampfschiff!', 'CONTRACTOR', '{de}', '{}', now(), 2, true);
          insert into %1$s.member_skill (member_id, community, skill, level)
          values ('00000000-0000-0000-0000-000000000001', 'demo', 'vpn', 2)
          """
              .formatted(SCHEMA));
      flyway("202611300641").migrate();
      List<String> found = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery("select unnest(facets) from %s.member".formatted(SCHEMA))) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      statement.execute("drop schema " + SCHEMA + " cascade");
      Member same =
          new Member(
              new UUID(0, 1),
              "demo",
              "Ça va, Donaudampfschiff!",
              Tier.CONTRACTOR,
              List.of("de"),
              List.of(),
              List.of(new Need("vpn", 2)),
              Map.of(),
              2,
              null,
              true,
              null,
              0,
              false,
              null,
              Instant.EPOCH,
              Instant.EPOCH);
      assertThat(found).containsExactlyInAnyOrderElementsOf(Facets.of(same));
    }
  }
}
