package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.figures.Overlaps;
import dev.crowdline.benchmarks.figures.Overlaps.Interval;
import dev.crowdline.benchmarks.figures.Proof;
import dev.crowdline.benchmarks.stack.RunningStack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Asks the four databases, after draining, whether the promises were kept. */
final class Proofs {
  /**
   * A slot's time is stamped before the statement that takes it waits for the lock of the one that
   * gives it back, so where members are full stamps may overlap by that wait. More is not forgiven.
   */
  private static final Duration STAMPS = Duration.ofMillis(20);

  private final RunningStack stack;
  private final String community;
  private final Set<String> posted;
  private final List<Proof> proofs = new ArrayList<>();
  private long unseenPosts;
  private int highestLoad;

  Proofs(RunningStack stack, String community, Set<String> posted) {
    this.stack = stack;
    this.community = community;
    this.posted = posted;
  }

  @FunctionalInterface
  private interface Take {
    void row(ResultSet row) throws SQLException;
  }

  List<Proof> all() throws SQLException {
    nothingLost();
    nobodyOverBooked();
    oneWinner();
    pointsConserved();
    clocksClosed();
    nothingLeftOver();
    return List.copyOf(proofs);
  }

  /** Requests that are stored although their 201 was never seen; retried posts leave some. */
  long unseenPosts() {
    return unseenPosts;
  }

  /** The most pieces of work that any member held at once, from the history. */
  int highestLoad() {
    return highestLoad;
  }

  /** P1. */
  private void nothingLost() throws SQLException {
    Map<String, String> stored = new HashMap<>();
    ofCommunity(
        "intake",
        "select id, status from request where community = ?",
        row -> stored.put(row.getString(1), row.getString(2)));
    unseenPosts = stored.keySet().stream().filter(id -> !posted.contains(id)).count();
    add(
        "every posted request is RESOLVED in intake (P1)",
        posted.size(),
        posted.stream()
            .filter(id -> !"RESOLVED".equals(stored.get(id)))
            .map(id -> id + " is " + stored.getOrDefault(id, "not there"))
            .toList());
    Map<String, String> routes = new HashMap<>();
    ofCommunity(
        "routing",
        "select id, state from route where community = ?",
        row -> routes.put(row.getString(1), row.getString(2)));
    add(
        "every route of them is CLOSED in routing",
        posted.size(),
        posted.stream()
            .filter(id -> !"CLOSED".equals(routes.get(id)))
            .map(id -> id + " is " + routes.getOrDefault(id, "not there"))
            .toList());
  }

  /** P3. */
  private void nobodyOverBooked() throws SQLException {
    Map<String, Integer> capacities = new HashMap<>();
    Collection<String> over = new TreeSet<>();
    Collection<String> wrong = new TreeSet<>();
    ofCommunity(
        "routing",
        """
        select l.member_id, l.load, l.capacity,
               (select count(*) from offer o where o.member_id = l.member_id and o.state = 'OFFERED')
               + (select count(*) from assignment a
                  where a.member_id = l.member_id and a.state = 'ACTIVE')
        from member_load l where l.community = ?
        """,
        row -> {
          capacities.put(row.getString(1), row.getInt(3));
          if (row.getInt(2) > row.getInt(3)) {
            over.add(row.getString(1) + " holds " + row.getInt(2) + " of " + row.getInt(3));
          }
          if (row.getInt(2) != row.getInt(4)) {
            wrong.add(
                row.getString(1) + " counts " + row.getInt(2) + " and holds " + row.getInt(4));
          }
        });
    add("no member's load is over the capacity (P3)", capacities.size(), over);
    add("every member's load is the count of what it holds", capacities.size(), wrong);
    List<Interval> slots = new ArrayList<>();
    List<Interval> stamped = new ArrayList<>();
    ofCommunity(
        "routing",
        """
        select o.member_id, o.offered_at, coalesce(a.ended_at, o.ended_at)
        from offer o left join assignment a on a.offer_id = o.id where o.community = ?
        """,
        row -> {
          stamped.add(interval(row, Duration.ZERO));
          slots.add(interval(row, STAMPS));
        });
    highestLoad =
        Overlaps.peaks(stamped).values().stream().mapToInt(Integer::intValue).max().orElse(0);
    add(
        "no member ever held more than the capacity, by the history of offers and assignments (P3)",
        capacities.size(),
        Overlaps.peaks(slots).entrySet().stream()
            .filter(one -> one.getValue() > capacities.getOrDefault(one.getKey(), 0))
            .map(one -> one.getKey() + " held " + one.getValue())
            .toList());
  }

  /** P2. */
  private void oneWinner() throws SQLException {
    List<Interval> work = new ArrayList<>();
    ofCommunity(
        "routing",
        "select route_id, accepted_at, ended_at from assignment where community = ?",
        row -> work.add(interval(row, Duration.ZERO)));
    add(
        "no route had two assignments active at once (P2)",
        work.size(),
        Overlaps.peaks(work).entrySet().stream()
            .filter(one -> one.getValue() > 1)
            .map(one -> one.getKey() + " had " + one.getValue())
            .toList());
  }

  /** P5. */
  private void pointsConserved() throws SQLException {
    Collection<String> unbalanced = new TreeSet<>();
    long[] communities = new long[1];
    each(
        "rewards",
        """
        select community, sum(points) from (
          select community, credits - debits as points from account where member_id is not null
          union all
          select t.community, t.amount from transfer t
            join account a on a.id = t.credit_account where a.member_id is null
          union all
          select t.community, -t.amount from transfer t
            join account a on a.id = t.debit_account where a.member_id is null
        ) balances group by community
        """,
        row -> {
          communities[0]++;
          if (row.getLong(2) != 0) {
            unbalanced.add(row.getString(1) + " sums to " + row.getLong(2));
          }
        });
    add("the points of each community sum to zero (P5)", communities[0], unbalanced);
    Collection<String> wrong = new TreeSet<>();
    long[] accounts = new long[1];
    ofCommunity(
        "rewards",
        """
        select a.id, a.kind, a.debits, a.credits,
               coalesce(d.amount, 0), coalesce(c.amount, 0)
        from account a
        left join (select debit_account, sum(amount) amount from transfer group by 1) d
          on d.debit_account = a.id
        left join (select credit_account, sum(amount) amount from transfer group by 1) c
          on c.credit_account = a.id
        where a.community = ? and a.member_id is not null
        """,
        row -> {
          accounts[0]++;
          if (row.getLong(3) != row.getLong(5) || row.getLong(4) != row.getLong(6)) {
            wrong.add(row.getString(1) + " (" + row.getString(2) + ")");
          }
        });
    add("every member's account is the sum of its transfers (P5)", accounts[0], wrong);
    paidOnce();
  }

  private void paidOnce() throws SQLException {
    Map<String, String> pay = new HashMap<>();
    ofCommunity(
        "rewards",
        """
        select request_id, count(*) filter (where leg = 'HELD'),
               count(*) filter (where leg in ('RELEASED', 'DEBT_REPAID')),
               count(*) filter (where leg not in ('HELD', 'RELEASED', 'DEBT_REPAID')),
               coalesce(sum(amount) filter (where leg = 'HELD'), 0),
               coalesce(sum(amount) filter (where leg in ('RELEASED', 'DEBT_REPAID')), 0)
        from transfer where community = ? group by request_id
        """,
        row -> {
          boolean once =
              row.getLong(2) == 1
                  && row.getLong(3) == 1
                  && row.getLong(4) == 0
                  && row.getLong(5) == row.getLong(6);
          pay.put(
              row.getString(1),
              once
                  ? ""
                  : "%d holds of %d, %d releases of %d, %d others"
                      .formatted(
                          row.getLong(2),
                          row.getLong(5),
                          row.getLong(3),
                          row.getLong(6),
                          row.getLong(4)));
        });
    add(
        "every resolved request is paid exactly once (P5)",
        posted.size(),
        posted.stream()
            .filter(id -> !"".equals(pay.get(id)))
            .map(id -> id + ": " + pay.getOrDefault(id, "nothing"))
            .toList());
  }

  private void clocksClosed() throws SQLException {
    Map<String, String> clocks = new HashMap<>();
    ofCommunity(
        "sla",
        """
        select request_id, status::text
               || case when finished_at is null then ', unfinished' else '' end
               || case when accept_met_at is null then ', time to accept open' else '' end
               || case when response_met_at is null then ', first response open' else '' end
               || case when resolution_met_at is null then ', resolution open' else '' end
        from request_clock where community = ?
        """,
        row -> clocks.put(row.getString(1), row.getString(2)));
    add(
        "all clocks are closed and met in sla",
        posted.size(),
        posted.stream()
            .filter(id -> !"RESOLVED".equals(clocks.get(id)))
            .map(id -> id + ": " + clocks.getOrDefault(id, "not there"))
            .toList());
  }

  private void nothingLeftOver() throws SQLException {
    Collection<String> unsent = new TreeSet<>();
    Collection<String> parked = new TreeSet<>();
    for (String service : stack.databases().keySet()) {
      each(
          service,
          "select position, type, subject from outbox order by position limit 1000",
          row ->
              unsent.add(
                  "%s: %s %s %s"
                      .formatted(service, row.getString(1), row.getString(2), row.getString(3))));
      each(
          service,
          "select key, topic, partition, record_offset, reason from parked_record limit 1000",
          row ->
              parked.add(
                  "%s: %s (%s-%s at %s) %s"
                      .formatted(
                          service,
                          row.getString(1),
                          row.getString(2),
                          row.getString(3),
                          row.getString(4),
                          row.getString(5))));
    }
    add("the outboxes are empty", stack.databases().size(), unsent);
    add("no records are parked", stack.databases().size(), parked);
  }

  private void add(String what, long looked, Collection<String> failing) {
    proofs.add(Proof.of(what, looked, failing));
  }

  private void ofCommunity(String service, String statement, Take take) throws SQLException {
    query(service, statement, List.of(community), take);
  }

  private void each(String service, String statement, Take take) throws SQLException {
    query(service, statement, List.of(), take);
  }

  private void query(String service, String statement, List<String> parameters, Take take)
      throws SQLException {
    try (Connection connection = stack.database(service).connect();
        PreparedStatement sql = connection.prepareStatement(statement)) {
      for (int i = 0; i < parameters.size(); i++) {
        sql.setString(i + 1, parameters.get(i));
      }
      try (ResultSet rows = sql.executeQuery()) {
        while (rows.next()) {
          take.row(rows);
        }
      }
    }
  }

  /** What has not ended lasts for ever. */
  private static Interval interval(ResultSet row, Duration shorter) throws SQLException {
    OffsetDateTime end = row.getObject(3, OffsetDateTime.class);
    return new Interval(
        row.getString(1),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        end == null ? Instant.MAX : end.toInstant().minus(shorter));
  }
}
