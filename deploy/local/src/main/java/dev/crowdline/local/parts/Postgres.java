package dev.crowdline.local.parts;

import dev.crowdline.local.launcher.ChildSpec;
import dev.crowdline.local.launcher.DataDir;
import dev.crowdline.local.launcher.Probe;
import dev.crowdline.local.launcher.Secrets;
import dev.crowdline.local.launcher.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PostgreSQL on loopback, with fsync, and in it one role and one database per service. */
public final class Postgres {
  public static final String ADMIN = "postgres";
  private static final int MAX_CONNECTIONS = 300;

  private final DataDir data;
  private final Path home;
  private final int port;
  private final Secrets secrets;

  public Postgres(DataDir data, Path home, int port, Secrets secrets) {
    this.data = data;
    this.home = home;
    this.port = port;
    this.secrets = secrets;
  }

  /** Makes the data folder at the first start. A half-made one, left by a kill, is made anew. */
  public void prepare() {
    Path ready = cluster().resolve("crowdline.ready");
    if (Files.exists(ready)) {
      dropForeignLock();
      return;
    }
    try {
      if (Files.exists(cluster().resolve("base"))) {
        Files.move(cluster(), data.root().resolve("postgres-half-made-" + System.nanoTime()));
      }
      Path password = Files.createTempFile(data.root(), "password", "");
      Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(password, secrets.get(Secrets.POSTGRES_PASSWORD));
      try {
        run(
            List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + cluster(),
                "--username=" + ADMIN,
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
      } finally {
        Files.delete(password);
      }
      Files.createFile(ready);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot prepare PostgreSQL in " + cluster(), e);
    }
  }

  public ChildSpec spec() {
    List<String> settings = new ArrayList<>();
    settings.add(home.resolve("bin/postgres").toString());
    settings.add("-D");
    settings.add(cluster().toString());
    Map.of(
            "port", Integer.toString(port),
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "max_connections", Integer.toString(MAX_CONNECTIONS),
            "shared_buffers", "256MB",
            "fsync", "on",
            "shared_preload_libraries", "pg_stat_statements",
            "timezone", "UTC",
            "log_timezone", "UTC",
            "log_line_prefix", "%m [%p] %q%u@%d ")
        .forEach((name, value) -> {
          settings.add("-c");
          settings.add(name + "=" + value);
        });
    return new ChildSpec(
        "postgres",
        "PostgreSQL 18.4",
        asAllowedUser(settings),
        Map.of(),
        port,
        0,
        cluster().toString(),
        Probe.answers(port, startupMessage(), "R"),
        Duration.ofSeconds(20));
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** One role and one database per service, and nobody else may connect to it. Repeatable. */
  public void makeDatabases() {
    for (Service service : Service.values()) {
      String name = service.id();
      try (Connection connection = connect(ADMIN);
          Statement statement = connection.createStatement()) {
        String password = secrets.get(Secrets.databasePassword(service));
        String verb = exists(statement, "pg_roles", "rolname", name) ? "alter" : "create";
        statement.execute("%s role %s login password '%s'".formatted(verb, name, password));
        if (!exists(statement, "pg_database", "datname", name)) {
          statement.execute("create database %s owner %s".formatted(name, name));
        }
        statement.execute("revoke connect on database %s from public".formatted(name));
      } catch (SQLException e) {
        throw new IllegalStateException("Cannot make the database " + name, e);
      }
      try (Connection connection = connect(name);
          Statement statement = connection.createStatement()) {
        statement.execute("create extension if not exists pg_stat_statements");
      } catch (SQLException e) {
        throw new IllegalStateException("Cannot prepare the database " + name, e);
      }
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        jdbcUrl(database), ADMIN, secrets.get(Secrets.POSTGRES_PASSWORD));
  }

  private static boolean exists(Statement statement, String catalogue, String column, String name)
      throws SQLException {
    try (var rows =
        statement.executeQuery(
            "select 1 from %s where %s = '%s'".formatted(catalogue, column, name))) {
      return rows.next();
    }
  }

  /**
   * Begins a connection; a server that takes them asks for a password (R), one that starts or stops
   * refuses (E).
   */
  private static byte[] startupMessage() {
    byte[] who =
        ("user\0" + ADMIN + "\0database\0" + ADMIN + "\0\0").getBytes(StandardCharsets.US_ASCII);
    int protocol = 3 << 16;
    return ByteBuffer.allocate(8 + who.length)
        .putInt(8 + who.length)
        .putInt(protocol)
        .put(who)
        .array();
  }

  private Path cluster() {
    return data.root().resolve("postgres");
  }

  /**
   * After a reboot the pid in a left-over lock file may be a stranger's, and PostgreSQL would
   * refuse to start. A file whose process is gone is left to PostgreSQL, which also looks for
   * backends that still live.
   */
  private void dropForeignLock() {
    Path lock = cluster().resolve("postmaster.pid");
    try {
      if (!Files.exists(lock)) {
        return;
      }
      String pid = Files.readString(lock).lines().findFirst().orElse("").strip();
      Path commandLine = Path.of("/proc", pid, "cmdline");
      if (!pid.isEmpty()
          && Files.exists(commandLine)
          && !Files.readString(commandLine, StandardCharsets.ISO_8859_1).contains("postgres")) {
        Files.delete(lock);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + lock, e);
    }
  }

  /**
   * PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is.
   */
  private static List<String> asAllowedUser(List<String> command) {
    List<String> whole = new ArrayList<>();
    if (Programs.isRoot()) {
      Path unshare =
          Programs.onPath("unshare")
              .orElseThrow(() ->
                  new IllegalStateException(
                      "PostgreSQL does not run as root: start as another user, or install"
                          + " util-linux (unshare)"));
      whole.add(unshare.toString());
      whole.add("-U");
    }
    whole.addAll(command);
    return Programs.detached(whole);
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(asAllowedUser(command)).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command.getFirst() + " failed:\n" + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
