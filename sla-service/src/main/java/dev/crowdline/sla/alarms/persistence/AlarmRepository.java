package dev.crowdline.sla.alarms.persistence;

import dev.crowdline.sla.alarms.domain.Alarm;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alarms of the communities, as operators edit them. */
@ApplicationScoped
public class AlarmRepository implements PanacheRepositoryBase<AlarmEntity, AlarmEntity.Key> {

  /** Adds or replaces an alarm; it stands at the version that is returned. */
  public Versioned<Alarm> put(Tx tx, String community, Alarm alarm) {
    AlarmEntity row = findById(new AlarmEntity.Key(community, alarm.name()));
    if (row == null) {
      row = new AlarmEntity();
      row.community = community;
      row.name = alarm.name();
      row.take(alarm);
      persist(row);
    } else {
      row.take(alarm);
    }
    flush();
    return row.toAlarm();
  }

  /** All of a community, by name. */
  public List<Versioned<Alarm>> of(Tx tx, String community) {
    return list("community", Sort.by("name"), community).stream()
        .map(AlarmEntity::toAlarm)
        .toList();
  }

  /** The alarm of that name, or null. */
  public @Nullable Versioned<Alarm> find(Tx tx, String community, String name) {
    AlarmEntity found = findById(new AlarmEntity.Key(community, name));
    return found == null ? null : found.toAlarm();
  }

  /** Removes an alarm, which stands. */
  public void remove(Tx tx, String community, String name) {
    deleteById(new AlarmEntity.Key(community, name));
    flush();
  }
}
