package dev.crowdline.support.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P9: a statement without the community is found")
class WallsTest {
  private static final Set<String> TABLES = Set.of("seat", "hall");

  private record Seat(UUID id, String community) {}

  private static final Columns<Seat> ID = Columns.<Seat>of().uuid("id", Seat::id).key();

  private static final Columns<Seat> SEAT = ID.text("community", Seat::community).key();

  /** Each forgets it. */
  static final class Forgets {
    static final String STORE = "insert into seat (%s)".formatted(ID.names());
    private static final String SELECT = "select s.id, s.community from seat s";

    void reads(Sql sql, UUID id) {
      sql.one(SELECT + " where s.id = ? order by community", row -> 1, id);
    }

    void changes(Sql sql) {
      sql.update(
          """
          update seat set taken = true
          """);
    }

    void readsSomeTable(Sql sql, String table) {
      sql.query("select * from %s t where id = ?".formatted(table), row -> 1);
    }

    void puts(Sql sql, String together) {
      sql.query("select * from hall where " + together, row -> 1);
    }

    Runnable later(Sql sql) {
      return () -> sql.update("delete from hall using other where id = 1");
    }

    void counts(Sql sql) {
      sql.one("select count(*) from other", row -> 1);
    }
  }

  /** Each has it. */
  static final class Remembers {
    static final String STORE =
        "insert into seat (%s) select * from %s".formatted(SEAT.names(), SEAT.given());
    static final String SAVE = "update seat s set x = 1 where %s".formatted(SEAT.matches("s"));
    private static final String SELECT = "select s.* from seat s";

    void reads(Sql sql, String community) {
      sql.query(SELECT + " where s.community = ?", row -> 1, community);
      sql.query("select * from seat join hall using (id, community)", row -> 1);
      sql.query("select * from seat s join g on g.id = s.community", row -> 1);
      sql.query("select * from %s where community = any(?)".formatted(community), row -> 1);
    }
  }

  @Entity
  @Table(name = "seat")
  static final class KeylessSeat {
    @Id UUID id;
  }

  @Entity
  @Table(name = "hall")
  static final class Hall {
    @Id String community;
    @Id UUID id;
  }

  @Entity
  @Table(name = "other")
  static final class Other {
    @Id UUID id;
  }

  static final class Halls implements PanacheRepositoryBase<Hall, UUID> {
    List<Hall> forgets(String name) {
      return list("name = ?1 order by community", Sort.by("name"), name);
    }

    List<Hall> all() {
      return listAll();
    }

    List<Hall> remembers(String community, String name) {
      return name.isEmpty()
          ? list("community", Sort.by("name"), community)
          : list("name = ?2 and" + " community = ?1", community, name);
    }
  }

  static final class Others implements PanacheRepositoryBase<Other, UUID> {
    List<Other> all() {
      return listAll();
    }
  }

  @Test
  void whereverItIsWritten() {
    assertThat(Walls.gapsIn(List.of(Forgets.class), TABLES).keySet())
        .containsExactlyInAnyOrder(
            "WallsTest.Forgets.STORE",
            "WallsTest.Forgets.reads(Sql, UUID)",
            "WallsTest.Forgets.changes(Sql)",
            "WallsTest.Forgets.readsSomeTable(Sql, String)",
            "WallsTest.Forgets.puts(Sql, String)",
            "WallsTest.Forgets.later(…)");
  }

  @Test
  void whatHasItIsLeftAlone() {
    assertThat(Walls.gapsIn(List.of(Remembers.class), TABLES)).isEmpty();
  }

  @Test
  void ofEntitiesBothKeysAndQueries() {
    assertThat(
            Walls.gapsIn(
                    List.of(KeylessSeat.class, Hall.class, Other.class, Halls.class, Others.class),
                    TABLES)
                .keySet())
        .containsExactlyInAnyOrder(
            "KeylessSeat", "WallsTest.Halls.forgets(String)", "WallsTest.Halls.all()");
  }

  @Test
  void tablesAreKnownFromMigrations() {
    assertThat(
            WalledTables.in(
                """
                create table seat (
                  id uuid not null,
                  community text not null, -- (of the hall)
                  constraint seat_pk primary key (community, id)
                ) with (fillfactor = 70);
                create table epoch (community_count integer);
                alter table hall add column community text;
                """))
        .containsExactlyInAnyOrder("seat", "hall");
  }
}
