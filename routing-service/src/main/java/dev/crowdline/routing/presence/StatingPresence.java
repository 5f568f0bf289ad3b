package dev.crowdline.routing.presence;

import dev.crowdline.contracts.routing.MemberCameOnline;
import dev.crowdline.contracts.routing.MemberWentOffline;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Marks members online and offline, and states it of those for whom that is a change. */
@ApplicationScoped
class StatingPresence {
  private final Database database;
  private final MemberTable members;
  private final InstantSource clock;

  StatingPresence(Database database, MemberTable members, InstantSource clock) {
    this.database = database;
    this.members = members;
    this.clock = clock;
  }

  /** Members came, each to its site. */
  void online(Map<UUID, String> sites) {
    Instant now = clock.instant();
    database.transact(tx -> {
      for (MemberTable.Transition t : members.setOnline(tx, sites.keySet(), true, now)) {
        String site = Objects.requireNonNull(sites.get(t.memberId()));
        tx.state(t.community(), t.memberId(), now, new MemberCameOnline(site));
      }
      return null;
    });
  }

  /** Members went. */
  void offline(Collection<UUID> ids, MemberWentOffline.Reason reason) {
    if (ids.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    database.transact(tx -> {
      for (MemberTable.Transition t : members.setOnline(tx, ids, false, now)) {
        tx.state(t.community(), t.memberId(), now, new MemberWentOffline(reason));
      }
      return null;
    });
  }

  /** Who is marked online, by whichever replica. */
  List<UUID> marked() {
    return database.read(members::online);
  }
}
