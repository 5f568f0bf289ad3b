package dev.crowdline.rewards.programme;

import dev.crowdline.contracts.Policy;
import dev.crowdline.rewards.ledger.domain.AccountKind;
import dev.crowdline.rewards.programme.domain.Liability;
import dev.crowdline.rewards.programme.persistence.ProgrammeTable;
import dev.crowdline.rewards.programme.persistence.ProgrammeTable.Day;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shows an operator what was paid, what was spent, and what is owed. */
@ApplicationScoped
public class ReadingProgramme {
  /** Days that are shown, today among them. */
  static final int DAYS = 30;

  private final Database database;
  private final ProgrammeTable rows;
  private final Communities communities;
  private final InstantSource clock;

  ReadingProgramme(
      Database database, ProgrammeTable rows, Communities communities, InstantSource clock) {
    this.database = database;
    this.rows = rows;
    this.communities = communities;
    this.clock = clock;
  }

  /**
   * The programme.
   *
   * @param balances points of all accounts of a kind together
   * @param currency of the policy in force
   */
  public record Overview(
      Map<AccountKind, Long> balances,
      ProgrammeTable.Redeemed redeemed,
      Liability liability,
      String currency,
      List<Day> days) {
    public long points(AccountKind kind) {
      return balances.getOrDefault(kind, 0L);
    }
  }

  /** A community's programme as it stands. */
  public Overview overview(String community) {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate first = today.minusDays(DAYS - 1);
    Instant since = first.atStartOfDay(ZoneOffset.UTC).toInstant();
    Policy.Cost cost = communities.of(community).policy().cost();
    return database.read(sql -> {
      Map<AccountKind, Long> balances = rows.balances(sql, community);
      long outstanding =
          balances.getOrDefault(AccountKind.WALLET, 0L)
              + balances.getOrDefault(AccountKind.HELD, 0L)
              + balances.getOrDefault(AccountKind.RESERVED, 0L);
      return new Overview(
          balances,
          rows.redeemed(sql, community),
          new Liability(outstanding, cost.pointMilliCents()),
          cost.currency(),
          complete(first, rows.days(sql, community, since)));
    });
  }

  /**
   * All balances of a community together, those that points come from and that are owed as less:
   * zero. It goes by totals and by what came after the last sealed day, so it may be asked often.
   */
  public long sum(String community) {
    return database.read(sql -> rows.balances(sql, community)).entrySet().stream()
        .mapToLong(each ->
            switch (each.getKey()) {
              case ISSUANCE, DEBT -> -each.getValue();
              case HELD, WALLET, RESERVED, REDEMPTION, EXPIRY -> each.getValue();
            })
        .sum();
  }

  /** Every day, also those on which nothing happened. */
  private static List<Day> complete(LocalDate first, List<Day> found) {
    Map<LocalDate, Day> byDay =
        found.stream().collect(Collectors.toMap(Day::day, Function.identity()));
    return IntStream.range(0, DAYS)
        .mapToObj(first::plusDays)
        .map(day -> byDay.getOrDefault(day, new Day(day, 0, 0)))
        .toList();
  }
}
