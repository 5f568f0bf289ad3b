package dev.crowdline.sla.overdue.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Erased;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.KnowingTraits;
import dev.crowdline.sla.clocks.domain.ClockedRequest;
import dev.crowdline.sla.clocks.domain.Traits;
import dev.crowdline.sla.clocks.persistence.ClockTable;
import dev.crowdline.sla.overdue.domain.Overdue;
import dev.crowdline.sla.overdue.domain.Position;
import dev.crowdline.sla.overdue.domain.Question;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table {@code question}, and the list that is read from it and the clocks. */
@ApplicationScoped
public class QuestionTable implements KnowingTraits {
  private static final TypeReference<List<Need>> NEEDS = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

  private static final Columns<Question> QUESTION =
      Columns.<Question>of()
          .text("community", q -> q.key().community())
          .uuid("request_id", q -> q.key().requestId())
          .constant("channel", Question::channel)
          .text("language", Question::language)
          .text("customer_alias", Question::alias)
          .json("needs", Question::needs)
          .text("text", Question::text)
          .text("topic", Question::topic)
          .json("attributes", Question::attributes);

  private static final String STORE =
      """
      insert into question (%s) select * from %s
      order by community, request_id
      on conflict do nothing
      """
          .formatted(QUESTION.names(), QUESTION.given());

  private final ClockTable clocks;

  QuestionTable(ClockTable clocks) {
    this.clocks = clocks;
  }

  private record Found(Position position, Question question, ClockTable.StoredClock clock) {}

  /** Stores them; a request is submitted once. */
  public void store(Tx tx, List<Question> questions) {
    if (!questions.isEmpty()) {
      tx.update(STORE, QUESTION.arrays(questions));
    }
  }

  /** Clears what customers wrote; returns those where that was not done before. */
  public Set<ClockedRequest.Key> clear(Tx tx, List<ClockedRequest.Key> keys) {
    return Set.copyOf(
        tx.query(
            """
            update question q set text = ?, attributes = '{}'
            from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as g
            where q.community = g.community and q.request_id = g.id and q.text <> ?
            returning q.community, q.request_id
            """,
            row -> new ClockedRequest.Key(row.text("community"), row.uuid("request_id")),
            Erased.TEXT,
            SqlArray.texts(keys, ClockedRequest.Key::community),
            SqlArray.uuids(keys, ClockedRequest.Key::requestId),
            Erased.TEXT));
  }

  /** What a request needs now, and in which language. */
  public void change(Tx tx, ClockedRequest.Key key, List<Need> needs, String language) {
    tx.update(
        "update question set needs = ?, language = ? where community = ? and request_id = ?",
        new Json(needs),
        language,
        key.community(),
        key.requestId());
  }

  /**
   * The list after a position, for who may see up to that minimum tier (P14), sorted as {@link
   * Position} says. The shares change with every moment, so no index has them in order: those of a
   * community that are listed are sorted by narrow rows, and only a page of them is read whole.
   *
   * <p>With 310,000 stored and 10,000 of them listed (PostgreSQL 18.4, a busy machine):
   *
   * <pre>
   * Nested Loop (actual time=37.6..41.2 rows=101)
   *   Limit
   *     Sort, top-N heapsort, 34 kB
   *       Index Scan using request_clock_listed (rows=10000)
   *   Index Scan using request_clock_pk on c, question_pk on q (loops=101)
   * </pre>
   *
   * @param now when the first page is asked for; later pages go by the moment of the first
   */
  public List<Overdue> overdue(
      Sql sql, String community, Tier tier, @Nullable Position after, Instant now, int limit) {
    Instant at = after == null ? now : after.at();
    List<Found> found =
        sql.query(
            """
            select c.*, p.taken, p.unused, q.channel, q.language, q.customer_alias, q.needs, q.text, q.topic, q.attributes
            from (
              select * from (
                select community, request_id, priority, submitted_at, status = 'IN_WORK' as taken,
                  -floor(greatest(-1e12, least(1e12, 100 + extract(epoch from ?::timestamptz - listed_due_at)
                    * 100000 / coalesce(listed_budget_millis, 86400000))))::bigint as unused
                from request_clock
                where community = ? and listed_due_at is not null and minimum_tier <= ?::tier
              ) l
              where ?::uuid is null
                or (taken, unused, priority, submitted_at, request_id) > (?::boolean, ?::bigint, ?::priority, ?::timestamptz, ?::uuid)
              order by taken, unused, priority, submitted_at, request_id
              limit ?
            ) p
            join request_clock c using (community, request_id)
            join question q using (community, request_id)
            order by p.taken, p.unused, p.priority, p.submitted_at, p.request_id
            """,
            row -> found(row, at),
            at,
            community,
            tier,
            after == null ? null : after.requestId(),
            after == null ? null : after.taken(),
            after == null ? null : -after.usedPercent(),
            after == null ? null : after.priority(),
            after == null ? null : after.submittedAt(),
            after == null ? null : after.requestId(),
            limit);
    List<ClockedRequest> requests = clocks.requests(sql, found.stream().map(Found::clock).toList());
    List<Overdue> overdue = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      overdue.add(
          Overdue.of(found.get(i).position(), found.get(i).question(), requests.get(i).clocks()));
    }
    return overdue;
  }

  private static Found found(Row row, Instant at) {
    ClockTable.StoredClock clock = ClockTable.StoredClock.from(row);
    Position position =
        new Position(
            at,
            row.bool("taken"),
            -row.bigint("unused"),
            row.constant("priority", Priority.class),
            row.instant("submitted_at"),
            clock.key().requestId());
    return new Found(position, question(row, clock.key()), clock);
  }

  /** The question of a row that has its columns. */
  public static Question question(Row row, ClockedRequest.Key key) {
    return new Question(
        key,
        row.constant("channel", Channel.class),
        row.text("language"),
        row.text("customer_alias"),
        row.json("needs", NEEDS),
        row.text("text"),
        row.textOrNull("topic"),
        row.json("attributes", ATTRIBUTES));
  }

  @Override
  public Map<ClockedRequest.Key, Traits> of(Sql sql, Map<ClockedRequest.Key, Priority> priorities) {
    List<ClockedRequest.Key> keys = List.copyOf(priorities.keySet());
    Map<ClockedRequest.Key, Traits> traits = new HashMap<>();
    sql.query(
            """
            select q.* from (select unnest(?::text[]) as community, unnest(?::uuid[]) as request_id) as wanted
            join question q using (community, request_id)
            """,
            row ->
                question(
                    row, new ClockedRequest.Key(row.text("community"), row.uuid("request_id"))),
            SqlArray.texts(keys, ClockedRequest.Key::community),
            SqlArray.uuids(keys, ClockedRequest.Key::requestId))
        .forEach(asked ->
            traits.put(
                asked.key(),
                new Traits(
                    Objects.requireNonNull(priorities.get(asked.key())),
                    asked.channel(),
                    asked.topic(),
                    asked.language(),
                    asked.attributes())));
    return traits;
  }
}
