package dev.crowdline.support.inbox;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.Fact;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.ServiceIdentity;
import dev.crowdline.support.running.Temporary;
import dev.crowdline.support.tracing.FactTraces;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Applies a batch of records: repeats are skipped, the rest is applied in one transaction with its
 * receipts. If the whole fails, each record runs alone; what fails alone three times parks its key.
 */
@ApplicationScoped
public class ApplyingFacts {
  private static final Logger LOG = Logger.getLogger(ApplyingFacts.class);
  private static final int ATTEMPTS = 3;

  private final Database database;
  private final ParkedRecords parked;
  private final FactApplier applier;
  private final CommonFacts common;
  private final FactTraces traces;
  private final String service;

  ApplyingFacts(
      Database database,
      ParkedRecords parked,
      FactApplier applier,
      CommonFacts common,
      FactTraces traces,
      ServiceIdentity identity) {
    this.database = database;
    this.parked = parked;
    this.applier = applier;
    this.common = common;
    this.traces = traces;
    this.service = identity.service();
  }

  /** Applies records in their order; when it returns, every one is applied, skipped or parked. */
  void apply(List<Arrived> records) {
    List<Arrived> others = records.stream().filter(r -> !r.isStatedBy(service)).toList();
    if (others.isEmpty()) {
      return;
    }
    try {
      applyTogether(others);
    } catch (RuntimeException e) {
      if (isInfrastructure(e)) {
        throw e;
      }
      if (others.size() > 1) {
        LOG.warnf("a batch of %d facts failed and is applied one by one: %s", others.size(), e);
      }
      others.forEach(this::applyAlone);
    }
  }

  /**
   * Applies the parked records of a key in order until one fails, which stays parked with what is
   * wrong with it now. Returns how many were applied.
   */
  public int replay(String key) {
    int replayed = 0;
    try {
      while (database.transact(tx -> replayFirst(tx, key))) {
        replayed++;
      }
    } catch (RuntimeException e) {
      if (isInfrastructure(e)) {
        throw e;
      }
      LOG.warnf(e, "a parked record of key %s still fails", key);
      database.transact(tx -> {
        ParkedRecords.Held held = parked.first(tx, service, key);
        if (held != null) {
          parked.explain(tx, held, String.valueOf(e.getMessage()));
        }
        return null;
      });
    }
    return replayed;
  }

  private boolean replayFirst(Tx tx, String key) {
    ParkedRecords.Held held = parked.first(tx, service, key);
    if (held == null) {
      return false;
    }
    Fact<?> fact = held.arrived().fact();
    if (fact != null) {
      Arrivals arrivals = new Arrivals();
      arrivals.add(fact, held.arrived().partition());
      applyRounds(tx, List.of(arrivals));
    }
    parked.forget(tx, held);
    return true;
  }

  private void applyTogether(List<Arrived> records) {
    traces.applying(spans ->
        database.transact(tx -> {
          Set<String> keysParked =
              parked.keysParked(
                  tx, service, records.stream().map(Arrived::key).collect(Collectors.toSet()));
          Receipts receipts = Receipts.of(tx, service, records);
          List<Arrivals> rounds = new ArrayList<>();
          Map<String, Integer> roundOf = new HashMap<>();
          for (Arrived record : records) {
            Fact<?> fact = judge(tx, record, receipts, keysParked);
            if (fact != null) {
              int round = roundOf.merge(record.key(), 1, Integer::sum);
              if (rounds.size() < round) {
                rounds.add(new Arrivals());
              }
              rounds.get(round - 1).add(traced(spans, record, fact), record.partition());
            }
          }
          applyRounds(tx, rounds);
          receipts.store(tx);
          return null;
        }));
  }

  /** What follows from the fact follows from its being applied here. */
  private static Fact<?> traced(FactTraces.Spans spans, Arrived record, Fact<?> fact) {
    return fact.within(
        spans.begin(
            record.topic(),
            record.headers().getOrDefault(Envelope.TYPE, ""),
            fact.id().toString(),
            fact.traceparent()));
  }

  /** The fact to apply, or null when the record is a repeat, of an unknown type, or parked. */
  private @Nullable Fact<?> judge(
      Tx tx, Arrived record, Receipts receipts, Set<String> keysParked) {
    String flaw = record.flaw();
    if (flaw != null) {
      throw new Arrived.PoisonException(flaw);
    }
    return switch (receipts.hear(record)) {
      case REPEAT -> null;
      case GAP -> {
        parked.park(tx, service, record, "a fact before this one is missing");
        keysParked.add(record.key());
        yield null;
      }
      case NEXT -> {
        if (keysParked.contains(record.key())) {
          parked.park(tx, service, record, "an earlier record of this key is parked");
          yield null;
        }
        yield record.fact();
      }
    };
  }

  private void applyRounds(Tx tx, List<Arrivals> rounds) {
    rounds.forEach(round -> common.apply(tx, round));
    applier.applyAll(tx, rounds);
  }

  private void applyAlone(Arrived record) {
    for (int attempt = 1; ; attempt++) {
      try {
        applyTogether(List.of(record));
        return;
      } catch (RuntimeException e) {
        if (isInfrastructure(e)) {
          throw e;
        }
        if (attempt == ATTEMPTS) {
          park(record, e);
          return;
        }
      }
    }
  }

  private void park(Arrived record, RuntimeException cause) {
    LOG.errorf(
        cause,
        "parked key %s at %s-%d@%d",
        record.key(),
        record.topic(),
        record.partition(),
        record.offset());
    database.transact(tx -> {
      if (record.flaw() == null) {
        Receipts receipts = Receipts.of(tx, service, List.of(record));
        receipts.hear(record);
        receipts.store(tx);
      }
      parked.park(tx, service, record, String.valueOf(cause.getMessage()));
      return null;
    });
  }

  static boolean isInfrastructure(RuntimeException e) {
    return Temporary.isInfrastructure(e) || e instanceof Receipts.OvertakenException;
  }
}
