package dev.crowdline.intake.calls;

import dev.crowdline.intake.calls.domain.ApiCall;
import dev.crowdline.intake.calls.domain.ApiCall.Integration;
import dev.crowdline.intake.calls.domain.Unwritten;
import dev.crowdline.intake.calls.persistence.ApiCallTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Loop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last calls of each integration. No call waits for it: it is written in batches after
 * the answer, and a record that a crash or a database that is away costs is not missed.
 */
@ApplicationScoped
public class RememberingCalls {
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final int MOST_UNWRITTEN = 10_000;

  /** What nobody sees any more costs less to delete now and then than after every batch. */
  private static final int PASSES_UNTIL_DELETING = 20;

  private final Database database;
  private final ApiCallTable table;
  private final Unwritten unwritten = new Unwritten(MOST_UNWRITTEN);
  private final Set<Integration> grown = new HashSet<>();
  private final Counter forgotten;
  private int passes;
  private @Nullable Loop loop;

  RememberingCalls(Database database, ApiCallTable table, MeterRegistry registry) {
    this.database = database;
    this.table = table;
    forgotten =
        Counter.builder("crowdline.api.calls.forgotten")
            .description("Calls of integrations that came too fast to be remembered")
            .register(registry);
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("api-calls", PAUSE, this::pass);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
    write();
  }

  /** Remembers a call that was answered. */
  public void remember(ApiCall call) {
    if (!unwritten.add(call)) {
      forgotten.increment();
    }
  }

  private void pass() {
    write();
    if (++passes % PASSES_UNTIL_DELETING == 0 && !grown.isEmpty()) {
      List<Integration> integrations = List.copyOf(grown);
      database.transact(tx -> {
        table.deleteOld(tx, integrations);
        return null;
      });
      grown.clear();
    }
  }

  /**
   * What the database does not take is lost, so that it cannot stand in the way of what follows.
   */
  private void write() {
    List<ApiCall> calls = unwritten.take();
    if (!calls.isEmpty()) {
      calls.forEach(call -> grown.add(call.integration()));
      database.transact(tx -> {
        table.add(tx, calls);
        return null;
      });
    }
  }
}
