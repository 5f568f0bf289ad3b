package dev.crowdline.intake.calls.web;

import dev.crowdline.intake.calls.ReadingCalls;
import dev.crowdline.intake.calls.domain.ApiCall;
import dev.crowdline.intake.calls.domain.ApiCall.Integration;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What an integration called last, for those who build it. */
@Path(ApiCallResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API calls", description = "What your integration called last, and what came of it")
@RolesAllowed({Caller.INTEGRATOR, Caller.REQUESTS_READ, Caller.REQUESTS_WRITE})
@RunOnVirtualThread
public class ApiCallResource {
  static final String PATH = "/v1/api-calls";

  private final ReadingCalls reading;
  private final CurrentCaller caller;

  ApiCallResource(ReadingCalls reading, CurrentCaller caller) {
    this.reading = reading;
    this.caller = caller;
  }

  /**
   * The last calls of one integration.
   *
   * @param integrations whose calls the caller may ask for
   * @param items at most 100, the latest first
   */
  public record ApiCalls(String integration, List<String> integrations, List<ApiCallView> items) {}

  /**
   * A call as it is shown.
   *
   * @param caller the name of the API key, or of the person who signed in
   * @param problem the title of the refusal, null when it was taken
   */
  @Schema(name = "ApiCall")
  public record ApiCallView(
      UUID id,
      Instant at,
      String caller,
      String method,
      String path,
      int status,
      long durationMillis,
      @Nullable String problem,
      @Nullable String traceId) {
    static ApiCallView of(ApiCall call) {
      return new ApiCallView(
          call.id(),
          call.at(),
          call.caller(),
          call.method(),
          call.path(),
          call.status(),
          call.took().toMillis(),
          call.problem(),
          call.traceId());
    }
  }

  @GET
  @Operation(
      operationId = "listApiCalls",
      summary = "The last 100 calls of an integration to intake, the latest first",
      description =
          "A call is here within a second after its answer, whether it was taken or refused; this one is not, nor what was refused before it was known who calls. Neither bodies"
              + " nor headers nor queries are kept. A call that was answered in the second before a crash may be missing.")
  public ApiCalls list(
      @QueryParam("integration")
          @Parameter(
              description =
                  "Whose calls: an API key's own, if any; of who signed in, any of the community, 'default' if none is named")
          @Nullable String integration) {
    String community = caller.get().community();
    String own = Integrations.of(caller.get());
    List<String> choice =
        caller.get().is(Caller.INTEGRATOR) ? reading.integrations(community) : List.of(own);
    if (integration != null && !choice.contains(integration)) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          "integration",
          "is no integration whose calls you may see",
          choice.toArray(String[]::new));
    }
    String chosen = integration == null ? own : integration;
    return new ApiCalls(
        chosen,
        choice,
        reading.last(new Integration(community, chosen)).stream().map(ApiCallView::of).toList());
  }
}
