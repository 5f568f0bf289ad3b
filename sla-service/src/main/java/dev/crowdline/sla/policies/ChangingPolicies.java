package dev.crowdline.sla.policies;

import dev.crowdline.contracts.Policy;
import dev.crowdline.sla.calendars.domain.CalendarVersion;
import dev.crowdline.sla.calendars.persistence.CalendarTable;
import dev.crowdline.sla.clocks.ReplanningClocks;
import dev.crowdline.sla.clocks.domain.Traits;
import dev.crowdline.sla.policies.domain.Application;
import dev.crowdline.sla.policies.domain.Proposal;
import dev.crowdline.sla.policies.messaging.StatingPolicies;
import dev.crowdline.sla.policies.persistence.ApplicationTable;
import dev.crowdline.support.acts.Act;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.PolicyTable;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An operator changes the policy of a community, after having seen what that would mean. */
@ApplicationScoped
public class ChangingPolicies {
  /** The most running requests that a policy is tried with. */
  private static final int MOST_TRIED = 2_000;

  private static final String VERSION = "version";
  private static final String NOTE = "note";
  private static final int SHORT_ID = 8;

  private final Database database;
  private final PolicyTable policies;
  private final ApplicationTable applications;
  private final CalendarTable calendars;
  private final ReplanningClocks clocks;
  private final Acts acts;
  private final Idempotency idempotency;
  private final InstantSource clock;

  ChangingPolicies(
      Database database,
      PolicyTable policies,
      ApplicationTable applications,
      CalendarTable calendars,
      ReplanningClocks clocks,
      Acts acts,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.policies = policies;
    this.applications = applications;
    this.calendars = calendars;
    this.clocks = clocks;
    this.acts = acts;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    POLICY_CHANGED
  }

  /**
   * What an operator wants.
   *
   * @param note why, for those who look later; may be empty
   * @param applyToRunning whether requests that are not finished go by it as well
   */
  public record Wanted(Policy policy, String note, boolean applyToRunning) {}

  /**
   * A version, and how it came about.
   *
   * @param by the act that made it; null for the first, which came with the community
   * @param applied how far it has come to what ran already; null when it was for new requests only
   */
  public record Made(PolicyTable.Version version, @Nullable Act by, @Nullable Application applied) {
    /** Why it was made; null when nothing was said. */
    public @Nullable String note() {
      return by == null ? null : by.detail().get(NOTE);
    }
  }

  /**
   * A case that was looked at for a request.
   *
   * @param misfit why it does not suit; null when it does
   */
  public record Looked(Policy.Case of, Traits.@Nullable Misfit misfit) {}

  /** The version in force; null for a community that was not heard of yet. */
  public PolicyTable.@Nullable Version current(String community) {
    return database.read(sql -> {
      List<PolicyTable.Version> inForce = policies.inForce(sql, List.of(community));
      return inForce.isEmpty() ? null : inForce.getFirst();
    });
  }

  /** The version in force, which must be there. */
  private PolicyTable.Version inForce(Tx tx, String community) {
    List<PolicyTable.Version> inForce = policies.inForce(tx, List.of(community));
    if (inForce.isEmpty()) {
      throw Problem.notFound("policy of community", community);
    }
    return inForce.getFirst();
  }

  /**
   * Puts another version in force, if the one that is in force is still as {@code ifMatch} says.
   * Here it counts at once; what is submitted gets it as soon as intake has heard of it.
   */
  public PolicyTable.Version change(
      Caller caller, Wanted wanted, @Nullable String ifMatch, @Nullable String key) {
    mustBeFaultless(wanted.policy());
    Idempotency.Outcome outcome =
        database.transact(tx ->
            idempotency.run(
                tx,
                caller,
                "change-policy",
                key,
                wanted,
                201,
                () -> Integer.toString(add(tx, caller, wanted, ifMatch))));
    int version = Integer.parseInt(outcome.resourceId());
    PolicyTable.Version made =
        database.read(sql -> policies.find(sql, caller.community(), version));
    if (made == null) {
      throw Problem.notFound("policy version", version);
    }
    return made;
  }

  private int add(Tx tx, Caller caller, Wanted wanted, @Nullable String ifMatch) {
    Instant now = clock.instant();
    PolicyTable.Version before = inForce(tx, caller.community());
    IfMatch.mustBe(ifMatch, before.version());
    Policy policy =
        new Proposal(wanted.policy())
            .inZone(() -> calendarZone(tx, caller.community()))
            .identified(ChangingPolicies::shortId);
    int version = before.version() + 1;
    if (!policies.add(tx, caller.community(), version, policy, now)) {
      throw Problem.of(
          ProblemType.PRECONDITION_FAILED,
          "somebody else changed it at the same moment; read it again and decide anew");
    }
    if (wanted.applyToRunning()) {
      applications.add(tx, Application.begin(caller.community(), version, now));
    }
    acts.add(
        tx,
        caller,
        null,
        now,
        Kind.POLICY_CHANGED,
        Map.of(
            VERSION,
            Integer.toString(version),
            NOTE,
            wanted.note(),
            "appliedToRunning",
            Boolean.toString(wanted.applyToRunning())));
    StatingPolicies.changed(tx, new PolicyTable.Version(caller.community(), version, policy, now));
    return version;
  }

  /** As long as nobody made a calendar, days are those of UTC. */
  private String calendarZone(Tx tx, String community) {
    CalendarTable.Version calendar = calendars.last(tx, community, CalendarVersion.DEFAULT);
    return calendar == null ? "UTC" : calendar.calendar().zone().getId();
  }

  /** What a policy would mean at once for what runs. Nothing is changed. */
  public ReplanningClocks.Tried tryOut(String community, Policy policy) {
    mustBeFaultless(policy);
    return clocks.tryOut(
        community, new Proposal(policy).identified(ChangingPolicies::shortId), MOST_TRIED);
  }

  /** Which case of a policy suits a request, or why each does not; nothing is changed. */
  public List<Looked> match(Policy policy, Traits traits) {
    mustBeFaultless(policy);
    return policy.allCases().stream()
        .map(each -> new Looked(each, traits.misfit(each.when())))
        .toList();
  }

  private static String shortId() {
    String random = Ids.next().toString();
    return random.substring(random.length() - SHORT_ID);
  }

  /** Versions before one, the highest first. */
  public List<Made> history(String community, int before, int most) {
    return database.read(sql -> {
      List<PolicyTable.Version> versions = policies.before(sql, community, before, most);
      if (versions.isEmpty()) {
        return List.of();
      }
      PolicyTable.Version oldest = versions.getLast();
      Map<String, Act> made =
          acts.since(sql, community, Kind.POLICY_CHANGED, oldest.since()).stream()
              .collect(Collectors.toMap(act -> act.detail().get(VERSION), Function.identity()));
      Map<Integer, Application> applied =
          applications.of(sql, community, oldest.version(), versions.getFirst().version());
      return versions.stream()
          .map(version ->
              new Made(
                  version,
                  made.get(Integer.toString(version.version())),
                  applied.get(version.version())))
          .toList();
    });
  }

  private static void mustBeFaultless(Policy policy) {
    List<Proposal.Fault> faults = new Proposal(policy).faults();
    if (!faults.isEmpty()) {
      throw Problem.fields(
          ProblemType.NOT_ALLOWED_HERE,
          faults.stream()
              .map(fault -> new Problem.FieldError("policy." + fault.field(), fault.reason(), null))
              .toList());
    }
  }
}
