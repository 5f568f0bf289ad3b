package dev.crowdline.intake.forms.persistence;

import dev.crowdline.intake.forms.domain.PublicForm;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The table {@code public_form}. */
@ApplicationScoped
public class PublicFormTable {

  /** A community's form, with the community's name. */
  public record Shown(String name, PublicForm form) {}

  /** The form of a community; null when there is no such community. */
  public @Nullable Shown find(Sql sql, String community) {
    return sql.one(
        """
        select c.name, f.open, f.requests_per_hour from community c
        left join public_form f on f.community = c.id where c.id = ?
        """,
        row -> {
          Integer perHour = row.integerOrNull("requests_per_hour");
          return new Shown(
              row.text("name"),
              perHour == null ? PublicForm.CLOSED : new PublicForm(row.bool("open"), perHour));
        },
        community);
  }

  /** Stores a form, new or not. */
  public void put(Tx tx, String community, PublicForm form, Instant now) {
    tx.update(
        """
        insert into public_form (community, open, requests_per_hour, changed_at) values (?, ?, ?, ?)
        on conflict (community) do update set open = excluded.open, requests_per_hour = excluded.requests_per_hour,
          changed_at = excluded.changed_at
        """,
        community,
        form.open(),
        form.requestsPerHour(),
        now);
  }
}
