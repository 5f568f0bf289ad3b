package dev.crowdline.support.running;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Which service this is, and the epoch of its database. */
@ApplicationScoped
public class ServiceIdentity {
  private final String service;
  private final AgroalDataSource dataSource;
  private volatile @Nullable String source;

  ServiceIdentity(
      @ConfigProperty(name = "crowdline.service") String service, AgroalDataSource dataSource) {
    this.service = service;
    this.dataSource = dataSource;
  }

  /** {@code intake}, {@code routing}, {@code sla} or {@code rewards}. */
  public String service() {
    return service;
  }

  /**
   * The source of this service's facts, {@code /intake/1}. The epoch is raised when the database
   * was restored or may have lost a commit, so that what follows is not taken for a repeat.
   */
  public String source() {
    String known = source;
    if (known == null) {
      known = "/" + service + "/" + epoch();
      source = known;
    }
    return known;
  }

  private long epoch() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select number from epoch")) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("reading the epoch of " + service, e);
    }
  }
}
