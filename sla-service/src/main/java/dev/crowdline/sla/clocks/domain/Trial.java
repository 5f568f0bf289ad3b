package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.Policy;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What another policy would mean at once for requests that run: each is judged now under the plan
 * that it has and under the one that it would get. Nothing is changed.
 *
 * @param examined how many requests were compared
 * @param breached how many have missed a target
 * @param atRisk how many have a target at risk and missed none
 * @param steps one for each step of the policy that is tried, in its order, those of its cases last
 */
public record Trial(
    int examined, BeforeAndAfter breached, BeforeAndAfter atRisk, List<Step> steps) {

  /** A number of requests under the policy that counts, and under the one that is tried. */
  public record BeforeAndAfter(int before, int after) {}

  /**
   * A step of the policy that is tried.
   *
   * @param raised for how many requests it was raised already
   * @param raisedAtOnce for how many more it would be raised at once
   * @param takenBack for how many it would be said not to have been due
   */
  public record Step(String id, int percent, int raised, int raisedAtOnce, int takenBack) {}

  /** A request that runs under a plan, and the one that it would get. */
  public record Running(RequestClocks clocks, Plan other) {}

  /** Compares some requests. */
  public static Trial of(List<Running> running, Policy policy, Instant now) {
    List<Pair> pairs = running.stream().map(each -> Pair.of(each, now)).toList();
    return new Trial(
        pairs.size(),
        count(pairs, Trial::isBreached),
        count(pairs, clocks -> !isBreached(clocks) && isAtRisk(clocks)),
        allSteps(policy).map(step -> step(pairs, step)).toList());
  }

  private static Stream<Policy.Step> allSteps(Policy policy) {
    return Stream.concat(
            Stream.of(policy.steps()), policy.allCases().stream().map(Policy.Case::steps))
        .flatMap(steps -> Policy.identified(steps).stream());
  }

  private record Pair(RequestClocks before, RequestClocks after) {
    static Pair of(Running running, Instant now) {
      RequestClocks other = running.clocks().replanned(running.other(), now).clocks();
      return new Pair(running.clocks().due(now).clocks(), other.due(now).clocks());
    }
  }

  private static BeforeAndAfter count(List<Pair> pairs, Predicate<RequestClocks> which) {
    return new BeforeAndAfter(
        (int) pairs.stream().filter(pair -> which.test(pair.before())).count(),
        (int) pairs.stream().filter(pair -> which.test(pair.after())).count());
  }

  private static Step step(List<Pair> pairs, Policy.Step step) {
    int raised = 0;
    int more = 0;
    int takenBack = 0;
    for (Pair pair : pairs) {
      boolean was = has(pair.before(), step);
      boolean is = has(pair.after(), step);
      raised += was ? 1 : 0;
      more += is && !was ? 1 : 0;
      takenBack += was && !is ? 1 : 0;
    }
    return new Step(String.valueOf(step.id()), step.percent(), raised, more, takenBack);
  }

  private static boolean has(RequestClocks clocks, Policy.Step step) {
    return clocks.raised().stream().anyMatch(raised -> raised.stepId().equals(step.id()));
  }

  static boolean isBreached(RequestClocks clocks) {
    return clocks.isBreached();
  }

  static boolean isAtRisk(RequestClocks clocks) {
    return clocks.wasAtRisk();
  }
}
