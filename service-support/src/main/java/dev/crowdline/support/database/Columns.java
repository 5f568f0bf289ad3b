package dev.crowdline.support.database;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a statement that stores many rows at once: each is named once, with its type and
 * the property that fills it, and so nothing is matched by its position. Immutable; a statement is
 * put together once, as a constant, so that it stays the same text and stays prepared.
 *
 * <pre>{@code
 * static final Columns<Seat> SEAT =
 *     Columns.<Seat>of().uuid("id", Seat::id).key().text("guest", Seat::guest);
 * static final String SAVE =
 *     "update seat s set %s from %s where %s"
 *         .formatted(SEAT.sets("g"), SEAT.given(), SEAT.matches("s"));
 *
 * tx.update(SAVE, SEAT.arrays(seats));
 * }</pre>
 */
public final class Columns<T> {
  private final List<Column<T>> columns;

  private Columns(List<Column<T>> columns) {
    this.columns = List.copyOf(columns);
  }

  private record Column<T>(
      String name, String type, boolean key, Function<Collection<T>, SqlArray> array) {}

  /** The arrays of some rows, in the order of the columns; a statement binds one after another. */
  public record Arrays(List<SqlArray> inOrder) {}

  /** None yet. */
  public static <T> Columns<T> of() {
    return new Columns<>(List.of());
  }

  public Columns<T> uuid(String name, Function<T, @Nullable UUID> property) {
    return with(name, "uuid", rows -> SqlArray.uuids(rows, property));
  }

  public Columns<T> text(String name, Function<T, @Nullable String> property) {
    return with(name, "text", rows -> SqlArray.texts(rows, property));
  }

  /** The name of a constant, as text. */
  public Columns<T> constant(String name, Function<T, ? extends @Nullable Enum<?>> property) {
    return constant(name, "text", property);
  }

  /** The name of a constant, as a type of the schema. */
  public Columns<T> constant(
      String name, String type, Function<T, ? extends @Nullable Enum<?>> property) {
    return with(
        name,
        type,
        rows ->
            SqlArray.texts(
                rows,
                row -> {
                  Enum<?> constant = property.apply(row);
                  return constant == null ? null : constant.name();
                }));
  }

  public Columns<T> integer(String name, Function<T, @Nullable Integer> property) {
    return with(name, "integer", rows -> SqlArray.ints(rows, property));
  }

  public Columns<T> bigint(String name, Function<T, @Nullable Long> property) {
    return with(name, "bigint", rows -> SqlArray.longs(rows, property));
  }

  public Columns<T> real(String name, Function<T, @Nullable Double> property) {
    return with(name, "float8", rows -> new SqlArray("float8", all(rows, property)));
  }

  public Columns<T> bool(String name, Function<T, @Nullable Boolean> property) {
    return with(name, "boolean", rows -> SqlArray.booleans(rows, property));
  }

  public Columns<T> instant(String name, Function<T, @Nullable Instant> property) {
    return with(name, "timestamptz", rows -> SqlArray.instants(rows, property));
  }

  public Columns<T> bytes(String name, Function<T, byte @Nullable []> property) {
    return with(
        name,
        "bytea",
        rows -> new SqlArray("bytea", rows.stream().map(property).toArray(byte[][]::new)));
  }

  /** A value as JSON. */
  public Columns<T> json(String name, Function<T, @Nullable Object> property) {
    return with(name, "jsonb", rows -> SqlArray.jsons(rows, property));
  }

  /** Those so far are the key: rows are found by them, and they are never assigned. */
  public Columns<T> key() {
    return new Columns<>(
        columns.stream().map(c -> new Column<>(c.name(), c.type(), true, c.array())).toList());
  }

  /** These and others after them. */
  public Columns<T> and(Columns<T> others) {
    return new Columns<>(Stream.concat(columns.stream(), others.columns.stream()).toList());
  }

  /** The rows as a table {@code g}: {@code (select unnest(?::uuid[]) as id, …) as g}. */
  public String given() {
    return "(" + unnest() + ") as g";
  }

  /** The same with the place of each row, from 1 on, as a column {@code n}. */
  public String givenInOrder() {
    return "(select given.*, row_number() over () as n from (" + unnest() + ") as given) as g";
  }

  /** The names: {@code id, …}. */
  public String names() {
    return names("");
  }

  /** The names, each after a prefix: {@code g.id, …}. */
  public String names(String prefix) {
    return joined(column -> true, ", ", name -> prefix + name);
  }

  /** Assignments of all but the key: {@code guest = g.guest, …}. */
  public String sets(String from) {
    return joined(column -> !column.key(), ", ", name -> name + " = " + from + "." + name);
  }

  /** Whether a row of a table is a given one: {@code s.id = g.id and …}. */
  public String matches(String table) {
    return joined(Column::key, " and ", name -> table + "." + name + " = g." + name);
  }

  /** What a statement with {@link #given} takes as its parameter. */
  public Arrays arrays(Collection<T> rows) {
    return new Arrays(columns.stream().map(column -> column.array().apply(rows)).toList());
  }

  /**
   * Arrays that are unnested side by side in one list of results go row by row. As functions of
   * {@code from} each would be stored first: 960 µs for one row of 24 columns where this takes 125.
   */
  private String unnest() {
    return columns.stream()
        .map(column -> "unnest(?::" + column.type() + "[]) as " + column.name())
        .collect(Collectors.joining(", ", "select ", ""));
  }

  private String joined(
      Predicate<Column<T>> which, String between, Function<String, String> written) {
    return columns.stream()
        .filter(which)
        .map(Column::name)
        .map(written)
        .collect(Collectors.joining(between));
  }

  private Columns<T> with(String name, String type, Function<Collection<T>, SqlArray> array) {
    List<Column<T>> more = new ArrayList<>(columns);
    more.add(new Column<>(name, type, false, array));
    return new Columns<>(more);
  }

  private static <T> @Nullable Object[] all(
      Collection<T> rows, Function<T, ? extends @Nullable Object> property) {
    return rows.stream().map(property).toArray();
  }
}
