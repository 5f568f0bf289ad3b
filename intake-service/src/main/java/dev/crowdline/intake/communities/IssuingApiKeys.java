package dev.crowdline.intake.communities;

import dev.crowdline.intake.communities.domain.ApiKey;
import dev.crowdline.intake.communities.domain.Secret;
import dev.crowdline.intake.communities.messaging.StatingCommunities;
import dev.crowdline.intake.communities.persistence.ApiKeyRepository;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.ApiKeys;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Programs of a community get keys, and lose them. */
@ApplicationScoped
public class IssuingApiKeys {
  private static final String KEY = "apiKey";

  private final Database database;
  private final ApiKeyRepository keys;
  private final Acts acts;
  private final Idempotency idempotency;
  private final InstantSource clock;
  private final SecureRandom chance = new SecureRandom();

  IssuingApiKeys(
      Database database,
      ApiKeyRepository keys,
      Acts acts,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.keys = keys;
    this.acts = acts;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    API_KEY_CREATED,
    API_KEY_REVOKED
  }

  /** What is asked for. */
  public record Wanted(String name, List<String> permissions, String integration) {}

  /**
   * A key as it is answered.
   *
   * @param secret null when an Idempotency-Key was repeated: we do not have it any more
   */
  public record Issued(ApiKey key, @Nullable Secret secret) {}

  /** Makes a key for a community. */
  public Issued issue(Caller caller, String community, @Nullable String key, Wanted wanted) {
    Secret secret = Secret.make(chance);
    String sha256 = ApiKeys.sha256(secret.text());
    Idempotency.Outcome outcome =
        database.transact(tx ->
            idempotency.run(
                tx,
                caller,
                "issue-api-key/" + community,
                key,
                wanted,
                201,
                () -> {
                  ApiKey made =
                      new ApiKey(
                          Ids.next(),
                          community,
                          wanted.name(),
                          wanted.permissions(),
                          wanted.integration(),
                          clock.instant(),
                          null);
                  keys.add(tx, made, sha256);
                  StatingCommunities.keyCreated(tx, made, sha256);
                  acts.add(
                      tx,
                      caller,
                      community,
                      null,
                      made.createdAt(),
                      Kind.API_KEY_CREATED,
                      Map.of(
                          KEY,
                          made.id().toString(),
                          "name",
                          made.name(),
                          "permissions",
                          String.join(" ", made.permissions())));
                  return made.id().toString();
                }));
    UUID id = UUID.fromString(outcome.resourceId());
    ApiKey stored = database.transact(tx -> keys.find(tx, community, id));
    return new Issued(
        Objects.requireNonNull(stored, "keys are never deleted"),
        outcome.repeated() ? null : secret);
  }

  /** The keys of a community, newest first. */
  public Page<ApiKey> list(String community, @Nullable Cursor after, Limit limit) {
    return Page.of(
        database.transact(tx -> keys.of(tx, community, after, limit.items() + 1)),
        limit,
        key -> new Cursor(key.createdAt(), key.id()));
  }

  /** Takes a key out of force; again is no error. */
  public void revoke(Caller caller, String community, UUID id) {
    database.transact(tx -> {
      Instant now = clock.instant();
      String sha256 = keys.revoke(tx, community, id, now);
      if (sha256 != null) {
        StatingCommunities.keyRevoked(tx, community, id, sha256, now);
        acts.add(
            tx, caller, community, null, now, Kind.API_KEY_REVOKED, Map.of(KEY, id.toString()));
      } else if (keys.find(tx, community, id) == null) {
        throw Problem.notFound("API key", id);
      }
      return null;
    });
  }
}
