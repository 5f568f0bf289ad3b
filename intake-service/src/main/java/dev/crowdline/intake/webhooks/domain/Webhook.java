package dev.crowdline.intake.webhooks.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program that hears what happens.
 *
 * @param url where it is told; null when it reads by itself
 * @param types what it wants to hear; none stands for all
 * @param publicKey what verifies signatures by {@link Signing#ED25519}; null with {@link
 *     Signing#HMAC}
 * @param earlierUntil until when its earlier secret signs as well
 */
public record Webhook(
    String community,
    UUID id,
    @Nullable String url,
    String description,
    List<String> types,
    Signing signing,
    @Nullable String publicKey,
    @Nullable Instant earlierUntil,
    boolean enabled,
    Instant createdAt,
    long version) {
  public Webhook {
    types = List.copyOf(types);
  }

  /** Whether something is pushed to it. */
  public boolean pushes() {
    return enabled && url != null;
  }

  /** Whether it wants to hear that. */
  public boolean wants(Event event) {
    return !event.happenedAt().isBefore(createdAt)
        && (types.isEmpty() || types.contains(event.type()));
  }

  /** The same, told nothing more. */
  public Webhook disabled() {
    return new Webhook(
        community,
        id,
        url,
        description,
        types,
        signing,
        publicKey,
        earlierUntil,
        false,
        createdAt,
        version + 1);
  }

  /** By what its messages are signed. Source: Standard Webhooks, "Signature scheme". */
  public enum Signing {
    /** HMAC-SHA256 with a secret that both sides know. */
    HMAC,
    /** With a key that only we have; the program knows its public half. */
    ED25519
  }
}
