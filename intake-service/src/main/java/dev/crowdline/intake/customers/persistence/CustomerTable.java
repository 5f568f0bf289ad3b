package dev.crowdline.intake.customers.persistence;

import dev.crowdline.intake.customers.domain.Contact;
import dev.crowdline.intake.customers.domain.Customer;
import dev.crowdline.intake.customers.domain.Identifier;
import dev.crowdline.intake.customers.domain.KnownCustomer;
import dev.crowdline.intake.customers.domain.Recognition;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Customers, and the marks by which they are found again. */
@ApplicationScoped
public class CustomerTable {
  private static final String SHOWN =
      """
      select c.*, counted.* from %s
      cross join lateral (
        select count(*) as requests, count(*) filter (where r.finished_at is null) as unfinished
        from request r where r.customer_id = c.id and r.community = c.community
      ) counted
      """;

  private final ContactSeal seal;

  CustomerTable(ContactSeal seal) {
    this.seal = seal;
  }

  private record Stored(UUID id, String alias, byte @Nullable [] contact, boolean referenced) {}

  /**
   * The customer of a contact as {@link Recognition} decides, else {@code fresh}, added. One
   * statement for somebody new. What is decided on is read under locks: first those of all marks,
   * in their order, then those of the customers whom they name, by id, so that two requests of one
   * customer wait for each other, lose nothing of each other and do not deadlock.
   */
  public Customer findOrAdd(Tx tx, String community, Contact contact, Customer fresh, Instant now) {
    List<Identifier> identifiers = contact.identifiers();
    if (identifiers.isEmpty()) {
      add(tx, community, contact, fresh, now);
      return fresh;
    }
    SequencedMap<Identifier, Optional<UUID>> found =
        mark(tx, community, identifiers, contact, fresh, now);
    Set<UUID> owners =
        found.values().stream().flatMap(Optional::stream).collect(Collectors.toSet());
    if (owners.equals(Set.of(fresh.id())) && !found.containsValue(Optional.empty())) {
      return fresh; // all marks were new, and the same statement has added the customer
    }
    Map<UUID, Stored> known = lock(tx, community, owners);
    Recognition recognised =
        Recognition.of(
            found,
            fresh.id(),
            id -> {
              Stored stored = known.get(id);
              return stored != null && stored.referenced();
            });
    Stored asking = known.get(recognised.customer());
    if (asking == null && !recognised.customer().equals(fresh.id())) {
      throw new IllegalStateException("a mark without its customer " + recognised.customer());
    }
    if (asking == null) {
      add(tx, community, contact, fresh, now);
    } else {
      remember(tx, community, asking, contact);
    }
    rename(tx, community, found, recognised.names());
    return asking == null ? fresh : new Customer(asking.id(), asking.alias());
  }

  /** Those whom a contact names, the surest first: by reference, by e-mail, by phone. */
  public List<KnownCustomer> named(Sql sql, String community, Contact contact) {
    return sql.query(
        SHOWN
            .formatted(
                """
                (select m.customer_id, min(g.rank) as rank
                  from unnest(?::bytea[]) with ordinality as g(mark, rank)
                  join customer_mark m on m.community = ? and m.mark = g.mark
                  group by m.customer_id) named
                join customer c on c.id = named.customer_id and c.community = ?
                """)
            .concat(" order by named.rank"),
        row -> known(community, row),
        marks(community, contact.identifiers()),
        community,
        community);
  }

  /** A customer, or null. */
  public @Nullable KnownCustomer find(Sql sql, String community, UUID id) {
    return sql.one(
        SHOWN.formatted("customer c").concat(" where c.community = ? and c.id = ?"),
        row -> known(community, row),
        community,
        id);
  }

  private KnownCustomer known(String community, Row row) {
    UUID id = row.uuid("id");
    byte[] contact = row.bytesOrNull("contact");
    return new KnownCustomer(
        id,
        row.text("alias"),
        contact == null ? Contact.NONE : seal.open(community, id, contact),
        row.instant("created_at"),
        row.bigint("requests"),
        row.bigint("unfinished"));
  }

  /**
   * From now on nothing names a customer, and nobody knows how to reach them; who had its marks is
   * a new customer. Who asks at this moment waits, or is waited for.
   */
  public void forget(Tx tx, String community, List<UUID> ids) {
    tx.update(
        "delete from customer_mark where community = ? and customer_id = any(?)",
        community,
        SqlArray.uuids(ids));
    tx.update(
        "update customer set contact = null, referenced = false where community = ? and id = any(?)",
        community,
        SqlArray.uuids(ids));
  }

  /**
   * Locks the marks of customers, so that nobody asks as one of them meanwhile.
   *
   * @return those of whom no request is kept any more
   */
  public List<UUID> lockForgotten(Tx tx, String community, List<UUID> ids) {
    tx.query(
        """
        select customer_id from customer_mark where community = ? and customer_id = any(?)
        order by mark for update
        """,
        row -> row.uuid("customer_id"),
        community,
        SqlArray.uuids(ids));
    return tx.query(
        """
        select c.id from customer c where c.community = ? and c.id = any(?)
          and not exists (
            select from request r where r.customer_id = c.id and r.community = c.community
              and r.erasure_id is null)
        """,
        row -> row.uuid("id"),
        community,
        SqlArray.uuids(ids));
  }

  /** Locks the marks, new ones as the fresh customer's; adds the customer if all are new. */
  private SequencedMap<Identifier, Optional<UUID>> mark(
      Tx tx,
      String community,
      List<Identifier> identifiers,
      Contact contact,
      Customer fresh,
      Instant now) {
    SequencedMap<Identifier, Optional<UUID>> found = new LinkedHashMap<>();
    tx.query(
            """
            with given as (
              select * from unnest(?::bytea[]) with ordinality as g(mark, rank)
            ), marked as (
              insert into customer_mark as m (community, mark, customer_id)
              select ?, g.mark, ? from given g order by g.mark
              on conflict (community, mark) do update set customer_id = m.customer_id
              returning m.mark, m.customer_id
            ), added as (
              insert into customer (community, id, alias, contact, referenced, created_at)
              select ?, ?, ?, ?, ?, ?
              where not exists (select from marked where customer_id is distinct from ?)
            )
            select m.customer_id from marked m join given g using (mark) order by g.rank
            """,
            row -> Optional.ofNullable(row.uuidOrNull("customer_id")),
            marks(community, identifiers),
            community,
            fresh.id(),
            community,
            fresh.id(),
            fresh.alias(),
            seal.seal(community, fresh.id(), contact),
            contact.isReferenced(),
            now,
            fresh.id())
        .forEach(owner -> found.put(identifiers.get(found.size()), owner));
    return found;
  }

  private Map<UUID, Stored> lock(Tx tx, String community, Set<UUID> ids) {
    return tx
        .query(
            """
            select id, alias, contact, referenced from customer
            where community = ? and id = any(?) order by id for no key update
            """,
            row ->
                new Stored(
                    row.uuid("id"),
                    row.text("alias"),
                    row.bytesOrNull("contact"),
                    row.bool("referenced")),
            community,
            SqlArray.uuids(ids))
        .stream()
        .collect(Collectors.toMap(Stored::id, each -> each));
  }

  private void add(Tx tx, String community, Contact contact, Customer fresh, Instant now) {
    tx.update(
        """
        insert into customer (community, id, alias, contact, referenced, created_at)
        values (?, ?, ?, ?, ?, ?)
        """,
        community,
        fresh.id(),
        fresh.alias(),
        contact.isEmpty() ? null : seal.seal(community, fresh.id(), contact),
        contact.isReferenced(),
        now);
  }

  /** What the community itself says of a customer is kept; a hint fills in what it does not say. */
  private void remember(Tx tx, String community, Stored stored, Contact given) {
    if (stored.referenced() && !given.isReferenced()) {
      return;
    }
    Contact before =
        stored.contact() == null
            ? Contact.NONE
            : seal.open(community, stored.id(), stored.contact());
    Contact after = given.isReferenced() ? before.updatedBy(given) : before.filledBy(given);
    if (!after.equals(before) || given.isReferenced() != stored.referenced()) {
      tx.update(
          "update customer set contact = ?, referenced = ? where community = ? and id = ?",
          seal.seal(community, stored.id(), after),
          given.isReferenced(),
          community,
          stored.id());
    }
  }

  /** Stores whom the marks name where that has changed; all of them are locked by {@link #mark}. */
  private void rename(
      Tx tx,
      String community,
      Map<Identifier, Optional<UUID>> before,
      Map<Identifier, Optional<UUID>> after) {
    Map<Identifier, Optional<UUID>> changed = new LinkedHashMap<>(after);
    changed.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
    if (!changed.isEmpty()) {
      tx.update(
          """
          update customer_mark m set customer_id = g.customer_id
          from unnest(?::bytea[], ?::uuid[]) as g(mark, customer_id)
          where m.community = ? and m.mark = g.mark
          """,
          marks(community, changed.keySet()),
          SqlArray.uuids(changed.values(), owner -> owner.orElse(null)),
          community);
    }
    List<Identifier> forgotten =
        before.keySet().stream().filter(each -> !after.containsKey(each)).toList();
    if (!forgotten.isEmpty()) {
      tx.update(
          "delete from customer_mark where community = ? and mark = any(?::bytea[])",
          community,
          marks(community, forgotten));
    }
  }

  private SqlArray marks(String community, Collection<Identifier> identifiers) {
    return new SqlArray(
        "bytea",
        identifiers.stream().map(i -> seal.mark(community, i.written())).toArray(byte[][]::new));
  }
}
