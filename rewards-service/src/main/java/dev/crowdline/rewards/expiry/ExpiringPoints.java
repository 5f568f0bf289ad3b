package dev.crowdline.rewards.expiry;

import dev.crowdline.rewards.expiry.domain.ExpiryRule;
import dev.crowdline.rewards.expiry.domain.Notice;
import dev.crowdline.rewards.expiry.persistence.ExpiryTable;
import dev.crowdline.rewards.expiry.persistence.ExpiryTable.Look;
import dev.crowdline.rewards.ledger.AdjustingPoints;
import dev.crowdline.rewards.ledger.domain.Adjustment;
import dev.crowdline.rewards.ledger.domain.Purpose;
import dev.crowdline.rewards.ledger.persistence.LedgerTable.Holder;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Announces points that grow too old, day of booking by day of booking, and lets them expire when
 * their notice has run. Nothing expires that was not announced, and nothing that was spent since.
 */
@ApplicationScoped
public class ExpiringPoints {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int BATCH = 200;

  private final Database database;
  private final ExpiryTable rows;
  private final AdjustingPoints adjusting;
  private final InstantSource clock;
  private @Nullable Loop loop;

  ExpiringPoints(
      Database database, ExpiryTable rows, AdjustingPoints adjusting, InstantSource clock) {
    this.database = database;
    this.rows = rows;
    this.adjusting = adjusting;
    this.clock = clock;
  }

  /**
   * What a member's points do.
   *
   * @param coming what expires when, if nothing is spent until then
   */
  public record Outlook(ExpiryRule rule, List<Coming> coming) {}

  /** Points that expire. */
  public record Coming(long points, Instant expiresAt) {}

  void start(@Observes StartupEvent event) {
    loop = Loop.every("expiry", PAUSE, () -> sweep(clock.instant()));
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Does all that is due by then, in steps. */
  void sweep(Instant now) {
    boolean more = true;
    while (more) {
      more = database.transact(tx -> announce(tx, now));
    }
    int expired = BATCH;
    while (expired == BATCH) {
      expired = database.transact(tx -> expire(tx, now));
    }
  }

  /** What a member is told. */
  public Outlook outlook(String community, UUID member) {
    return database.read(sql -> {
      List<Notice> announced = rows.announced(sql, community, List.of(member));
      Map<UUID, Long> points = left(announced, rows.seen(sql, announced));
      return new Outlook(
          rows.find(sql, community),
          announced.stream()
              .map(notice ->
                  new Coming(Objects.requireNonNull(points.get(notice.id())), notice.expiresAt()))
              .filter(coming -> coming.points() > 0)
              .toList());
    });
  }

  /** One step of looking through a community whose look is due; whether there may be more. */
  private boolean announce(Tx tx, Instant now) {
    Look look = rows.due(tx, now);
    if (look == null) {
      return false;
    }
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate last = Objects.requireNonNull(look.rule().announcedOn(today));
    LocalDate day =
        look.member() == null ? rows.bookedOn(tx, look.community(), look.day(), last) : look.day();
    if (day == null) {
      Instant tomorrow = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      rows.looked(tx, look, last.plusDays(1), null, tomorrow);
      return true;
    }
    List<UUID> members = rows.paidOn(tx, look.community(), day, look.member(), BATCH);
    Instant expiresAt = look.rule().expiresAt(day, now);
    Map<UUID, Long> known = announced(tx, look.community(), members);
    List<Notice> notices =
        rows.old(tx, look.community(), members, day).stream()
            .filter(old -> old.points() > known.getOrDefault(old.memberId(), 0L))
            .map(old ->
                new Notice(
                    look.community(),
                    Ids.next(),
                    old.memberId(),
                    old.points() - known.getOrDefault(old.memberId(), 0L),
                    day,
                    expiresAt))
            .toList();
    if (!notices.isEmpty()) {
      rows.add(tx, notices, now);
    }
    boolean whole = members.size() < BATCH;
    rows.looked(tx, look, whole ? day.plusDays(1) : day, whole ? null : members.getLast(), now);
    return true;
  }

  /** What these members were told and have not spent since. */
  private Map<UUID, Long> announced(Tx tx, String community, List<UUID> members) {
    List<Notice> before = rows.announced(tx, community, members);
    Map<UUID, Long> points = left(before, rows.seen(tx, before));
    return before.stream()
        .collect(
            Collectors.groupingBy(
                Notice::memberId,
                Collectors.summingLong(each -> Objects.requireNonNull(points.get(each.id())))));
  }

  private int expire(Tx tx, Instant now) {
    List<Notice> due = rows.takeDue(tx, now, BATCH);
    if (!due.isEmpty()) {
      adjusting.adjust(
          tx,
          due.stream()
              .map(each -> new Holder(each.community(), each.memberId()))
              .distinct()
              .toList(),
          locked -> expiries(locked, due));
      rows.end(tx, due, now);
    }
    return due.size();
  }

  /** As the wallets are once they are locked. */
  private List<Adjustment> expiries(Tx tx, List<Notice> due) {
    Map<UUID, Long> points = left(due, rows.seen(tx, due));
    List<Adjustment> expiries = new ArrayList<>();
    for (Notice notice : due) {
      long left = Objects.requireNonNull(points.get(notice.id()));
      if (left > 0) {
        expiries.add(
            new Adjustment.Expiry(
                notice.community(),
                notice.memberId(),
                new Purpose.Expiry(notice.id()),
                left,
                notice.expiresAt()));
      }
    }
    return expiries;
  }

  /** What expires of each notice, those before it having taken theirs. */
  private static Map<UUID, Long> left(List<Notice> inOrder, Map<UUID, Notice.Seen> seen) {
    Map<UUID, Long> gone = new HashMap<>();
    return inOrder.stream()
        .collect(
            Collectors.toMap(
                Notice::id,
                notice -> {
                  long before = gone.getOrDefault(notice.memberId(), 0L);
                  long points = notice.of(Objects.requireNonNull(seen.get(notice.id())), before);
                  gone.put(notice.memberId(), before + points);
                  return points;
                }));
  }
}
