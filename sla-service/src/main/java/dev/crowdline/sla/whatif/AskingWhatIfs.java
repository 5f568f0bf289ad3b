package dev.crowdline.sla.whatif;

import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Topic;
import dev.crowdline.sla.policies.domain.Proposal;
import dev.crowdline.sla.whatif.domain.Inquiry;
import dev.crowdline.sla.whatif.domain.Question;
import dev.crowdline.sla.whatif.persistence.WhatIfTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operators ask, and read what came of it. Nothing that runs is touched. */
@ApplicationScoped
public class AskingWhatIfs {
  /** So many of a community wait and run at once. */
  private static final int MOST_UNFINISHED = 3;

  private static final Duration LONGEST = Duration.ofDays(7);

  /** A quarter, and a little more. */
  private static final Duration LONGEST_OF_TICKETS = Duration.ofDays(100);

  private static final int MOST_MEMBER_DAYS = 10_000;

  private final Database database;
  private final WhatIfTable whatIfs;
  private final RunningWhatIfs running;
  private final Idempotency idempotency;
  private final InstantSource clock;

  AskingWhatIfs(
      Database database,
      WhatIfTable whatIfs,
      RunningWhatIfs running,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.whatIfs = whatIfs;
    this.running = running;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** Asks a question, which will be answered in its turn. */
  public Inquiry ask(Caller caller, Question question, @Nullable String key) {
    Proposal proposal = new Proposal(question.policy());
    List<Proposal.Fault> faults = proposal.faults();
    if (!faults.isEmpty()) {
      throw Problem.fields(
          ProblemType.NOT_ALLOWED_HERE,
          faults.stream()
              .map(fault -> new Problem.FieldError("policy." + fault.field(), fault.reason(), null))
              .toList());
    }
    Policy identified = proposal.identified(() -> Ids.next().toString());
    Question asked = new Question(identified, question.note(), question.source());
    Idempotency.Outcome outcome =
        database.transact(tx ->
            idempotency.run(
                tx,
                caller,
                "ask-what-if",
                key,
                question.stored(),
                201,
                () -> add(tx, caller, asked).toString()));
    running.wake();
    return find(caller.community(), UUID.fromString(outcome.resourceId()));
  }

  private UUID add(Tx tx, Caller caller, Question question) {
    Instant now = clock.instant();
    if (question.source() instanceof Question.Recorded period) {
      mustBeRecorded(tx, caller.community(), period, now);
    }
    if (question.source() instanceof Question.Tickets sheet) {
      mustBeWithinReach(sheet);
    }
    if (whatIfs.unfinished(tx, caller.community()) >= MOST_UNFINISHED) {
      throw Problem.tooMany(
          "three what-ifs of this community wait for their answer; ask when one is done",
          Duration.ofSeconds(10));
    }
    Inquiry inquiry = Inquiry.asked(Ids.next(), caller.community(), now, caller.name(), question);
    whatIfs.add(tx, inquiry);
    return inquiry.id();
  }

  private void mustBeRecorded(Tx tx, String community, Question.Recorded period, Instant now) {
    Instant kept = now.minus(Topic.KEPT);
    if (period.from().isBefore(kept)) {
      throw refused("from", "is longer ago than facts are kept; the oldest are of " + kept);
    }
    if (!period.to().isAfter(period.from())) {
      throw refused("to", "must be after recorded.from");
    }
    if (period.to().isAfter(now)) {
      throw refused("to", "lies in the future");
    }
    if (period.from().plus(LONGEST).isBefore(period.to())) {
      throw refused("to", "is more than seven days after recorded.from");
    }
    if (!whatIfs.anySubmitted(tx, community, period.from(), period.to())) {
      throw refused("from", "nothing was submitted in this period");
    }
  }

  /** Everybody's comings and goings are held in memory. */
  private static void mustBeWithinReach(Question.Tickets sheet) {
    Duration over =
        Duration.between(sheet.tickets().getFirst().at(), sheet.tickets().getLast().at());
    if (over.compareTo(LONGEST_OF_TICKETS) > 0) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          "tickets.csv",
          "its tickets are of more than a hundred days; give a part of them");
    }
    if ((over.toDays() + 1) * sheet.crowd().members() > MOST_MEMBER_DAYS) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          "tickets.crowd.members",
          "members times days are more than 10,000; give fewer members, or tickets of fewer days");
    }
  }

  private static Problem refused(String field, String reason) {
    return Problem.field(ProblemType.NOT_ALLOWED_HERE, "recorded." + field, reason);
  }

  /** What was asked, and what came of it. */
  public Inquiry find(String community, UUID id) {
    Inquiry found = database.read(sql -> whatIfs.find(sql, community, id));
    if (found == null) {
      throw Problem.notFound("what-if", id);
    }
    return found;
  }

  /** The latest first. */
  public Page<Inquiry.Listed> list(String community, @Nullable Cursor after, Limit limit) {
    return Page.of(
        database.read(sql -> whatIfs.list(sql, community, after, limit.items() + 1)),
        limit,
        last -> new Cursor(last.askedAt(), last.id()));
  }
}
