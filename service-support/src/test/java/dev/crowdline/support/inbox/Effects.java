package dev.crowdline.support.inbox;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.routing.MemberCameOnline;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What facts come to: a row for each time that one is applied, in the order of their effect. */
@ApplicationScoped
class Effects implements FactApplier {
  private final Database database;

  Effects(Database database) {
    this.database = database;
  }

  void begin() {
    database.transact(tx -> {
      tx.update("drop table if exists effect");
      tx.update(
          """
          create table effect (
            id bigint generated always as identity primary key, subject text not null, said text not null)
          """);
      return null;
    });
  }

  @Override
  public void apply(Tx tx, Arrivals arrivals) {
    List<Fact<MemberCameOnline>> facts = arrivals.of(MemberCameOnline.class);
    tx.update(
        "insert into effect (subject, said) select * from unnest(?::text[], ?::text[])",
        SqlArray.texts(facts, Fact::subject),
        SqlArray.texts(facts, fact -> fact.data().site()));
  }

  long count() {
    Long count =
        database.read(sql -> sql.one("select count(*) as n from effect", row -> row.bigint("n")));
    return count == null ? 0 : count;
  }

  /** What was said of each subject, in the order in which it took effect. */
  Map<String, List<String>> bySubject() {
    Map<String, List<String>> found = new TreeMap<>();
    database.read(sql ->
        sql.query(
            "select subject, array_agg(said order by id) as said from effect group by subject",
            row -> found.put(row.text("subject"), row.texts("said"))));
    return found;
  }
}
