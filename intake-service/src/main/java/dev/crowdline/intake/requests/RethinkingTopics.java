package dev.crowdline.intake.requests;

import dev.crowdline.intake.requests.domain.Commanding;
import dev.crowdline.intake.requests.domain.Held;
import dev.crowdline.intake.requests.domain.Judgement;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.RequestKey;
import dev.crowdline.intake.requests.domain.RequestState;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.intake.understanding.ConfirmingExamples;
import dev.crowdline.intake.understanding.domain.Understood;
import dev.crowdline.intake.understanding.sentences.SentenceUnderstanding;
import dev.crowdline.support.commands.Command;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes a second look at requests that were understood in doubt, by what they mean, and puts their
 * topic right while nobody works on them (ADR 49). The request is routed without it: what comes
 * while as many wait as are looked at in some seconds is skipped and counted, and so is forgotten
 * what waits when the process ends.
 */
@ApplicationScoped
public class RethinkingTopics {
  private static final Logger LOG = Logger.getLogger(RethinkingTopics.class);
  private static final int MOST_WAITING = 1_000;
  private static final int BATCH = 64;

  private final Database database;
  private final RequestTable requests;
  private final ReadingRequests reading;
  private final MovingRequests moving;
  private final ConfirmingExamples confirmed;
  private final SentenceUnderstanding sentences;
  private final InstantSource clock;
  private final boolean wanted;
  private final MeterRegistry metrics;
  private final BlockingQueue<Doubt> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private volatile boolean failed;
  private @Nullable Loop loop;

  RethinkingTopics(
      Database database,
      RequestTable requests,
      ReadingRequests reading,
      MovingRequests moving,
      ConfirmingExamples confirmed,
      SentenceUnderstanding sentences,
      InstantSource clock,
      MeterRegistry metrics,
      @ConfigProperty(name = "crowdline.understanding.second-look", defaultValue = "true")
          boolean wanted) {
    this.database = database;
    this.requests = requests;
    this.reading = reading;
    this.moving = moving;
    this.confirmed = confirmed;
    this.sentences = sentences;
    this.clock = clock;
    this.wanted = wanted;
    this.metrics = metrics;
  }

  enum Outcome {
    /** The topic is another one now. */
    CHANGED,
    /** It stays as it was: the same was said, or nothing for sure. */
    STAYED,
    /** Somebody works on it, it is over, or somebody has said what it is about. */
    LATE,
    /** As many waited as may. */
    SKIPPED
  }

  private record Doubt(String community, UUID id, String text) {}

  void start(@Observes StartupEvent event) {
    if (wanted) {
      loop = Loop.start("rethinking-topics", this::next);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Looks again soon, if it was understood in doubt and in a language that the model knows. */
  void soon(Request request) {
    boolean known =
        Locale.forLanguageTag(request.language())
            .getLanguage()
            .equals(SentenceUnderstanding.LANGUAGE);
    if (wanted && !failed && known && request.evidence().leavesDoubt()) {
      if (!waiting.offer(new Doubt(request.community(), request.id(), request.text()))) {
        count(Outcome.SKIPPED);
      }
    }
  }

  private void count(Outcome outcome) {
    metrics
        .counter("crowdline.second.looks", "outcome", outcome.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  private void next() throws InterruptedException {
    List<Doubt> doubts = new ArrayList<>();
    doubts.add(waiting.take());
    waiting.drainTo(doubts, BATCH - 1);
    Map<String, List<Doubt>> byCommunity = new LinkedHashMap<>();
    doubts.forEach(
        each -> byCommunity.computeIfAbsent(each.community(), c -> new ArrayList<>()).add(each));
    byCommunity.forEach(this::look);
  }

  private void look(String community, List<Doubt> doubts) {
    List<@Nullable Understood> understood;
    try {
      understood = sentences.understand(community, doubts.stream().map(Doubt::text).toList());
    } catch (LinkageError e) {
      failed = true;
      LOG.errorf(e, "the sentence model does not run on this machine: there are no second looks");
      return;
    }
    for (int i = 0; i < doubts.size(); i++) {
      Understood now = understood.get(i);
      UUID id = doubts.get(i).id();
      count(now == null || now.topic() == null ? Outcome.STAYED : settle(community, id, now));
    }
  }

  /** Puts the topic right, if nobody works on it and nobody has said what it is about. */
  Outcome settle(String community, UUID id, Understood now) {
    return database.transact(tx -> settle(tx, community, id, now));
  }

  private Outcome settle(Tx tx, String community, UUID id, Understood now) {
    Instant at = clock.instant();
    Outcome[] outcome = {Outcome.LATE};
    // In a list of one: what is erased or gone by now is refused, and is no error.
    moving.move(
        tx,
        List.of(
            new Command<RequestKey, Held, Judgement>(
                new RequestKey(community, id),
                new Judgement.Unknown(),
                (held, moment) -> {
                  Request request = reading.get(tx, community, id);
                  if (held.life().state() instanceof RequestState.Open
                      && request.evidence().leavesDoubt()
                      && confirmed.said(tx, community, id) == null) {
                    outcome[0] =
                        Objects.equals(now.topic(), request.topic())
                            ? Outcome.STAYED
                            : Outcome.CHANGED;
                  }
                  return Commanding.understand(
                      held.life(),
                      outcome[0] == Outcome.CHANGED ? now.topic() : null,
                      now.needs(),
                      now.minimumTier());
                })),
        at);
    if (outcome[0] == Outcome.CHANGED) {
      requests.understand(tx, community, id, now);
    }
    return outcome[0];
  }
}
