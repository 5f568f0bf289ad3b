package dev.crowdline.sla.policies.persistence;

import dev.crowdline.sla.policies.domain.Application;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table {@code policy_application}: versions that are put over what runs already. */
@ApplicationScoped
public class ApplicationTable {
  private static Application application(Row row) {
    return new Application(
        row.text("community"),
        row.integer("version"),
        row.instant("began_at"),
        row.instant("pass_began_at"),
        row.integer("pass_changed"),
        row.uuid("after"),
        row.integer("changed"),
        row.instantOrNull("finished_at"));
  }

  /** Adds one that begins. */
  public void add(Tx tx, Application begun) {
    tx.update(
        """
        insert into policy_application
          (community, version, began_at, pass_began_at, pass_changed, after, changed)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        begun.community(),
        begun.version(),
        begun.beganAt(),
        begun.passBeganAt(),
        begun.passChanged(),
        begun.after(),
        begun.changed());
  }

  /**
   * The one that goes on whose pass began first, of any community, locked; null when there is none
   * or others have them. So each has its turn, however long another waits for its last pass.
   */
  public @Nullable Application lockUnfinished(Tx tx) {
    return tx.one(
        """
        select * from policy_application where finished_at is null
        order by pass_began_at limit 1 for update skip locked
        """,
        ApplicationTable::application);
  }

  /** Stores how far one has come. */
  public void store(Tx tx, Application application) {
    tx.update(
        """
        update policy_application
        set pass_began_at = ?, pass_changed = ?, after = ?, changed = ?, finished_at = ?
        where community = ? and version = ?
        """,
        application.passBeganAt(),
        application.passChanged(),
        application.after(),
        application.changed(),
        application.finishedAt(),
        application.community(),
        application.version());
  }

  /** The highest version of each of some communities that is or was applied; others are absent. */
  public Map<String, Integer> highest(Sql sql, Collection<String> communities) {
    return sql
        .query(
            """
            select community, max(version) as version from policy_application
            where community = any(?) group by community
            """,
            row -> Map.entry(row.text("community"), row.integer("version")),
            SqlArray.texts(communities))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Those of a community from one version up to another, by version. */
  public Map<Integer, Application> of(Sql sql, String community, int from, int to) {
    List<Application> found =
        sql.query(
            "select * from policy_application where community = ? and version between ? and ?",
            ApplicationTable::application,
            community,
            from,
            to);
    return found.stream().collect(Collectors.toMap(Application::version, each -> each));
  }
}
