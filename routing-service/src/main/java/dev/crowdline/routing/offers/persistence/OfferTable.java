package dev.crowdline.routing.offers.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.routing.offers.domain.Offer;
import dev.crowdline.routing.offers.domain.OfferState;
import dev.crowdline.routing.offers.domain.Score;
import dev.crowdline.routing.routes.domain.Key;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Offers in PostgreSQL; they are changed under their route's lock. */
@ApplicationScoped
public class OfferTable {
  private static final TypeReference<List<Score.Part>> PARTS = new TypeReference<>() {};

  private static final Columns<Ranked> NEW =
      Columns.<Ranked>of()
          .uuid("id", r -> r.offer().id())
          .text("community", r -> r.offer().community())
          .uuid("route_id", r -> r.offer().routeId())
          .uuid("member_id", r -> r.offer().memberId())
          .integer("round", r -> r.offer().round())
          .integer("wave", r -> r.offer().wave())
          .integer("reward", r -> r.offer().reward())
          .integer("share", r -> r.offer().share())
          .instant("offered_at", r -> r.offer().offeredAt())
          .instant("deadline", r -> r.offer().deadline())
          .real("score", r -> r.score().value())
          .integer("considered", Ranked::considered)
          .json("parts", r -> r.score().parts());

  private static final String ADD =
      "insert into offer (%s, state, version) select %s, 'OFFERED', 1 from %s"
          .formatted(NEW.names(), NEW.names("g."), NEW.given());

  /** An offer and why it was made. */
  public record Ranked(Offer offer, Score score, int considered) {}

  /** Stores the offers of waves. */
  public void add(Tx tx, List<Ranked> offers) {
    if (!offers.isEmpty()) {
      tx.update(ADD, NEW.arrays(offers));
    }
  }

  /** The live offers of routes; the routes' locks are held. */
  public List<Offer> live(Sql sql, Collection<UUID> routeIds) {
    return sql.query(
        "select * from offer where route_id = any(?) and state = 'OFFERED'",
        OfferTable::offer,
        SqlArray.uuids(routeIds));
  }

  /** Offers, each with the live ones of its route. */
  public List<Offer> withLiveOnes(Sql sql, Map<Key, Route> byOffer) {
    if (byOffer.isEmpty()) {
      return List.of();
    }
    return sql.query(
        """
        select o.* from (select unnest(?::text[]) as community, unnest(?::uuid[]) as route_id, unnest(?::uuid[]) as id) as g
        join offer o on o.route_id = g.route_id and o.community = g.community
          and (o.state = 'OFFERED' or o.id = g.id)
        """,
        OfferTable::offer,
        SqlArray.texts(byOffer.keySet(), Key::community),
        SqlArray.uuids(byOffer.values(), Route::id),
        SqlArray.uuids(byOffer.keySet(), Key::id));
  }

  /** Ends offers; their route's lock is held and they are live. */
  public void end(Tx tx, Collection<UUID> offerIds, OfferState how, Instant now) {
    if (!offerIds.isEmpty()) {
      tx.update(
          "update offer set state = ?, ended_at = ?, version = version + 1 where id = any(?) and state = 'OFFERED'",
          how,
          now,
          SqlArray.uuids(offerIds));
    }
  }

  /** An offer that was declined in this transaction, and why. */
  public record Reason(Offer offer, String why) {}

  /** Why offers were declined. */
  public void declinedBecause(Tx tx, List<Reason> reasons) {
    if (!reasons.isEmpty()) {
      tx.update(
          """
          update offer o set reason = g.reason
          from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id, unnest(?::text[]) as reason) as g
          where o.id = g.id and o.community = g.community
          """,
          SqlArray.texts(reasons, r -> r.offer().community()),
          SqlArray.uuids(reasons, r -> r.offer().id()),
          SqlArray.texts(reasons, Reason::why));
    }
  }

  /** What live offers show has changed; their route's lock is held. */
  public void changed(Tx tx, Collection<UUID> offerIds) {
    if (!offerIds.isEmpty()) {
      tx.update(
          "update offer set version = version + 1 where id = any(?) and state = 'OFFERED'",
          SqlArray.uuids(offerIds));
    }
  }

  /** An offer of a community, or null. */
  public @Nullable Offer find(Sql sql, String community, UUID id) {
    return sql.one(
        "select * from offer where id = ? and community = ?", OfferTable::offer, id, community);
  }

  /** An offer with its explanation, or null. */
  public @Nullable Ranked explained(Sql sql, String community, UUID id) {
    return sql.one(
        "select * from offer where id = ? and community = ?",
        row ->
            new Ranked(
                offer(row),
                new Score(row.real("score"), row.json("parts", PARTS)),
                row.integer("considered")),
        id,
        community);
  }

  /** The live offers of a member. */
  public List<Offer> liveOf(Sql sql, String community, UUID memberId) {
    return sql.query(
        """
        select * from offer where member_id = ? and community = ? and state = 'OFFERED' order by offered_at, id
        """,
        OfferTable::offer,
        memberId,
        community);
  }

  /** The live offers of members, of any community; for telling them. */
  public List<Offer> liveOfMembers(Sql sql, Collection<UUID> memberIds) {
    return sql.query(
        "select * from offer where member_id = any(?) and state = 'OFFERED' order by offered_at, id",
        OfferTable::offer,
        SqlArray.uuids(memberIds));
  }

  /** The live offers of communities to contractors, the oldest first. */
  public List<Offer> liveToContractors(Sql sql, Collection<String> communities, int most) {
    return sql.query(
        """
        select o.* from offer o join member m on m.id = o.member_id and m.community = o.community
        where o.state = 'OFFERED' and o.community = any(?) and m.tier = 'CONTRACTOR'
        order by o.offered_at, o.id limit ?
        """,
        OfferTable::offer,
        SqlArray.texts(communities),
        most);
  }

  /** Offers by id, of any community; for telling their members how they stand. */
  public List<Offer> withIds(Sql sql, Collection<UUID> ids) {
    return sql.query(
        "select * from offer where id = any(?)", OfferTable::offer, SqlArray.uuids(ids));
  }

  /** All offers of a route, oldest first. */
  public List<Offer> ofRoute(Sql sql, String community, UUID routeId) {
    return sql.query(
        "select * from offer where route_id = ? and community = ? order by offered_at, id limit 200",
        OfferTable::offer,
        routeId,
        community);
  }

  /** The member's client showed the offer: only from now on can it be missed. */
  public void shown(Tx tx, String community, UUID offerId, UUID memberId, Instant now) {
    tx.update(
        """
        update offer set shown_at = ?
        where id = ? and community = ? and member_id = ? and state = 'OFFERED' and shown_at is null
        """,
        now,
        offerId,
        community,
        memberId);
  }

  /**
   * Who must not be offered a route now: asked already and live, declined in this round, missed a
   * short while ago, or dropped the work in this round.
   */
  public List<Excluded> excluded(Sql sql, Collection<UUID> routeIds, Instant missedSince) {
    return sql.query(
        """
        select o.route_id, o.member_id from offer o join route r on r.id = o.route_id and r.community = o.community
        where o.route_id = any(?) and o.round = r.round
          and (o.state in ('OFFERED', 'DECLINED') or (o.state = 'EXPIRED' and o.ended_at > ?))
        union
        select a.route_id, a.member_id from assignment a join route r on r.id = a.route_id and r.community = a.community
        where a.route_id = any(?) and a.round = r.round and a.state in ('RELEASED', 'TIMED_OUT', 'CANCELLED')
        """,
        row -> new Excluded(row.uuid("route_id"), row.uuid("member_id")),
        SqlArray.uuids(routeIds),
        missedSince,
        SqlArray.uuids(routeIds));
  }

  /** Whether a member said no to a route in that round: declined it, or dropped the work. */
  public boolean refused(Sql sql, String community, UUID routeId, UUID memberId, int round) {
    return !sql.query(
            """
            select 1 as one from offer
            where community = ? and route_id = ? and member_id = ? and round = ? and state = 'DECLINED'
            union all
            select 1 from assignment
            where community = ? and route_id = ? and member_id = ? and round = ? and state in ('RELEASED', 'TIMED_OUT')
            limit 1
            """,
            row -> row.integer("one"),
            community,
            routeId,
            memberId,
            round,
            community,
            routeId,
            memberId,
            round)
        .isEmpty();
  }

  /** A member who is not asked for a route now. */
  public record Excluded(UUID routeId, UUID memberId) {}

  private static Offer offer(Row row) {
    return new Offer(
        row.uuid("id"),
        row.text("community"),
        row.uuid("route_id"),
        row.uuid("member_id"),
        row.integer("round"),
        row.integer("wave"),
        row.constant("state", OfferState.class),
        row.integer("version"),
        row.integer("reward"),
        row.integer("share"),
        row.instant("offered_at"),
        row.instant("deadline"),
        row.instantOrNull("shown_at"),
        row.textOrNull("reason"));
  }
}
