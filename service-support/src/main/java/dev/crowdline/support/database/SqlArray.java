package dev.crowdline.support.database;

import dev.crowdline.support.running.Time;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An array parameter, for {@code = any(?)} and {@code unnest(?)}.
 *
 * @param type PostgreSQL's name of the element type
 */
public record SqlArray(String type, @Nullable Object[] elements) {

  public static SqlArray uuids(Collection<? extends @Nullable UUID> values) {
    return new SqlArray("uuid", values.toArray());
  }

  public static SqlArray texts(Collection<? extends @Nullable String> values) {
    return new SqlArray("text", values.toArray());
  }

  public static SqlArray longs(Collection<? extends @Nullable Long> values) {
    return new SqlArray("bigint", values.toArray());
  }

  public static SqlArray ints(Collection<? extends @Nullable Integer> values) {
    return new SqlArray("integer", values.toArray());
  }

  public static SqlArray booleans(Collection<? extends @Nullable Boolean> values) {
    return new SqlArray("boolean", values.toArray());
  }

  public static SqlArray instants(Collection<? extends @Nullable Instant> values) {
    return new SqlArray(
        "timestamptz",
        values.stream().map(v -> v == null ? null : Time.toDatabase(v).toString()).toArray());
  }

  /** One array from one property of each row. */
  public static <T> SqlArray uuids(Collection<T> rows, Function<T, @Nullable UUID> property) {
    return new SqlArray("uuid", rows.stream().map(property).toArray());
  }

  /** One array from one property of each row. */
  public static <T> SqlArray texts(Collection<T> rows, Function<T, @Nullable String> property) {
    return new SqlArray("text", rows.stream().map(property).toArray());
  }

  /** One array from one property of each row. */
  public static <T> SqlArray longs(Collection<T> rows, Function<T, @Nullable Long> property) {
    return new SqlArray("bigint", rows.stream().map(property).toArray());
  }

  /** One array from one property of each row. */
  public static <T> SqlArray ints(Collection<T> rows, Function<T, @Nullable Integer> property) {
    return new SqlArray("integer", rows.stream().map(property).toArray());
  }

  /** One array from one property of each row. */
  public static <T> SqlArray booleans(Collection<T> rows, Function<T, @Nullable Boolean> property) {
    return new SqlArray("boolean", rows.stream().map(property).toArray());
  }

  /** One array from one property of each row. */
  public static <T> SqlArray instants(Collection<T> rows, Function<T, @Nullable Instant> property) {
    return instants(rows.stream().map(property).toList());
  }

  /**
   * One array of JSON texts from one property of each row; cast it to {@code jsonb} in the
   * statement.
   */
  public static <T> SqlArray jsons(Collection<T> rows, Function<T, @Nullable Object> property) {
    return texts(
        rows,
        row -> {
          Object value = property.apply(row);
          return value == null ? null : Json.text(value);
        });
  }
}
