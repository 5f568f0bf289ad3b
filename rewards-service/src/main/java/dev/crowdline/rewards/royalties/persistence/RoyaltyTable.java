package dev.crowdline.rewards.royalties.persistence;

import dev.crowdline.rewards.royalties.domain.Royalty;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The table {@code royalty}. */
@ApplicationScoped
public class RoyaltyTable {
  private static final Columns<Royalty> ROYALTY =
      Columns.<Royalty>of()
          .text("community", Royalty::community)
          .uuid("request_id", Royalty::requestId)
          .uuid("article_id", Royalty::articleId)
          .uuid("member_id", Royalty::memberId)
          .integer("points", Royalty::points)
          .integer("rules_version", Royalty::rulesVersion)
          .instant("at", Royalty::at)
          .instant("due_at", Royalty::at);

  private static final String ADD =
      "insert into royalty (%s) select %s from %s order by community, request_id on conflict do nothing"
          .formatted(ROYALTY.names(), ROYALTY.names("g."), ROYALTY.given());

  /** Adds what is to be paid; of a request that is known already nothing changes. */
  public void add(Tx tx, List<Royalty> royalties) {
    if (!royalties.isEmpty()) {
      tx.update(ADD, ROYALTY.arrays(royalties));
    }
  }

  /** Locks what is to be paid and nobody else has locked. Plan: royalty_due. */
  public List<Royalty> lockDue(Tx tx, Instant now, int most) {
    return tx.query(
        """
        select r.* from royalty r
        join (
          select community, request_id from royalty where due_at <= ?
          order by due_at, request_id limit ? for update skip locked
        ) d on d.community = r.community and d.request_id = r.request_id
        """,
        row ->
            new Royalty(
                row.text("community"),
                row.uuid("request_id"),
                row.uuid("article_id"),
                row.uuid("member_id"),
                (int) row.bigint("points"),
                row.integer("rules_version"),
                row.instant("at")),
        now,
        most);
  }

  /** Nothing is left to pay of these. */
  public void paid(Tx tx, List<Royalty> royalties) {
    tx.update(
        """
        update royalty r set due_at = null from (select unnest(?::text[]) as community, unnest(?::uuid[]) as request_id) as g
        where r.community = g.community and r.request_id = g.request_id
        """,
        SqlArray.texts(royalties, Royalty::community),
        SqlArray.uuids(royalties, Royalty::requestId));
  }
}
