package dev.crowdline.routing.personaldata.persistence;

import dev.crowdline.contracts.Erased;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * All columns of routing that hold what a person wrote about a request. Whoever adds one adds it
 * here; a test looks for texts that survive.
 */
@ApplicationScoped
public class PersonalTextTable {

  /** A route of a community. */
  public record Of(String community, UUID routeId) {}

  /**
   * Locks routes in id order and clears what people wrote in them.
   *
   * @return how many texts there were; absent where there were none, since the route is not known
   *     or was cleared before
   */
  public Map<UUID, Integer> clear(Tx tx, List<Of> routes) {
    SqlArray communities = SqlArray.texts(routes, Of::community);
    SqlArray ids = SqlArray.uuids(routes, Of::routeId);
    tx.query(
        """
        select r.id from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as g
        join route r on r.id = g.id and r.community = g.community order by r.id for update of r
        """,
        row -> row.uuid("id"),
        communities,
        ids);
    return tx
        .query(
            """
            with g as (
              select * from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as g
            ), question as (
              update route r set question = ? from g
              where r.id = g.id and r.community = g.community and r.question <> ?
              returning r.id
            ), said as (
              update route_message m set text = ? from g
              where m.route_id = g.id and m.community = g.community and m.text <> ?
              returning m.route_id as id
            ), noted as (
              update staff_note n set text = ? from g
              where n.route_id = g.id and n.community = g.community and n.text <> ?
              returning n.route_id as id
            ), written as (
              update assignment a set draft = '', reason = null from g
              where a.route_id = g.id and a.community = g.community
                and (a.draft <> '' or a.reason is not null)
              returning a.route_id as id
            ), declined as (
              update offer o set reason = null from g
              where o.route_id = g.id and o.community = g.community and o.reason is not null
              returning o.route_id as id
            ), thanked as (
              update answer_judgement j set thanks = null from g
              where j.route_id = g.id and j.community = g.community and j.thanks is not null
              returning j.route_id as id
            )
            select id, count(*)::int as texts from (
              select id from question union all select id from said union all select id from noted
              union all select id from written union all select id from declined
              union all select id from thanked) texts
            group by id
            """,
            row -> Map.entry(row.uuid("id"), row.integer("texts")),
            communities,
            ids,
            Erased.TEXT,
            Erased.TEXT,
            Erased.TEXT,
            Erased.TEXT,
            Erased.TEXT,
            Erased.TEXT)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
