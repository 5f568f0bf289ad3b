package dev.crowdline.sla.policies;

import dev.crowdline.sla.clocks.ReplanningClocks;
import dev.crowdline.sla.policies.domain.Application;
import dev.crowdline.sla.policies.persistence.ApplicationTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Loop;
import dev.crowdline.support.tenancy.PolicyTable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts what runs under the versions that operators applied to it, in bounded steps: one transaction
 * for up to 500 requests, in one replica at a time for a version, going on where a killed one was
 * (P12).
 */
@ApplicationScoped
public class ApplyingPolicies {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Database database;
  private final ApplicationTable applications;
  private final PolicyTable policies;
  private final ReplanningClocks clocks;
  private final InstantSource clock;
  private @Nullable Loop loop;

  ApplyingPolicies(
      Database database,
      ApplicationTable applications,
      PolicyTable policies,
      ReplanningClocks clocks,
      InstantSource clock) {
    this.database = database;
    this.applications = applications;
    this.policies = policies;
    this.clocks = clocks;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("policy-application", PAUSE, this::goOn);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Goes on until a pass is over; safe at any time and in any number of threads and replicas. */
  public void goOn() {
    boolean more;
    do {
      more = database.transact(this::step);
    } while (more);
  }

  /** One batch; whether the pass goes on. */
  private boolean step(Tx tx) {
    Application application = applications.lockUnfinished(tx);
    if (application == null) {
      return false;
    }
    PolicyTable.Version version =
        Objects.requireNonNull(
            policies.find(tx, application.community(), application.version()),
            "a version that is applied exists");
    ReplanningClocks.Progress progress = clocks.replan(tx, version, application.after());
    applications.store(
        tx,
        application.after(progress.changed(), progress.last(), progress.isOver(), clock.instant()));
    return !progress.isOver();
  }
}
