package dev.crowdline.rewards.ledger;

import dev.crowdline.rewards.ledger.domain.Wallet;
import dev.crowdline.rewards.ledger.domain.YearTotal;
import dev.crowdline.rewards.ledger.persistence.YearTable;
import dev.crowdline.rewards.ledger.persistence.YearTable.Booked;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Shows what a member's years came to, and what the member had at any time. */
@ApplicationScoped
public class ReadingYears {
  /** So many lines are read at a time. */
  private static final int STEP = 1_000;

  /** The most lines of one file: one every five minutes of a year. */
  private static final int MOST = 100_000;

  private final Database database;
  private final YearTable rows;
  private final ReadingWallets wallets;

  ReadingYears(Database database, YearTable rows, ReadingWallets wallets) {
    this.database = database;
    this.rows = rows;
    this.wallets = wallets;
  }

  /** The years of a member of this community; refused when there is no such member. */
  public List<YearTotal> years(String community, UUID memberId) {
    wallets.wallet(community, memberId);
    return database.read(sql -> rows.years(sql, community, memberId));
  }

  /** What was booked in a year, in order. */
  public List<Booked> booked(String community, UUID memberId, int year) {
    wallets.wallet(community, memberId);
    List<Booked> all = new ArrayList<>();
    List<Booked> step;
    do {
      long after = all.isEmpty() ? 0 : all.getLast().position();
      step = database.read(sql -> rows.booked(sql, community, memberId, year, after, STEP));
      all.addAll(step);
    } while (step.size() == STEP && all.size() < MOST);
    return all;
  }

  /** The wallet as it was then. */
  public Wallet wallet(String community, UUID memberId, Instant at) {
    wallets.wallet(community, memberId);
    return database.read(sql -> rows.wallet(sql, community, memberId, at));
  }
}
