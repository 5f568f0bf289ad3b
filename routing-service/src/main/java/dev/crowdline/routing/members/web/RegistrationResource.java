package dev.crowdline.routing.members.web;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.members.Registering;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Name;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who becomes a member. */
@Path("/v1/members")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members", description = "Who answers: registration, profile, presence")
@RunOnVirtualThread
public class RegistrationResource {
  private final Registering registering;
  private final ReadingMembers reading;
  private final CurrentCaller caller;

  RegistrationResource(Registering registering, ReadingMembers reading, CurrentCaller caller) {
    this.registering = registering;
    this.reading = reading;
    this.caller = caller;
  }

  /** A registration; issuer, subject and tier are for operators who register somebody else. */
  public record NewMember(
      @NotBlank @Size(max = 60) @Name String alias,
      @Nullable @Size(min = 1, max = 20)
          List<
                  @NotNull
                  @Pattern(regexp = MemberInput.LANGUAGE, message = MemberInput.LANGUAGE_TAG)
                  String>
              languages,
      @Nullable @Size(max = 20) List<@NotBlank @Size(max = 60) @Name String> sites,
      @Nullable @Size(max = 100) List<@Valid @NotNull Need> skills,
      @Nullable @Min(1) @Max(100) Integer capacity,
      @Nullable @Size(min = 1, max = 500) String issuer,
      @Nullable @Size(min = 1, max = 500) String subject,
      @Nullable Tier tier) {}

  @POST
  @RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST, Caller.OPERATOR})
  @Operation(
      operationId = "registerMember",
      summary = "Register yourself, or as an operator somebody else")
  @APIResponseSchema(value = MemberView.class, responseCode = "201")
  public Response register(
      @Valid @NotNull NewMember body, @HeaderParam("Idempotency-Key") @Nullable String key) {
    Caller who = caller.get();
    UUID id = RefusedMemberships.result(registering.register(who, application(who, body), key));
    return Response.created(URI.create("/v1/members/" + id)).entity(reading.view(who, id)).build();
  }

  private static Registering.Application application(Caller who, NewMember body) {
    boolean isMember = who.is(Caller.CONTRIBUTOR) || who.is(Caller.SPECIALIST);
    if (!isMember || body.issuer() != null || body.subject() != null || body.tier() != null) {
      return ofSomebodyElse(who, body);
    }
    if (body.capacity() != null && !who.is(Caller.OPERATOR)) {
      throw Problem.of(ProblemType.FORBIDDEN, "capacity is set by operators; leave it out");
    }
    return new Registering.Application(
        who.issuerOfPerson(),
        who.subjectOfPerson(),
        MemberInput.alias(body.alias()),
        who.is(Caller.SPECIALIST) ? Tier.SPECIALIST : Tier.COMMUNITY,
        MemberInput.languages(Objects.requireNonNullElse(body.languages(), List.of("en"))),
        Objects.requireNonNullElse(body.sites(), List.of()),
        MemberInput.distinct(Objects.requireNonNullElse(body.skills(), List.of())),
        body.capacity());
  }

  private static Registering.Application ofSomebodyElse(Caller who, NewMember body) {
    if (!who.is(Caller.OPERATOR)) {
      throw Problem.of(
          ProblemType.FORBIDDEN, "issuer, subject and tier are set by operators; leave them out");
    }
    String issuer = body.issuer();
    String subject = body.subject();
    if (issuer == null || subject == null) {
      throw Problem.field(
          ProblemType.INVALID,
          issuer == null ? "issuer" : "subject",
          "name both issuer and subject of the person whom you register");
    }
    return new Registering.Application(
        issuer,
        subject,
        MemberInput.alias(body.alias()),
        Objects.requireNonNullElse(body.tier(), Tier.COMMUNITY),
        MemberInput.languages(Objects.requireNonNullElse(body.languages(), List.of("en"))),
        Objects.requireNonNullElse(body.sites(), List.of()),
        MemberInput.distinct(Objects.requireNonNullElse(body.skills(), List.of())),
        body.capacity());
  }
}
