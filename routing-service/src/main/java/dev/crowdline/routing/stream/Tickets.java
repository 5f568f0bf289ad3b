package dev.crowdline.routing.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Tickets with which browsers open a socket, so that no access token is ever part of an address:
 * signed (HMAC-SHA256), bound to the person and the page's origin, good for 30 seconds.
 */
@ApplicationScoped
public class Tickets {
  /** How long a ticket opens a socket. */
  public static final Duration LIFETIME = Duration.ofSeconds(30);

  private static final int KEY_BYTES = 32;
  private final SecretKeySpec key;
  private final InstantSource clock;

  Tickets(@ConfigProperty(name = "crowdline.ticket-key") String base64, InstantSource clock) {
    this.key = new SecretKeySpec(bytes(base64), "HmacSHA256");
    this.clock = clock;
  }

  /**
   * What a ticket says.
   *
   * @param origin of the page that asked for it, or null for a client that is no browser
   * @param rightUntil when the access token that paid for it ends
   */
  public record Ticket(
      UUID id,
      String community,
      String issuer,
      String subject,
      Set<String> roles,
      String name,
      @Nullable String origin,
      Instant until,
      Instant rightUntil) {
    public Ticket {
      roles = Set.copyOf(roles);
    }
  }

  /** A ticket for a person. */
  public Ticket make(Caller caller, @Nullable String origin, Instant rightUntil) {
    return new Ticket(
        Ids.next(),
        caller.community(),
        caller.issuerOfPerson(),
        caller.subjectOfPerson(),
        caller.roles(),
        caller.name(),
        origin,
        clock.instant().plus(LIFETIME),
        rightUntil);
  }

  /** The ticket as it travels. */
  public String sign(Ticket ticket) {
    try {
      byte[] payload = FactCodec.mapper().writeValueAsBytes(ticket);
      Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
      return encoder.encodeToString(payload) + "." + encoder.encodeToString(mac(payload));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("writing a ticket", e);
    }
  }

  /** What a ticket says, or null when it is forged, malformed or too old. */
  public @Nullable Ticket read(String text) {
    int dot = text.indexOf('.');
    if (dot < 1 || text.length() > 4_000) {
      return null;
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(text.substring(0, dot));
      byte[] mac = Base64.getUrlDecoder().decode(text.substring(dot + 1));
      if (!MessageDigest.isEqual(mac, mac(payload))) {
        return null;
      }
      Ticket ticket = FactCodec.read(payload, Ticket.class);
      return clock.instant().isBefore(ticket.until()) ? ticket : null;
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  private byte[] mac(byte[] payload) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] bytes(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (bytes.length == KEY_BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // falls through
    }
    throw new IllegalStateException(
        "crowdline.ticket-key (CROWDLINE_TICKET_KEY) must be " + KEY_BYTES + " bytes in base64");
  }
}
