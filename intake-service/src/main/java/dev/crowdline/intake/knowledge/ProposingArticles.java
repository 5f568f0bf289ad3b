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
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Proposes an article when the third like question was answered to its customer's satisfaction, and
 * none is like it yet. One thread, beside the requests; what it has no time for is left out, for
 * the next like question asks again. Nobody reads what is proposed until an operator publishes it.
 */
@ApplicationScoped
public class ProposingArticles {
  private static final int MOST_WAITING = 200;
  private static final int MOST_COMPARED = 500;
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
    loop = Loop.start("proposing-articles", this::next);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  void confirmed(@Observes AnswerConfirmed confirmed) {
    waiting.offer(confirmed);
  }

  private void next() throws InterruptedException {
    AnswerConfirmed confirmed = waiting.take();
    Answered best = best(confirmed);
    if (best != null) {
      database.transact(tx -> {
        propose(tx, confirmed.community(), best);
        return null;
      });
    }
  }

  private @Nullable Answered best(AnswerConfirmed confirmed) {
    Instant since = clock.instant().minus(COMPARED);
    return database.read(sql -> {
      String community = confirmed.community();
      Answered latest = answered.find(sql, community, confirmed.requestId());
      if (latest == null) {
        return null;
      }
      return Answered.worthAnArticle(latest, answered.since(sql, community, since, MOST_COMPARED))
          .orElse(null);
    });
  }

  private void propose(Tx tx, String community, Answered best) {
    // Two replicas do not propose the same, and two questions of one moment do not either.
    List<Told> known = articles.lockKnown(tx, community);
    if (known.size() >= Article.MOST || isKnown(known, best)) {
      return;
    }
    articles.add(
        tx,
        Article.begin(
            Ids.next(),
            community,
            Article.State.PROPOSED,
            best.content(),
            best.author(),
            best.requestId(),
            clock.instant()),
        MACHINE);
  }

  private static boolean isKnown(List<Told> known, Answered best) {
    return Findable.of(known).find(best.question(), List.of()).stream()
        .anyMatch(found -> found.likeness() >= Findable.SUGGESTED);
  }
}
