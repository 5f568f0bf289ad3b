package dev.crowdline.sla.overdue.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.Channel;
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
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private record Found(Question question, ClockTable.StoredClock clock) {}

  /** Stores them; a request is submitted once. */
  public void store(Tx tx, List<Question> questions) {
    if (!questions.isEmpty()) {
      tx.update(STORE, QUESTION.arrays(questions));
    }
  }

  /** The list after a position, for who may see up to that minimum tier (P14). */
  public List<Overdue> overdue(
      Sql sql, String community, Tier tier, @Nullable Position after, int limit) {
    List<Found> found =
        sql.query(
            """
            select c.*, q.channel, q.language, q.customer_alias, q.needs, q.text, q.topic, q.attributes
            from request_clock c join question q using (community, request_id)
            where c.community = ? and c.listed_due_at is not null and c.minimum_tier <= ?::tier
              and (?::uuid is null
                or (c.priority, c.listed_due_at, c.request_id) > (?::priority, ?::timestamptz, ?::uuid))
            order by c.priority, c.listed_due_at, c.request_id
            limit ?
            """,
            QuestionTable::found,
            community,
            tier,
            after == null ? null : after.requestId(),
            after == null ? null : after.priority(),
            after == null ? null : after.dueAt(),
            after == null ? null : after.requestId(),
            limit);
    List<ClockedRequest> requests = clocks.requests(sql, found.stream().map(Found::clock).toList());
    List<Overdue> overdue = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      overdue.add(Overdue.of(found.get(i).question(), requests.get(i).clocks()));
    }
    return overdue;
  }

  private static Found found(Row row) {
    ClockTable.StoredClock clock = ClockTable.StoredClock.from(row);
    return new Found(question(row, clock.key()), clock);
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
            select q.* from unnest(?::text[], ?::uuid[]) as wanted(community, request_id)
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
