package dev.crowdline.rewards.ledger;

import dev.crowdline.rewards.ledger.domain.Line;
import dev.crowdline.rewards.ledger.domain.Wallet;
import dev.crowdline.rewards.ledger.persistence.WalletTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows what a member has, how it came about, and that a community's ledger adds up. */
@ApplicationScoped
public class ReadingWallets {
  private final Database database;
  private final WalletTable rows;

  ReadingWallets(Database database, WalletTable rows) {
    this.database = database;
    this.rows = rows;
  }

  /** The wallet of a member of this community; refused when there is no such member. */
  public Wallet wallet(String community, UUID memberId) {
    Wallet wallet = database.read(sql -> rows.find(sql, community, memberId));
    if (wallet == null) {
      throw Problem.notFound("member", memberId);
    }
    return wallet;
  }

  /**
   * A part of a member's statement, the latest line first, with one more than asked when there is.
   */
  public List<Line> statement(String community, UUID memberId, @Nullable UUID after, int limit) {
    wallet(community, memberId);
    return database.read(sql -> rows.lines(sql, community, memberId, after, limit + 1));
  }

  /** A community's ledger in figures. */
  public WalletTable.Figures check(String community) {
    return database.read(sql -> rows.figures(sql, community));
  }
}
