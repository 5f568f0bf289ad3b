package dev.crowdline.intake.customers.persistence;

import dev.crowdline.intake.customers.domain.Contact;
import dev.crowdline.intake.customers.domain.Customer;
import dev.crowdline.intake.customers.domain.Identifier;
import dev.crowdline.intake.customers.domain.KnownCustomer;
import dev.crowdline.intake.customers.domain.Recognition;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  private final Columns<Marked> mark;
  private final Columns<Added> customer;
  private final String markStatement;

  CustomerTable(ContactSeal seal) {
    this.seal = seal;
    this.mark =
        Columns.<Marked>of()
            .text("community", each -> each.asking().community())
            .bytes("mark", each -> markOf(each.asking().community(), each.identifier()))
            .uuid("fresh", each -> each.asking().fresh().id());
    this.customer =
        Columns.<Added>of()
            .text("community", each -> each.asking().community())
            .uuid("id", each -> each.asking().fresh().id())
            .text("alias", each -> each.asking().fresh().alias())
            .bytes("contact", each -> sealed(each.asking()))
            .bool("referenced", each -> each.asking().contact().isReferenced())
            .instant("created_at", Added::at);
    this.markStatement =
        """
        with given as (
          select * from %s
        ), marked as (
          insert into customer_mark as m (community, mark, customer_id)
          select g.community, g.mark, g.fresh from given g order by g.community, g.mark
          on conflict (community, mark) do update set customer_id = m.customer_id
          returning m.community, m.mark, m.customer_id
        ), found as (
          select g.n, g.community, g.fresh, m.customer_id as owner
          from marked m join given g using (community, mark)
        ), added as (
          insert into customer (%s) select %s from %s
          where not exists (
            select from found f where f.fresh = g.id and f.community = g.community
              and f.owner is distinct from g.id)
        )
        select n, owner from found order by n
        """
            .formatted(
                mark.givenInOrder(), customer.names(), customer.names("g."), customer.given());
  }

  private byte @Nullable [] sealed(Asking asking) {
    return asking.contact().isEmpty()
        ? null
        : seal.seal(asking.community(), asking.fresh().id(), asking.contact());
  }

  private byte[] markOf(String community, Identifier identifier) {
    return seal.mark(community, identifier.written());
  }

  private record Stored(UUID id, String alias, byte @Nullable [] contact, boolean referenced) {}

  /** Who asks, and who that is if nobody is known by the contact. */
  public record Asking(String community, Contact contact, Customer fresh) {}

  /**
   * The customer of each contact as {@link Recognition} decides, else {@code fresh}, added. One
   * statement for those who are new. What is decided on is read under locks: first those of all
   * marks, in their order, then those of the customers whom they name, by id, so that two requests
   * of one customer wait for each other, lose nothing of each other and do not deadlock.
   *
   * @param asking no two of them by the same mark
   * @throws IllegalArgumentException if two of them are one customer, known by several marks: the
   *     second would be decided by what the first has changed already
   */
  public List<Customer> findOrAdd(Tx tx, List<Asking> asking, Instant now) {
    List<SequencedMap<Identifier, Optional<UUID>>> found = mark(tx, asking, now);
    Set<Named> named = new HashSet<>();
    for (int i = 0; i < asking.size(); i++) {
      if (!isNew(asking.get(i), found.get(i))) {
        String community = asking.get(i).community();
        Set<Named> owners =
            found.get(i).values().stream()
                .flatMap(Optional::stream)
                .map(id -> new Named(community, id))
                .collect(Collectors.toSet());
        if (!Collections.disjoint(named, owners)) {
          throw new IllegalArgumentException("two ask at once as one customer");
        }
        named.addAll(owners);
      }
    }
    Map<UUID, Stored> known = lock(tx, named);
    return IntStream.range(0, asking.size())
        .mapToObj(i ->
            isNew(asking.get(i), found.get(i))
                ? asking.get(i).fresh()
                : recognised(tx, asking.get(i), found.get(i), known, now))
        .toList();
  }

  /** All marks were new, or there are none, and the same statement has added the customer. */
  private static boolean isNew(Asking asking, SequencedMap<Identifier, Optional<UUID>> found) {
    return found.values().stream()
        .allMatch(owner -> owner.equals(Optional.of(asking.fresh().id())));
  }

  private Customer recognised(
      Tx tx,
      Asking asking,
      SequencedMap<Identifier, Optional<UUID>> found,
      Map<UUID, Stored> known,
      Instant now) {
    String community = asking.community();
    Contact contact = asking.contact();
    Customer fresh = asking.fresh();
    Recognition recognised =
        Recognition.of(
            found,
            fresh.id(),
            id -> {
              Stored stored = known.get(id);
              return stored != null && stored.referenced();
            });
    Stored stored = known.get(recognised.customer());
    if (stored == null && !recognised.customer().equals(fresh.id())) {
      throw new IllegalStateException("a mark without its customer " + recognised.customer());
    }
    if (stored == null) {
      add(tx, community, contact, fresh, now);
    } else {
      remember(tx, community, stored, contact);
    }
    rename(tx, community, found, recognised.names());
    return stored == null ? fresh : new Customer(stored.id(), stored.alias());
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

  /**
   * Locks the marks, new ones as the fresh customer's; adds those customers whose marks all are.
   */
  private List<SequencedMap<Identifier, Optional<UUID>>> mark(
      Tx tx, List<Asking> asking, Instant now) {
    List<SequencedMap<Identifier, Optional<UUID>>> found = new ArrayList<>();
    List<Marked> marks = new ArrayList<>();
    for (Asking each : asking) {
      SequencedMap<Identifier, Optional<UUID>> ofEach = new LinkedHashMap<>();
      found.add(ofEach);
      each.contact().identifiers().forEach(i -> marks.add(new Marked(each, i, ofEach)));
    }
    tx.query(
            markStatement,
            row ->
                Map.entry((int) row.bigint("n") - 1, Optional.ofNullable(row.uuidOrNull("owner"))),
            mark.arrays(marks),
            customer.arrays(asking.stream().map(each -> new Added(each, now)).toList()))
        .forEach(each -> {
          Marked marked = marks.get(each.getKey());
          marked.found().put(marked.identifier(), each.getValue());
        });
    return found;
  }

  private record Marked(
      Asking asking, Identifier identifier, SequencedMap<Identifier, Optional<UUID>> found) {}

  private record Added(Asking asking, Instant at) {}

  private record Named(String community, UUID id) {}

  private Map<UUID, Stored> lock(Tx tx, Set<Named> named) {
    if (named.isEmpty()) {
      return Map.of();
    }
    return tx
        .query(
            """
            select c.id, c.alias, c.contact, c.referenced
            from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as g
            join customer c on c.community = g.community and c.id = g.id
            order by c.id for no key update of c
            """,
            row ->
                new Stored(
                    row.uuid("id"),
                    row.text("alias"),
                    row.bytesOrNull("contact"),
                    row.bool("referenced")),
            SqlArray.texts(named, Named::community),
            SqlArray.uuids(named, Named::id))
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
          from (select unnest(?::bytea[]) as mark, unnest(?::uuid[]) as customer_id) as g
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
        "bytea", identifiers.stream().map(i -> markOf(community, i)).toArray(byte[][]::new));
  }
}
