package dev.crowdline.rewards.reviews.persistence;

import dev.crowdline.rewards.reviews.domain.Review;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Reviews as they are opened, within the budget of a day. */
@ApplicationScoped
public class ReviewDayTable {
  /**
   * How many were opened on a day, which is locked, and how many wait.
   *
   * @param opened on that day
   */
  public record Budget(int opened, int waiting) {}

  /** Locks a community's day. */
  public Budget lockDay(Tx tx, String community, Instant now) {
    tx.update(
        """
        insert into review_day (community, day, opened) values (?, (?::timestamptz at time zone 'UTC')::date, 0)
        on conflict (community, day) do nothing
        """,
        community,
        now);
    return Objects.requireNonNull(
        tx.one(
            """
            select d.opened, (select count(*) from review r where r.community = d.community and r.state = 'OPEN')::integer as waiting
            from review_day d where d.community = ? and d.day = (?::timestamptz at time zone 'UTC')::date for update of d
            """,
            row -> new Budget(row.integer("opened"), row.integer("waiting")),
            community,
            now));
  }

  /** Opens reviews of one community, whose day is locked. */
  public void open(Tx tx, String community, List<Review> reviews, Instant now) {
    tx.update(
        """
        insert into review (community, id, assignment_id, request_id, member_id, message_id, topic, twice, state, opened_at)
        select ?, g.id, g.assignment_id, g.request_id, g.member_id, g.message_id, g.topic, g.twice, 'OPEN', ?
        from (select unnest(?::uuid[]) as id, unnest(?::uuid[]) as assignment_id, unnest(?::uuid[]) as request_id, unnest(?::uuid[]) as member_id, unnest(?::uuid[]) as message_id, unnest(?::text[]) as topic, unnest(?::boolean[]) as twice) as g
        """,
        community,
        now,
        SqlArray.uuids(reviews, Review::id),
        SqlArray.uuids(reviews, Review::assignmentId),
        SqlArray.uuids(reviews, Review::requestId),
        SqlArray.uuids(reviews, Review::memberId),
        SqlArray.uuids(reviews, Review::messageId),
        SqlArray.texts(reviews, Review::topic),
        SqlArray.booleans(reviews, Review::twice));
    tx.update(
        """
        update review_day set opened = opened + ?
        where community = ? and day = (?::timestamptz at time zone 'UTC')::date
        """,
        reviews.size(),
        community,
        now);
  }
}
