package dev.crowdline.intake.knowledge;

import dev.crowdline.intake.conversations.Conversation;
import dev.crowdline.intake.conversations.ReadingConversations;
import dev.crowdline.intake.knowledge.domain.Article;
import dev.crowdline.intake.knowledge.domain.Use;
import dev.crowdline.intake.knowledge.persistence.ArticleTable;
import dev.crowdline.intake.requests.MovingRequests;
import dev.crowdline.intake.requests.domain.Commanding;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A customer finds the answer in an article, before anybody had to give it. */
@ApplicationScoped
public class SolvingByArticle {
  private final Database database;
  private final ArticleTable articles;
  private final MovingRequests moving;
  private final ReadingConversations conversations;
  private final CountingUse counting;
  private final Idempotency idempotency;
  private final InstantSource clock;

  SolvingByArticle(
      Database database,
      ArticleTable articles,
      MovingRequests moving,
      ReadingConversations conversations,
      CountingUse counting,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.articles = articles;
    this.moving = moving;
    this.conversations = conversations;
    this.counting = counting;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** The request ends with it. */
  public Conversation solve(Caller caller, UUID requestId, @Nullable String key, UUID articleId) {
    String community = caller.community();
    database.transact(tx ->
        idempotency.runFor(
            tx,
            caller,
            "solved-by/" + requestId,
            key,
            articleId.toString(),
            200,
            requestId.toString(),
            () -> {
              Article article =
                  articles.published(tx, community, List.of(articleId)).stream()
                      .findFirst()
                      .orElseThrow(() ->
                          Problem.field(
                              ProblemType.NOT_ALLOWED_HERE,
                              "article",
                              "is no article that is published"));
              Article.Author author = article.author();
              Instant now = clock.instant();
              moving.move(
                  tx,
                  community,
                  requestId,
                  now,
                  (life, at) ->
                      Commanding.solvedByArticle(
                          life,
                          articleId,
                          article.content().title(),
                          author == null ? null : author.memberId(),
                          Ids.next(),
                          at));
              articles.solved(tx, community, requestId, articleId, now);
              tx.afterCommit(() -> counting.count(community, Use.Of.SOLVED));
            }));
    return conversations.get(community, requestId);
  }
}
