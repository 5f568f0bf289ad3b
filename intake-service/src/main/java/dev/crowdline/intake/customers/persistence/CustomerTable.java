package dev.crowdline.intake.customers.persistence;

import dev.crowdline.intake.customers.domain.Contact;
import dev.crowdline.intake.customers.domain.Customer;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Customers, and the marks by which they are found again. */
@ApplicationScoped
public class CustomerTable {
  private final ContactSeal seal;

  CustomerTable(ContactSeal seal) {
    this.seal = seal;
  }

  private record Stored(
      UUID id, @Nullable String alias, byte @Nullable [] contact, boolean mixed) {}

  /**
   * The customer of a contact: the one whom its surest known mark names, else {@code fresh}, added.
   * One statement, unless something about a known customer changed.
   */
  public Customer findOrAdd(Tx tx, String community, Contact contact, Customer fresh, Instant now) {
    List<String> identifiers = contact.identifiers();
    if (identifiers.isEmpty()) {
      add(tx, community, contact, fresh, now);
      return fresh;
    }
    // A conflicting mark is touched, which locks it and tells whose it is; marks in one order, so
    // that two requests of the same customer wait for each other and do not deadlock.
    Stored stored =
        tx.one(
            """
            with given as (
              select * from unnest(?::bytea[]) with ordinality as g(mark, rank)
            ), marked as (
              insert into customer_mark as m (community, mark, customer_id)
              select ?, g.mark, ? from given g order by g.mark
              on conflict (community, mark) do update set customer_id = m.customer_id
              returning m.mark, m.customer_id
            ), known as (
              select m.customer_id from marked m join given g using (mark)
              where m.customer_id <> ? order by g.rank limit 1
            ), added as (
              insert into customer (community, id, alias, contact, created_at)
              select ?, ?, ?, ?, ? where not exists (select from known)
              returning id, alias
            )
            select id, alias, null::bytea as contact, false as mixed from added
            union all
            select k.customer_id, c.alias, c.contact,
              (select count(distinct customer_id) > 1 from marked)
            from known k left join customer c on c.id = k.customer_id and c.community = ?
            """,
            row ->
                new Stored(
                    row.uuid("id"),
                    row.textOrNull("alias"),
                    row.bytesOrNull("contact"),
                    row.bool("mixed")),
            new SqlArray(
                "bytea",
                identifiers.stream().map(i -> seal.mark(community, i)).toArray(byte[][]::new)),
            community,
            fresh.id(),
            fresh.id(),
            community,
            fresh.id(),
            fresh.alias(),
            seal.seal(community, fresh.id(), contact),
            now,
            community);
    if (stored == null) {
      throw new IllegalStateException("neither found nor added: a customer of " + community);
    }
    if (stored.id().equals(fresh.id())) {
      return fresh;
    }
    if (stored.mixed()) {
      // New marks of a known customer were given to the fresh one, who is not added.
      tx.update(
          "update customer_mark set customer_id = ? where community = ? and customer_id = ?",
          stored.id(),
          community,
          fresh.id());
    }
    // Added by somebody else after our statement's snapshot: the next statement sees it.
    Stored seen = stored.alias() == null ? read(tx, community, stored.id()) : stored;
    if (seen == null || seen.alias() == null) {
      throw new IllegalStateException("a mark without its customer " + stored.id());
    }
    remember(tx, community, seen, contact);
    return new Customer(seen.id(), seen.alias());
  }

  private void add(Tx tx, String community, Contact contact, Customer fresh, Instant now) {
    tx.update(
        "insert into customer (community, id, alias, contact, created_at) values (?, ?, ?, ?, ?)",
        community,
        fresh.id(),
        fresh.alias(),
        contact.isEmpty() ? null : seal.seal(community, fresh.id(), contact),
        now);
  }

  private @Nullable Stored read(Tx tx, String community, UUID id) {
    return tx.one(
        "select id, alias, contact from customer where community = ? and id = ?",
        row -> new Stored(row.uuid("id"), row.text("alias"), row.bytesOrNull("contact"), false),
        community,
        id);
  }

  private void remember(Tx tx, String community, Stored stored, Contact given) {
    Contact before =
        stored.contact() == null
            ? Contact.NONE
            : seal.open(community, stored.id(), stored.contact());
    Contact after = before.updatedBy(given);
    if (!after.equals(before)) {
      tx.update(
          "update customer set contact = ? where community = ? and id = ?",
          seal.seal(community, stored.id(), after),
          community,
          stored.id());
    }
  }
}
