package dev.crowdline.intake.widgets.persistence;

import dev.crowdline.intake.widgets.domain.Colour;
import dev.crowdline.intake.widgets.domain.Origin;
import dev.crowdline.intake.widgets.domain.Widget;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table {@code widget}. */
@ApplicationScoped
public class WidgetTable {

  /** The widget of a community; null when there is no such community. */
  public @Nullable Widget find(Sql sql, String community) {
    return sql.one(
        """
        select coalesce(w.origins, '{}') as origins, w.colour from community c
        left join widget w on w.community = c.id where c.id = ?
        """,
        WidgetTable::widget,
        community);
  }

  /** Whether any community may be asked from there: a preflight does not say which. */
  public boolean isKnown(Sql sql, Origin origin) {
    return Objects.requireNonNull(
        sql.one(
            "select exists (select from widget where origins @> array[?]::text[]) as known",
            row -> row.bool("known"),
            origin.text()));
  }

  /** Stores a widget, new or not. */
  public void put(Tx tx, String community, Widget widget, Instant now) {
    tx.update(
        """
        insert into widget (community, origins, colour, changed_at) values (?, ?, ?, ?)
        on conflict (community) do update set origins = excluded.origins, colour = excluded.colour,
          changed_at = excluded.changed_at
        """,
        community,
        SqlArray.texts(widget.origins(), Origin::text),
        widget.colour() == null ? null : widget.colour().toString(),
        now);
  }

  private static Widget widget(Row row) {
    String colour = row.textOrNull("colour");
    return new Widget(
        row.texts("origins").stream().map(Origin::new).toList(),
        colour == null ? null : Colour.of(colour));
  }
}
