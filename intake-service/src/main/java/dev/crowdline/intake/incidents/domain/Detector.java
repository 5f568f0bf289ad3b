package dev.crowdline.intake.incidents.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Notices that many write the same: requests are gathered around the first that said it, within the
 * same {@link Bounds}, and a gathering that grows, with those that say nearly the same, as none
 * does by chance is a flood ({@link Baseline}). What is like an incident that is open belongs to
 * it, and needs to be less alike than what makes a flood.
 *
 * <p>It is fed in the order of time and reads no clock, so the same requests give the same floods.
 * Not safe for several threads. Memory: at most {@link #MOST_GATHERINGS} gatherings, each with a
 * direction and its members of the last minute.
 */
public final class Detector {
  /** How alike what is gathered is to the first of it. */
  public static final float ALIKE = 0.65f;

  /** How alike to an open incident is enough: most of what comes then is part of it. */
  public static final float BELONGS = 0.55f;

  /** What is usual is not known before. */
  public static final Duration WARM_UP = Duration.ofMinutes(5);

  /**
   * All gatherings together. Beyond, a new one takes the place of the one that was quiet longest.
   */
  static final int MOST_GATHERINGS = 10_000;

  /** With fewer in the last minute a gathering is not looked at: others of the flood have more. */
  private static final int FEW = 3;

  private static final int MOST_MEMBERS = 2_000;
  private static final Duration RECENT = Duration.ofSeconds(Baseline.SECONDS);
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  /**
   * Two floods within these bounds so soon after one another are one, in other words or tongues.
   */
  private static final Duration SAME_CAUSE = Duration.ofMinutes(10);

  private final long since;
  private final Instant warm;
  private final Map<Bounds, Region> regions = new HashMap<>();
  private final Map<UUID, Bounds> incidents = new HashMap<>();

  /** The gatherings, the one that was quiet longest first. */
  private final LinkedHashMap<Gathering, Region> all = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param since what came before is not known
   */
  public Detector(Instant since) {
    this.since = since.getEpochSecond();
    warm = since.plus(WARM_UP);
  }

  /** What one more request shows. */
  public sealed interface Finding {}

  /** Nothing. */
  public record Nothing() implements Finding {}

  /** It is like an incident that is open. */
  public record Belongs(UUID incidentId) implements Finding {}

  /**
   * So many write the same, within these bounds, as never do by chance.
   *
   * @param members those of the last minute that may be linked, the oldest first
   * @param continues the incident that a flood within these bounds opened a short while ago; null
   *     when there was none
   */
  public record Flood(Bounds bounds, List<UUID> members, @Nullable UUID continues)
      implements Finding {
    public Flood {
      members = List.copyOf(members);
    }
  }

  private static final Finding NOTHING = new Nothing();

  /** One more came. */
  public Finding hear(Arrival arrival) {
    Region region = regions.computeIfAbsent(arrival.bounds(), bounds -> new Region());
    UUID incident = region.incidentLike(arrival);
    if (incident != null) {
      return arrival.free() ? new Belongs(incident) : NOTHING;
    }
    Gathering gathering = region.gathering(arrival.direction());
    if (gathering == null) {
      gathering = begin(region, arrival);
    }
    all.put(gathering, region);
    gathering.add(arrival);
    forgetOld(arrival.at());
    if (arrival.at().isBefore(warm) || gathering.members.size() < FEW) {
      return NOTHING;
    }
    List<Gathering> alike = region.around(gathering);
    long second = arrival.at().getEpochSecond();
    alike.forEach(each -> each.baseline.advance(second));
    return Baseline.isFlood(alike.stream().map(each -> each.baseline).toList())
        ? flood(region, alike, arrival)
        : NOTHING;
  }

  private Gathering begin(Region region, Arrival arrival) {
    Gathering begun = new Gathering(since, arrival);
    region.gatherings.add(begun);
    if (all.size() >= MOST_GATHERINGS) {
      forget(all.keySet().iterator().next());
    }
    return begun;
  }

  private Flood flood(Region region, List<Gathering> alike, Arrival last) {
    List<UUID> members = new ArrayList<>();
    for (Gathering each : alike) {
      if (!each.baseline.hasGrown()) {
        continue; // it was always written as often, and only says nearly the same
      }
      each.members.stream()
          .filter(member -> member.free() && member.at().isAfter(last.at().minus(RECENT)))
          .forEach(member -> members.add(member.id()));
    }
    UUID continued =
        region.floodedAt != null && last.at().isBefore(region.floodedAt.plus(SAME_CAUSE))
            ? region.flooded
            : null;
    return new Flood(last.bounds(), members, continued);
  }

  /** A flood is an incident now: what made it, and what is like it, belongs to that. */
  public void opened(Flood flood, UUID incidentId, Instant at) {
    Region region = regions.computeIfAbsent(flood.bounds(), bounds -> new Region());
    Set<UUID> members = Set.copyOf(flood.members());
    for (Gathering each : List.copyOf(region.gatherings)) {
      if (each.members.stream().anyMatch(member -> members.contains(member.id()))) {
        region.watched.add(new Watched(incidentId, each.middle()));
        forget(each);
      }
    }
    region.flooded = incidentId;
    region.floodedAt = at;
    incidents.put(incidentId, flood.bounds());
  }

  /** What is like that belongs to an open incident, whoever opened it. */
  public void watch(UUID incidentId, Bounds bounds, float[] direction) {
    regions
        .computeIfAbsent(bounds, b -> new Region())
        .watched
        .add(new Watched(incidentId, direction));
    incidents.put(incidentId, bounds);
  }

  /** The incidents that are watched. */
  public List<UUID> watched() {
    return List.copyOf(incidents.keySet());
  }

  /** An incident is over: what is like it is new. */
  public void over(UUID incidentId) {
    Bounds bounds = incidents.remove(incidentId);
    Region region = bounds == null ? null : regions.get(bounds);
    if (region != null) {
      region.watched.removeIf(each -> each.incidentId().equals(incidentId));
      if (incidentId.equals(region.flooded)) {
        region.flooded = null;
        region.floodedAt = null;
      }
    }
  }

  /** What was quiet for long, and what it was in. */
  private void forgetOld(Instant now) {
    while (!all.isEmpty()) {
      Gathering quietest = all.keySet().iterator().next();
      if (!quietest.lastAt.isBefore(now.minus(FORGOTTEN))) {
        return;
      }
      forget(quietest);
    }
  }

  private void forget(Gathering gathering) {
    Region region = all.remove(gathering);
    if (region != null) {
      region.gatherings.remove(gathering);
      if (region.gatherings.isEmpty() && region.watched.isEmpty()) {
        regions.values().remove(region);
      }
    }
  }

  private static float cosine(float[] a, float[] b) {
    float sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  /** A direction that belongs to an incident. */
  private record Watched(UUID incidentId, float[] direction) {}

  private record Member(UUID id, Instant at, boolean free) {}

  /** What came within the same bounds. */
  private static final class Region {
    /** In the order in which they began: an older one takes what it can, so none grows by theft. */
    private final List<Gathering> gatherings = new ArrayList<>();

    private final List<Watched> watched = new ArrayList<>();
    private @Nullable UUID flooded;
    private @Nullable Instant floodedAt;

    /** The likest, unless what customers always write is more like it. */
    @Nullable UUID incidentLike(Arrival arrival) {
      UUID likest = null;
      float most = BELONGS;
      for (Watched each : watched) {
        float alike = cosine(each.direction(), arrival.direction());
        if (alike >= most) {
          most = alike;
          likest = each.incidentId();
        }
      }
      return likest == null || isUsual(arrival, most) ? null : likest;
    }

    private boolean isUsual(Arrival arrival, float likeness) {
      Instant before = arrival.at().minus(RECENT);
      for (Gathering each : gatherings) {
        if (each.isUsual(before) && cosine(each.middle(), arrival.direction()) > likeness) {
          return true;
        }
      }
      return false;
    }

    /** A gathering, and those that say nearly the same: few say it in the words of the first. */
    List<Gathering> around(Gathering middle) {
      List<Gathering> around = new ArrayList<>();
      for (Gathering each : gatherings) {
        if (each == middle || cosine(middle.middle(), each.middle()) >= BELONGS) {
          around.add(each);
        }
      }
      return around;
    }

    @Nullable Gathering gathering(float[] direction) {
      for (Gathering each : gatherings) {
        if (cosine(each.first, direction) >= ALIKE) {
          return each;
        }
      }
      return null;
    }
  }

  /** Requests that say the same as the first of them. Two are never the same one. */
  private static final class Gathering {
    private final float[] first;
    private final float[] sum;
    private final Baseline baseline;
    private final Deque<Member> members = new ArrayDeque<>();
    private final Instant beganAt;
    private Instant lastAt;
    private int heard;
    private float @Nullable [] middle;

    Gathering(long since, Arrival arrival) {
      first = arrival.direction();
      sum = new float[first.length];
      baseline = new Baseline(since, arrival.at().getEpochSecond());
      beganAt = arrival.at();
      lastAt = arrival.at();
    }

    /** Whether it was there before, and not by a single one. */
    boolean isUsual(Instant before) {
      return heard >= FEW && beganAt.isBefore(before);
    }

    void add(Arrival arrival) {
      lastAt = arrival.at();
      heard++;
      baseline.count(arrival.at().getEpochSecond());
      members.addLast(new Member(arrival.id(), arrival.at(), arrival.free()));
      Instant before = arrival.at().minus(RECENT);
      while (members.size() > MOST_MEMBERS || members.getFirst().at().isBefore(before)) {
        members.removeFirst();
      }
      for (int d = 0; d < sum.length; d++) {
        sum[d] += arrival.direction()[d];
      }
      middle = null;
    }

    /** The direction of all of them together. */
    float[] middle() {
      if (middle == null) {
        float length = (float) Math.sqrt(cosine(sum, sum));
        float[] made = new float[sum.length];
        for (int d = 0; d < sum.length; d++) {
          made[d] = length > 0 ? sum[d] / length : 0;
        }
        middle = made;
      }
      return middle;
    }
  }
}
