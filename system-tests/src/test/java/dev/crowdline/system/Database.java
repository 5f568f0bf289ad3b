package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The database of a service, read as proof of what the service has stored. */
record Database(String jdbcUrl, String user, String password) {

  static Database of(Stack stack, String service) {
    JsonNode login =
        stack.state().path("addresses").path("postgres").path("databases").path(service);
    return new Database(
        login.path("jdbcUrl").asText(),
        login.path("user").asText(),
        login.path("password").asText());
  }

  /** Rows as maps, in the order of the columns. */
  List<Map<String, Object>> rows(String sql, Object... parameters) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(
            i + 1,
            parameters[i] instanceof Object[] array
                ? connection.createArrayOf("text", array)
                : parameters[i]);
      }
      try (ResultSet found = statement.executeQuery()) {
        List<Map<String, Object>> rows = new ArrayList<>();
        while (found.next()) {
          Map<String, Object> row = new LinkedHashMap<>();
          for (int c = 1; c <= found.getMetaData().getColumnCount(); c++) {
            row.put(found.getMetaData().getColumnLabel(c), found.getObject(c));
          }
          rows.add(row);
        }
        return rows;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  /** Mends something by hand, as an administrator of the database would. */
  int update(String sql, Object... parameters) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  /** The number that a query with one row and one column answers. */
  long number(String sql, Object... parameters) {
    Object value = rows(sql, parameters).getFirst().values().iterator().next();
    return ((Number) value).longValue();
  }

  /**
   * In which tables any of these stands: whole rows as text. Binary columns show as hexadecimal
   * there, so that is searched for too.
   */
  List<String> tablesWith(List<String> secrets) {
    List<String> found = new ArrayList<>();
    List<String> tables =
        rows("select tablename from pg_tables where schemaname = 'public' order by 1").stream()
            .map(row -> row.get("tablename").toString())
            .toList();
    assertThat(tables).hasSizeGreaterThan(5);
    for (String table : tables) {
      for (String secret : secrets) {
        String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
        long rows =
            number(
                "select count(*) from \""
                    + table
                    + "\" r where strpos(r::text, ?) > 0 or strpos(r::text, ?) > 0",
                secret,
                hex);
        if (rows > 0) {
          found.add(table + ": " + secret);
        }
      }
    }
    return found;
  }
}
