package dev.crowdline.sla.whatif.domain;

import java.time.Instant;
import java.util.List;

/**
 * What people did in a period, as facts say, without a word of what they wrote. It begins before
 * the period and goes on after it, so that what was waiting then and what came later weigh on it as
 * they did.
 *
 * @param community whose period it is
 * @param from what was submitted from then on counts
 * @param to and before then
 * @param until up to when facts are known
 * @param requests in the order of their submission, some of them before or after the period
 * @param people who could be offered work
 */
public record Recording(
    String community,
    Instant from,
    Instant to,
    Instant until,
    List<Asked> requests,
    List<Person> people) {
  public Recording {
    requests = List.copyOf(requests);
    people = List.copyOf(people);
  }

  /** Whether a request was submitted within the period. */
  public boolean counts(Asked asked) {
    return !asked.at().isBefore(from) && asked.at().isBefore(to);
  }

  /** How many requests were submitted within the period. */
  public int counted() {
    return (int) requests.stream().filter(this::counts).count();
  }
}
