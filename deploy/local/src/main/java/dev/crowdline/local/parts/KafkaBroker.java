package dev.crowdline.local.parts;

import dev.crowdline.local.launcher.ChildSpec;
import dev.crowdline.local.launcher.DataDir;
import dev.crowdline.local.launcher.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka node, broker and controller in one JVM of its own, because Quarkus pins other client
 * versions.
 */
public final class KafkaBroker {
  private final DataDir data;
  private final int port;
  private final int controllerPort;
  private final boolean autoCreateTopics;
  private final @Nullable KafkaLock lock;
  private final List<String> jvm;

  /**
   * @param autoCreateTopics for tests with topic prefixes of their own; the real stack creates the
   *     declared topics only
   * @param lock further listeners, with TLS and SCRAM or certificates, or null
   * @param jvm the arguments of its JVM
   */
  public KafkaBroker(
      DataDir data,
      int port,
      int controllerPort,
      boolean autoCreateTopics,
      @Nullable KafkaLock lock,
      List<String> jvm) {
    this.data = data;
    this.port = port;
    this.controllerPort = controllerPort;
    this.autoCreateTopics = autoCreateTopics;
    this.lock = lock;
    this.jvm = jvm;
  }

  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** Writes the broker's settings; the folder itself is formatted by {@link KafkaNode}. */
  public void prepare() {
    String settings =
        """
        # Written by the launcher at each start.
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d%5$s
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d%5$s
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,LOCKED:SASL_SSL,CERTIFIED:SSL
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        num.partitions=12
        auto.create.topics.enable=%4$b
        # One broker, so one copy of everything.
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=8
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        share.coordinator.state.topic.num.partitions=1
        # A killed broker is let back in when the session of its former self has ended: 9 s by default.
        broker.session.timeout.ms=4000
        broker.heartbeat.interval.ms=500
        # Nobody waits for more consumers to come: there is one machine.
        group.initial.rebalance.delay.ms=0
        # 128 MB by default, a third of the heap, for topics that are never compacted.
        log.cleaner.dedupe.buffer.size=8388608
        """
            .formatted(
                port,
                controllerPort,
                folder().resolve("data"),
                autoCreateTopics,
                lock == null ? "" : lock.listeners());
    try {
      Files.createDirectories(folder());
      if (lock != null) {
        lock.prepare();
        settings += lock.settings();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot prepare Kafka in " + folder(), e);
    }
    DataDir.replace(file(), settings.getBytes(StandardCharsets.UTF_8));
  }

  public ChildSpec spec() {
    return new ChildSpec(
        "kafka",
        "Kafka 4.3",
        Programs.java(jvm, KafkaNode.class.getName(), arguments()),
        Map.of(),
        port,
        0,
        file().toString(),
        Probe.connects(port),
        Duration.ofSeconds(30));
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of(file().toString()));
    if (lock != null) {
      arguments.addAll(lock.formatting());
    }
    return arguments;
  }

  private Path folder() {
    return data.root().resolve("kafka");
  }

  private Path file() {
    return folder().resolve("server.properties");
  }
}
