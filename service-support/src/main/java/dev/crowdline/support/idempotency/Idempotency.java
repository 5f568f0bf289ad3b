package dev.crowdline.support.idempotency;

import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Loop;
import dev.crowdline.support.security.ApiKeys;
import dev.crowdline.support.security.Caller;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Idempotency-Key, after the IETF draft of that name: scoped to community, caller and operation,
 * kept 24 hours. A program's caller is its integration, whichever key it holds today. The key is
 * stored first in the command's own transaction, so a concurrent twin waits for it; a refusal rolls
 * the key back with everything else and is judged anew.
 */
@ApplicationScoped
public class Idempotency {
  /** The header of a command's key. */
  public static final String HEADER = "Idempotency-Key";

  /** The most characters of a key. */
  public static final int LONGEST = 200;

  private static final Duration KEPT = Duration.ofHours(24);

  private static final Columns<Scope> SCOPE =
      Columns.<Scope>of()
          .text("community", Scope::community)
          .text("caller", Scope::caller)
          .text("operation", Scope::operation)
          .text("key", Scope::key);

  private static final Columns<Kept> KEPT_KEY =
      Columns.<Kept>of()
          .text("community", kept -> kept.scope().community())
          .text("caller", kept -> kept.scope().caller())
          .text("operation", kept -> kept.scope().operation())
          .text("key", kept -> kept.scope().key())
          .text("fingerprint", kept -> kept.scope().fingerprint())
          .integer("status", kept -> kept.command().status())
          .text("resource_id", Kept::resourceId);

  private static final String KEEP =
      """
      insert into idempotency_key (created_at, %s) select ?, g.* from %s
      on conflict do nothing returning community, caller, operation, key, fingerprint
      """
          .formatted(KEPT_KEY.names(), KEPT_KEY.given());

  /** Two that keep the same keys wait for each other and do not deadlock. */
  private static final Comparator<Scope> IN_ORDER =
      Comparator.comparing(Scope::community)
          .thenComparing(Scope::caller)
          .thenComparing(Scope::operation)
          .thenComparing(Scope::key);

  private final Database database;
  private final InstantSource clock;
  private @Nullable Loop loop;

  Idempotency(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What a command came to.
   *
   * @param resourceId of what was created or changed
   * @param repeated whether an earlier call with the same key did it
   */
  public record Outcome(int status, String resourceId, boolean repeated) {}

  /**
   * Runs a command at most once per key.
   *
   * @param operation what is done, with the id that it is done to: {@code accept-offer/0190…}
   * @param key the caller's, or null for a command that may simply run
   * @param body what is asked; another body under the same key is refused with 422
   * @param command does it and returns the id of the resource
   */
  public Outcome run(
      Tx tx,
      Caller caller,
      String operation,
      @Nullable String key,
      @Nullable Object body,
      int status,
      Supplier<String> command) {
    if (key == null) {
      return new Outcome(status, command.get(), false);
    }
    String community = Objects.requireNonNullElse(caller.tenant(), "");
    String fingerprint = fingerprint(key, body);
    int first =
        tx.update(
            """
            insert into idempotency_key (community, caller, operation, key, fingerprint, created_at)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            community,
            caller.key(),
            operation,
            key,
            fingerprint,
            clock.instant());
    if (first == 0) {
      return repeat(tx, community, caller, operation, key, fingerprint);
    }
    String resourceId = command.get();
    tx.update(
        """
        update idempotency_key set status = ?, resource_id = ?
        where community = ? and caller = ? and operation = ? and key = ?
        """,
        status,
        resourceId,
        community,
        caller.key(),
        operation,
        key);
    return new Outcome(status, resourceId, false);
  }

  /**
   * Runs a command whose resource's id is known before it runs, at most once per key: one statement
   * for the key where {@link #run} needs two.
   */
  public Outcome runFor(
      Tx tx,
      Caller caller,
      String operation,
      @Nullable String key,
      @Nullable Object body,
      int status,
      String resourceId,
      Runnable command) {
    if (key != null) {
      String community = Objects.requireNonNullElse(caller.tenant(), "");
      String fingerprint = fingerprint(key, body);
      int first =
          tx.update(
              """
              insert into idempotency_key (community, caller, operation, key, fingerprint, status, resource_id, created_at)
              values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
              """,
              community,
              caller.key(),
              operation,
              key,
              fingerprint,
              status,
              resourceId,
              clock.instant());
      if (first == 0) {
        return repeat(tx, community, caller, operation, key, fingerprint);
      }
    }
    command.run();
    return new Outcome(status, resourceId, false);
  }

  /**
   * A command that is carried out together with others.
   *
   * @param scope community, caller, operation and key; null for a command that may simply run
   */
  public record Keyed(@Nullable Scope scope, int status) {}

  /** Where a key holds, and what a command under it asks. */
  public record Scope(
      String community, String caller, String operation, String key, String fingerprint) {}

  /** The parameters are those of {@link #run}. */
  public static Keyed keyed(
      Caller caller, String operation, @Nullable String key, @Nullable Object body, int status) {
    return new Keyed(
        key == null
            ? null
            : new Scope(
                Objects.requireNonNullElse(caller.tenant(), ""),
                caller.key(),
                operation,
                key,
                fingerprint(key, body)),
        status);
  }

  /**
   * What commands came to under their keys before, by scope. What each concerns must be locked: a
   * twin that is under way holds that lock, so that its key is seen here or not made yet.
   */
  public Map<Scope, Outcome> earlier(Tx tx, Collection<Keyed> commands) {
    List<Scope> scopes = commands.stream().map(Keyed::scope).filter(Objects::nonNull).toList();
    if (scopes.isEmpty()) {
      return Map.of();
    }
    return tx
        .query(
            """
            select g.n, k.status, k.resource_id, k.fingerprint from %s
            join idempotency_key k on k.community = g.community and k.caller = g.caller
              and k.operation = g.operation and k.key = g.key
            """
                .formatted(SCOPE.givenInOrder()),
            row -> {
              Scope scope = scopes.get((int) row.bigint("n") - 1);
              return Map.entry(scope, outcome(row, scope.key(), scope.fingerprint()));
            },
            SCOPE.arrays(scopes))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What a command came to, to be kept under its key. */
  public record Kept(Keyed command, String resourceId) {
    private Scope scope() {
      return Objects.requireNonNull(command.scope(), "only what has a key is kept");
    }
  }

  /**
   * Keeps what commands came to, so that none of them is carried out again. Those that were kept
   * before stay as they are.
   *
   * @return those that had been kept before
   */
  public List<Kept> keep(Tx tx, Collection<Kept> commands) {
    List<Kept> kept =
        commands.stream()
            .filter(each -> each.command().scope() != null)
            .sorted(Comparator.comparing(Kept::scope, IN_ORDER))
            .toList();
    if (kept.isEmpty()) {
      return List.of();
    }
    Set<Scope> fresh =
        Set.copyOf(
            tx.query(
                KEEP,
                row ->
                    new Scope(
                        row.text("community"),
                        row.text("caller"),
                        row.text("operation"),
                        row.text("key"),
                        row.text("fingerprint")),
                clock.instant(),
                KEPT_KEY.arrays(kept)));
    return kept.stream().filter(each -> !fresh.contains(each.scope())).toList();
  }

  /** Refuses what a caller sent as the key of its command when it is not one key. */
  public static void mustBeOne(List<String> sent) {
    if (sent.size() != 1) {
      throw Problem.field(ProblemType.INVALID, HEADER, "must be given once");
    }
    mustBeKey(sent.getFirst());
  }

  private static void mustBeKey(String key) {
    if (key.isBlank() || key.length() > LONGEST) {
      throw Problem.field(ProblemType.INVALID, HEADER, "must have 1 to " + LONGEST + " characters");
    }
  }

  private static String fingerprint(String key, @Nullable Object body) {
    mustBeKey(key);
    return ApiKeys.sha256(body == null ? "" : Json.text(body));
  }

  private static Outcome repeat(
      Tx tx, String community, Caller caller, String operation, String key, String fingerprint) {
    Outcome earlier =
        tx.one(
            """
            select status, resource_id, fingerprint from idempotency_key
            where community = ? and caller = ? and operation = ? and key = ?
            """,
            row -> outcome(row, key, fingerprint),
            community,
            caller.key(),
            operation,
            key);
    return Objects.requireNonNull(earlier, "the key was there a moment ago");
  }

  private static Outcome outcome(Row row, String key, String fingerprint) {
    if (!row.text("fingerprint").equals(fingerprint)) {
      throw Problem.of(
          ProblemType.KEY_REUSED,
          "the key '" + key + "' came with another body before; use a new key for a new command");
    }
    return new Outcome(row.integer("status"), row.text("resource_id"), true);
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("idempotency-keys", Duration.ofMinutes(10), this::forgetOld);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Forgets keys that were kept long enough; their commands would run anew. */
  public void forgetOld() {
    database.transact(tx ->
        tx.update("delete from idempotency_key where created_at < ?", clock.instant().minus(KEPT)));
  }
}
