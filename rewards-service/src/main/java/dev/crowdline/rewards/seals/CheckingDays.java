package dev.crowdline.rewards.seals;

import dev.crowdline.rewards.seals.domain.Day;
import dev.crowdline.rewards.seals.domain.DayCheck;
import dev.crowdline.rewards.seals.domain.Seal;
import dev.crowdline.rewards.seals.messaging.StatedSeals;
import dev.crowdline.rewards.seals.persistence.SealTable;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Shows the days of a community's ledger, and whether their transfers are as they were moved. */
@ApplicationScoped
public class CheckingDays {
  private final Database database;
  private final SealTable seals;
  private final SealingDays sealing;
  private final StatedSeals stated;

  CheckingDays(Database database, SealTable seals, SealingDays sealing, StatedSeals stated) {
    this.database = database;
    this.seals = seals;
    this.sealing = sealing;
    this.stated = stated;
  }

  /** The days before that one, the latest first. */
  public List<Day> days(String community, LocalDate before, int most) {
    return database.read(sql -> seals.days(sql, community, before, most));
  }

  /** Goes through a day's transfers. One on which nothing was booked has none. */
  public DayCheck check(String community, LocalDate day) {
    return database.read(sql -> {
      Seal seal = seals.find(sql, community, day);
      return new DayCheck(
          new Day(day, seal == null ? seals.count(sql, community, day) : seal.transfers(), seal),
          seal == null ? null : sealing.computed(sql, community, day),
          seals.difference(sql, community, day));
    });
  }

  /** The seals that were stated as facts, by day. */
  public Collection<Seal> stated(String community) {
    return stated.of(community);
  }
}
