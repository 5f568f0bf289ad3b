package dev.crowdline.intake.customers;

import dev.crowdline.intake.customers.domain.Alias;
import dev.crowdline.intake.customers.domain.Contact;
import dev.crowdline.intake.customers.domain.Customer;
import dev.crowdline.intake.customers.persistence.CustomerTable;
import dev.crowdline.intake.customers.persistence.CustomerTable.Asking;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
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
    return customers
        .findOrAdd(
            tx, List.of(new Asking(community, Contact.NONE, new Customer(Ids.next(), alias))), now)
        .getFirst();
  }

  /** The customer with that contact, added when it names nobody. */
  public Customer recognise(Tx tx, String community, Contact contact, Instant now) {
    return recognise(tx, List.of(asking(community, contact)), now).getFirst();
  }

  /** Somebody who asks, before it is known who that is. */
  public static Asking asking(String community, Contact contact) {
    return new Asking(
        community, contact, new Customer(Ids.next(), Alias.drawn(ThreadLocalRandom.current())));
  }

  /** The customer of each, no two of whom have the same mark. */
  public List<Customer> recognise(Tx tx, List<Asking> asking, Instant now) {
    return customers.findOrAdd(tx, asking, now);
  }
}
