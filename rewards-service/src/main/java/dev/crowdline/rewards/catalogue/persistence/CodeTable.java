package dev.crowdline.rewards.catalogue.persistence;

import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The codes that items hand out; the only class that sees them encrypted and plain. */
@ApplicationScoped
public class CodeTable {
  private final CodeSeal seal;

  CodeTable(CodeSeal seal) {
    this.seal = seal;
  }

  private record Sealed(UUID id, byte[] mark, byte[] code) {}

  /** Keeps codes that the community does not know yet, and says how many those are. */
  public int add(Tx tx, String community, UUID item, Collection<String> codes, Instant now) {
    List<Sealed> sealed =
        codes.stream()
            .map(code -> {
              UUID id = Ids.next();
              return new Sealed(id, seal.mark(community, code), seal.seal(community, id, code));
            })
            .toList();
    return tx.update(
        """
        insert into voucher_code (community, id, item_id, mark, code, imported_at)
        select ?, g.id, ?, g.mark, g.code, ?
        from (select unnest(?::uuid[]) as id, unnest(?::bytea[]) as mark, unnest(?::bytea[]) as code) as g order by g.mark
        on conflict (community, mark) do nothing
        """,
        community,
        item,
        now,
        SqlArray.uuids(sealed, Sealed::id),
        new SqlArray("bytea", sealed.stream().map(Sealed::mark).toArray(byte[][]::new)),
        new SqlArray("bytea", sealed.stream().map(Sealed::code).toArray(byte[][]::new)));
  }

  /**
   * Gives a redemption a code of its item, the oldest that nobody has, unless it has one; whether
   * it has one now. Who asks at the same moment takes the next.
   */
  public boolean give(Tx tx, String community, UUID item, UUID redemption) {
    if (has(tx, community, redemption)) {
      return true;
    }
    return tx.update(
            """
            update voucher_code set redemption_id = ? where community = ? and id = (
              select id from voucher_code
              where community = ? and item_id = ? and redemption_id is null
              order by id limit 1 for update skip locked)
            """,
            redemption,
            community,
            community,
            item)
        == 1;
  }

  /**
   * Keeps a code that somebody else handed out for a redemption, unless it has one, which stays;
   * whether it has one now. A code that another redemption has is none.
   */
  public boolean keep(
      Tx tx, String community, UUID item, UUID redemption, String code, Instant now) {
    UUID id = Ids.next();
    tx.update(
        """
        insert into voucher_code (community, id, item_id, mark, code, imported_at, redemption_id)
        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
        """,
        community,
        id,
        item,
        seal.mark(community, code),
        seal.seal(community, id, code),
        now,
        redemption);
    return has(tx, community, redemption);
  }

  private static boolean has(Sql sql, String community, UUID redemption) {
    return !sql.query(
            "select id from voucher_code where community = ? and redemption_id = ?",
            row -> row.uuid("id"),
            community,
            redemption)
        .isEmpty();
  }

  /** The code that a redemption has, or null. */
  public @Nullable String of(Sql sql, String community, UUID redemption) {
    return sql.one(
        "select id, code from voucher_code where community = ? and redemption_id = ?",
        row -> seal.open(community, row.uuid("id"), row.bytes("code")),
        community,
        redemption);
  }
}
