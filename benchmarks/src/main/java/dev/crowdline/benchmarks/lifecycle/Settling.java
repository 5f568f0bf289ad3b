package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.figures.Latency;
import dev.crowdline.benchmarks.stack.RunningStack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sees in the databases of rewards and sla that a confirmed request's points were released and its
 * clocks closed. Two small statements a look. A connection that breaks is made again: the run may
 * include a killed PostgreSQL.
 */
final class Settling implements AutoCloseable {
  private static final String CREDITED =
      "select request_id from transfer where community = ? and request_id = any(?::uuid[])"
          + " and leg in ('RELEASED', 'DEBT_REPAID')";
  private static final String CLOSED =
      "select request_id from request_clock where community = ? and request_id = any(?::uuid[])"
          + " and finished_at is not null";
  private static final String UNSENT = "select 1 from outbox limit 1";
  private static final String OVERBOOKED = "select count(*) from member_load where load > capacity";

  private final RunningStack stack;
  private final String community;
  private final Map<String, Connection> connections = new HashMap<>();
  private final Map<String, Long> postedAt = new HashMap<>();
  private final Set<String> uncredited = new HashSet<>();
  private final Set<String> unclosed = new HashSet<>();
  private Latency.Recorder total = new Latency.Recorder();
  private long overbookedSeen;
  private long samples;

  Settling(RunningStack stack, String community) {
    this.stack = stack;
    this.community = community;
  }

  void await(Collection<Journeys.Settled> confirmed) {
    for (Journeys.Settled one : confirmed) {
      postedAt.put(one.id(), one.postedAt());
      uncredited.add(one.id());
      unclosed.add(one.id());
    }
  }

  /** How many are done since the last look. */
  int look() {
    Set<String> seen = new HashSet<>(find("rewards", CREDITED, uncredited));
    uncredited.removeAll(seen);
    Set<String> closed = find("sla", CLOSED, unclosed);
    unclosed.removeAll(closed);
    seen.addAll(closed);
    long now = System.nanoTime();
    int done = 0;
    for (String id : seen) {
      if (!uncredited.contains(id) && !unclosed.contains(id)) {
        Long since = postedAt.remove(id);
        if (since != null) {
          total.record(now - since);
          done++;
        }
      }
    }
    return done;
  }

  /** Looks whether any member holds more than it may at this moment (P3). */
  void sampleLoads() {
    try (PreparedStatement sql = connection("routing").prepareStatement(OVERBOOKED);
        ResultSet rows = sql.executeQuery()) {
      samples++;
      if (rows.next() && rows.getLong(1) > 0) {
        overbookedSeen++;
      }
    } catch (SQLException e) {
      drop("routing");
    }
  }

  /** Whether all outboxes are empty. */
  boolean allSent() {
    return stack.databases().keySet().stream().allMatch(this::hasSentAll);
  }

  private boolean hasSentAll(String service) {
    try (PreparedStatement sql = connection(service).prepareStatement(UNSENT);
        ResultSet rows = sql.executeQuery()) {
      return !rows.next();
    } catch (SQLException e) {
      drop(service);
      return false;
    }
  }

  int waiting() {
    return postedAt.size();
  }

  /** How long all of it took since the last call, good to the pause between two looks. */
  Latency takeTotal() {
    Latency taken = total.latency();
    total = new Latency.Recorder();
    return taken;
  }

  long samples() {
    return samples;
  }

  long overbookedSeen() {
    return overbookedSeen;
  }

  private Set<String> find(String service, String statement, Set<String> ids) {
    Set<String> found = new HashSet<>();
    if (ids.isEmpty()) {
      return found;
    }
    try (PreparedStatement sql = connection(service).prepareStatement(statement)) {
      sql.setString(1, community);
      sql.setString(2, "{" + String.join(",", ids) + "}");
      try (ResultSet rows = sql.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    } catch (SQLException e) {
      drop(service);
    }
    return found;
  }

  private Connection connection(String service) throws SQLException {
    Connection known = connections.get(service);
    if (known == null) {
      known = stack.database(service).connect();
      connections.put(service, known);
    }
    return known;
  }

  private void drop(String service) {
    Connection gone = connections.remove(service);
    if (gone != null) {
      try {
        gone.close();
      } catch (SQLException e) {
        // It is broken already.
      }
    }
  }

  @Override
  public void close() {
    List.copyOf(connections.keySet()).forEach(this::drop);
  }
}
