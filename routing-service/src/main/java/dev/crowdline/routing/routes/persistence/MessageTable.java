package dev.crowdline.routing.routes.persistence;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.routes.domain.Message;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The messages of routes. */
@ApplicationScoped
public class MessageTable {

  /** Adds messages; one that is there already stays. */
  public void add(Tx tx, List<Message> messages) {
    if (messages.isEmpty()) {
      return;
    }
    tx.update(
        """
        insert into route_message (id, route_id, community, author, member_id, alias, tier, kind, text, asks_customer, at)
        select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::boolean[], ?::timestamptz[])
        on conflict (id) do nothing
        """,
        SqlArray.uuids(messages, Message::id),
        SqlArray.uuids(messages, Message::routeId),
        SqlArray.texts(messages, Message::community),
        SqlArray.texts(messages, m -> m.author().name()),
        SqlArray.uuids(messages, Message::memberId),
        SqlArray.texts(messages, Message::alias),
        SqlArray.texts(messages, m -> m.tier() == null ? null : m.tier().name()),
        SqlArray.texts(messages, m -> m.kind().name()),
        SqlArray.texts(messages, Message::text),
        SqlArray.booleans(messages, Message::asksCustomer),
        SqlArray.instants(messages, Message::at));
  }

  /** The conversations of routes, each in order of time; at most 500 messages in all. */
  public List<Message> of(Sql sql, String community, Collection<UUID> routeIds) {
    return sql.query(
        "select * from route_message where route_id = any(?) and community = ? order by at, id limit 500",
        row ->
            new Message(
                row.uuid("id"),
                row.uuid("route_id"),
                row.text("community"),
                row.constant("author", Message.Author.class),
                row.uuidOrNull("member_id"),
                row.textOrNull("alias"),
                row.constantOrNull("tier", Tier.class),
                row.constant("kind", Message.Kind.class),
                row.text("text"),
                row.bool("asks_customer"),
                row.instant("at")),
        SqlArray.uuids(routeIds),
        community);
  }
}
