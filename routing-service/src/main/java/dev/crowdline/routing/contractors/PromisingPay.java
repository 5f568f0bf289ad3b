package dev.crowdline.routing.contractors;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Price;
import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.contractors.domain.ContractorDay;
import dev.crowdline.routing.contractors.persistence.ContractorDayTable;
import dev.crowdline.routing.contractors.persistence.ContractorDayTable.Promised;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.tenancy.Communities;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what contractors are promised on a day within what their community's policy allows. It is
 * counted where work is taken, in that transaction, so that two takes at once never exceed it.
 */
@ApplicationScoped
public class PromisingPay {
  private static final Logger LOG = Logger.getLogger(PromisingPay.class);

  private final ContractorDayTable days;
  private final Communities communities;
  private final InstantSource clock;
  private final Counter usedUp;

  PromisingPay(
      ContractorDayTable days,
      Communities communities,
      InstantSource clock,
      MeterRegistry metrics) {
    this.days = days;
    this.communities = communities;
    this.clock = clock;
    this.usedUp =
        Counter.builder("crowdline.contractor.days.used.up")
            .description("Days on which one piece more did not fit into a community's budget")
            .register(metrics);
  }

  /**
   * Counts a piece that a contractor takes; why it cannot be taken when its price does not fit,
   * null when it does. The members that the transaction changes are locked already.
   */
  public @Nullable String promise(Tx tx, Assignment work) {
    Price price = Objects.requireNonNull(work.price(), "it is paid by the piece");
    ContractorDay day = today(work.community(), work.acceptedAt());
    Promised promised =
        days.promise(tx, work.community(), work.id(), day.paying(price), work.acceptedAt());
    if (promised == null) {
      return "what contractors may cost today is used up; you can take something again from "
          + day.endsAt()
          + " on, or when somebody hands a piece back";
    }
    if (work.acceptedAt().equals(promised.usedUpAt())) {
      tx.afterCommit(() -> alert(work.community(), promised));
    }
    return null;
  }

  /** Once a day and community, whatever is handed back and taken again. */
  private void alert(String community, Promised promised) {
    usedUp.increment();
    LOG.warnf(
        "contractors of %s were promised %d on %s: their budget is used up",
        community, promised.cents(), promised.date());
  }

  /** Work that ended without an answer is paid nothing, so its price counts no more. */
  public void giveBack(Tx tx, Collection<Assignment> ended) {
    days.giveBack(
        tx,
        ended.stream()
            .filter(work -> work.price() != null && work.state() != AssignmentState.COMPLETED)
            .map(work -> new ContractorDayTable.Piece(work.community(), work.id()))
            .toList());
  }

  /** How the day of a community stands. */
  public ContractorDay of(Sql sql, String community) {
    ContractorDay day = today(community, clock.instant());
    Promised promised = days.of(sql, Map.of(community, day.date())).get(community);
    return promised == null ? day : day.promised(promised.cents(), promised.usedUpAt());
  }

  /** Those of some communities that cannot pay for one piece more today. */
  public Set<String> usedUp(Sql sql, Collection<String> some) {
    Instant now = clock.instant();
    Map<String, ContractorDay> limited = new HashMap<>();
    for (String community : Set.copyOf(some)) {
      ContractorDay day = today(community, now);
      if (day.mostCents() != null) {
        limited.put(community, day);
      }
    }
    Map<String, LocalDate> dates = new HashMap<>();
    limited.forEach((community, day) -> dates.put(community, day.date()));
    Map<String, Promised> promised = days.of(sql, dates);
    Set<String> without = new HashSet<>();
    limited.forEach((community, day) -> {
      Promised so = promised.get(community);
      if (!(so == null ? day : day.promised(so.cents(), so.usedUpAt())).hasRoom()) {
        without.add(community);
      }
    });
    return without;
  }

  /** Communities that promised something of late and cannot pay for one piece more today. */
  public Set<String> usedUp(Sql sql) {
    // Nowhere is it another day than yesterday, today or tomorrow of UTC.
    LocalDate yesterday = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
    List<String> promising = days.since(sql, yesterday);
    return promising.isEmpty() ? Set.of() : usedUp(sql, promising);
  }

  private ContractorDay today(String community, Instant now) {
    Policy policy = communities.policyOf(community);
    return ContractorDay.at(now, policy);
  }
}
