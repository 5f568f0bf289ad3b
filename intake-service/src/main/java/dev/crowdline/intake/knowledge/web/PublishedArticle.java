package dev.crowdline.intake.knowledge.web;

import dev.crowdline.intake.knowledge.domain.Article;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An article as customers read it.
 *
 * @param author alias of the member whose answer it is; absent when staff wrote it
 * @param helpful readers who say that it helped
 */
public record PublishedArticle(
    UUID id,
    String language,
    String title,
    String question,
    String text,
    @Nullable String author,
    int helpful,
    Instant changedAt) {

  /** Some of them, the best first. */
  @Schema(name = "PublishedArticles")
  public record Found(List<PublishedArticle> items) {
    public static Found of(List<Article> articles) {
      return new Found(articles.stream().map(PublishedArticle::of).toList());
    }
  }

  static PublishedArticle of(Article article) {
    Article.Content content = article.content();
    Article.Author author = article.author();
    return new PublishedArticle(
        article.id(),
        content.language(),
        content.title(),
        content.question(),
        content.text(),
        author == null ? null : author.alias(),
        article.votes().helpful(),
        article.changedAt());
  }
}
