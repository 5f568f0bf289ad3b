package dev.crowdline.intake.knowledge.web;

import dev.crowdline.intake.forms.AskingByForm;
import dev.crowdline.intake.forms.web.CallerAddress;
import dev.crowdline.intake.knowledge.CountingUse;
import dev.crowdline.intake.knowledge.ReadingAllowance;
import dev.crowdline.intake.knowledge.SearchingKnowledge;
import dev.crowdline.intake.knowledge.VotingOnArticles;
import dev.crowdline.intake.knowledge.domain.Use;
import dev.crowdline.support.web.Asked;
import dev.crowdline.support.web.LanguageTag;
import dev.crowdline.support.web.Limit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A community's help centre, for anybody, while its public form is open. */
@Path("/v1/knowledge/{community}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Help centre", description = "What was answered before, for anybody to find")
@PermitAll
@RunOnVirtualThread
public class KnowledgeResource {
  private static final int LONGEST_TEXT = 8000;
  private static final String NAME_FORM = "[A-Za-z0-9_-]{22,64}";

  private final AskingByForm forms;
  private final ReadingAllowance allowance;
  private final SearchingKnowledge searching;
  private final VotingOnArticles voting;
  private final CountingUse counting;

  KnowledgeResource(
      AskingByForm forms,
      ReadingAllowance allowance,
      SearchingKnowledge searching,
      VotingOnArticles voting,
      CountingUse counting) {
    this.forms = forms;
    this.allowance = allowance;
    this.searching = searching;
    this.voting = voting;
    this.counting = counting;
  }

  /** What a community is called that has a help centre. */
  public record HelpCentre(String community, String name) {}

  /**
   * Whether an article helped.
   *
   * @param reader a random name that the reader's browser gave itself: whoever votes again changes
   *     the vote
   */
  public record Vote(
      @NotNull Boolean helpful,
      @NotBlank
          @Pattern(
              regexp = NAME_FORM,
              message = "must be random: 22 to 64 letters, digits, _ and -")
          String reader) {}

  /** What a tab came to. */
  public record Visit(@NotNull Came came) {
    /** Each is said once. */
    public enum Came {
      /** Something is searched for or read in it for the first time. */
      BEGAN,
      /** A person is asked in it after all. */
      ASKED
    }
  }

  @GET
  @Operation(operationId = "getHelpCentre", summary = "A community whose help centre is open")
  public HelpCentre get(@PathParam("community") String community) {
    return new HelpCentre(community, forms.nameOf(community));
  }

  @GET
  @Path("/articles")
  @Operation(
      operationId = "findArticles",
      summary =
          "Articles by words and by meaning, the best first; without a text those of the language, and"
              + " then the most helpful",
      description =
          "What is found goes by the words of the text and by what it means, in one ranking. 300"
              + " calls in ten minutes from one address; beyond it 429 with Retry-After.")
  public PublishedArticle.Found find(
      @PathParam("community") String community,
      @QueryParam("text") @Nullable String text,
      @QueryParam("language") @Schema(implementation = LanguageTag.class) @Nullable String language,
      @QueryParam("limit") @DefaultValue("10") Limit limit,
      @Context HttpServerRequest http) {
    String asked = Asked.text("text", text, LONGEST_TEXT);
    String in = language(language);
    mustBeOpen(community, http);
    if (asked != null) {
      counting.count(community, Use.Of.SEARCH);
    }
    return PublishedArticle.Found.of(searching.search(community, asked, in, limit.items()));
  }

  @GET
  @Path("/suggestions")
  @Operation(
      operationId = "suggestArticles",
      summary = "The few articles that may answer what somebody is about to ask; often none")
  public PublishedArticle.Found suggest(
      @PathParam("community") String community,
      @QueryParam("text") @Nullable String text,
      @QueryParam("language") @Schema(implementation = LanguageTag.class) @Nullable String language,
      @Context HttpServerRequest http) {
    String asked = Asked.text("text", text, LONGEST_TEXT);
    String in = language(language);
    mustBeOpen(community, http);
    return PublishedArticle.Found.of(
        asked == null ? List.of() : searching.suggest(community, asked, in == null ? "en" : in));
  }

  @GET
  @Path("/articles/{id}")
  @Operation(operationId = "readArticle", summary = "An article that is published")
  public PublishedArticle read(
      @PathParam("community") String community,
      @PathParam("id") UUID id,
      @Context HttpServerRequest http) {
    mustBeOpen(community, http);
    PublishedArticle article = PublishedArticle.of(searching.get(community, id));
    counting.count(community, Use.Of.READ);
    return article;
  }

  @POST
  @Path("/articles/{id}/votes")
  @Operation(
      operationId = "voteOnArticle",
      summary = "Say whether an article helped",
      description =
          "Of five votes or more, most against it: the article is looked at by an operator, and"
              + " nobody finds it until then.")
  public void vote(
      @PathParam("community") String community,
      @PathParam("id") UUID id,
      @Context HttpServerRequest http,
      @NotNull @Valid Vote body) {
    mustBeOpen(community, http);
    voting.vote(community, id, body.reader(), body.helpful());
  }

  @POST
  @Path("/visits")
  @Operation(
      operationId = "countVisit",
      summary = "Say what came of a visit, for counting only; nothing of the visitor is kept")
  public void visit(
      @PathParam("community") String community,
      @Context HttpServerRequest http,
      @NotNull @Valid Visit body) {
    mustBeOpen(community, http);
    counting.count(
        community,
        switch (body.came()) {
          case BEGAN -> Use.Of.VISIT;
          case ASKED -> Use.Of.ASKED;
        });
  }

  private static @Nullable String language(@Nullable String asked) {
    return asked == null ? null : Asked.language(asked);
  }

  private void mustBeOpen(String community, HttpServerRequest http) {
    forms.nameOf(community);
    allowance.take(community, CallerAddress.of(http));
  }
}
