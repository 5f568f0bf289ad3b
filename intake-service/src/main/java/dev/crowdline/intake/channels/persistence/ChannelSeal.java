package dev.crowdline.intake.channels.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.support.security.Seal;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What channels keep secret, with the contact key: credentials, addresses and originals (P13); and
 * tokens that nobody else can make, which name a request.
 */
@Startup // a missing or malformed key stops the boot
@ApplicationScoped
public class ChannelSeal {
  /** 64 bits: a guess is a mail, and of mails nobody sends so many. */
  private static final int SIGNATURE_BYTES = 8;

  private static final int TOKEN_BYTES = 16 + SIGNATURE_BYTES;

  /** Letters and digits that survive servers which know no upper case. */
  private static final int RADIX = 36;

  private final Seal seal;

  ChannelSeal(@ConfigProperty(name = "crowdline.contact-key") String base64) {
    this.seal =
        new Seal(
            base64,
            "crowdline.contact-key (CROWDLINE_CONTACT_KEY)",
            "crowdline channel marks, version 1");
  }

  /** What a token is for; one made for the one is none for the other. */
  public enum Purpose {
    /** In the address that is replied to: who sends there joins the conversation. */
    REPLY,
    /** In the id of a message of ours: it tells the conversation, and lets nobody in. */
    THREAD
  }

  /** A token that names a request, in at most 38 characters of a to z and 0 to 9. */
  public String token(String community, Purpose purpose, UUID requestId) {
    byte[] bytes =
        ByteBuffer.allocate(TOKEN_BYTES)
            .putLong(requestId.getMostSignificantBits())
            .putLong(requestId.getLeastSignificantBits())
            .put(signature(community, purpose, requestId))
            .array();
    return new BigInteger(1, bytes).toString(RADIX);
  }

  /** The request that a token names; null when we did not make it, for that purpose. */
  public @Nullable UUID request(String community, Purpose purpose, String token) {
    if (!token.matches("[0-9a-zA-Z]{1,40}")) {
      return null;
    }
    byte[] given = new BigInteger(token.toLowerCase(Locale.ROOT), RADIX).toByteArray();
    ByteBuffer bytes = ByteBuffer.allocate(TOKEN_BYTES);
    int more = given.length - TOKEN_BYTES;
    if (more > 1 || (more == 1 && given[0] != 0)) {
      return null;
    }
    byte[] significant = more == 1 ? Arrays.copyOfRange(given, 1, given.length) : given;
    bytes.position(TOKEN_BYTES - significant.length).put(significant).flip();
    UUID id = new UUID(bytes.getLong(), bytes.getLong());
    byte[] signature = new byte[SIGNATURE_BYTES];
    bytes.get(signature);
    return MessageDigest.isEqual(signature, signature(community, purpose, id)) ? id : null;
  }

  private byte[] signature(String community, Purpose purpose, UUID requestId) {
    return Arrays.copyOf(seal.mark(community, purpose + "/" + requestId), SIGNATURE_BYTES);
  }

  /** A keyed hash of a provider's id of a message. */
  byte[] ofMessage(String community, UUID accountId, String externalId) {
    return seal.mark(community, "message/" + accountId + "/" + externalId);
  }

  /** A keyed hash of an address, however it is written. */
  byte[] ofAddress(String community, String address) {
    return seal.mark(
        community,
        "address/"
            + Normalizer.normalize(address.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
  }

  byte[] seal(String community, Object owner, Object value) {
    try {
      return seal.seal(owner(community, owner), FactCodec.mapper().writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("sealing something of " + owner, e);
    }
  }

  <T> T open(String community, Object owner, byte[] sealed, Class<T> type) {
    try {
      return FactCodec.read(seal.open(owner(community, owner), sealed), type);
    } catch (IOException e) {
      throw new IllegalStateException("opening something of " + owner, e);
    }
  }

  byte[] sealText(String community, Object owner, String text) {
    return seal.seal(owner(community, owner), text.getBytes(StandardCharsets.UTF_8));
  }

  String openText(String community, Object owner, byte[] sealed) {
    return new String(seal.open(owner(community, owner), sealed), StandardCharsets.UTF_8);
  }

  private static String owner(String community, Object owner) {
    return community + "/channel/" + owner;
  }
}
