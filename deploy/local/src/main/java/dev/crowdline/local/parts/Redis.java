package dev.crowdline.local.parts;

import dev.crowdline.local.launcher.ChildSpec;
import dev.crowdline.local.launcher.DataDir;
import dev.crowdline.local.launcher.Probe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Redis on loopback. What it holds can be rebuilt; a snapshot spares that after an ordinary
 * restart.
 */
public final class Redis {

  private Redis() {}

  public static ChildSpec spec(DataDir data, Path program, int port) {
    return new ChildSpec(
        "redis",
        "Redis 6.2",
        Programs.detached(
            List.of(
                program.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                data.root().resolve("redis").toString(),
                "--save",
                "300 100",
                "--set-proc-title",
                "no")),
        Map.of(),
        port,
        0,
        data.root().resolve("redis").toString(),
        Probe.answers(port, "PING\r\n".getBytes(StandardCharsets.US_ASCII), "+PONG"),
        Duration.ofSeconds(10));
  }

  /** One that is locked. */
  public static ChildSpec spec(RedisLock lock, Path program) {
    return new ChildSpec(
        "redis-locked",
        "Redis 6.2, locked",
        Programs.detached(List.of(program.toString(), lock.file().toString())),
        Map.of(),
        lock.port(),
        0,
        lock.file().toString(),
        Probe.connects(lock.port()),
        Duration.ofSeconds(10));
  }
}
