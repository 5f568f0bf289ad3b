package dev.crowdline.intake.knowledge;

import dev.crowdline.intake.knowledge.domain.Article;
import dev.crowdline.intake.knowledge.domain.Use;
import dev.crowdline.intake.knowledge.domain.Version;
import dev.crowdline.intake.knowledge.persistence.ArticleTable;
import dev.crowdline.intake.knowledge.persistence.KnowledgeUseTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All articles of a community, as the company sees them, and how its help centre is used. */
@ApplicationScoped
public class ReadingArticles {
  private static final int DAYS = 30;
  private static final int MOST_VERSIONS = 100;

  private final Database database;
  private final ArticleTable articles;
  private final KnowledgeUseTable use;

  ReadingArticles(Database database, ArticleTable articles, KnowledgeUseTable use) {
    this.database = database;
    this.articles = articles;
    this.use = use;
  }

  /** An article that the community must have. */
  public Article get(String community, UUID id) {
    Article found = database.read(sql -> articles.find(sql, community, id));
    if (found == null) {
      throw Problem.notFound("article", id);
    }
    return found;
  }

  /** What one said in its versions, the latest first. */
  public List<Version> versions(String community, UUID id) {
    get(community, id);
    return database.read(sql -> articles.versions(sql, community, id, MOST_VERSIONS));
  }

  /** A page of them, the latest changed first. */
  public Page<Article> list(
      String community, Article.@Nullable State state, @Nullable Cursor after, Limit limit) {
    List<Article> found =
        database.read(sql -> articles.list(sql, community, state, after, limit.items() + 1));
    return Page.of(found, limit, last -> new Cursor(last.changedAt(), last.id()));
  }

  /** The last thirty days on which the help centre was used, the latest first. */
  public List<Use> use(String community) {
    return database.read(sql -> use.last(sql, community, DAYS));
  }
}
