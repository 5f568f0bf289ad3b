package dev.crowdline.intake.knowledge;

import dev.crowdline.intake.knowledge.domain.Answered;
import dev.crowdline.intake.knowledge.domain.Article;
import dev.crowdline.intake.knowledge.domain.Findable;
import dev.crowdline.intake.knowledge.domain.Findable.Told;
import dev.crowdline.intake.knowledge.persistence.AnsweredTable;
import dev.crowdline.intake.knowledge.persistence.ArticleTable;
import dev.crowdline.intake.requests.AnswerConfirmed;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Proposes an article when the third like question was answered to its customer's satisfaction, and
 * none is like it yet. One thread, beside the requests, and a few looks a minute however many are
 * answered; what it has no time for is left out, for the next like question asks again. Nobody
 * reads what is proposed until an operator publishes it.
 */
@ApplicationScoped
public class ProposingArticles {
  private static final int MOST_WAITING = 200;
  private static final int MOST_COMPARED = 500;
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration COMPARED = Duration.ofDays(90);
  private static final String MACHINE = "proposed by itself";

  private final Database database;
  private final AnsweredTable answered;
  private final ArticleTable articles;
  private final InstantSource clock;
  private final BlockingQueue<AnswerConfirmed> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private @Nullable Loop loop;

  ProposingArticles(
      Database database, AnsweredTable answered, ArticleTable articles, InstantSource clock) {
    this.database = database;
    this.answered = answered;
    this.articles = articles;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("proposing-articles", PAUSE, this::pass);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  void confirmed(@Observes AnswerConfirmed confirmed) {
    waiting.offer(confirmed);
  }

  private void pass() {
    List<AnswerConfirmed> confirmed = new ArrayList<>();
    waiting.drainTo(confirmed);
    confirmed.stream()
        .collect(
            Collectors.groupingBy(
                AnswerConfirmed::community,
                Collectors.mapping(AnswerConfirmed::requestId, Collectors.toList())))
        .forEach(this::propose);
  }

  private void propose(String community, List<UUID> requestIds) {
    List<Answered> worthy = worthy(community, requestIds);
    if (!worthy.isEmpty()) {
      database.transact(tx -> {
        propose(tx, community, worthy);
        return null;
      });
    }
  }

  private List<Answered> worthy(String community, List<UUID> requestIds) {
    Instant since = clock.instant().minus(COMPARED);
    return database.read(sql -> {
      List<Answered> latest = answered.among(sql, community, requestIds);
      return latest.isEmpty()
          ? List.of()
          : Answered.worthArticles(latest, answered.since(sql, community, since, MOST_COMPARED));
    });
  }

  private void propose(Tx tx, String community, List<Answered> worthy) {
    // Two replicas do not propose the same, and two questions of one moment do not either.
    List<Told> known = new ArrayList<>(articles.lockKnown(tx, community));
    Findable findable = Findable.of(known);
    for (Answered best : worthy) {
      if (known.size() < Article.MOST && !isKnown(findable, best)) {
        Article article =
            Article.begin(
                Ids.next(),
                community,
                Article.State.PROPOSED,
                best.content(),
                best.author(),
                best.requestId(),
                clock.instant());
        articles.add(tx, article, MACHINE);
        known.add(new Told(article.id(), best.content().title(), best.content().question()));
        findable = Findable.of(known);
      }
    }
  }

  private static boolean isKnown(Findable known, Answered best) {
    return known.find(best.question(), List.of()).stream()
        .anyMatch(found -> found.likeness() >= Findable.SUGGESTED);
  }
}
