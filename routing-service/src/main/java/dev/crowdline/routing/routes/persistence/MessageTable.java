package dev.crowdline.routing.routes.persistence;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.routes.domain.Message;
import dev.crowdline.support.database.Columns;
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
  private static final Columns<Message> MESSAGE =
      Columns.<Message>of()
          .uuid("id", Message::id)
          .uuid("route_id", Message::routeId)
          .text("community", Message::community)
          .constant("author", Message::author)
          .uuid("member_id", Message::memberId)
          .text("alias", Message::alias)
          .constant("tier", Message::tier)
          .constant("kind", Message::kind)
          .text("text", Message::text)
          .bool("asks_customer", Message::asksCustomer)
          .instant("at", Message::at);

  private static final String ADD =
      "insert into route_message (%s) select * from %s on conflict (id) do nothing"
          .formatted(MESSAGE.names(), MESSAGE.given());

  /** Adds messages; one that is there already stays. */
  public void add(Tx tx, List<Message> messages) {
    if (!messages.isEmpty()) {
      tx.update(ADD, MESSAGE.arrays(messages));
    }
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
