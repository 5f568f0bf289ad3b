package dev.crowdline.rewards.reviews.persistence;

import dev.crowdline.contracts.Tier;
import dev.crowdline.rewards.reviews.domain.Judgement;
import dev.crowdline.rewards.reviews.domain.Review;
import dev.crowdline.rewards.reviews.domain.ReviewVerdict;
import dev.crowdline.rewards.reviews.persistence.BriefTable.OfRequest;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reviews and what was said in them. */
@ApplicationScoped
public class ReviewTable {
  /** What stands in place of a note that is to be forgotten. */
  private static final String FORGOTTEN = "[erased]";

  /** Of which requests a reviewer may judge answers, as SQL on a review {@code r}. */
  private static final String MAY_JUDGE =
      """
       and r.member_id is distinct from ?::uuid
       and not exists (select from request_taker t
         where t.community = r.community and t.request_id = r.request_id and t.member_id = ?::uuid)
       and coalesce((select b.minimum_tier from request_brief b
         where b.community = r.community and b.request_id = r.request_id), 'SPECIALIST') = any(?)
      """;

  /** Who reads, and which minimum tiers. */
  public record Reach(@Nullable UUID memberId, Collection<Tier> tiers) {}

  /** What the customer gave. */
  public record Rated(String community, UUID assignmentId, int stars) {}

  /**
   * What the customer said of an answer.
   *
   * @param stars null for none
   * @param outcome of the ledger's verdict; null while there is none
   */
  public record OfCustomer(@Nullable Integer stars, @Nullable String outcome) {}

  /**
   * What a reviewer may judge and has not: appeals first, then what others have begun, the rest in
   * an order of the reviewer's own, so that two who read at the same time do not read the same.
   * Plan: review_open, which the budget keeps short, and a look into three indexes for each.
   */
  public List<Review> queue(Sql sql, String community, String reviewer, Reach reach, int most) {
    return sql.query(
        """
        select r.* from review r
        where r.community = ? and r.state in ('OPEN', 'APPEALED')
          and not exists (select from judgement j
            where j.community = r.community and j.review_id = r.id and j.reviewer = ?)
        """
            + MAY_JUDGE
            + """
            order by r.state = 'APPEALED' desc, (select count(*) from judgement j where j.community = r.community and j.review_id = r.id) desc,
              md5(r.id::text || ?)
            limit ?
            """,
        ReviewTable::review,
        community,
        reviewer,
        reach.memberId(),
        reach.memberId(),
        tiers(reach),
        reviewer,
        most);
  }

  /** How many a reviewer may judge and has not. */
  public int waiting(Sql sql, String community, String reviewer, Reach reach) {
    Integer count =
        sql.one(
            """
            select count(*)::integer as waiting from review r
            where r.community = ? and r.state in ('OPEN', 'APPEALED')
              and not exists (select from judgement j
                where j.community = r.community and j.review_id = r.id and j.reviewer = ?)
            """
                + MAY_JUDGE,
            row -> row.integer("waiting"),
            community,
            reviewer,
            reach.memberId(),
            reach.memberId(),
            tiers(reach));
    return count == null ? 0 : count;
  }

  /** Whether this reviewer may judge that one. */
  public boolean mayJudge(Sql sql, String community, UUID id, Reach reach) {
    return sql.one(
            "select r.id from review r where r.community = ? and r.id = ?" + MAY_JUDGE,
            row -> true,
            community,
            id,
            reach.memberId(),
            reach.memberId(),
            tiers(reach))
        != null;
  }

  private static SqlArray tiers(Reach reach) {
    return SqlArray.texts(reach.tiers(), Tier::name);
  }

  /** A review with what was said, locked; null when the community has none of that id. */
  public @Nullable Review lock(Tx tx, String community, UUID id) {
    tx.query(
        "select id from review where community = ? and id = ? for update",
        row -> true,
        community,
        id);
    return find(tx, community, id);
  }

  public @Nullable Review find(Sql sql, String community, UUID id) {
    List<Review> found =
        whole(
            sql,
            community,
            sql.query(
                "select * from review where community = ? and id = ?",
                ReviewTable::review,
                community,
                id));
    return found.isEmpty() ? null : found.getFirst();
  }

  /** Reviews, the latest first; only those in that state, or all where none is named. */
  public List<Review> latest(
      Sql sql, String community, Review.@Nullable State state, @Nullable Cursor after, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(community));
    StringBuilder and = new StringBuilder();
    if (state != null) {
      and.append(" and state = ?");
      parameters.add(state);
    }
    if (after != null) {
      and.append(" and (opened_at, id) < (?, ?)");
      parameters.add(after.at());
      parameters.add(after.id());
    }
    parameters.add(limit);
    return whole(
        sql,
        community,
        sql.query(
            "select * from review where community = ?"
                + and
                + " order by opened_at desc, id desc limit ?",
            ReviewTable::review,
            parameters.toArray()));
  }

  private record Said(UUID reviewId, Judgement judgement) {}

  private static List<Review> whole(Sql sql, String community, List<Review> reviews) {
    Map<UUID, List<Judgement>> said =
        sql
            .query(
                "select * from judgement where community = ? and review_id = any(?) order by at, reviewer",
                ReviewTable::said,
                community,
                SqlArray.uuids(reviews, Review::id))
            .stream()
            .collect(
                Collectors.groupingBy(
                    Said::reviewId, Collectors.mapping(Said::judgement, Collectors.toList())));
    return reviews.stream()
        .map(review -> review.having(said.getOrDefault(review.id(), List.of())))
        .toList();
  }

  /** Adds what a reviewer says of an answer whose review is locked. */
  public void judge(Tx tx, String community, UUID id, Judgement judgement) {
    tx.update(
        """
        insert into judgement (community, review_id, reviewer, reviewer_name, verdict, note, at)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        community,
        id,
        judgement.reviewer(),
        judgement.reviewerName(),
        judgement.verdict(),
        judgement.note(),
        judgement.at());
  }

  /** Settles a review that is locked. */
  public void settle(Tx tx, Review review, ReviewVerdict verdict, Instant now) {
    tx.update(
        """
        update review set state = 'SETTLED', closed_at = ?, verdict = ?, withdraws = ?
        where community = ? and id = ?
        """,
        now,
        verdict,
        verdict.withdraws(),
        review.community(),
        review.id());
  }

  /** Keeps what an author says against the verdict of a review that is locked. */
  public void appeal(Tx tx, Review review, String reason, Instant now) {
    tx.update(
        """
        update review set state = 'APPEALED', appeal = ?, appealed_at = ? where community = ? and id = ?
        """,
        reason,
        now,
        review.community(),
        review.id());
  }

  /** What was judged of a member's answers, the latest first. Plan: review_by_member. */
  public List<Review> ofMember(
      Sql sql, String community, UUID memberId, @Nullable Cursor after, int limit) {
    return whole(
        sql,
        community,
        sql.query(
            """
            select * from review where community = ? and member_id = ? and verdict is not null
              and (?::timestamptz is null or (opened_at, id) < (?, ?::uuid))
            order by opened_at desc, id desc limit ?
            """,
            ReviewTable::review,
            community,
            memberId,
            after == null ? null : after.at(),
            after == null ? null : after.at(),
            after == null ? null : after.id(),
            limit));
  }

  /** Keeps what customers gave; of answers that are not known, nothing. */
  public void rate(Tx tx, List<Rated> rated) {
    if (!rated.isEmpty()) {
      tx.update(
          """
          update answer_risk a set stars = g.stars
          from (select unnest(?::text[]) as community, unnest(?::uuid[]) as assignment_id, unnest(?::integer[]) as stars) as g
          where a.community = g.community and a.assignment_id = g.assignment_id
          """,
          SqlArray.texts(rated, Rated::community),
          SqlArray.uuids(rated, Rated::assignmentId),
          SqlArray.ints(rated, Rated::stars));
    }
  }

  /** What the customers of these answers said, by assignment. */
  public Map<UUID, OfCustomer> ofCustomers(Sql sql, String community, List<Review> reviews) {
    return sql
        .query(
            """
            select a.assignment_id, a.stars, v.outcome from answer_risk a
            left join verdict v on v.community = a.community and v.request_id = a.request_id and v.assignment_id = a.assignment_id
            where a.community = ? and a.assignment_id = any(?)
            """,
            row ->
                Map.entry(
                    row.uuid("assignment_id"),
                    new OfCustomer(row.integerOrNull("stars"), row.textOrNull("outcome"))),
            community,
            SqlArray.uuids(reviews, Review::assignmentId))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Forgets what reviewers and authors wrote on these requests, and drops what was not judged yet:
   * there is nothing left to read. The verdict of an appeal that waits stays as it was.
   */
  public void forget(Tx tx, List<OfRequest> erased, Instant now) {
    if (erased.isEmpty()) {
      return;
    }
    SqlArray communities = SqlArray.texts(erased, OfRequest::community);
    SqlArray requests = SqlArray.uuids(erased, OfRequest::requestId);
    tx.update(
        """
        update review r set state = case r.state when 'OPEN' then 'DROPPED' else 'SETTLED' end,
          closed_at = coalesce(r.closed_at, ?)
        from (
          select r.community, r.id from (select unnest(?::text[]) as community, unnest(?::uuid[]) as request_id) as g
          join review r on r.community = g.community and r.request_id = g.request_id
          where r.state in ('OPEN', 'APPEALED') order by r.id for update of r
        ) o
        where r.community = o.community and r.id = o.id
        """,
        now,
        communities,
        requests);
    tx.update(
        """
        update review r set appeal = ?
        from (select unnest(?::text[]) as community, unnest(?::uuid[]) as request_id) as g
        where r.community = g.community and r.request_id = g.request_id and r.appeal is not null
        """,
        FORGOTTEN,
        communities,
        requests);
    tx.update(
        """
        update judgement j set note = ?
        from (select unnest(?::text[]) as community, unnest(?::uuid[]) as request_id) as g
        join review r on r.community = g.community and r.request_id = g.request_id
        where j.community = r.community and j.review_id = r.id and j.note <> ''
        """,
        FORGOTTEN,
        communities,
        requests);
  }

  private static Review review(Row row) {
    return new Review(
        row.text("community"),
        row.uuid("id"),
        row.uuid("assignment_id"),
        row.uuid("request_id"),
        row.uuid("member_id"),
        row.uuid("message_id"),
        row.textOrNull("topic"),
        row.bool("twice"),
        row.constant("state", Review.State.class),
        row.instant("opened_at"),
        row.instantOrNull("closed_at"),
        row.constantOrNull("verdict", ReviewVerdict.class),
        List.of(),
        appeal(row.textOrNull("appeal"), row.instantOrNull("appealed_at")));
  }

  private static Review.@Nullable Appeal appeal(@Nullable String reason, @Nullable Instant at) {
    return reason == null || at == null ? null : new Review.Appeal(reason, at);
  }

  private static Said said(Row row) {
    return new Said(
        row.uuid("review_id"),
        new Judgement(
            row.text("reviewer"),
            row.text("reviewer_name"),
            row.constant("verdict", ReviewVerdict.class),
            row.text("note"),
            row.instant("at")));
  }
}
