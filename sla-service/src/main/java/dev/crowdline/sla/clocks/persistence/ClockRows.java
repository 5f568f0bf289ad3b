package dev.crowdline.sla.clocks.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Unknown;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.Judged;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RaisedStep;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Submission;
import dev.crowdline.sla.clocks.domain.Tried;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code request_clock}. Every statement is set-based: one row or many is the same. */
@ApplicationScoped
public class ClockRows {
  private static final TypeReference<List<MarkJson>> MARKS = new TypeReference<>() {};
  private static final TypeReference<List<RaisedStep>> STEPS = new TypeReference<>() {};

  private final Plans plans;

  ClockRows(Plans plans) {
    this.plans = plans;
  }

  /**
   * The rows of these requests, locked in the order of their keys; those unknown are absent.
   * Generic plan: LockRows, Sort, Nested Loop of the function scan and request_clock_pk; four
   * buffers a row.
   */
  public Map<ClockedRequest.Key, ClockedRequest> lock(Tx tx, Collection<ClockedRequest.Key> keys) {
    List<StoredClock> stored =
        tx.query(
            """
            select c.* from unnest(?::text[], ?::uuid[]) as g(community, request_id)
            join request_clock c using (community, request_id)
            order by c.community, c.request_id
            for update of c
            """,
            StoredClock::from,
            SqlArray.texts(keys, ClockedRequest.Key::community),
            SqlArray.uuids(keys, ClockedRequest.Key::requestId));
    Map<ClockedRequest.Key, ClockedRequest> byKey = new HashMap<>();
    requests(tx, stored).forEach(request -> byKey.put(request.key(), request));
    return byKey;
  }

  /**
   * Rows that it is time to look at, oldest first, locked; those that somebody else has locked are
   * left to them. Per partition, so that what waits in partitions of other replicas costs nothing.
   *
   * <p>With 200,000 pending and 67 due, generic plan (PostgreSQL 18.4, a busy machine):
   *
   * <pre>
   * LockRows (actual time=3.8..6.4 rows=67)
   *   Nested Loop
   *     Limit
   *       Sort on due_at
   *         Nested Loop (rows=67)
   *           Function Scan on p (rows=12)
   *           Limit
   *             Index Scan using request_clock_by_due (rows=5.6 loops=12)
   *               Index Cond: partition = p.number AND due_at <= $2
   *     Index Scan using request_clock_pk on c (loops=67)
   * Buffers: shared hit=512; with nothing due hit=36, Execution Time: 0.15 ms
   * </pre>
   */
  public List<ClockedRequest> lockDue(
      Tx tx, Collection<Integer> partitions, Instant now, int limit) {
    return requests(
        tx,
        tx.query(
            """
            select c.* from (
              select d.community, d.request_id from unnest(?::int[]) as p(number)
              cross join lateral (
                select community, request_id, due_at from request_clock
                where partition = p.number and due_at <= ?
                order by due_at limit ?
              ) d
              order by d.due_at limit ?
            ) g
            join request_clock c using (community, request_id)
            where c.due_at <= ?
            for update of c skip locked
            """,
            StoredClock::from,
            SqlArray.ints(partitions),
            now,
            limit,
            limit,
            now));
  }

  /** One request; null when it is not of that community. */
  public @Nullable ClockedRequest find(Sql sql, ClockedRequest.Key key) {
    List<ClockedRequest> found =
        requests(
            sql,
            sql.query(
                "select * from request_clock where community = ? and request_id = ?",
                StoredClock::from,
                key.community(),
                key.requestId()));
    return found.isEmpty() ? null : found.getFirst();
  }

  /** Maps rows of {@code request_clock} that another statement selected. */
  public List<ClockedRequest> requests(Sql sql, List<StoredClock> stored) {
    plans.read(sql, stored.stream().map(StoredClock::plan).filter(Objects::nonNull).toList());
    return stored.stream().map(row -> row.request(plans)).toList();
  }

  /** Stores rows, new or not. Known ones are locked by this transaction. */
  public void store(Tx tx, List<ClockedRequest> requests) {
    List<NewRow> rows = requests.stream().map(this::row).toList();
    Map<Plans.Key, Plan> used = new HashMap<>();
    for (NewRow row : rows) {
      Plan plan = row.clocks().plan();
      if (row.plan() != null && plan != null) {
        used.put(row.plan(), plan);
      }
    }
    plans.store(tx, used);
    // With an index on due_at, moving it costs as much as the rest of the update; see lookAt in
    // HearingOfRequests. While no indexed column changes, the update stays within its page (HOT).
    tx.update(
        """
        insert into request_clock (community, request_id, partition, submitted_at, priority, submitted_priority,
          minimum_tier, plan, status, round, history, raised, offers_made, offers_expired,
          offers_declined, accept_at_risk_at, accept_breached_at, accept_met_at,
          response_at_risk_at, response_breached_at, response_met_at, resolution_at_risk_at,
          resolution_breached_at, resolution_met_at, finished_at, listed_due_at, alerted_at, due_at)
        select community, request_id, partition, submitted_at, priority::priority, submitted_priority::priority,
          minimum_tier::tier, plan, status::status, round, history, raised, offers_made,
          offers_expired, offers_declined, accept_at_risk_at, accept_breached_at, accept_met_at,
          response_at_risk_at, response_breached_at, response_met_at, resolution_at_risk_at,
          resolution_breached_at, resolution_met_at, finished_at, listed_due_at, alerted_at, due_at
        from unnest(?::text[], ?::uuid[], ?::int[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::text[], ?::int[], ?::jsonb[], ?::jsonb[], ?::int[], ?::int[], ?::int[],
          ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
          ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
          ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
          ?::timestamptz[])
          as g(community, request_id, partition, submitted_at, priority, submitted_priority, minimum_tier, plan,
            status, round, history, raised, offers_made, offers_expired, offers_declined,
            accept_at_risk_at, accept_breached_at, accept_met_at, response_at_risk_at,
            response_breached_at, response_met_at, resolution_at_risk_at, resolution_breached_at,
            resolution_met_at, finished_at, listed_due_at, alerted_at, due_at)
        order by community, request_id
        on conflict (community, request_id) do update set
          partition = excluded.partition,
          submitted_at = excluded.submitted_at,
          priority = excluded.priority,
          submitted_priority = excluded.submitted_priority,
          minimum_tier = excluded.minimum_tier,
          plan = excluded.plan,
          status = excluded.status,
          round = excluded.round,
          history = excluded.history,
          raised = excluded.raised,
          offers_made = excluded.offers_made,
          offers_expired = excluded.offers_expired,
          offers_declined = excluded.offers_declined,
          accept_at_risk_at = excluded.accept_at_risk_at,
          accept_breached_at = excluded.accept_breached_at,
          accept_met_at = excluded.accept_met_at,
          response_at_risk_at = excluded.response_at_risk_at,
          response_breached_at = excluded.response_breached_at,
          response_met_at = excluded.response_met_at,
          resolution_at_risk_at = excluded.resolution_at_risk_at,
          resolution_breached_at = excluded.resolution_breached_at,
          resolution_met_at = excluded.resolution_met_at,
          finished_at = excluded.finished_at,
          listed_due_at = excluded.listed_due_at,
          alerted_at = excluded.alerted_at,
          due_at = excluded.due_at
        """,
        SqlArray.texts(rows, row -> row.request().key().community()),
        SqlArray.uuids(rows, row -> row.request().key().requestId()),
        SqlArray.ints(rows, row -> row.request().partition()),
        SqlArray.instants(rows, row -> map(row.clocks().submission(), Submission::at)),
        SqlArray.texts(
            rows, row -> map(row.clocks().submission(), s -> row.clocks().priority().name())),
        SqlArray.texts(rows, row -> map(row.clocks().submission(), s -> s.priority().name())),
        SqlArray.texts(rows, row -> row.clocks().minimumTier().name()),
        SqlArray.texts(rows, row -> map(row.plan(), Plans.Key::fingerprint)),
        SqlArray.texts(rows, row -> row.timeline().status().name()),
        SqlArray.ints(rows, row -> row.timeline().round()),
        SqlArray.jsons(rows, row -> row.clocks().marks().stream().map(MarkJson::of).toList()),
        SqlArray.jsons(rows, row -> row.clocks().raised()),
        SqlArray.ints(rows, row -> row.clocks().tried().offersMade()),
        SqlArray.ints(rows, row -> row.clocks().tried().offersExpired()),
        SqlArray.ints(rows, row -> row.clocks().tried().offersDeclined()),
        said(rows, SlaClock.TIME_TO_ACCEPT, Judged::atRiskAt),
        said(rows, SlaClock.TIME_TO_ACCEPT, Judged::breachedAt),
        said(rows, SlaClock.TIME_TO_ACCEPT, Judged::metAt),
        said(rows, SlaClock.FIRST_RESPONSE, Judged::atRiskAt),
        said(rows, SlaClock.FIRST_RESPONSE, Judged::breachedAt),
        said(rows, SlaClock.FIRST_RESPONSE, Judged::metAt),
        said(rows, SlaClock.RESOLUTION, Judged::atRiskAt),
        said(rows, SlaClock.RESOLUTION, Judged::breachedAt),
        said(rows, SlaClock.RESOLUTION, Judged::metAt),
        SqlArray.instants(rows, row -> row.timeline().finishedAt()),
        SqlArray.instants(rows, NewRow::listedDueAt),
        SqlArray.instants(rows, NewRow::alertedAt),
        SqlArray.instants(rows, row -> row.request().dueAt()));
  }

  private NewRow row(ClockedRequest request) {
    Plan plan = request.clocks().plan();
    return NewRow.of(request, plan == null ? null : plans.key(request.key().community(), plan));
  }

  private static SqlArray said(
      List<NewRow> rows, SlaClock clock, Function<Judged, @Nullable Instant> what) {
    return SqlArray.instants(rows, row -> what.apply(row.clocks().judged(clock)));
  }

  private static <T, R> @Nullable R map(@Nullable T value, Function<T, R> to) {
    return value == null ? null : to.apply(value);
  }

  /** A row as it was read; its plan is looked up afterwards, for all rows at once. */
  public record StoredClock(
      ClockedRequest.Key key,
      int partition,
      @Nullable Instant dueAt,
      @Nullable Instant submittedAt,
      @Nullable Priority priority,
      Plans.@Nullable Key plan,
      RequestClocks unplanned) {

    /** Reads the columns of {@code request_clock}. */
    public static StoredClock from(Row row) {
      ClockedRequest.Key key =
          new ClockedRequest.Key(row.text("community"), row.uuid("request_id"));
      String fingerprint = row.textOrNull("plan");
      return new StoredClock(
          key,
          row.integer("partition"),
          row.instantOrNull("due_at"),
          row.instantOrNull("submitted_at"),
          row.constantOrNull("submitted_priority", Priority.class),
          fingerprint == null ? null : new Plans.Key(key.community(), fingerprint),
          new RequestClocks(
              null,
              row.constant("minimum_tier", Tier.class),
              row.json("history", MARKS).stream().map(MarkJson::mark).toList(),
              row.json("raised", STEPS),
              judged(row),
              new Tried(
                  row.integer("offers_made"),
                  row.integer("offers_expired"),
                  row.integer("offers_declined"))));
    }

    private static Map<SlaClock, Judged> judged(Row row) {
      Map<SlaClock, Judged> judged = new EnumMap<>(SlaClock.class);
      for (SlaClock clock : SlaClock.all()) {
        String prefix =
            switch (clock) {
              case TIME_TO_ACCEPT -> "accept_";
              case FIRST_RESPONSE -> "response_";
              case RESOLUTION -> "resolution_";
              case UNKNOWN -> throw Unknown.got(clock);
            };
        Judged said =
            new Judged(
                row.instantOrNull(prefix + "at_risk_at"),
                row.instantOrNull(prefix + "breached_at"),
                row.instantOrNull(prefix + "met_at"));
        if (!said.equals(Judged.NOTHING)) {
          judged.put(clock, said);
        }
      }
      return judged;
    }

    ClockedRequest request(Plans plans) {
      Submission submission =
          submittedAt == null || priority == null
              ? null
              : new Submission(submittedAt, priority, plan == null ? null : plans.plan(plan));
      RequestClocks clocks =
          new RequestClocks(
              submission,
              unplanned.minimumTier(),
              unplanned.marks(),
              unplanned.raised(),
              unplanned.judged(),
              unplanned.tried());
      return new ClockedRequest(key, partition, dueAt, clocks);
    }
  }
}
