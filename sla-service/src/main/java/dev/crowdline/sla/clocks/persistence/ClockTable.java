package dev.crowdline.sla.clocks.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.Dial;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Unknown;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.Judged;
import dev.crowdline.sla.clocks.domain.JudgedReply;
import dev.crowdline.sla.clocks.domain.Plan;
import dev.crowdline.sla.clocks.domain.RaisedStep;
import dev.crowdline.sla.clocks.domain.Received;
import dev.crowdline.sla.clocks.domain.RequestClocks;
import dev.crowdline.sla.clocks.domain.Submission;
import dev.crowdline.sla.clocks.domain.Tried;
import dev.crowdline.support.database.Columns;
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
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code request_clock}. Every statement is set-based: one row or many is the same. */
@ApplicationScoped
public class ClockTable {
  private static final TypeReference<List<MarkJson>> MARKS = new TypeReference<>() {};
  private static final TypeReference<List<JudgedReply>> REPLIES = new TypeReference<>() {};
  private static final TypeReference<List<RaisedStep>> STEPS = new TypeReference<>() {};
  private static final TypeReference<Received> RECEIVED = new TypeReference<>() {};

  private static final Columns<NewRow> CLOCK =
      Columns.<NewRow>of()
          .text("community", row -> row.request().key().community())
          .uuid("request_id", row -> row.request().key().requestId())
          .key()
          .integer("partition", row -> row.request().partition())
          .instant("submitted_at", row -> map(row.clocks().submission(), Submission::at))
          .constant(
              "priority",
              "priority",
              row -> map(row.clocks().submission(), s -> row.clocks().priority()))
          .constant(
              "submitted_priority",
              "priority",
              row -> map(row.clocks().submission(), Submission::priority))
          .integer("policy_version", ClockTable::policyVersion)
          .text("topic", row -> map(row.clocks().submission(), Submission::topic))
          .integer("dial_percent", row -> map(dial(row), Dial::percent))
          .bool("dial_community", row -> map(dial(row), Dial::community))
          .constant("minimum_tier", "tier", row -> row.clocks().minimumTier())
          .text("plan", row -> map(row.plan(), PlanTable.Key::fingerprint))
          .constant("status", "status", row -> row.timeline().status())
          .integer("round", row -> row.timeline().round())
          .json("history", row -> row.clocks().marks().stream().map(MarkJson::of).toList())
          .json("raised", row -> row.clocks().raised())
          .integer("offers_made", row -> row.clocks().tried().offersMade())
          .integer("offers_expired", row -> row.clocks().tried().offersExpired())
          .integer("offers_declined", row -> row.clocks().tried().offersDeclined())
          .json("received", row -> row.clocks().received())
          .and(judged("accept", SlaClock.TIME_TO_ACCEPT))
          .and(judged("response", SlaClock.FIRST_RESPONSE))
          .and(judged("resolution", SlaClock.RESOLUTION))
          .json("replies", row -> row.clocks().replies())
          .bool("reply_breached", row -> row.clocks().hasMissedReply())
          .instant("finished_at", row -> row.timeline().finishedAt())
          .constant("resolved_by", "tier", NewRow::resolvedBy)
          .instant("listed_due_at", NewRow::listedDueAt)
          .bigint("listed_budget_millis", NewRow::listedBudgetMillis)
          .instant("alerted_at", NewRow::alertedAt)
          .bool("at_risk", NewRow::atRisk)
          .instant("due_at", row -> row.request().dueAt());

  private static final String STORE =
      """
      insert into request_clock (%s) select %s from %s
      order by community, request_id
      on conflict (community, request_id) do update set %s
      """
          .formatted(CLOCK.names(), CLOCK.names(), CLOCK.given(), CLOCK.sets("excluded"));

  private final PlanTable plans;

  ClockTable(PlanTable plans) {
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
            select c.* from (select unnest(?::text[]) as community, unnest(?::uuid[]) as request_id) as g
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

  /**
   * Requests of a community that are not finished and go by an earlier version of its policy, by
   * id, those after one.
   */
  public List<ClockedRequest.Key> before(
      Sql sql, String community, int version, UUID after, int limit) {
    return sql.query(
        """
        select c.community, c.request_id from request_clock c
        join plan p on p.community = c.community and p.fingerprint = c.plan
        where c.community = ? and c.finished_at is null and c.request_id > ?
          and coalesce((p.content ->> 'policyVersion')::integer, 1) < ?
        order by c.request_id limit ?
        """,
        row -> new ClockedRequest.Key(row.text("community"), row.uuid("request_id")),
        community,
        after,
        version,
        limit);
  }

  /**
   * Requests of a community that are not finished and count in an earlier version of its calendar,
   * by id, those after one.
   */
  public List<ClockedRequest.Key> beforeCalendar(
      Sql sql, String community, int version, UUID after, int limit) {
    return sql.query(
        """
        select c.community, c.request_id from request_clock c
        join plan p on p.community = c.community and p.fingerprint = c.plan
        where c.community = ? and c.finished_at is null and c.request_id > ?
          and coalesce((p.content ->> 'calendarVersion')::integer, 1) < ?
        order by c.request_id limit ?
        """,
        row -> new ClockedRequest.Key(row.text("community"), row.uuid("request_id")),
        community,
        after,
        version,
        limit);
  }

  /** Requests of a community that are not finished, the oldest first. */
  public List<ClockedRequest> running(Sql sql, String community, int limit) {
    return requests(
        sql,
        sql.query(
            """
            select * from request_clock where community = ? and finished_at is null
            order by request_id limit ?
            """,
            StoredClock::from,
            community,
            limit));
  }

  /** How many requests of a community are not finished. */
  public int countRunning(Sql sql, String community) {
    return Objects.requireNonNull(
        sql.one(
            "select count(*)::integer as n from request_clock where community = ? and finished_at is null",
            row -> row.integer("n"),
            community));
  }

  /** Maps rows of {@code request_clock} that another statement selected. */
  public List<ClockedRequest> requests(Sql sql, List<StoredClock> stored) {
    Map<PlanTable.Key, Plan> found =
        plans.read(sql, stored.stream().map(StoredClock::plan).filter(Objects::nonNull).toList());
    return stored.stream().map(row -> row.request(found)).toList();
  }

  /** Stores rows, new or not. Known ones are locked by this transaction. */
  public void store(Tx tx, List<ClockedRequest> requests) {
    List<NewRow> rows = requests.stream().map(this::row).toList();
    Map<PlanTable.Key, Plan> used = new HashMap<>();
    for (NewRow row : rows) {
      Plan plan = row.clocks().plan();
      if (row.plan() != null && plan != null) {
        used.put(row.plan(), plan);
      }
    }
    plans.store(tx, used);
    // With an index on due_at, moving it costs as much as the rest of the update; see lookAt in
    // HearingOfRequests. While no indexed column changes, the update stays within its page (HOT).
    tx.update(STORE, CLOCK.arrays(rows));
  }

  private NewRow row(ClockedRequest request) {
    Plan plan = request.clocks().plan();
    return NewRow.of(request, plan == null ? null : plans.key(request.key().community(), plan));
  }

  private static Columns<NewRow> judged(String prefix, SlaClock clock) {
    return Columns.<NewRow>of()
        .instant(prefix + "_at_risk_at", row -> row.clocks().judged(clock).atRiskAt())
        .instant(prefix + "_breached_at", row -> row.clocks().judged(clock).breachedAt())
        .instant(prefix + "_met_at", row -> row.clocks().judged(clock).metAt());
  }

  private static @Nullable Dial dial(NewRow row) {
    return map(row.clocks().submission(), Submission::dial);
  }

  private static @Nullable Integer policyVersion(NewRow row) {
    Submission submission = row.clocks().submission();
    return submission == null ? null : submission.policyVersion();
  }

  private static <T, R> @Nullable R map(@Nullable T value, Function<T, ? extends @Nullable R> to) {
    return value == null ? null : to.apply(value);
  }

  /** A row as it was read; its plan is looked up afterwards, for all rows at once. */
  public record StoredClock(
      ClockedRequest.Key key,
      int partition,
      @Nullable Instant dueAt,
      @Nullable Instant submittedAt,
      @Nullable Priority priority,
      @Nullable Integer policyVersion,
      @Nullable String topic,
      @Nullable Dial dial,
      PlanTable.@Nullable Key plan,
      RequestClocks unplanned) {

    /** Reads the columns of {@code request_clock}. */
    public static StoredClock from(Row row) {
      ClockedRequest.Key key =
          new ClockedRequest.Key(row.text("community"), row.uuid("request_id"));
      String fingerprint = row.textOrNull("plan");
      Integer percent = row.integerOrNull("dial_percent");
      return new StoredClock(
          key,
          row.integer("partition"),
          row.instantOrNull("due_at"),
          row.instantOrNull("submitted_at"),
          row.constantOrNull("submitted_priority", Priority.class),
          row.integerOrNull("policy_version"),
          row.textOrNull("topic"),
          percent == null ? null : new Dial(percent, row.bool("dial_community")),
          fingerprint == null ? null : new PlanTable.Key(key.community(), fingerprint),
          new RequestClocks(
              null,
              row.constant("minimum_tier", Tier.class),
              row.json("history", MARKS).stream().map(MarkJson::mark).toList(),
              row.json("raised", STEPS),
              judged(row),
              row.json("replies", REPLIES),
              new Tried(
                  row.integer("offers_made"),
                  row.integer("offers_expired"),
                  row.integer("offers_declined")),
              row.json("received", RECEIVED)));
    }

    private static Plan planned(Map<PlanTable.Key, Plan> plans, PlanTable.Key key) {
      return Objects.requireNonNull(plans.get(key), () -> "no plan " + key);
    }

    private static Map<SlaClock, Judged> judged(Row row) {
      Map<SlaClock, Judged> judged = new EnumMap<>(SlaClock.class);
      for (SlaClock clock : SlaClock.all()) {
        String prefix =
            switch (clock) {
              case TIME_TO_ACCEPT -> "accept_";
              case FIRST_RESPONSE -> "response_";
              case RESOLUTION -> "resolution_";
              case NEXT_RESPONSE, UNKNOWN -> throw Unknown.got(clock);
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

    ClockedRequest request(Map<PlanTable.Key, Plan> plans) {
      Submission submission =
          submittedAt == null || priority == null
              ? null
              : new Submission(
                  submittedAt,
                  priority,
                  policyVersion,
                  topic,
                  dial,
                  plan == null ? null : planned(plans, plan));
      RequestClocks clocks =
          new RequestClocks(
              submission,
              unplanned.minimumTier(),
              unplanned.marks(),
              unplanned.raised(),
              unplanned.judged(),
              unplanned.replies(),
              unplanned.tried(),
              unplanned.received());
      return new ClockedRequest(key, partition, dueAt, clocks);
    }
  }
}
