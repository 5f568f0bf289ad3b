package dev.crowdline.rewards.rules;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.rewards.ranks.ReadingRanks;
import dev.crowdline.rewards.rules.domain.Basis;
import dev.crowdline.rewards.rules.domain.Draft;
import dev.crowdline.rewards.rules.domain.Preview;
import dev.crowdline.rewards.rules.messaging.StatingRules;
import dev.crowdline.rewards.rules.persistence.AnswerTable;
import dev.crowdline.support.acts.Act;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.EarningRulesTable;
import dev.crowdline.support.tenancy.EarningRulesTable.Version;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An operator changes what answers pay, after having seen what that would have cost. */
@ApplicationScoped
public class ChangingRules {
  private static final String VERSION = "version";
  private static final String NOTE = "note";

  private final Database database;
  private final EarningRulesTable rules;
  private final AnswerTable answers;
  private final ReadingRanks ranks;
  private final Acts acts;
  private final Idempotency idempotency;
  private final InstantSource clock;

  ChangingRules(
      Database database,
      EarningRulesTable rules,
      AnswerTable answers,
      ReadingRanks ranks,
      Acts acts,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.rules = rules;
    this.answers = answers;
    this.ranks = ranks;
    this.acts = acts;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    EARNING_RULES_CHANGED
  }

  /**
   * What an operator wants.
   *
   * @param note why, for those who look later; may be empty
   */
  public record Wanted(EarningRules rules, String note) {}

  /** A version, and the act that made it. */
  public record Made(Version version, @Nullable Act by) {
    /** Why it was made; null when nothing was said. */
    public @Nullable String note() {
      return by == null ? null : by.detail().get(NOTE);
    }
  }

  /** A preview. */
  public record Tried(Preview.Sum all, List<OfRank> ranks) {}

  /** Of the answers of those who have this rank now. */
  public record OfRank(String rank, Preview.Sum sum) {}

  /** The version in force; null as long as none was stated. */
  public @Nullable Version current(String community) {
    return database.read(sql -> inForce(rules.before(sql, community, Integer.MAX_VALUE, 1)));
  }

  private static @Nullable Version inForce(List<Version> latest) {
    return latest.isEmpty() ? null : latest.getFirst();
  }

  /**
   * Puts another version in force, if the one that is in force is still as {@code ifMatch} says.
   * What is submitted gets it as soon as intake has heard of it.
   */
  public Version change(
      Caller caller, Wanted wanted, @Nullable String ifMatch, @Nullable String key) {
    mustBeFaultless(wanted.rules());
    Idempotency.Outcome outcome =
        database.transact(tx ->
            idempotency.run(
                tx,
                caller,
                "change-earning-rules",
                key,
                wanted,
                201,
                () -> Integer.toString(add(tx, caller, wanted, ifMatch))));
    int version = Integer.parseInt(outcome.resourceId());
    Version made = database.read(sql -> rules.find(sql, caller.community(), version));
    return Objects.requireNonNull(made, "what was added is there");
  }

  private int add(Tx tx, Caller caller, Wanted wanted, @Nullable String ifMatch) {
    Version before = inForce(rules.before(tx, caller.community(), Integer.MAX_VALUE, 1));
    int last = before == null ? 0 : before.version();
    IfMatch.mustBe(ifMatch, last);
    Version made = new Version(caller.community(), last + 1, wanted.rules(), clock.instant());
    if (!rules.add(tx, made)) {
      throw Problem.of(
          ProblemType.PRECONDITION_FAILED,
          "somebody else changed them at the same moment; read them again and decide anew");
    }
    acts.add(
        tx,
        caller,
        null,
        made.since(),
        Kind.EARNING_RULES_CHANGED,
        Map.of(VERSION, Integer.toString(made.version()), NOTE, wanted.note()));
    StatingRules.changed(tx, made);
    return made.version();
  }

  /** What the answers of the last days have cost, and what they would have by these rules. */
  public Tried preview(String community, EarningRules draft, int days) {
    mustBeFaultless(draft);
    return database.transact(tx -> {
      Instant since = clock.instant().minus(Duration.ofDays(days));
      List<Basis> bases = answers.bases(tx, community, since);
      Preview preview = answers.preview(tx, community, since, draft, bases);
      return new Tried(
          preview.all(),
          preview.ranks().stream()
              .map(of -> new OfRank(ranks.name(tx, community, of.rung()), of.sum()))
              .toList());
    });
  }

  /** Versions before one, the highest first. */
  public List<Made> history(String community, int before, int most) {
    return database.read(sql -> {
      List<Version> versions = rules.before(sql, community, before, most);
      if (versions.isEmpty()) {
        return List.of();
      }
      Map<String, Act> made =
          acts
              .since(sql, community, Kind.EARNING_RULES_CHANGED, versions.getLast().since())
              .stream()
              .collect(Collectors.toMap(act -> act.detail().get(VERSION), Function.identity()));
      return versions.stream()
          .map(version -> new Made(version, made.get(Integer.toString(version.version()))))
          .toList();
    });
  }

  private static void mustBeFaultless(EarningRules rules) {
    List<Draft.Fault> faults = new Draft(rules).faults();
    if (!faults.isEmpty()) {
      throw Problem.fields(
          ProblemType.NOT_ALLOWED_HERE,
          faults.stream()
              .map(fault -> new Problem.FieldError("rules." + fault.field(), fault.reason(), null))
              .toList());
    }
  }
}
