package dev.crowdline.sla.alarms.persistence;

import dev.crowdline.sla.alarms.domain.Alarm;
import dev.crowdline.sla.alarms.domain.Watched;
import dev.crowdline.sla.overview.domain.Dimension;
import dev.crowdline.support.database.Versioned;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code alarm}. */
@Entity
@Table(name = "alarm")
@IdClass(AlarmEntity.Key.class)
class AlarmEntity {
  @Id String community;
  @Id String name;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  Watched watched;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Nullable Dimension dimension;

  @Nullable String value;
  long above;
  int afterSeconds;
  @Version long version = 1;

  record Key(String community, String name) {}

  void take(Alarm alarm) {
    watched = alarm.watched();
    dimension = alarm.by();
    value = alarm.value();
    above = alarm.above();
    afterSeconds = alarm.afterSeconds();
  }

  Versioned<Alarm> toAlarm() {
    return new Versioned<>(
        new Alarm(name, watched, dimension, value, above, afterSeconds), version);
  }
}
