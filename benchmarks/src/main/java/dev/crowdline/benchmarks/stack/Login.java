package dev.crowdline.benchmarks.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** How to get into a database. */
public record Login(String jdbcUrl, String user, String password) {
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, user, password);
  }

  /** The same person in another database of the same server. */
  public Login in(String database) {
    return new Login(jdbcUrl.replaceFirst("/[^/]*$", "/" + database), user, password);
  }

  @Override
  public String toString() {
    return user + " at " + jdbcUrl;
  }
}
