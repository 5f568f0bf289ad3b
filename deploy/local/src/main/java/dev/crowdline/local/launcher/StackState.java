package dev.crowdline.local.launcher;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * state.json: what runs, where, and how to reach it. Written by the launcher whenever something
 * changes, read by the script, by tests and by the gateway. It holds passwords, so only its owner
 * may read it.
 *
 * @param parts only PostgreSQL, Kafka and Redis were asked for
 * @param url the gateway's origin, absent with {@code parts}
 * @param services direct addresses, one per replica
 * @param environment what each service was started with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StackState(
    String state,
    boolean parts,
    @Nullable String url,
    String dataDir,
    Launcher launcher,
    List<ProcessState> processes,
    @Nullable Addresses addresses,
    @Nullable Oidc oidc,
    @Nullable Map<String, List<String>> services,
    @Nullable Map<String, Map<String, String>> environment) {

  public static final String STARTING = "starting";
  public static final String READY = "ready";
  public static final String DEGRADED = "degraded";
  public static final String STOPPING = "stopping";
  public static final String STOPPED = "stopped";
  public static final String FAILED = "failed";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public record Launcher(long pid, String startedAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ProcessState(
      String name,
      long pid,
      int port,
      int managementPort,
      boolean healthy,
      int restarts,
      @Nullable String startedAt) {

    /** As last seen by the launcher, and alive at this moment. */
    public ProcessState now() {
      boolean alive = pid > 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
      return new ProcessState(
          name, pid, port, managementPort, healthy && alive, restarts, startedAt);
    }
  }

  /**
   * What stands beside the services.
   *
   * @param mail absent with {@code parts}
   * @param shop a page of another origin that embeds the widget; absent with {@code parts}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Addresses(
      Database postgres, Kafka kafka, Redis redis, @Nullable Mail mail, @Nullable String shop) {}

  /**
   * Where mail is sent and read, in the open; the user of a mailbox is its address, and any
   * password will do.
   *
   * @param page on which one reads and writes as anybody
   */
  public record Mail(String host, int smtpPort, int imapPort, String page) {}

  public record Database(String host, int port, Login admin, Map<String, Login> databases) {}

  public record Login(String user, String password, String jdbcUrl) {}

  /**
   * Where Kafka is.
   *
   * @param locked the listeners with TLS, where there are any
   */
  public record Kafka(String bootstrap, String topicPrefix, @Nullable LockedKafka locked) {}

  /** A listener that lets in {@code users} by the password, and asks ACLs what they may do. */
  public record LockedKafka(
      String bootstrap,
      String certificate,
      List<String> users,
      String password,
      CertifiedKafka certified) {}

  /**
   * A listener that lets in a user by a certificate.
   *
   * @param keystore its key and its certificate, as PEM
   */
  public record CertifiedKafka(String bootstrap, String user, String keystore) {}

  /**
   * Where Redis is.
   *
   * @param locked one with TLS and a password, where there is one
   */
  public record Redis(String host, int port, String url, @Nullable LockedRedis locked) {}

  /** A Redis that lets in who is named in {@code url}, and nobody else. */
  public record LockedRedis(String url, String certificate) {}

  public record Oidc(String issuer) {}

  public static Optional<StackState> read(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readString(file), StackState.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public void write(Path file) {
    DataDir.replace(file, json().getBytes(StandardCharsets.UTF_8));
  }

  public StackState withState(String newState) {
    return new StackState(
        newState, parts, url, dataDir, launcher, processes, addresses, oidc, services, environment);
  }

  public StackState withProcesses(List<ProcessState> seen) {
    return new StackState(
        state, parts, url, dataDir, launcher, seen, addresses, oidc, services, environment);
  }
}
