package dev.crowdline.intake.forms.web;

import dev.crowdline.intake.communities.web.Tenants;
import dev.crowdline.intake.forms.OpeningForms;
import dev.crowdline.intake.forms.domain.PublicForm;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether a community has a public form; closed until somebody opens it. */
@Path("/v1/communities/{id}/public-form")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Public form",
    description = "Asking without an account or a key, where a community lets anybody")
@RolesAllowed({Caller.ADMIN, Caller.OPERATOR})
@RunOnVirtualThread
public class PublicFormResource {
  private final OpeningForms opening;
  private final CurrentCaller caller;

  PublicFormResource(OpeningForms opening, CurrentCaller caller) {
    this.opening = opening;
    this.caller = caller;
  }

  /**
   * What the form is to be.
   *
   * @param requestsPerHour what everybody together may ask by it; 100 when absent
   */
  public record FormBody(
      @NotNull Boolean open,
      @Nullable @Min(1) @Max(PublicForm.MOST_PER_HOUR) Integer requestsPerHour) {}

  /** The form as it is. */
  @Schema(name = "PublicForm")
  public record FormView(boolean open, int requestsPerHour) {
    static FormView of(PublicForm form) {
      return new FormView(form.open(), form.requestsPerHour());
    }
  }

  @GET
  @Operation(operationId = "getPublicForm", summary = "Whether the community has a public form")
  public FormView get(@PathParam("id") String id) {
    Tenants.mustBeOf(caller.get(), id);
    return FormView.of(opening.get(id));
  }

  @PUT
  @Operation(operationId = "putPublicForm", summary = "Open or close the community's public form")
  public FormView put(@PathParam("id") String id, @NotNull @Valid FormBody body) {
    Tenants.mustBeOf(caller.get(), id);
    int perHour =
        Objects.requireNonNullElse(body.requestsPerHour(), PublicForm.CLOSED.requestsPerHour());
    return FormView.of(opening.put(id, new PublicForm(body.open(), perHour)));
  }
}
