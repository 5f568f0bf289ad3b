package dev.crowdline.intake.customers.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.intake.customers.domain.Contact;
import dev.crowdline.support.security.Seal;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes contact data unreadable without the contact key (P13), bound to community and customer, and
 * marks identifiers by which a customer is found again.
 */
@Startup // a missing or malformed key stops the boot
@ApplicationScoped
public class ContactSeal {
  private final Seal seal;

  ContactSeal(@ConfigProperty(name = "crowdline.contact-key") String base64) {
    this.seal =
        new Seal(
            base64,
            "crowdline.contact-key (CROWDLINE_CONTACT_KEY)",
            "crowdline customer marks, version 1");
  }

  /** A keyed hash of an identifier: equal for equals in one community, readable by nobody. */
  byte[] mark(String community, String identifier) {
    return seal.mark(community, identifier);
  }

  byte[] seal(String community, UUID customer, Contact contact) {
    try {
      return seal.seal(owner(community, customer), FactCodec.mapper().writeValueAsBytes(contact));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("sealing a contact", e);
    }
  }

  Contact open(String community, UUID customer, byte[] sealed) {
    try {
      return FactCodec.read(seal.open(owner(community, customer), sealed), Contact.class);
    } catch (IOException e) {
      throw new IllegalStateException("opening the contact of customer " + customer, e);
    }
  }

  private static String owner(String community, UUID customer) {
    return community + "/" + customer;
  }
}
