package dev.crowdline.rewards.pieces;

import dev.crowdline.rewards.pieces.domain.Entry;
import dev.crowdline.rewards.pieces.domain.MonthTotal;
import dev.crowdline.rewards.pieces.domain.Waiting;
import dev.crowdline.rewards.pieces.persistence.PieceTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows contractors' statements. */
@ApplicationScoped
public class ReadingPieces {
  private final Database database;
  private final PieceTable pieces;

  ReadingPieces(Database database, PieceTable pieces) {
    this.database = database;
    this.pieces = pieces;
  }

  /** The lines of a month, one more than asked when there is. */
  public List<Entry> entries(
      String community, UUID memberId, YearMonth month, @Nullable Cursor after, int limit) {
    return database.read(sql -> pieces.entries(sql, community, memberId, month, after, limit + 1));
  }

  /** What months come to, the latest first. */
  public List<MonthTotal> months(String community, UUID memberId) {
    return database.read(sql -> pieces.months(sql, community, memberId));
  }

  /** What waits for its verdict. */
  public List<Waiting> waiting(String community, UUID memberId) {
    return database.read(sql -> pieces.waiting(sql, community, memberId));
  }
}
