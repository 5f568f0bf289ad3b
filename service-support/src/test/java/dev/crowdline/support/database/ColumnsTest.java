package dev.crowdline.support.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  private static final UUID ID = UUID.fromString("018f0000-0000-7000-8000-000000000001");

  private record Seat(UUID id, String hall, @Nullable DayOfWeek day, int row) {}

  private static final Columns<Seat> KEY =
      Columns.<Seat>of().uuid("id", Seat::id).text("hall", Seat::hall).key();
  private static final Columns<Seat> SEAT =
      KEY.constant("day", "weekday", Seat::day).and(Columns.<Seat>of().integer("row", Seat::row));

  @Test
  void itIsATableOfWhatIsGiven() {
    assertThat(SEAT.given())
        .isEqualTo(
            "(select unnest(?::uuid[]) as id, unnest(?::text[]) as hall, unnest(?::weekday[]) as day,"
                + " unnest(?::integer[]) as row) as g");
    assertThat(KEY.givenInOrder())
        .isEqualTo(
            "(select given.*, row_number() over () as n"
                + " from (select unnest(?::uuid[]) as id, unnest(?::text[]) as hall) as given) as g");
  }

  @Test
  void itNamesAllAndAssignsAllButTheKey() {
    assertThat(SEAT.names()).isEqualTo("id, hall, day, row");
    assertThat(SEAT.names("g.")).isEqualTo("g.id, g.hall, g.day, g.row");
    assertThat(SEAT.sets("excluded")).isEqualTo("day = excluded.day, row = excluded.row");
    assertThat(SEAT.matches("s")).isEqualTo("s.id = g.id and s.hall = g.hall");
  }

  @Test
  void theArraysOfRowsAreInTheOrderOfTheColumns() {
    Seat seat = new Seat(ID, "north", DayOfWeek.MONDAY, 7);
    Seat anyDay = new Seat(ID, "south", null, 8);

    List<SqlArray> arrays = SEAT.arrays(List.of(seat, anyDay)).inOrder();

    assertThat(arrays)
        .extracting(SqlArray::type)
        .containsExactly("uuid", "text", "text", "integer");
    assertThat(arrays.get(0).elements()).containsExactly(ID, ID);
    assertThat(arrays.get(1).elements()).containsExactly("north", "south");
    assertThat(arrays.get(2).elements()).containsExactly("MONDAY", null);
    assertThat(arrays.get(3).elements()).containsExactly(7, 8);
  }

  @Test
  void everyTypeHasItsArray() {
    Columns<Seat> all =
        Columns.<Seat>of()
            .bigint("a", seat -> 1L)
            .real("b", seat -> 0.5)
            .bool("c", seat -> true)
            .instant("d", seat -> Instant.EPOCH)
            .bytes("e", seat -> new byte[] {(byte) seat.row()})
            .json("f", seat -> List.of(seat.row()));
    Seat seat = new Seat(ID, "north", null, 7);

    assertThat(all.given())
        .isEqualTo(
            "(select unnest(?::bigint[]) as a, unnest(?::float8[]) as b, unnest(?::boolean[]) as c,"
                + " unnest(?::timestamptz[]) as d, unnest(?::bytea[]) as e, unnest(?::jsonb[]) as f) as g");
    assertThat(all.arrays(List.of(seat)).inOrder())
        .extracting(array -> array.elements()[0])
        .containsExactly(1L, 0.5, true, "1970-01-01T00:00Z", new byte[] {7}, "[7]");
  }

  @Test
  void whatIsAddedToSomeLeavesThemAsTheyAre() {
    assertThat(KEY.text("more", Seat::hall).names()).isEqualTo("id, hall, more");
    assertThat(KEY.names()).isEqualTo("id, hall");
  }
}
