package dev.crowdline.intake.understanding.persistence;

import dev.crowdline.intake.understanding.domain.ConfirmedTopic;
import dev.crowdline.intake.understanding.domain.Example;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What operators said that requests are about. */
@ApplicationScoped
public class ConfirmedTopicTable {

  /** Adds or replaces what was said of a request, whose question is an example from now on. */
  public void put(Tx tx, String community, ConfirmedTopic said, UUID requestId, String text) {
    tx.update(
        """
        insert into confirmed_topic (community, request_id, topic, was, text, confirmed_at)
        values (?, ?, ?, ?, ?, ?)
        on conflict (request_id, community) do update
        set topic = excluded.topic, was = excluded.was, text = excluded.text, confirmed_at = excluded.confirmed_at
        """,
        community,
        requestId,
        said.topic(),
        said.was(),
        text,
        said.at());
  }

  /** What was said of a request, or null. */
  public @Nullable ConfirmedTopic find(Sql sql, String community, UUID requestId) {
    return sql.one(
        "select * from confirmed_topic where community = ? and request_id = ?",
        row ->
            new ConfirmedTopic(
                row.text("topic"), row.textOrNull("was"), row.instant("confirmed_at")),
        community,
        requestId);
  }

  /** The questions that are examples of a topic that stands, the latest first. */
  List<Example> examples(Sql sql, String community, int most) {
    return sql.query(
        """
        select c.text, c.topic, c.request_id from confirmed_topic c
        join topic t on t.community = c.community and t.name = c.topic
        where c.community = ? and c.text is not null order by c.confirmed_at desc limit ?
        """,
        row -> new Example(row.text("text"), row.text("topic"), row.uuid("request_id")),
        community,
        most);
  }

  /** The questions of some requests that are examples still. */
  public Map<UUID, String> texts(Sql sql, String community, Collection<UUID> requests) {
    return sql
        .query(
            """
            select request_id, text from confirmed_topic
            where community = ? and request_id = any(?) and text is not null
            """,
            row -> Map.entry(row.uuid("request_id"), row.text("text")),
            community,
            SqlArray.uuids(List.copyOf(requests)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Forgets the questions of some requests; how many were kept. */
  public int clear(Tx tx, String community, Collection<UUID> requests) {
    return tx.update(
        """
        update confirmed_topic set text = null
        where community = ? and request_id = any(?) and text is not null
        """,
        community,
        SqlArray.uuids(List.copyOf(requests)));
  }
}
