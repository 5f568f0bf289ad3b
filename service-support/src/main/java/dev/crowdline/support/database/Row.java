package dev.crowdline.support.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.FactCodec;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of a result, by column name. Only the {@code …OrNull} methods may meet a null. */
public final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  public UUID uuid(String column) {
    return given(column, uuidOrNull(column));
  }

  public @Nullable UUID uuidOrNull(String column) {
    return get(() -> result.getObject(column, UUID.class));
  }

  public String text(String column) {
    return given(column, textOrNull(column));
  }

  public @Nullable String textOrNull(String column) {
    return get(() -> result.getString(column));
  }

  public int integer(String column) {
    return given(column, integerOrNull(column));
  }

  public @Nullable Integer integerOrNull(String column) {
    return get(() -> result.getObject(column, Integer.class));
  }

  public long bigint(String column) {
    return given(column, bigintOrNull(column));
  }

  public @Nullable Long bigintOrNull(String column) {
    return get(() -> result.getObject(column, Long.class));
  }

  public double real(String column) {
    return given(column, get(() -> result.getObject(column, Double.class)));
  }

  public boolean bool(String column) {
    return given(column, get(() -> result.getObject(column, Boolean.class)));
  }

  public byte[] bytes(String column) {
    return given(column, bytesOrNull(column));
  }

  public byte @Nullable [] bytesOrNull(String column) {
    return get(() -> result.getBytes(column));
  }

  public Instant instant(String column) {
    return given(column, instantOrNull(column));
  }

  public @Nullable Instant instantOrNull(String column) {
    OffsetDateTime value = get(() -> result.getObject(column, OffsetDateTime.class));
    return value == null ? null : value.toInstant();
  }

  public <E extends Enum<E>> E constant(String column, Class<E> type) {
    return Enum.valueOf(type, text(column));
  }

  public <E extends Enum<E>> @Nullable E constantOrNull(String column, Class<E> type) {
    String value = textOrNull(column);
    return value == null ? null : Enum.valueOf(type, value);
  }

  public List<String> texts(String column) {
    Array array = given(column, get(() -> result.getArray(column)));
    return List.of(given(column, get(() -> (String[]) array.getArray())));
  }

  public List<UUID> uuids(String column) {
    Array array = given(column, get(() -> result.getArray(column)));
    return List.of(given(column, get(() -> (UUID[]) array.getArray())));
  }

  public <T> T json(String column, Class<T> type) {
    try {
      return FactCodec.mapper().readValue(text(column), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("column " + column + " holds no " + type.getSimpleName(), e);
    }
  }

  public <T> T json(String column, TypeReference<T> type) {
    try {
      return FactCodec.mapper().readValue(text(column), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("column " + column + " holds no " + type.getType(), e);
    }
  }

  private static <T> T given(String column, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("column " + column + " is null");
    }
    return value;
  }

  private static <T> @Nullable T get(Read<T> read) {
    try {
      return read.value();
    } catch (SQLException e) {
      throw new DatabaseException(e, "reading a column");
    }
  }

  private interface Read<T> {
    @Nullable T value() throws SQLException;
  }
}
