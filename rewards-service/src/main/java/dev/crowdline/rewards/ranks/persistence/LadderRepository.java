package dev.crowdline.rewards.ranks.persistence;

import dev.crowdline.rewards.ranks.domain.Ladder;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The ladders of communities, as operators edit them. */
@ApplicationScoped
public class LadderRepository implements PanacheRepositoryBase<LadderEntity, String> {
  /** What stands until an operator edits it. */
  static final Versioned<Ladder> DEFAULT = new Versioned<>(Ladder.DEFAULT, 1);

  /** Replaces a community's ladder; it stands at the version that is returned. */
  public Versioned<Ladder> put(Tx tx, String community, Ladder ladder, Instant now) {
    LadderEntity row = findById(community);
    if (row == null) {
      row = new LadderEntity();
      row.community = community;
      row.take(ladder, now);
      persist(row);
    } else {
      row.take(ladder, now);
    }
    flush();
    return row.toLadder();
  }

  /** The ladder of a community. */
  public Versioned<Ladder> of(Tx tx, String community) {
    LadderEntity found = findById(community);
    return found == null ? DEFAULT : found.toLadder();
  }
}
