package dev.crowdline.intake.knowledge.web;

import dev.crowdline.intake.knowledge.domain.Article;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An article as the company sees it.
 *
 * @param author alias of the member whose answer it is; absent when staff wrote it
 * @param helpful readers who say that it helped, of its text as it was published last; {@code
 *     unhelpful} those who say that it did not
 * @param solved how many requests it ended before anybody was asked
 */
@Schema(name = "Article")
record ArticleView(
    UUID id,
    Article.State state,
    String language,
    String title,
    String question,
    String text,
    @Nullable String topic,
    @Nullable String author,
    @Nullable UUID requestId,
    int helpful,
    int unhelpful,
    long solved,
    Instant createdAt,
    Instant changedAt,
    long version) {

  static ArticleView of(Article article) {
    Article.Content content = article.content();
    Article.Author author = article.author();
    return new ArticleView(
        article.id(),
        article.state(),
        content.language(),
        content.title(),
        content.question(),
        content.text(),
        content.topic(),
        author == null ? null : author.alias(),
        article.requestId(),
        article.votes().helpful(),
        article.votes().unhelpful(),
        article.solved(),
        article.createdAt(),
        article.changedAt(),
        article.version());
  }
}
