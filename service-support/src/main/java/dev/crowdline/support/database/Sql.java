package dev.crowdline.support.database;

import dev.crowdline.support.running.Time;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * Statements on one connection. Parameters are {@code ?}: text, UUID, numbers, booleans, bytes,
 * instants, enum constants (their names), {@link SqlArray}, {@link Json}, or null. {@link
 * Columns.Arrays} stand for as many as they are.
 */
public class Sql {
  final Connection connection;

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** All rows. */
  public <T> List<T> query(String sql, Function<Row, T> each, @Nullable Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      Row row = new Row(result);
      while (result.next()) {
        rows.add(each.apply(row));
      }
      return rows;
    } catch (SQLException e) {
      throw new DatabaseException(e, sql);
    }
  }

  /** The only row, or null when there is none; more than one is a bug and fails. */
  public <T> @Nullable T one(String sql, Function<Row, T> each, @Nullable Object... parameters) {
    List<T> rows = query(sql, each, parameters);
    if (rows.size() > 1) {
      throw new IllegalStateException(rows.size() + " rows where at most one was expected: " + sql);
    }
    return rows.isEmpty() ? null : rows.getFirst();
  }

  /** How many rows a statement changed. */
  public int update(String sql, @Nullable Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e, sql);
    }
  }

  private PreparedStatement prepare(String sql, @Nullable Object[] parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      int index = 1;
      for (Object parameter : parameters) {
        if (parameter instanceof Columns.Arrays arrays) {
          for (SqlArray array : arrays.inOrder()) {
            bind(statement, index++, array);
          }
        } else {
          bind(statement, index++, parameter);
        }
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setObject(index, null);
      case Instant instant -> statement.setObject(index, Time.toDatabase(instant));
      case Enum<?> constant -> statement.setString(index, constant.name());
      case SqlArray array ->
          statement.setArray(index, connection.createArrayOf(array.type(), array.elements()));
      case Json json -> {
        PGobject object = new PGobject();
        object.setType("jsonb");
        object.setValue(json.value() == null ? null : Json.text(json.value()));
        statement.setObject(index, object);
      }
      default -> statement.setObject(index, value);
    }
  }
}
