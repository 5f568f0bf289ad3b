package dev.crowdline.intake.forms.web;

import dev.crowdline.intake.communities.web.Tenants;
import dev.crowdline.intake.forms.OpeningForms;
import dev.crowdline.intake.forms.domain.Allowances;
import dev.crowdline.intake.forms.domain.PublicForm;
import dev.crowdline.intake.requests.web.CustomerPages;
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
  private final CustomerPages pages;
  private final CurrentCaller caller;

  PublicFormResource(OpeningForms opening, CustomerPages pages, CurrentCaller caller) {
    this.opening = opening;
    this.pages = pages;
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

  /**
   * The form as it is.
   *
   * @param page where anybody asks while it is open
   * @param addressLimit what one address may ask by it, which the community does not choose
   */
  @Schema(name = "PublicForm")
  public record FormView(
      boolean open, int requestsPerHour, String page, AddressLimit addressLimit) {}

  /** So many requests within so many seconds. */
  @Schema(name = "PublicFormAddressLimit")
  public record AddressLimit(int requests, long seconds) {
    static final AddressLimit NOW =
        new AddressLimit(Allowances.mostOfAddress(), Allowances.addressWithin().toSeconds());
  }

  @GET
  @Operation(operationId = "getPublicForm", summary = "Whether the community has a public form")
  public FormView get(@PathParam("id") String id) {
    Tenants.mustBeOf(caller.get(), id);
    return view(id, opening.get(id));
  }

  @PUT
  @Operation(operationId = "putPublicForm", summary = "Open or close the community's public form")
  public FormView put(@PathParam("id") String id, @NotNull @Valid FormBody body) {
    Tenants.mustBeOf(caller.get(), id);
    int perHour =
        Objects.requireNonNullElse(body.requestsPerHour(), PublicForm.CLOSED.requestsPerHour());
    return view(id, opening.put(caller.get(), id, new PublicForm(body.open(), perHour)));
  }

  private FormView view(String community, PublicForm form) {
    return new FormView(
        form.open(), form.requestsPerHour(), pages.form(community), AddressLimit.NOW);
  }
}
