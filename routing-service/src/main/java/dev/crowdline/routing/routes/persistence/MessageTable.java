package dev.crowdline.routing.routes.persistence;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.routes.domain.Message;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

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

  /** The newest message of each route that has any. */
  public Map<UUID, UUID> newest(Sql sql, Collection<UUID> routeIds) {
    return sql
        .query(
            """
            select m.route_id, m.id from unnest(?::uuid[]) as r(id) cross join lateral (
              select route_id, id from route_message where route_id = r.id order by at desc, id desc limit 1
            ) m
            """,
            row -> Map.entry(row.uuid("route_id"), row.uuid("id")),
            SqlArray.uuids(routeIds))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The conversations of routes, each in order of time; the newest 500 messages of each. */
  public List<Message> of(Sql sql, String community, Collection<UUID> routeIds) {
    return sql.query(
        """
        select m.* from unnest(?::uuid[]) as r(id) cross join lateral (
          select * from route_message where route_id = r.id and community = ? order by at desc, id desc limit 500
        ) m order by m.at, m.id
        """,
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
