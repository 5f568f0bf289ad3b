package dev.crowdline.intake.knowledge;

import dev.crowdline.intake.knowledge.domain.Article;
import dev.crowdline.intake.knowledge.domain.Use;
import dev.crowdline.intake.knowledge.persistence.ArticleTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Readers say whether an article helped; too many against it, and customers find it no more. */
@ApplicationScoped
public class VotingOnArticles {
  private static final String READERS = "readers";

  private final Database database;
  private final ArticleTable articles;
  private final CountingUse counting;
  private final InstantSource clock;

  VotingOnArticles(
      Database database, ArticleTable articles, CountingUse counting, InstantSource clock) {
    this.database = database;
    this.articles = articles;
    this.counting = counting;
    this.clock = clock;
  }

  /**
   * Takes a vote; a later one of the same reader replaces it.
   *
   * @param voter a random name of the reader
   */
  public void vote(String community, UUID id, String voter, boolean helpful) {
    database.transact(tx -> {
      Article before = articles.lock(tx, community, id);
      if (before == null || before.state() != Article.State.PUBLISHED) {
        throw Problem.notFound("article", id);
      }
      Instant now = clock.instant();
      Article after = before.voted(articles.vote(tx, community, id, voter, helpful, now), now);
      if (after.version() == before.version()) {
        articles.storeVotes(tx, after);
      } else {
        articles.store(tx, after, READERS);
      }
      if (after.votes().helpful() > before.votes().helpful()) {
        tx.afterCommit(() -> counting.count(community, Use.Of.SOLVED));
      }
      return null;
    });
  }
}
