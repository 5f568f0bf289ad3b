package dev.crowdline.support.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** API keys as this service knows them. What is answered here is at most two seconds old. */
@ApplicationScoped
public class ApiKeys {
  /** {@code ck_} and 256 random bits. */
  public static final Pattern FORM = Pattern.compile("ck_[A-Za-z0-9_-]{43}");

  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final int MOST_KEPT = 10_000;

  private final Database database;
  private final Cache<String, Optional<Caller>> kept =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(FRESH).build();

  ApiKeys(Database database) {
    this.database = database;
  }

  /** The SHA-256 of a key, lower-case hexadecimal. */
  public static String sha256(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The caller of a key, or null when it does not exist or is revoked. Blocks on the database. */
  public @Nullable Caller caller(String key) {
    if (!FORM.matcher(key).matches()) {
      return null;
    }
    String hash = sha256(key);
    Optional<Caller> known = kept.getIfPresent(hash);
    if (known == null) {
      known = Optional.ofNullable(read(hash));
      kept.put(hash, known);
    }
    return known.orElse(null);
  }

  /**
   * The caller of a key, when that is known without asking the database; else empty-handed null.
   */
  @Nullable Caller known(String key) {
    Optional<Caller> known = FORM.matcher(key).matches() ? kept.getIfPresent(sha256(key)) : null;
    return known == null ? null : known.orElse(null);
  }

  private @Nullable Caller read(String hash) {
    return database.read(sql ->
        sql.one(
            "select id, community, name, integration, permissions from api_key where sha256 = ? and revoked_at is null",
            row -> {
              return new Caller(
                  Caller.keyOf(row.text("integration")),
                  row.text("community"),
                  Set.copyOf(row.texts("permissions")),
                  null,
                  null,
                  row.text("name"),
                  null);
            },
            hash));
  }
}
