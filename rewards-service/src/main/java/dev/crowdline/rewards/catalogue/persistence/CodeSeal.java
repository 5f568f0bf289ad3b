package dev.crowdline.rewards.catalogue.persistence;

import dev.crowdline.support.security.Seal;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes voucher codes and the secrets of partners unreadable without the voucher key, and marks
 * codes that are known.
 */
@Startup // a missing or malformed key stops the boot
@ApplicationScoped
class CodeSeal {
  private final Seal seal;

  CodeSeal(@ConfigProperty(name = "crowdline.voucher-key") String base64) {
    this.seal =
        new Seal(
            base64,
            "crowdline.voucher-key (CROWDLINE_VOUCHER_KEY)",
            "crowdline voucher marks, version 1");
  }

  byte[] mark(String community, String code) {
    return seal.mark(community, code);
  }

  byte[] seal(String community, UUID id, String code) {
    return seal.seal(owner(community, id), code.getBytes(StandardCharsets.UTF_8));
  }

  String open(String community, UUID id, byte[] sealed) {
    return new String(seal.open(owner(community, id), sealed), StandardCharsets.UTF_8);
  }

  private static String owner(String community, UUID id) {
    return community + "/" + id;
  }
}
