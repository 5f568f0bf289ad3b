package dev.crowdline.intake.knowledge;

import dev.crowdline.intake.knowledge.domain.Article;
import dev.crowdline.intake.knowledge.domain.Findable;
import dev.crowdline.intake.knowledge.persistence.ArticleTable;
import dev.crowdline.intake.knowledge.persistence.KnowledgeInForce;
import dev.crowdline.intake.requests.ReadingRequests;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.RequestState;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What customers find of what was published: by words and by meaning, in one ranking. */
@ApplicationScoped
public class SearchingKnowledge {
  private static final int MOST_BY_WORDS = 50;

  /** More of them are not read by anybody. */
  private static final int MOST_SUGGESTED = 3;

  private final Database database;
  private final ArticleTable articles;
  private final KnowledgeInForce inForce;
  private final ReadingRequests requests;

  SearchingKnowledge(
      Database database,
      ArticleTable articles,
      KnowledgeInForce inForce,
      ReadingRequests requests) {
    this.database = database;
    this.articles = articles;
    this.inForce = inForce;
    this.requests = requests;
  }

  /** The best first; without a text those that helped most. */
  public List<Article> search(
      String community, @Nullable String text, @Nullable String language, int most) {
    if (text == null) {
      return database.read(sql -> articles.best(sql, community, language, most));
    }
    List<UUID> found =
        find(community, text, language == null ? "en" : language).stream()
            .limit(most)
            .map(Findable.Found::id)
            .toList();
    return database.read(sql -> articles.published(sql, community, found));
  }

  /** The few that are so like a question that they may answer it. */
  public List<Article> suggest(String community, String text, String language) {
    List<UUID> found =
        find(community, text, language).stream()
            .filter(each -> each.likeness() >= Findable.SUGGESTED)
            .limit(MOST_SUGGESTED)
            .map(Findable.Found::id)
            .toList();
    return found.isEmpty()
        ? List.of()
        : database.read(sql -> articles.published(sql, community, found));
  }

  /** The few that may answer a request that has no answer yet. */
  public List<Article> suggestFor(String community, UUID requestId) {
    Request request = requests.get(community, requestId);
    return request.life().state() instanceof RequestState.Unanswered
        ? suggest(community, request.text(), request.language())
        : List.of();
  }

  /** One that customers may read. */
  public Article get(String community, UUID id) {
    return database.read(sql -> articles.published(sql, community, List.of(id))).stream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("article", id));
  }

  private List<Findable.Found> find(String community, String text, String language) {
    Findable findable = inForce.of(community);
    return findable.find(
        text,
        database.read(sql -> articles.byWords(sql, community, language, text, MOST_BY_WORDS)));
  }
}
