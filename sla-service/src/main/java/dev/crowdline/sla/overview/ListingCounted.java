package dev.crowdline.sla.overview;

import dev.crowdline.sla.overview.domain.Counted;
import dev.crowdline.sla.overview.domain.Slice;
import dev.crowdline.sla.overview.persistence.BreakdownTable;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists the requests behind a number, so that whoever sees one can see which they are. */
@ApplicationScoped
public class ListingCounted {
  private final Database database;
  private final BreakdownTable table;

  ListingCounted(Database database, BreakdownTable table) {
    this.database = database;
    this.table = table;
  }

  /** Those after a request, the oldest first. */
  public List<Counted> after(String community, Slice slice, @Nullable UUID after, int limit) {
    return database.read(sql -> table.counted(sql, community, slice, after, limit));
  }
}
