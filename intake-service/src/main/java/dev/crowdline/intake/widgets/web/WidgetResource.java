package dev.crowdline.intake.widgets.web;

import dev.crowdline.intake.communities.web.Tenants;
import dev.crowdline.intake.requests.web.CustomerPages;
import dev.crowdline.intake.widgets.EmbeddingWidgets;
import dev.crowdline.intake.widgets.domain.Colour;
import dev.crowdline.intake.widgets.domain.Origin;
import dev.crowdline.intake.widgets.domain.Widget;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** On whose pages a community may be asked; on nobody's until somebody says so. */
@Path("/v1/communities/{id}/widget")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Widget", description = "Asking on a page of another origin")
@RolesAllowed({Caller.ADMIN, Caller.OPERATOR})
@RunOnVirtualThread
public class WidgetResource {
  private final EmbeddingWidgets embedding;
  private final CustomerPages pages;
  private final CurrentCaller caller;

  WidgetResource(EmbeddingWidgets embedding, CustomerPages pages, CurrentCaller caller) {
    this.embedding = embedding;
    this.pages = pages;
    this.caller = caller;
  }

  /**
   * What the widget is to be.
   *
   * @param origins whose pages may embed it, each as https://shop.example.org
   * @param colour of what is pressed, as #0a6670; its own when absent
   */
  public record WidgetBody(
      @NotNull @Size(max = Widget.MOST_ORIGINS)
          List<
                  @NotNull @Size(max = 300)
                  @Pattern(regexp = Origin.FORM, message = Origin.EXPECTED) String>
              origins,
      @Nullable @Pattern(regexp = Colour.FORM, message = "must be # and six of 0-9 and a-f")
          String colour) {}

  /**
   * The widget as it is.
   *
   * @param colour absent where it is the widget's own
   * @param html the line that a page needs; asking needs the community's public form to be open
   */
  public record WidgetView(
      List<String> origins, @Nullable String colour, WidgetLook look, String html) {}

  @GET
  @Operation(operationId = "getWidget", summary = "On whose pages the community may be asked")
  public WidgetView get(@PathParam("id") String id) {
    Tenants.mustBeOf(caller.get(), id);
    return view(id, embedding.get(id));
  }

  @PUT
  @Operation(
      operationId = "putWidget",
      summary = "Say on whose pages the community may be asked, and in which colour",
      description =
          "Text on the colour is black or white, whichever is read better; the contrast of the two"
              + " is never below 4.5.")
  public WidgetView put(@PathParam("id") String id, @NotNull @Valid WidgetBody body) {
    Tenants.mustBeOf(caller.get(), id);
    Colour colour = body.colour() == null ? null : Colour.of(body.colour());
    return view(id, embedding.put(caller.get(), id, new Widget(origins(body.origins()), colour)));
  }

  private static List<Origin> origins(List<String> written) {
    List<Origin> origins = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      String field = "origins[" + i + "]";
      origins.add(
          Origin.of(written.get(i))
              .orElseThrow(() -> Problem.field(ProblemType.INVALID, field, Origin.EXPECTED)));
    }
    return origins;
  }

  private WidgetView view(String community, Widget widget) {
    return new WidgetView(
        widget.origins().stream().map(Origin::text).toList(),
        widget.colour() == null ? null : widget.colour().toString(),
        WidgetLook.of(widget),
        pages.widget(community));
  }
}
