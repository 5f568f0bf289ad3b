package dev.crowdline.intake.testing;

import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** All that the database holds, as text. */
@ApplicationScoped
public class Everything {
  private final Database database;

  Everything(Database database) {
    this.database = database;
  }

  /** Every row of every table; bytes as escaped text, so that readable ones are readable. */
  public String inTheDatabase() {
    return database.read(sql -> {
      sql.update("set bytea_output = 'escape'");
      StringBuilder all = new StringBuilder();
      List<String> tables =
          sql.query(
              "select table_name from information_schema.tables where table_schema = 'public'",
              row -> row.text("table_name"));
      for (String table : tables) {
        sql.query("select t::text as row from " + table + " t", row -> row.text("row"))
            .forEach(all::append);
      }
      sql.update("reset bytea_output");
      return all.toString();
    });
  }
}
