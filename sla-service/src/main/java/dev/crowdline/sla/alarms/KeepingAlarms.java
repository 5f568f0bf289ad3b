package dev.crowdline.sla.alarms;

import dev.crowdline.sla.alarms.domain.Alarm;
import dev.crowdline.sla.alarms.domain.AlarmState;
import dev.crowdline.sla.alarms.domain.Ring;
import dev.crowdline.sla.alarms.persistence.AlarmRepository;
import dev.crowdline.sla.alarms.persistence.RingTable;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.Spelling;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operators say what they want to be told of, and that they have seen it. */
@ApplicationScoped
public class KeepingAlarms {
  /** The most alarms of a community. */
  static final int MOST = 50;

  private static final String NAME = "name";

  private final Database database;
  private final AlarmRepository alarms;
  private final RingTable rings;
  private final Acts acts;
  private final InstantSource clock;

  KeepingAlarms(
      Database database, AlarmRepository alarms, RingTable rings, Acts acts, InstantSource clock) {
    this.database = database;
    this.alarms = alarms;
    this.rings = rings;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    ALARM_SET,
    ALARM_REMOVED
  }

  /**
   * An alarm, and how it stands.
   *
   * @param ring the one that goes on; null while it is quiet
   */
  public record Kept(Versioned<Alarm> alarm, long measured, @Nullable Ring ring) {}

  /** Adds or replaces an alarm, if what stands is still as {@code ifMatch} says. */
  public Versioned<Alarm> put(Caller caller, Alarm alarm, @Nullable String ifMatch) {
    return database.transact(tx -> {
      Instant now = clock.instant();
      List<Versioned<Alarm>> all = alarms.of(tx, caller.community());
      Versioned<Alarm> standing =
          all.stream()
              .filter(each -> each.value().name().equals(alarm.name()))
              .findFirst()
              .orElse(null);
      IfMatch.mustBe(ifMatch, Versioned.of(standing));
      Spelling.mustBeNew(
          "alarm", alarm.name(), all.stream().map(each -> each.value().name()).toList());
      if (standing == null && all.size() >= MOST) {
        throw Problem.of(
            ProblemType.NOT_ALLOWED_HERE, "a community has at most " + MOST + " alarms");
      }
      Versioned<Alarm> put = alarms.put(tx, caller.community(), alarm);
      if (standing != null && !standing.value().equals(alarm)) {
        rings.begin(tx, caller.community(), alarm.name(), now);
      }
      acts.add(
          tx,
          caller,
          null,
          now,
          Kind.ALARM_SET,
          Map.of(
              NAME,
              alarm.name(),
              "watched",
              alarm.watched().name(),
              "above",
              Long.toString(alarm.above())));
      return put;
    });
  }

  /** Removes an alarm, which must exist and still be as {@code ifMatch} says. */
  public void remove(Caller caller, String name, @Nullable String ifMatch) {
    database.transact(tx -> {
      Instant now = clock.instant();
      Versioned<Alarm> standing = standing(tx, caller.community(), name);
      IfMatch.mustBe(ifMatch, standing.version());
      rings.begin(tx, caller.community(), name, now);
      alarms.remove(tx, caller.community(), name);
      acts.add(tx, caller, null, now, Kind.ALARM_REMOVED, Map.of(NAME, name));
      return null;
    });
  }

  /** An alarm, which must exist. */
  public Versioned<Alarm> get(String community, String name) {
    return database.transact(tx -> standing(tx, community, name));
  }

  /** The alarms of a community, by name. */
  public List<Kept> list(String community) {
    return database.transact(tx -> {
      Map<String, AlarmState> states = rings.states(tx, community);
      Map<String, Ring> open =
          rings.open(tx, community).stream()
              .collect(Collectors.toMap(ring -> ring.alarm().name(), Function.identity()));
      return alarms.of(tx, community).stream()
          .map(alarm -> {
            String name = alarm.value().name();
            return new Kept(
                alarm, states.getOrDefault(name, AlarmState.QUIET).measured(), open.get(name));
          })
          .toList();
    });
  }

  /** When alarms rang, the latest first. */
  public List<Ring> rings(String community, @Nullable Cursor after, int limit) {
    return database.read(sql -> rings.latest(sql, community, after, limit));
  }

  /** An operator says: I have seen it. Who was first stays. */
  public Ring see(Caller caller, UUID id) {
    Ring seen =
        database.transact(
            tx -> rings.see(tx, caller.community(), id, caller.name(), clock.instant()));
    if (seen == null) {
      throw Problem.notFound("ring", id);
    }
    return seen;
  }

  private Versioned<Alarm> standing(Tx tx, String community, String name) {
    Versioned<Alarm> found = alarms.find(tx, community, name);
    if (found == null) {
      throw Problem.notFound("alarm", name);
    }
    return found;
  }
}
