package dev.crowdline.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A community's numbers: deadlines, targets, escalation steps, pay and cost. Durations are seconds.
 * The defaults exist once, in {@code product.json} and {@code demo.json} beside this class. Of a
 * policy that a later version stated, numbers for an unknown priority are left out, and an unknown
 * tier joins nobody: a policy is kept and computed with, so it holds nothing that is UNKNOWN.
 *
 * @param offerSeconds how long an offer stands
 * @param firstActionSeconds from accept to the first message or an explicit start
 * @param completionSeconds from accept to the answer
 * @param warningPercent share of either clock at which the member is warned
 * @param extensions how often a member may extend the completion clock
 * @param extensionSeconds by how much
 * @param newMemberCapacity how many pieces of work a new member may hold
 * @param waveSize how many members are offered a route at once
 * @param waveLimit the most that an escalation may raise that to
 * @param silenceSeconds silence after an answer that confirms it
 * @param customerWaitSeconds how long clocks may stand still for the customer
 * @param rewardPoints what a confirmed answer pays, by the request's priority
 * @param targets the SLA targets, by the request's priority
 * @param steps the escalation steps, in order of their share
 * @param cost what the operator's page computes cost and savings from
 * @param followUpSeconds how long what a customer wrote after the answer waits for the member's
 *     word before the request reopens; absent in policies that are older than it
 * @param cases targets and steps of their own for some requests: the first that suits one counts,
 *     and what is said above where none does; null in policies that are older than cases
 */
public record Policy(
    int offerSeconds,
    int firstActionSeconds,
    int completionSeconds,
    int warningPercent,
    int extensions,
    int extensionSeconds,
    int newMemberCapacity,
    int waveSize,
    int waveLimit,
    int silenceSeconds,
    int customerWaitSeconds,
    Map<Priority, Integer> rewardPoints,
    Map<Priority, Targets> targets,
    List<Step> steps,
    Cost cost,
    @Nullable Integer followUpSeconds,
    @Nullable List<Case> cases) {

  public Policy {
    rewardPoints = ofKnown(rewardPoints);
    targets = ofKnown(targets);
    steps = List.copyOf(steps);
    cases =
        cases == null ? null : cases.stream().map(Case::ofKnown).flatMap(Optional::stream).toList();
    for (Priority priority : Priority.all()) {
      if (!targets.containsKey(priority) || !rewardPoints.containsKey(priority)) {
        throw new IllegalArgumentException("policy names no target or reward for " + priority);
      }
    }
  }

  private static <V> Map<Priority, V> ofKnown(Map<Priority, V> numbers) {
    return numbers.entrySet().stream()
        .filter(each -> each.getKey() != Priority.UNKNOWN)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Targets of one priority, in seconds from submission.
   *
   * @param nextResponseSeconds from a further message of the customer to our next one; null is no
   *     target
   */
  public record Targets(
      int acceptSeconds,
      int firstResponseSeconds,
      int resolutionSeconds,
      @Nullable Integer nextResponseSeconds) {

    /** Without a target for what the customer writes later. */
    public Targets(int acceptSeconds, int firstResponseSeconds, int resolutionSeconds) {
      this(acceptSeconds, firstResponseSeconds, resolutionSeconds, null);
    }
  }

  /**
   * One escalation step.
   *
   * @param percent share of the budget used, the larger of time to accept and resolution
   * @param widenLevels by how many levels the required skills are lowered
   * @param waveFactor what the wave size is multiplied by, 1 leaves it
   * @param rewardPercent what the reward is multiplied by, in percent, 100 leaves it
   * @param tier the tier that joins those who are asked
   * @param alert whether the operator is alerted
   * @param id the same in every version of the policy, whatever comes before it; null in policies
   *     that are older than ids, see {@link #identified(List)}
   * @param predictive whether it is due already when the wait to expect is longer than what is left
   *     of the time to accept; null in policies that are older than that, and means no
   */
  public record Step(
      int percent,
      int widenLevels,
      int waveFactor,
      int rewardPercent,
      @Nullable Tier tier,
      boolean alert,
      @Nullable String id,
      @Nullable Boolean predictive) {
    public Step {
      tier = tier == Tier.UNKNOWN ? null : tier;
    }

    /** One that goes by its share alone. */
    public Step(
        int percent,
        int widenLevels,
        int waveFactor,
        int rewardPercent,
        @Nullable Tier tier,
        boolean alert,
        @Nullable String id) {
      this(percent, widenLevels, waveFactor, rewardPercent, tier, alert, id, null);
    }

    /** Whether it may be due before its share is used. */
    public boolean predicts() {
      return Boolean.TRUE.equals(predictive);
    }

    /** The same step under an id. */
    public Step withId(String other) {
      return new Step(
          percent, widenLevels, waveFactor, rewardPercent, tier, alert, other, predictive);
    }
  }

  /**
   * Targets and steps of their own for the requests that it suits.
   *
   * @param id the same in every version of the policy
   */
  public record Case(
      String id, String name, When when, Map<Priority, Targets> targets, List<Step> steps) {
    public Case {
      targets = Policy.ofKnown(targets);
      steps = List.copyOf(steps);
      for (Priority priority : Priority.all()) {
        if (!targets.containsKey(priority)) {
          throw new IllegalArgumentException("case " + id + " names no target for " + priority);
        }
      }
    }

    /** Without what a later version knows; none when it suits only that. */
    private Optional<Case> ofKnown() {
      When known = when.ofKnown();
      boolean suitsNothing =
          known.priorities().isEmpty() != when.priorities().isEmpty()
              || known.channels().isEmpty() != when.channels().isEmpty();
      return suitsNothing
          ? Optional.empty()
          : Optional.of(new Case(id, name, known, targets, steps));
    }
  }

  /**
   * Which requests a case suits: those of which every list that is not empty names what they have.
   *
   * @param topics as the community names them
   * @param languages primary language subtags, lower case
   * @param attributes that the integrator gave, each with that value
   */
  public record When(
      List<Priority> priorities,
      List<Channel> channels,
      List<String> topics,
      List<String> languages,
      Map<String, String> attributes) {
    public When {
      priorities = List.copyOf(priorities);
      channels = List.copyOf(channels);
      topics = List.copyOf(topics);
      languages = List.copyOf(languages);
      attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** Whether it names nothing, and so suits every request. */
    public boolean suitsAll() {
      return priorities.isEmpty()
          && channels.isEmpty()
          && topics.isEmpty()
          && languages.isEmpty()
          && attributes.isEmpty();
    }

    private When ofKnown() {
      return new When(
          priorities.stream().filter(each -> each != Priority.UNKNOWN).toList(),
          channels.stream().filter(each -> each != Channel.UNKNOWN).toList(),
          topics,
          languages,
          attributes);
    }
  }

  /** The steps, each with an id: one that has none is known by its place, 1 for the first. */
  public static List<Step> identified(List<Step> steps) {
    List<Step> identified = new ArrayList<>();
    for (Step step : steps) {
      int place = identified.size() + 1;
      identified.add(step.id() != null ? step : step.withId(Integer.toString(place)));
    }
    return List.copyOf(identified);
  }

  /**
   * Money in the smallest unit of the currency.
   *
   * @param currency ISO 4217
   * @param staffCents what one resolution by the company's staff costs
   * @param contractorCents what a contractor is paid for one piece
   * @param pointMilliCents what one point costs the company, in thousandths of the smallest unit
   * @param contractorDayCents what contractors may be promised on one day; null is no limit
   * @param contractorZone in which that day begins, of the IANA database; null is UTC
   */
  public record Cost(
      String currency,
      int staffCents,
      int contractorCents,
      int pointMilliCents,
      @Nullable Integer contractorDayCents,
      @Nullable String contractorZone) {

    /** Without a limit for contractors. */
    public Cost(String currency, int staffCents, int contractorCents, int pointMilliCents) {
      this(currency, staffCents, contractorCents, pointMilliCents, null, null);
    }

    /** The same with a limit for contractors. */
    public Cost withContractorDay(@Nullable Integer cents, @Nullable String zone) {
      return new Cost(currency, staffCents, contractorCents, pointMilliCents, cents, zone);
    }
  }

  /** The same numbers with other steps. */
  public Policy withSteps(List<Step> others) {
    return with(others, cases, cost);
  }

  /** The same numbers with other cases. */
  public Policy withCases(List<Case> others) {
    return with(steps, others, cost);
  }

  /** The same numbers at another cost. */
  public Policy withCost(Cost other) {
    return with(steps, cases, other);
  }

  private Policy with(List<Step> otherSteps, @Nullable List<Case> otherCases, Cost otherCost) {
    return new Policy(
        offerSeconds,
        firstActionSeconds,
        completionSeconds,
        warningPercent,
        extensions,
        extensionSeconds,
        newMemberCapacity,
        waveSize,
        waveLimit,
        silenceSeconds,
        customerWaitSeconds,
        rewardPoints,
        targets,
        otherSteps,
        otherCost,
        followUpSeconds,
        otherCases);
  }

  /** The cases, in the order in which they are looked at. */
  public List<Case> allCases() {
    return cases == null ? List.of() : cases;
  }

  /** Targets of a priority. */
  public Targets targetsOf(Priority priority) {
    Targets found = targets.get(priority);
    if (found == null) {
      throw new IllegalStateException("no targets for " + priority);
    }
    return found;
  }

  /** Points that a confirmed answer to a request of this priority pays. */
  public int rewardOf(Priority priority) {
    Integer found = rewardPoints.get(priority);
    if (found == null) {
      throw new IllegalStateException("no reward for " + priority);
    }
    return found;
  }

  /** Seconds for a follow-up; the product's where the policy is older than it. */
  public int followUp() {
    return Objects.requireNonNullElse(
        followUpSeconds, Objects.requireNonNull(Defaults.PRODUCT.followUpSeconds));
  }

  /** The defaults of a pace. */
  public static Policy of(Pace pace) {
    return switch (pace) {
      case PRODUCT -> Defaults.PRODUCT;
      case DEMO -> Defaults.DEMO;
      case UNKNOWN -> throw Unknown.got(pace);
    };
  }

  private static final class Defaults {
    static final Policy PRODUCT = read("product.json");
    static final Policy DEMO = read("demo.json");

    static Policy read(String name) {
      try (InputStream in = Policy.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException("missing resource " + name);
        }
        return FactCodec.mapper().readValue(in, Policy.class);
      } catch (IOException e) {
        throw new UncheckedIOException("reading the defaults " + name, e);
      }
    }
  }
}
