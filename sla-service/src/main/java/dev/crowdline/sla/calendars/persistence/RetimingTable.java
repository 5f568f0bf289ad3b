package dev.crowdline.sla.calendars.persistence;

import dev.crowdline.sla.policies.domain.Application;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table {@code retiming}: versions of calendars that are put under what runs already. */
@ApplicationScoped
public class RetimingTable {

  /** How far a version of a calendar has come. */
  public record Retiming(String name, Application application) {
    static Retiming from(Row row) {
      return new Retiming(
          row.text("name"),
          new Application(
              row.text("community"),
              row.integer("version"),
              row.instant("began_at"),
              row.instant("pass_began_at"),
              row.integer("pass_changed"),
              row.uuid("after"),
              row.integer("changed"),
              row.instantOrNull("finished_at")));
    }
  }

  /** Adds one that begins. */
  public void add(Tx tx, Retiming begun) {
    Application application = begun.application();
    tx.update(
        """
        insert into retiming
          (community, name, version, began_at, pass_began_at, pass_changed, after, changed)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        application.community(),
        begun.name(),
        application.version(),
        application.beganAt(),
        application.passBeganAt(),
        application.passChanged(),
        application.after(),
        application.changed());
  }

  /**
   * The one that goes on whose pass began first, of any community, locked; null when there is none
   * or others have them.
   */
  public @Nullable Retiming lockUnfinished(Tx tx) {
    return tx.one(
        """
        select * from retiming where finished_at is null
        order by pass_began_at limit 1 for update skip locked
        """,
        Retiming::from);
  }

  /** Stores how far one has come. */
  public void store(Tx tx, Retiming retiming) {
    Application application = retiming.application();
    tx.update(
        """
        update retiming
        set pass_began_at = ?, pass_changed = ?, after = ?, changed = ?, finished_at = ?
        where community = ? and name = ? and version = ?
        """,
        application.passBeganAt(),
        application.passChanged(),
        application.after(),
        application.changed(),
        application.finishedAt(),
        application.community(),
        retiming.name(),
        application.version());
  }

  /** Those of a calendar from one version up to another, by version. */
  public Map<Integer, Application> of(Sql sql, String community, String name, int from, int to) {
    List<Retiming> found =
        sql.query(
            """
            select * from retiming where community = ? and name = ? and version between ? and ?
            """,
            Retiming::from,
            community,
            name,
            from,
            to);
    return found.stream()
        .map(Retiming::application)
        .collect(Collectors.toMap(Application::version, each -> each));
  }
}
