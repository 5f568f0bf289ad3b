package dev.crowdline.intake.incidents;

import dev.crowdline.intake.incidents.persistence.IncidentTable;
import dev.crowdline.intake.requests.domain.Answer;
import dev.crowdline.intake.requests.domain.Commanding;
import dev.crowdline.intake.requests.domain.Decision;
import dev.crowdline.intake.requests.domain.Held;
import dev.crowdline.intake.requests.domain.Judgement;
import dev.crowdline.intake.requests.domain.Life;
import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.RequestKey;
import dev.crowdline.intake.requests.messaging.StatingRequests;
import dev.crowdline.intake.requests.persistence.ReporterTable;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.intake.requests.persistence.RequestTable.Change;
import dev.crowdline.intake.requests.policies.Patiences;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells each reporter what its incident came to: its answer or, where it ended without one, that
 * the request gets a route of its own. Being told is the move of the reporter's own state, with its
 * message and fact in the same transaction: so each is told exactly once, by whichever replica has
 * locked it, and whoever is killed in the middle is gone on for (P6, P12).
 */
@ApplicationScoped
public class TellingReporters {
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int INCIDENTS = 20;
  private static final int BATCH = 100;

  private final Database database;
  private final IncidentTable incidents;
  private final RequestTable requests;
  private final ReporterTable reporters;
  private final Patiences patiences;
  private final InstantSource clock;
  private @Nullable Loop loop;

  TellingReporters(
      Database database,
      IncidentTable incidents,
      RequestTable requests,
      ReporterTable reporters,
      Patiences patiences,
      InstantSource clock) {
    this.database = database;
    this.incidents = incidents;
    this.requests = requests;
    this.reporters = reporters;
    this.patiences = patiences;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("telling-reporters", PAUSE, this::sweep);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Tells all who wait to be told now, in batches. */
  void sweep() {
    for (RequestKey incident : database.read(sql -> incidents.withUntold(sql, INCIDENTS))) {
      int told;
      do {
        told = database.transact(tx -> batch(tx, incident, clock.instant()));
      } while (told == BATCH);
    }
    database.transact(tx -> {
      incidents.settle(tx, clock.instant());
      return null;
    });
  }

  private int batch(Tx tx, RequestKey key, Instant now) {
    Request incident = requests.find(tx, key.community(), key.id());
    if (incident == null) {
      throw new IllegalStateException("incident " + key.id() + " has no request");
    }
    Answer answer = incident.life().state().givenAnswer();
    String text = answer == null ? "" : text(tx, key, answer);
    Duration silence = patiences.of(key.community()).silence();
    List<Held> untold = reporters.lockUntold(tx, key.community(), key.id(), BATCH);
    List<Change> changes = new ArrayList<>();
    for (Held reporter : untold) {
      Life life = reporter.life();
      Judgement judged =
          answer == null
              ? Commanding.split(life, now)
              : Commanding.tell(life, key.id(), answer, text, silence, now);
      if (judged instanceof Decision decision) {
        changes.add(new Change(reporter, decision));
        StatingRequests.happened(tx, reporter, null, now, decision.happenings());
      }
    }
    requests.store(tx, changes);
    return untold.size();
  }

  private String text(Tx tx, RequestKey key, Answer answer) {
    return requests.messages(tx, key.community(), key.id()).stream()
        .filter(message -> message.id().equals(answer.messageId()))
        .map(Message::text)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the answer of incident " + key.id() + " is gone"));
  }
}
