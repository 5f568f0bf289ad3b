package dev.crowdline.routing.assignments;

import dev.crowdline.routing.assignments.domain.Assignment;
import dev.crowdline.routing.assignments.domain.Draft;
import dev.crowdline.routing.assignments.persistence.AssignmentTable;
import dev.crowdline.routing.assignments.persistence.DraftTable;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.routes.ChangingRoutes;
import dev.crowdline.routing.routes.domain.Change;
import dev.crowdline.routing.routes.domain.Key;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.persistence.RouteTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a member has written so far. A changed draft of some substance is a first action, so
 * that nobody loses the work while typing; one that arrives shortly after the end is kept too and
 * moves nothing else.
 */
@ApplicationScoped
public class Drafting {
  /** So long after the end of the work a draft that was under way is still kept. */
  private static final Duration LATE = Duration.ofMinutes(1);

  private final Database database;
  private final RouteTable routes;
  private final AssignmentTable assignments;
  private final DraftTable drafts;
  private final ChangingRoutes work;
  private final Communities communities;
  private final InstantSource clock;

  Drafting(
      Database database,
      RouteTable routes,
      AssignmentTable assignments,
      DraftTable drafts,
      ChangingRoutes work,
      Communities communities,
      InstantSource clock) {
    this.database = database;
    this.routes = routes;
    this.assignments = assignments;
    this.drafts = drafts;
    this.work = work;
    this.communities = communities;
    this.clock = clock;
  }

  /**
   * Replaces the draft of an assignment.
   *
   * @param ifMatch the version that is replaced, or null; refused when it is another by now.
   *     Without it an empty draft replaces none: it may be of a tab that was left open
   * @return whether the assignment has changed beside its draft
   */
  public boolean save(Member member, UUID assignmentId, String text, @Nullable String ifMatch) {
    return database.transact(tx -> save(tx, member, assignmentId, text, ifMatch));
  }

  private boolean save(
      Tx tx, Member member, UUID assignmentId, String text, @Nullable String ifMatch) {
    Key key = new Key(member.community(), assignmentId);
    Route route = routes.lockOfAssignments(tx, List.of(key)).get(key);
    Assignment assignment =
        route == null ? null : assignments.find(tx, member.community(), assignmentId);
    if (route == null || assignment == null || !assignment.memberId().equals(member.id())) {
      throw Problem.notFound("assignment", assignmentId);
    }
    Instant now = clock.instant();
    Instant ended = assignment.endedAt();
    if (ended != null && !now.isBefore(ended.plus(LATE))) {
      throw Problem.state(
          "the assignment", assignment.state(), "its draft is closed a minute after its end");
    }
    List<Draft> all = drafts.ofRoutes(tx, member.community(), List.of(route.id()));
    Draft stored =
        all.stream().filter(d -> d.assignmentId().equals(assignmentId)).findFirst().orElse(null);
    if (stored == null ? text.isEmpty() : stored.text().equals(text)) {
      return false;
    }
    refuseIfStale(stored, text, ifMatch);
    drafts.save(tx, member.community(), assignmentId, text, now);
    boolean copied = all.stream().anyMatch(d -> d.isLeftFor(assignment) && d.text().equals(text));
    if (!assignment.isActive()
        || assignment.firstActionAt() != null
        || copied
        || !Draft.isOfSubstance(text)) {
      return false;
    }
    Assignment acted = assignment.acted(now);
    ChangingRoutes.Changes changes = work.begin(tx, now);
    int warning = communities.policyOf(route.community()).warningPercent();
    changes.carryOut(
        route,
        null,
        List.of(new Change.Started(acted), new Change.Moved(route.dueAt(acted.nextLook(warning)))));
    changes.flush();
    return true;
  }

  private static void refuseIfStale(@Nullable Draft stored, String text, @Nullable String ifMatch) {
    int current = stored == null ? Draft.UNTOUCHED : stored.version();
    IfMatch.mustBe(ifMatch, current);
    if (ifMatch == null && text.isBlank() && stored != null && !stored.text().isBlank()) {
      throw Problem.of(
          ProblemType.PRECONDITION_FAILED,
          "an empty draft replaces a longer one only with If-Match: \"" + current + "\"");
    }
  }
}
