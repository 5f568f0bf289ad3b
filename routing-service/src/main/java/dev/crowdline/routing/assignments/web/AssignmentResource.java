package dev.crowdline.routing.assignments.web;

import dev.crowdline.routing.assignments.Drafting;
import dev.crowdline.routing.assignments.WorkingOnAssignments;
import dev.crowdline.routing.assignments.domain.AssignmentState;
import dev.crowdline.routing.members.CallingMember;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.notes.web.NoteResource;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.IfMatch;
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
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a member does on work that is taken. */
@Path("/v1/assignments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Assignments", description = "Work that a member has taken")
@RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
@RunOnVirtualThread
public class AssignmentResource {
  private static final int LONGEST_TEXT = 8_000;

  private final WorkingOnAssignments working;
  private final Drafting drafting;
  private final ReadingAssignments reading;
  private final TellingOwnWork telling;
  private final CallingMember callers;
  private final CurrentCaller caller;

  AssignmentResource(
      WorkingOnAssignments working,
      Drafting drafting,
      ReadingAssignments reading,
      TellingOwnWork telling,
      CallingMember callers,
      CurrentCaller caller) {
    this.working = working;
    this.drafting = drafting;
    this.reading = reading;
    this.telling = telling;
    this.callers = callers;
    this.caller = caller;
  }

  /** A message to the customer; {@code asksCustomer} stops the clocks until a reply. */
  public record NewMessage(
      @NotBlank @Size(max = LONGEST_TEXT) String text, @Nullable Boolean asksCustomer) {}

  /** What is written so far. */
  public record Draft(@NotNull @Size(max = LONGEST_TEXT) String text) {}

  /** The answer. */
  public record Answer(@NotBlank @Size(max = LONGEST_TEXT) String answer) {}

  /** What is said after the answer. */
  public record FollowUp(@NotBlank @Size(max = LONGEST_TEXT) String text) {}

  /**
   * Handing back.
   *
   * @param reason why, if the member cares to say; the member and operators read it, and whoever
   *     may take the work next, never the customer
   * @param note for staff who has it next; neither customer nor community reads it, and only
   *     specialists and contractors leave one
   */
  public record Release(
      @Nullable @Size(max = 500) String reason,
      @Nullable @Size(max = NoteResource.LONGEST) String note) {}

  @GET
  @Operation(
      operationId = "listOwnAssignments",
      summary = "Your work, newest first; what is active unless asked otherwise")
  public Page<AssignmentView> list(
      @QueryParam("state") @Schema(implementation = ListedState.class) @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit) {
    Member me = callers.of(caller.get());
    Cursor after = Cursor.parse(cursor);
    return Page.of(
        reading.ofMember(me.community(), me.id(), statesOf(state), after, limit.items() + 1),
        limit,
        a -> new Cursor(a.acceptedAt(), a.id()));
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getAssignment",
      summary = "One of your assignments with its conversation")
  public AssignmentView get(@PathParam("id") UUID id) {
    return view(callers.of(caller.get()), id);
  }

  @POST
  @Consumes(MediaType.WILDCARD) // there is no body
  @Path("/{id}/start")
  @Operation(
      operationId = "startAssignment",
      summary = "Begin: the first action, if you do not write yet")
  public AssignmentView start(
      @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    Member me = callers.of(caller.get());
    RefusedCommands.result(working.start(caller.get(), me, id, key));
    return changed(me, id);
  }

  @POST
  @Consumes(MediaType.WILDCARD) // there is no body
  @Path("/{id}/extend")
  @Operation(
      operationId = "extendAssignment",
      summary = "Take more time for the answer, as often as extensionsLeft says")
  public AssignmentView extend(
      @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    Member me = callers.of(caller.get());
    RefusedCommands.result(working.extend(caller.get(), me, id, key));
    return changed(me, id);
  }

  @POST
  @Path("/{id}/messages")
  @Operation(operationId = "writeMessage", summary = "Write to the customer")
  @APIResponseSchema(value = AssignmentView.class, responseCode = "201")
  public Response write(
      @PathParam("id") UUID id,
      @Valid @NotNull NewMessage body,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    Member me = callers.of(caller.get());
    RefusedCommands.result(
        working.write(
            caller.get(), me, id, body.text(), Boolean.TRUE.equals(body.asksCustomer()), key));
    return Response.status(201).entity(changed(me, id)).build();
  }

  @PUT
  @Path("/{id}/draft")
  @Operation(
      operationId = "saveDraft",
      summary = "Keep what is written so far; of some substance it is the first action")
  @APIResponseSchema(value = AssignmentView.class, responseCode = "200")
  public Response draft(
      @PathParam("id") UUID id,
      @Valid @NotNull Draft body,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch) {
    Member me = callers.of(caller.get());
    AssignmentView view =
        drafting.save(me, id, body.text(), ifMatch) ? changed(me, id) : view(me, id);
    return Response.ok(view).tag(IfMatch.tag(view.draftVersion())).build();
  }

  @POST
  @Path("/{id}/complete")
  @Operation(operationId = "completeAssignment", summary = "Answer the request")
  public AssignmentView complete(
      @PathParam("id") UUID id,
      @Valid @NotNull Answer body,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    Member me = callers.of(caller.get());
    RefusedCommands.result(working.complete(caller.get(), me, id, body.answer(), key));
    return changed(me, id);
  }

  @POST
  @Path("/{id}/follow-up")
  @Operation(
      operationId = "followUp",
      summary = "Write once more after your answer, when the customer wrote on; it is no new work")
  @APIResponseSchema(value = AssignmentView.class, responseCode = "201")
  public Response followUp(
      @PathParam("id") UUID id,
      @Valid @NotNull FollowUp body,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    Member me = callers.of(caller.get());
    RefusedCommands.result(working.followUp(caller.get(), me, id, body.text(), key));
    return Response.status(201).entity(view(me, id)).build();
  }

  @POST
  @Consumes(MediaType.WILDCARD) // there is no body
  @Path("/{id}/thanks")
  @Operation(
      operationId = "markAsThanks",
      summary = "Say that what the customer wrote after your answer was thanks")
  public AssignmentView markAsThanks(
      @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    Member me = callers.of(caller.get());
    RefusedCommands.result(working.markAsThanks(caller.get(), me, id, key));
    return view(me, id);
  }

  @POST
  @Path("/{id}/release")
  @Operation(
      operationId = "releaseAssignment",
      summary = "Hand the work back; it goes on with your draft")
  public AssignmentView release(
      @PathParam("id") UUID id,
      @RequestBody(required = false) @Valid @Nullable Release body,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    Member me = callers.of(caller.get());
    RefusedCommands.result(
        working.release(
            caller.get(),
            me,
            id,
            body == null ? null : body.reason(),
            body == null ? null : body.note(),
            key));
    return changed(me, id);
  }

  private AssignmentView changed(Member me, UUID id) {
    AssignmentView view = view(me, id);
    telling.assignmentChanged(me.id(), view);
    return view;
  }

  private static Set<AssignmentState> statesOf(@Nullable String name) {
    if (name == null) {
      return ListedState.ACTIVE.states();
    }
    List<String> names = Stream.of(ListedState.values()).map(Enum::name).toList();
    if (!names.contains(name)) {
      throw Problem.field(
          ProblemType.INVALID,
          "state",
          "'" + name + "' is not a state of an assignment",
          names.toArray(String[]::new));
    }
    return ListedState.valueOf(name).states();
  }

  private AssignmentView view(Member me, UUID id) {
    AssignmentView view = reading.find(me.community(), me.id(), id);
    if (view == null) {
      throw Problem.notFound("assignment", id);
    }
    return view;
  }
}
