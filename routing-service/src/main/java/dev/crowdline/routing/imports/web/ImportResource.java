package dev.crowdline.routing.imports.web;

import dev.crowdline.routing.imports.ImportingMembers;
import dev.crowdline.routing.imports.ImportingMembers.Becomes;
import dev.crowdline.routing.imports.ImportingMembers.Outcome;
import dev.crowdline.routing.imports.domain.MemberSheet;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** An operator brings in members by a file. */
@Path("/v1/members/imports")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.OPERATOR)
@Tag(name = "Members", description = "Who answers: registration, profile, presence")
@RunOnVirtualThread
public class ImportResource {
  private static final int MOST_FAULTS = 100;

  private final ImportingMembers importing;
  private final CurrentCaller caller;

  ImportResource(ImportingMembers importing, CurrentCaller caller) {
    this.importing = importing;
    this.caller = caller;
  }

  /**
   * A file.
   *
   * @param text comma-separated values; the first line names the columns: name, sign-in and, if
   *     wished, issuer, tier, skills (such as vpn 3; wi-fi 2) and languages; at most 1,000 members
   */
  public record MemberFile(@NotNull @Size(min = 1, max = 200_000) String text) {}

  /** What a line comes to; a member who is there already keeps the name. */
  public record ImportedLine(int line, String name, Becomes becomes) {}

  /**
   * What is wrong with a line.
   *
   * @param column absent for the whole line
   */
  public record FaultyLine(int line, @Nullable String column, String reason) {}

  /**
   * What a file comes to.
   *
   * @param lines those without a fault
   * @param faults the first hundred; with one nothing is brought in
   */
  public record MemberImport(
      long added, long changed, long unchanged, List<ImportedLine> lines, List<FaultyLine> faults) {

    static MemberImport of(Outcome outcome) {
      return new MemberImport(
          outcome.count(Becomes.ADDED),
          outcome.count(Becomes.CHANGED),
          outcome.count(Becomes.UNCHANGED),
          outcome.rows().stream()
              .map(row -> new ImportedLine(row.line(), row.name(), row.becomes()))
              .toList(),
          outcome.faults().stream()
              .limit(MOST_FAULTS)
              .map(fault -> new FaultyLine(fault.line(), fault.column(), fault.reason()))
              .toList());
    }
  }

  @POST
  @Path("/trials")
  @Operation(
      operationId = "tryMemberImport",
      summary = "What a file of members would come to, line by line; nothing is changed")
  public MemberImport tryOut(@NotNull @Valid MemberFile body) {
    return MemberImport.of(importing.tryOut(caller.get(), MemberSheet.of(body.text())));
  }

  @POST
  @Operation(
      operationId = "importMembers",
      summary = "Bring in members by a file: all of them, or nobody when a line has a fault",
      description =
          "Who is a member already, by issuer and sign-in, keeps the name and gets what the columns"
              + " say; so the same file again changes nothing. Skills are certified at these levels.")
  public MemberImport bringIn(@NotNull @Valid MemberFile body) {
    Outcome outcome = importing.bringIn(caller.get(), MemberSheet.of(body.text()));
    if (!outcome.faults().isEmpty()) {
      throw Problem.fields(
          ProblemType.NOT_ALLOWED_HERE,
          outcome.faults().stream()
              .limit(MOST_FAULTS)
              .map(fault ->
                  new Problem.FieldError(
                      "text, line "
                          + fault.line()
                          + (fault.column() == null ? "" : ", " + fault.column()),
                      fault.reason(),
                      null))
              .toList());
    }
    return MemberImport.of(outcome);
  }
}
