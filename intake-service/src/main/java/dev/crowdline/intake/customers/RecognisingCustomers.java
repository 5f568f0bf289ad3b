package dev.crowdline.intake.customers;

import dev.crowdline.intake.customers.domain.Alias;
import dev.crowdline.intake.customers.domain.Contact;
import dev.crowdline.intake.customers.domain.Customer;
import dev.crowdline.intake.customers.persistence.CustomerTable;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Who asks? Somebody known by reference, or else by e-mail or phone, or somebody new. */
@ApplicationScoped
public class RecognisingCustomers {
  private final CustomerTable customers;

  RecognisingCustomers(CustomerTable customers) {
    this.customers = customers;
  }

  /** Somebody without a contact, for what no customer asks. */
  public Customer standIn(Tx tx, String community, String alias, Instant now) {
    return customers.findOrAdd(tx, community, Contact.NONE, new Customer(Ids.next(), alias), now);
  }

  /** The customer with that contact, added when it names nobody. */
  public Customer recognise(Tx tx, String community, Contact contact, Instant now) {
    Customer fresh = new Customer(Ids.next(), Alias.drawn(ThreadLocalRandom.current()));
    return customers.findOrAdd(tx, community, contact, fresh, now);
  }
}
