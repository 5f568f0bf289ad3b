package dev.crowdline.support.outbox;

import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.KafkaSettings;
import dev.crowdline.support.running.ServiceIdentity;
import dev.crowdline.support.tracing.FactTraces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The relay of a replica that a test starts and ends, in whatever it is doing. */
public final class ReplicaRelay implements AutoCloseable {
  private final OutboxRelay relay;

  private ReplicaRelay(OutboxRelay relay) {
    this.relay = relay;
    relay.start(new StartupEvent());
  }

  @Override
  public void close() {
    relay.stop(new ShutdownEvent());
  }

  /** Starts relays of other replicas. */
  @ApplicationScoped
  public static class Starting {
    private final OutboxRelay own;
    private final Database database;
    private final Outbox outbox;
    private final KafkaSettings kafka;
    private final FactTraces traces;
    private final String topicPrefix;

    Starting(
        OutboxRelay own,
        Database database,
        Outbox outbox,
        KafkaSettings kafka,
        FactTraces traces,
        @ConfigProperty(name = "crowdline.topic-prefix") String topicPrefix) {
      this.own = own;
      this.database = database;
      this.outbox = outbox;
      this.kafka = kafka;
      this.traces = traces;
      this.topicPrefix = topicPrefix;
    }

    /** The relay of the service under test sends nothing more. */
    public void silenceTheOwn() {
      own.stop(new ShutdownEvent());
    }

    public ReplicaRelay start(ServiceIdentity identity) {
      return new ReplicaRelay(
          new OutboxRelay(database, outbox, identity, kafka, traces, topicPrefix));
    }

    /** How many facts wait to be sent. */
    public long waiting() {
      return own.waiting();
    }
  }
}
