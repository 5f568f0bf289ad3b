package dev.crowdline.rewards.ledger.persistence;

import dev.crowdline.rewards.ledger.domain.Appraisal;
import dev.crowdline.rewards.ledger.domain.Earning;
import dev.crowdline.rewards.ledger.domain.Ending;
import dev.crowdline.rewards.ledger.domain.Leg;
import dev.crowdline.rewards.ledger.domain.Pay;
import dev.crowdline.rewards.ledger.domain.RequestPay;
import dev.crowdline.rewards.ledger.domain.Rule;
import dev.crowdline.rewards.ledger.domain.Verdict;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What is known of the pay of requests. Where an answer's pay stands is read from its transfers;
 * verdicts and endings are rows of their own.
 */
@ApplicationScoped
public class RequestPayTable {
  private static final SqlArray RULES = SqlArray.texts(List.of(Rule.values()), Rule::text);

  /** A request of a community. */
  public record RequestKey(String community, UUID requestId) {}

  private record MovedLeg(
      RequestKey key, Pay pay, UUID memberId, int round, Leg leg, long amount) {}

  private record Judged(RequestKey key, UUID assignmentId, Verdict verdict) {}

  private record Appraised(RequestKey key, UUID assignmentId, Appraisal appraisal) {}

  private record Closed(RequestKey key, Ending ending) {}

  /**
   * Reads them, having locked what reviewers judge of them, so that a verdict of theirs and a fact
   * about the same request wait for each other. Plan of each, with 200,000 transfers: a nested loop
   * of the given requests with an index scan, of review_by_request, transfer_by_request, verdict_pk
   * and request_ending_pk; 500 requests take 3 ms.
   */
  public Map<RequestKey, RequestPay> load(Tx tx, Collection<RequestKey> keys) {
    SqlArray communities = SqlArray.texts(keys, RequestKey::community);
    SqlArray requests = SqlArray.uuids(keys, RequestKey::requestId);
    Map<RequestKey, Set<UUID>> withdrawn = withdrawn(tx, communities, requests);
    Map<RequestKey, Map<Pay, RequestPay.Answer>> answers =
        answers(
            tx.query(
                """
                select t.community, t.request_id, t.assignment_id, t.rule, t.member_id, t.round, t.leg, t.amount
                from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as r
                join transfer t on t.community = r.community and t.request_id = r.id
                where t.rule = any(?)
                """,
                row ->
                    new MovedLeg(
                        key(row),
                        new Pay(row.uuid("assignment_id"), Rule.of(row.text("rule"))),
                        row.uuid("member_id"),
                        row.integer("round"),
                        row.constant("leg", Leg.class),
                        row.bigint("amount")),
                communities,
                requests,
                RULES));
    Map<RequestKey, Map<UUID, Verdict>> verdicts = new HashMap<>();
    tx.query(
            """
            select v.* from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as r
            join verdict v on v.community = r.community and v.request_id = r.id
            """,
            row ->
                new Judged(
                    key(row),
                    row.uuid("assignment_id"),
                    new Verdict(
                        row.constant("outcome", Verdict.Outcome.class), row.bigint("rank"))),
            communities,
            requests)
        .forEach(judged ->
            verdicts
                .computeIfAbsent(judged.key(), key -> new LinkedHashMap<>())
                .put(judged.assignmentId(), judged.verdict()));
    Map<RequestKey, Map<UUID, Appraisal>> appraisals = new HashMap<>();
    tx.query(
            """
            select p.* from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as r
            join appraisal p on p.community = r.community and p.request_id = r.id
            """,
            row ->
                new Appraised(
                    key(row),
                    row.uuid("assignment_id"),
                    new Appraisal(
                        row.integer("pays_from"), row.bigint("points"), row.integer("stars"))),
            communities,
            requests)
        .forEach(appraised ->
            appraisals
                .computeIfAbsent(appraised.key(), key -> new LinkedHashMap<>())
                .put(appraised.assignmentId(), appraised.appraisal()));
    Map<RequestKey, Ending> endings = new HashMap<>();
    tx.query(
            """
            select e.* from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as r
            join request_ending e on e.community = r.community and e.request_id = r.id
            """,
            row -> new Closed(key(row), new Ending(row.bool("ended"), row.bigint("rank"))),
            communities,
            requests)
        .forEach(closed -> endings.put(closed.key(), closed.ending()));
    Map<RequestKey, RequestPay> pays = new HashMap<>();
    for (RequestKey key : keys) {
      pays.put(
          key,
          new RequestPay(
              answers.getOrDefault(key, Map.of()),
              verdicts.getOrDefault(key, Map.of()),
              appraisals.getOrDefault(key, Map.of()),
              withdrawn.getOrDefault(key, Set.of()),
              endings.get(key)));
    }
    return pays;
  }

  private record Reviewed(RequestKey key, UUID assignmentId, boolean withdraws) {}

  /**
   * Whose pay reviewers withdrew; every review of these requests is locked, in the order of ids.
   */
  private static Map<RequestKey, Set<UUID>> withdrawn(
      Tx tx, SqlArray communities, SqlArray requests) {
    Map<RequestKey, Set<UUID>> withdrawn = new HashMap<>();
    tx
        .query(
            """
            select v.community, v.request_id, v.assignment_id, v.withdraws
            from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as r
            join review v on v.community = r.community and v.request_id = r.id
            order by v.id for update of v
            """,
            row -> new Reviewed(key(row), row.uuid("assignment_id"), row.bool("withdraws")),
            communities,
            requests)
        .stream()
        .filter(Reviewed::withdraws)
        .forEach(reviewed ->
            withdrawn
                .computeIfAbsent(reviewed.key(), key -> new HashSet<>())
                .add(reviewed.assignmentId()));
    return withdrawn;
  }

  /** Keeps verdicts and endings. The higher rank holds. */
  public void save(Tx tx, Map<RequestKey, RequestPay> pays) {
    List<Judged> judged =
        pays.entrySet().stream()
            .flatMap(pay ->
                pay.getValue().verdicts().entrySet().stream()
                    .map(v -> new Judged(pay.getKey(), v.getKey(), v.getValue())))
            .toList();
    if (!judged.isEmpty()) {
      tx.update(
          """
          insert into verdict as v (community, request_id, assignment_id, outcome, rank)
          select * from (select unnest(?::text[]) as community, unnest(?::uuid[]) as request_id, unnest(?::uuid[]) as assignment_id, unnest(?::text[]) as outcome, unnest(?::bigint[]) as rank) as g
          order by g.community, g.request_id, g.assignment_id
          on conflict (community, request_id, assignment_id)
          do update set outcome = excluded.outcome, rank = excluded.rank where v.rank < excluded.rank
          """,
          SqlArray.texts(judged, j -> j.key().community()),
          SqlArray.uuids(judged, j -> j.key().requestId()),
          SqlArray.uuids(judged, Judged::assignmentId),
          SqlArray.texts(judged, j -> j.verdict().outcome().name()),
          SqlArray.longs(judged, j -> j.verdict().rank()));
    }
    List<Appraised> appraised =
        pays.entrySet().stream()
            .flatMap(pay ->
                pay.getValue().appraisals().entrySet().stream()
                    .map(a -> new Appraised(pay.getKey(), a.getKey(), a.getValue())))
            .toList();
    if (!appraised.isEmpty()) {
      tx.update(
          """
          insert into appraisal as p (community, request_id, assignment_id, pays_from, points, stars)
          select * from (select unnest(?::text[]) as community, unnest(?::uuid[]) as request_id, unnest(?::uuid[]) as assignment_id, unnest(?::integer[]) as pays_from, unnest(?::bigint[]) as points, unnest(?::integer[]) as stars) as g
          order by g.community, g.request_id, g.assignment_id
          on conflict (community, request_id, assignment_id)
          do update set pays_from = excluded.pays_from, points = excluded.points, stars = excluded.stars
          where (p.pays_from, p.stars) <> (excluded.pays_from, excluded.stars)
          """,
          SqlArray.texts(appraised, a -> a.key().community()),
          SqlArray.uuids(appraised, a -> a.key().requestId()),
          SqlArray.uuids(appraised, Appraised::assignmentId),
          SqlArray.ints(appraised, a -> a.appraisal().from()),
          SqlArray.longs(appraised, a -> a.appraisal().points()),
          SqlArray.ints(appraised, a -> a.appraisal().stars()));
    }
    List<Closed> closed =
        pays.entrySet().stream()
            .map(pay -> new Closed(pay.getKey(), pay.getValue().ending()))
            .filter(c -> c.ending().rank() > 0)
            .toList();
    if (!closed.isEmpty()) {
      tx.update(
          """
          insert into request_ending as e (community, request_id, ended, rank)
          select * from (select unnest(?::text[]) as community, unnest(?::uuid[]) as request_id, unnest(?::boolean[]) as ended, unnest(?::bigint[]) as rank) as g
          order by g.community, g.request_id
          on conflict (community, request_id)
          do update set ended = excluded.ended, rank = excluded.rank where e.rank < excluded.rank
          """,
          SqlArray.texts(closed, c -> c.key().community()),
          SqlArray.uuids(closed, c -> c.key().requestId()),
          SqlArray.booleans(closed, c -> c.ending().ended()),
          SqlArray.longs(closed, c -> c.ending().rank()));
    }
  }

  private static Map<RequestKey, Map<Pay, RequestPay.Answer>> answers(List<MovedLeg> moved) {
    Map<RequestKey, Map<Pay, List<MovedLeg>>> byPay = new HashMap<>();
    for (MovedLeg leg : moved) {
      byPay
          .computeIfAbsent(leg.key(), key -> new LinkedHashMap<>())
          .computeIfAbsent(leg.pay(), pay -> new ArrayList<>())
          .add(leg);
    }
    Map<RequestKey, Map<Pay, RequestPay.Answer>> answers = new HashMap<>();
    byPay.forEach((key, pays) -> {
      Map<Pay, RequestPay.Answer> ofRequest = new LinkedHashMap<>();
      pays.forEach((pay, legs) -> ofRequest.put(pay, answer(legs)));
      answers.put(key, ofRequest);
    });
    return answers;
  }

  private static RequestPay.Answer answer(List<MovedLeg> moved) {
    Set<Leg> legs = EnumSet.noneOf(Leg.class);
    long held = 0;
    for (MovedLeg leg : moved) {
      legs.add(leg.leg());
      if (leg.leg() == Leg.HELD) {
        held = leg.amount();
      }
    }
    return new RequestPay.Answer(
        moved.getFirst().memberId(), moved.getFirst().round(), Earning.of(legs, held));
  }

  private static RequestKey key(Row row) {
    return new RequestKey(row.text("community"), row.uuid("request_id"));
  }
}
