package dev.crowdline.intake.incidents;

import dev.crowdline.contracts.Need;
import dev.crowdline.intake.incidents.OpeningIncidents.Opening;
import dev.crowdline.intake.incidents.domain.Arrival;
import dev.crowdline.intake.incidents.domain.Bounds;
import dev.crowdline.intake.incidents.domain.Detector;
import dev.crowdline.intake.incidents.domain.Gist;
import dev.crowdline.intake.incidents.domain.Headline;
import dev.crowdline.intake.incidents.domain.Incident;
import dev.crowdline.intake.incidents.persistence.ArrivalTable;
import dev.crowdline.intake.incidents.persistence.ArrivalTable.Came;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.RequestKey;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.intake.understanding.domain.TextVectors;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches what comes, opens an incident when many write the same, and links what belongs to one
 * that is open. One replica does it, by a lease of three seconds; another that takes it over reads
 * the last ten minutes first, and goes on as if it had been there (P12). What it does is done under
 * the lease's lock, in a transaction each; after any failure it begins anew from what is stored.
 */
@ApplicationScoped
public class NoticingFloods {
  private static final Logger LOG = Logger.getLogger(NoticingFloods.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int LEASE_SECONDS = 3;

  /** What is read before anything is noticed. */
  private static final Duration HISTORY = Duration.ofMinutes(10);

  /** A request may be committed so long after the moment that it carries. */
  private static final Duration LATE = Duration.ofSeconds(5);

  private static final int LINKED_AT_ONCE = 100;
  private static final int TEXTS_OF_AN_INCIDENT = 20;
  private static final int TEXTS_OF_A_HEADLINE = 50;

  private final Database database;
  private final ArrivalTable arrivals;
  private final RequestTable requests;
  private final OpeningIncidents opening;
  private final LinkingReporters linking;
  private final InstantSource clock;
  private final UUID replica = UUID.randomUUID();
  private @Nullable Watch watch;
  private @Nullable Loop loop;

  NoticingFloods(
      Database database,
      ArrivalTable arrivals,
      RequestTable requests,
      OpeningIncidents opening,
      LinkingReporters linking,
      InstantSource clock) {
    this.database = database;
    this.arrivals = arrivals;
    this.requests = requests;
    this.opening = opening;
    this.linking = linking;
    this.clock = clock;
  }

  /** What a replica that holds the lease remembers. */
  private static final class Watch {
    private final Detector detector;

    /** What was read lately, by when it came. */
    private final LinkedHashMap<UUID, Instant> known = new LinkedHashMap<>();

    private Instant newest;

    Watch(Instant since) {
      detector = new Detector(since);
      newest = since;
    }

    void remember(Came came) {
      known.put(came.id(), came.at());
      newest = came.at().isAfter(newest) ? came.at() : newest;
    }

    /** What is asked for next begins there. */
    Instant from() {
      return newest.minus(LATE);
    }

    void forgetOld() {
      known.values().removeIf(at -> at.isBefore(from()));
    }
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("noticing-floods", PAUSE, this::look);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Looks at what has come since, if this replica is the one to look. */
  synchronized void look() {
    int came;
    do {
      came = step();
    } while (came >= ArrivalTable.MOST_AT_ONCE);
  }

  private int step() {
    Watch now = watch;
    watch = null;
    if (!database.transact(tx -> arrivals.hold(tx, replica, LEASE_SECONDS))) {
      return 0;
    }
    Watch watching = now == null ? new Watch(clock.instant().minus(HISTORY)) : now;
    followIncidents(watching.detector);
    List<Came> came =
        database.read(sql -> arrivals.after(sql, watching.from(), watching.known.keySet()));
    Map<UUID, List<UUID>> belonging = new LinkedHashMap<>();
    for (Came each : came) {
      watching.remember(each);
      Bounds bounds = Bounds.of(each.community(), each.attributes());
      if (bounds != null) {
        hear(watching.detector, each, bounds, belonging);
      }
    }
    belonging.forEach((incident, members) ->
        link(watching.detector, communityOf(came, members), incident, members));
    watching.forgetOld();
    watch = watching;
    return came.size();
  }

  private static String communityOf(List<Came> came, List<UUID> members) {
    return came.stream()
        .filter(each -> each.id().equals(members.getFirst()))
        .map(Came::community)
        .findFirst()
        .orElseThrow();
  }

  private void hear(Detector detector, Came came, Bounds bounds, Map<UUID, List<UUID>> belonging) {
    Arrival arrival =
        new Arrival(came.id(), came.at(), bounds, direction(came.text()), came.free());
    switch (detector.hear(arrival)) {
      case Detector.Nothing nothing -> {}
      case Detector.Belongs(UUID incident) ->
          belonging.computeIfAbsent(incident, id -> new ArrayList<>()).add(came.id());
      case Detector.Flood flood -> {
        UUID incident = flood.continues() == null ? open(flood) : flood.continues();
        if (incident != null) {
          detector.opened(flood, incident, came.at());
          link(detector, bounds.community(), incident, flood.members());
        }
      }
    }
  }

  private static float[] direction(String text) {
    return TextVectors.of(Gist.of(text));
  }

  /** Null when another replica has the lease by now. */
  private @Nullable UUID open(Detector.Flood flood) {
    String community = flood.bounds().community();
    return database.transact(tx -> {
      if (!arrivals.stillHeld(tx, replica)) {
        return null;
      }
      Instant now = clock.instant();
      List<Request> members =
          requests.find(
              tx,
              flood.members().stream()
                  .limit(TEXTS_OF_A_HEADLINE)
                  .map(id -> new RequestKey(community, id))
                  .toList());
      UUID incident =
          opening.open(tx, community, Incident.Opener.DETECTOR, opening(flood, members), now);
      tx.afterCommit(() ->
          LOG.warnf(
              "%d customers of %s wrote the same within a minute: incident %s",
              flood.members().size(), community, incident));
      return incident;
    });
  }

  private static Opening opening(Detector.Flood flood, List<Request> members) {
    Bounds bounds = flood.bounds();
    String headline = Headline.of(members.stream().map(Request::text).toList(), bounds);
    TreeMap<String, String> attributes = new TreeMap<>();
    Stream.of(Bounds.AREA, Bounds.PRODUCT, Bounds.DEVICE)
        .forEach(name ->
            members.stream()
                .map(member -> member.attributes().get(name))
                .filter(value -> value != null)
                .findFirst()
                .ifPresent(value -> attributes.put(name, value)));
    return new Opening(
        headline,
        "%d customers wrote the same within a minute. Their requests are linked to this one: what you answer here is told to each of them, and to everybody who writes the same while it is open."
            .formatted(flood.members().size()),
        "en",
        OpeningIncidents.USUAL_PRIORITY,
        OpeningIncidents.USUAL_TIER,
        mostNeeded(members),
        attributes);
  }

  /** What most of them need; the words of a headline are too few to be understood by. */
  private static List<Need> mostNeeded(List<Request> members) {
    Map<List<Need>, Integer> needed = new LinkedHashMap<>();
    members.forEach(member -> needed.merge(member.needs(), 1, Integer::sum));
    return needed.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(List.of());
  }

  private void link(Detector detector, String community, UUID incident, Collection<UUID> members) {
    List<UUID> all = List.copyOf(members);
    for (int from = 0; from < all.size(); from += LINKED_AT_ONCE) {
      List<UUID> some = all.subList(from, Math.min(from + LINKED_AT_ONCE, all.size()));
      boolean over =
          database.transact(
              tx -> arrivals.stillHeld(tx, replica) && isOver(tx, community, incident, some));
      if (over) {
        detector.over(incident);
        return;
      }
    }
  }

  private boolean isOver(Tx tx, String community, UUID incident, List<UUID> members) {
    return linking.link(tx, community, incident, members, clock.instant()).over() != null;
  }

  /** Incidents that were opened or have ended, by whomever. */
  private void followIncidents(Detector detector) {
    Set<UUID> open = new HashSet<>(database.read(arrivals::openIncidents));
    Set<UUID> unknown = new HashSet<>(open);
    for (UUID watched : detector.watched()) {
      if (!unknown.remove(watched) && !open.contains(watched)) {
        detector.over(watched);
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    for (ArrivalTable.Open each :
        database.read(sql -> arrivals.withTexts(sql, unknown, TEXTS_OF_AN_INCIDENT))) {
      Bounds bounds = Bounds.of(each.community(), each.attributes());
      if (bounds != null) {
        each.texts().forEach(text -> detector.watch(each.id(), bounds, direction(text)));
      }
    }
  }
}
