package dev.crowdline.intake.knowledge;

import dev.crowdline.intake.knowledge.domain.Article;
import dev.crowdline.intake.knowledge.persistence.ArticleTable;
import dev.crowdline.intake.requests.domain.Answer;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.RequestState;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Operators write articles, publish them and take them back. */
@ApplicationScoped
public class KeepingArticles {
  private final Database database;
  private final ArticleTable articles;
  private final RequestTable requests;
  private final Acts acts;
  private final Idempotency idempotency;
  private final InstantSource clock;

  KeepingArticles(
      Database database,
      ArticleTable articles,
      RequestTable requests,
      Acts acts,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.articles = articles;
    this.requests = requests;
    this.acts = acts;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    ARTICLE_ADDED,
    ARTICLE_CHANGED,
    ARTICLE_PUBLISHED,
    ARTICLE_WITHDRAWN
  }

  /**
   * What is to be an article.
   *
   * @param requestId the request of whose confirmed answer it is made; null for none
   */
  public record Writing(Article.Content content, @Nullable UUID requestId, boolean publish) {}

  /** Adds one. The same key and body give the same article again. */
  public UUID add(Caller caller, @Nullable String key, Writing writing) {
    return UUID.fromString(
        database
            .transact(tx ->
                idempotency.run(
                    tx, caller, "add-article", key, writing, 201, () -> add(tx, caller, writing)))
            .resourceId());
  }

  private String add(Tx tx, Caller caller, Writing writing) {
    String community = caller.community();
    UUID requestId = writing.requestId();
    Article.Author author = requestId == null ? null : author(tx, community, requestId);
    mustHaveRoom(tx, community);
    Instant now = clock.instant();
    Article article =
        Article.begin(
            Ids.next(),
            community,
            writing.publish() ? Article.State.PUBLISHED : Article.State.PROPOSED,
            writing.content(),
            author,
            requestId,
            now);
    articles.add(tx, article, caller.name());
    act(tx, caller, article, now, Kind.ARTICLE_ADDED);
    return article.id().toString();
  }

  private Article.Author author(Tx tx, String community, UUID requestId) {
    Request request = requests.find(tx, community, requestId);
    if (request == null) {
      throw Problem.notFound("request", requestId);
    }
    Article standing = articles.ofRequest(tx, community, requestId);
    if (standing != null) {
      throw Problem.state(
          "the request's answer",
          "article " + standing.id(),
          "an answer becomes one article: change that one");
    }
    RequestState state = request.life().state();
    Answer answer = state.givenAnswer();
    if (!(state instanceof RequestState.Resolved) || answer == null) {
      throw Problem.state(
          "the request", state.status(), "an article is made of an answer that is confirmed");
    }
    return new Article.Author(answer.by().memberId(), answer.by().alias());
  }

  private void mustHaveRoom(Tx tx, String community) {
    if (articles.count(tx, community) >= Article.MOST) {
      throw Problem.of(
          ProblemType.NOT_ALLOWED_HERE,
          "a community has " + Article.MOST + " articles at most; change one that stands");
    }
  }

  /** Replaces what an article says, if it is still as {@code ifMatch} says. */
  public Article edit(Caller caller, UUID id, @Nullable String ifMatch, Article.Content content) {
    return change(caller, id, ifMatch, Kind.ARTICLE_CHANGED, (a, now) -> a.edited(content, now));
  }

  /** Customers find it from now on. */
  public Article publish(Caller caller, UUID id, @Nullable String ifMatch) {
    return change(caller, id, ifMatch, Kind.ARTICLE_PUBLISHED, Article::published);
  }

  /** Customers do not find it any more. */
  public Article withdraw(Caller caller, UUID id, @Nullable String ifMatch) {
    return change(caller, id, ifMatch, Kind.ARTICLE_WITHDRAWN, Article::withdrawn);
  }

  private Article change(
      Caller caller,
      UUID id,
      @Nullable String ifMatch,
      Kind kind,
      BiFunction<Article, Instant, Article> how) {
    return database.transact(tx -> {
      Article before = articles.lock(tx, caller.community(), id);
      if (before == null) {
        throw Problem.notFound("article", id);
      }
      IfMatch.mustBe(ifMatch, before.version());
      Instant now = clock.instant();
      Article after = how.apply(before, now);
      if (after.version() != before.version()) {
        articles.store(tx, after, caller.name());
        act(tx, caller, after, now, kind);
      }
      return after;
    });
  }

  private void act(Tx tx, Caller caller, Article article, Instant now, Kind kind) {
    acts.add(
        tx,
        caller,
        article.requestId(),
        now,
        kind,
        Map.of("article", article.id().toString(), "title", article.content().title()));
  }
}
