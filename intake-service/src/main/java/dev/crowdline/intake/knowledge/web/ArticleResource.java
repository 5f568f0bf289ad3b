package dev.crowdline.intake.knowledge.web;

import dev.crowdline.intake.knowledge.KeepingArticles;
import dev.crowdline.intake.knowledge.KeepingArticles.Writing;
import dev.crowdline.intake.knowledge.ReadingArticles;
import dev.crowdline.intake.knowledge.domain.Article;
import dev.crowdline.intake.knowledge.domain.Use;
import dev.crowdline.intake.knowledge.domain.Version;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Asked;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.LanguageTag;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Articles, for operators. */
@Path("/v1/articles")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Articles", description = "Answers that help again")
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
public class ArticleResource {
  private final KeepingArticles keeping;
  private final ReadingArticles reading;
  private final CurrentCaller caller;

  ArticleResource(KeepingArticles keeping, ReadingArticles reading, CurrentCaller caller) {
    this.keeping = keeping;
    this.reading = reading;
    this.caller = caller;
  }

  /**
   * What an article says.
   *
   * @param language English when absent
   * @param question what customers ask whom it helps; it is found by it
   * @param text the answer
   */
  public record ArticleText(
      @Nullable @Schema(implementation = LanguageTag.class) String language,
      @NotBlank @Size(max = 200) String title,
      @NotBlank @Size(max = Article.LONGEST_QUESTION) String question,
      @NotBlank @Size(max = Article.LONGEST_TEXT) String text,
      @Nullable @Size(max = Topic.LONGEST_NAME) String topic) {
    Article.Content content() {
      return new Article.Content(
          Asked.language(Objects.requireNonNullElse(language, "en")),
          title.strip(),
          question.strip(),
          text.strip(),
          topic);
    }
  }

  /**
   * A new article.
   *
   * @param requestId the request of whose confirmed answer it is made, whose author earns by it
   * @param publish whether customers find it at once
   */
  public record NewArticle(
      @NotNull @Valid ArticleText content, @Nullable UUID requestId, @Nullable Boolean publish) {}

  /** The versions of an article. */
  public record ArticleVersions(List<Version> items) {}

  /** How the help centre was used, by days on which it was, the latest first. */
  public record KnowledgeUse(List<DayOfUse> days) {}

  /**
   * A day of it.
   *
   * @param visits tabs in which something was searched for or read
   * @param asked of these, tabs in which a person was asked after all
   * @param solved requests that an article ended, and readers who said that one helped
   */
  public record DayOfUse(
      LocalDate day, long visits, long searches, long reads, long asked, long solved) {
    static DayOfUse of(Use use) {
      return new DayOfUse(
          use.day(), use.visits(), use.searches(), use.reads(), use.asked(), use.solved());
    }
  }

  @POST
  @Operation(
      operationId = "addArticle",
      summary = "Write an article, from an answer that is confirmed or without one")
  @APIResponse(
      responseCode = "201",
      description = "Added",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ArticleView.class)))
  public RestResponse<ArticleView> add(
      @HeaderParam(Idempotency.HEADER) @Nullable String key, @NotNull @Valid NewArticle body) {
    UUID id =
        keeping.add(
            caller.get(),
            key,
            new Writing(
                body.content().content(), body.requestId(), Boolean.TRUE.equals(body.publish())));
    Article added = reading.get(caller.get().community(), id);
    return ResponseBuilder.<ArticleView>created(URI.create("/v1/articles/" + id))
        .entity(ArticleView.of(added))
        .tag(IfMatch.tag(added.version()))
        .build();
  }

  @GET
  @Operation(operationId = "listArticles", summary = "Articles, the latest changed first")
  public Page<ArticleView> list(
      @QueryParam("state") @Schema(implementation = Article.State.class) @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Page<Article> page =
        reading.list(
            caller.get().community(),
            Asked.constant("state", Article.State.class, state),
            Cursor.parse(cursor),
            limit);
    return new Page<>(page.items().stream().map(ArticleView::of).toList(), page.next());
  }

  @GET
  @Path("/use")
  @Operation(
      operationId = "getKnowledgeUse",
      summary = "How the help centre was used, and how often a person was asked after it")
  public KnowledgeUse use() {
    return new KnowledgeUse(
        reading.use(caller.get().community()).stream().map(DayOfUse::of).toList());
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "getArticle", summary = "An article, with its ETag")
  public RestResponse<ArticleView> get(@PathParam("id") UUID id) {
    return tagged(reading.get(caller.get().community(), id));
  }

  @GET
  @Path("/{id}/versions")
  @Operation(
      operationId = "listArticleVersions",
      summary = "What an article said and who changed it, the latest first, 100 at most")
  public ArticleVersions versions(@PathParam("id") UUID id) {
    return new ArticleVersions(reading.versions(caller.get().community(), id));
  }

  @PUT
  @Path("/{id}")
  @Operation(operationId = "changeArticle", summary = "Change what an article says")
  public RestResponse<ArticleView> change(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ArticleText body) {
    return tagged(keeping.edit(caller.get(), id, ifMatch, body.content()));
  }

  @POST
  @Consumes(MediaType.WILDCARD) // there is no body
  @Path("/{id}/publish")
  @Operation(operationId = "publishArticle", summary = "Let customers find an article")
  @APIResponse(responseCode = "200", description = "The article after it")
  public RestResponse<ArticleView> publish(
      @PathParam("id") UUID id, @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch) {
    return tagged(keeping.publish(caller.get(), id, ifMatch));
  }

  @POST
  @Consumes(MediaType.WILDCARD) // there is no body
  @Path("/{id}/withdraw")
  @Operation(operationId = "withdrawArticle", summary = "Let customers find an article no more")
  @APIResponse(responseCode = "200", description = "The article after it")
  public RestResponse<ArticleView> withdraw(
      @PathParam("id") UUID id, @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch) {
    return tagged(keeping.withdraw(caller.get(), id, ifMatch));
  }

  private static RestResponse<ArticleView> tagged(Article article) {
    return ResponseBuilder.ok(ArticleView.of(article)).tag(IfMatch.tag(article.version())).build();
  }
}
