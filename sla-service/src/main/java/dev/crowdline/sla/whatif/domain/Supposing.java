package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Traits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A period that nobody has seen: requests that are drawn, or tickets of another system, and people
 * as they are supposed to be. The same is supposed every time.
 *
 * <p>Times that people take are log-normal about their median with a sigma of 0.6, so that one in
 * ten takes more than twice as long: the form that service times of call centres were found to have
 * (Brown et al., Statistical Analysis of a Telephone Call Center, 2005). Stays last an hour on
 * average.
 */
final class Supposing {
  private static final long SEED = 1;
  private static final int SAMPLES = 400;
  private static final double SIGMA = 0.6;
  private static final Duration STAY = Duration.ofHours(1);

  /** How long after the last request is looked on. */
  private static final Duration AFTERWARDS = Duration.ofHours(6);

  /** A claim from the overdue list takes so many times as long as an accept. */
  private static final int CLAIM_FACTOR = 10;

  private static final int BEST_LEVEL = 5;
  private static final String GENERAL = "general";

  /** How many of a hundred requests have each priority. */
  private static final Map<Priority, Integer> PRIORITIES =
      Map.of(Priority.URGENT, 5, Priority.HIGH, 15, Priority.NORMAL, 70, Priority.LOW, 10);

  /** How much is asked in each hour of a day, beside the other hours: little at night. */
  private static final int[] HOURS = {
    2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 12, 11, 10, 10, 10, 10, 11, 12, 12, 10, 8, 6, 4, 3
  };

  private final SplittableRandom chance = new SplittableRandom(SEED);
  private final Crowd crowd;

  Supposing(Crowd crowd) {
    this.crowd = crowd;
  }

  /** Requests of a day that begins then. */
  Recording day(String community, Instant from, int requests) {
    List<Asked> asked = new ArrayList<>();
    for (int each = 0; each < requests; each++) {
      Instant at =
          from.plus(Duration.ofHours(weighed(HOURS)))
              .plusMillis(chance.nextLong(Duration.ofHours(1).toMillis()));
      asked.add(
          asked(
              at, new Traits(priority(), Channel.WEB, null, "en", Map.of()), new Need(GENERAL, 1)));
    }
    asked.sort(Comparator.comparing(Asked::at));
    return recording(community, from, from.plus(Duration.ofDays(1)), asked);
  }

  /** The tickets of another system, at their own times; there is one at least. */
  Recording tickets(String community, List<Ticket> tickets) {
    List<Asked> asked =
        tickets.stream()
            .map(ticket ->
                asked(
                    ticket.at(),
                    new Traits(
                        ticket.priority(),
                        ticket.channel(),
                        ticket.topic(),
                        ticket.language(),
                        Map.of()),
                    new Need(ticket.topic() == null ? GENERAL : ticket.topic(), 1)))
            .toList();
    Instant last = asked.getLast().at();
    return recording(community, asked.getFirst().at(), last.plusMillis(1), asked);
  }

  private Asked asked(Instant at, Traits traits, Need need) {
    UUID id = new UUID(chance.nextLong(), chance.nextLong());
    return Asked.only(id, at, traits, List.of(need), Tier.COMMUNITY);
  }

  private Priority priority() {
    int drawn = chance.nextInt(100);
    for (Priority priority : Priority.all()) {
      drawn -= PRIORITIES.getOrDefault(priority, 0);
      if (drawn < 0) {
        return priority;
      }
    }
    return Priority.NORMAL;
  }

  private int weighed(int[] weights) {
    int sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    int drawn = chance.nextInt(sum);
    int place = 0;
    while (drawn >= weights[place]) {
      drawn -= weights[place];
      place++;
    }
    return place;
  }

  private Recording recording(String community, Instant from, Instant to, List<Asked> asked) {
    Instant until = to.plus(AFTERWARDS);
    List<String> languages =
        asked.stream().map(each -> each.traits().language()).distinct().toList();
    List<Need> skills =
        asked.stream()
            .flatMap(each -> each.needs().stream())
            .map(need -> new Need(need.skill(), BEST_LEVEL))
            .distinct()
            .toList();
    List<Person> people = new ArrayList<>();
    for (int each = 0; each < crowd.members(); each++) {
      people.add(person(Tier.COMMUNITY, languages, skills, stays(from, until)));
    }
    for (int each = 0; each < crowd.specialists(); each++) {
      people.add(person(Tier.SPECIALIST, languages, skills, List.of(new Person.Stay(from, until))));
    }
    return new Recording(community, from, to, until, asked, people);
  }

  private Person person(
      Tier tier, List<String> languages, List<Need> skills, List<Person.Stay> present) {
    UUID id = new UUID(chance.nextLong(), chance.nextLong());
    return new Person(id, tier, languages, skills, 2, present);
  }

  private List<Person.Stay> stays(Instant from, Instant until) {
    if (crowd.onlinePercent() == 100) {
      return List.of(new Person.Stay(from, until));
    }
    Duration away = STAY.multipliedBy(100 - crowd.onlinePercent()).dividedBy(crowd.onlinePercent());
    List<Person.Stay> stays = new ArrayList<>();
    boolean here = chance.nextInt(100) < crowd.onlinePercent();
    Instant at = from;
    while (at.isBefore(until)) {
      Instant next = at.plus(exponential(here ? STAY : away));
      if (here) {
        stays.add(new Person.Stay(at, next.isBefore(until) ? next : until));
      }
      here = !here;
      at = next;
    }
    return stays;
  }

  private Duration exponential(Duration mean) {
    double drawn = -Math.log(1 - chance.nextDouble());
    return Duration.ofMillis(1 + Math.round(mean.toMillis() * drawn));
  }

  private Duration about(long medianSeconds) {
    double factor = Math.exp(SIGMA * chance.nextGaussian());
    return Duration.ofMillis(Math.round(medianSeconds * 1_000 * factor));
  }

  /** What these people do. */
  Habits habits() {
    List<Reaction> reactions = new ArrayList<>();
    List<Work> work = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    List<Reaction> claims = new ArrayList<>();
    for (int each = 0; each < SAMPLES; each++) {
      boolean accepts = each * 100 < crowd.acceptPercent() * SAMPLES;
      reactions.add(
          accepts
              ? new Reaction(Reaction.Kind.ACCEPTED, about(crowd.acceptSeconds()))
              : Reaction.NONE);
      Duration worked = about(crowd.workSeconds());
      work.add(
          new Work(
              new UUID(0, each),
              Tier.COMMUNITY,
              List.of(
                  new Work.Deed(Work.Kind.STARTED, worked.dividedBy(10)),
                  new Work.Deed(Work.Kind.ANSWERED, worked)),
              null));
      boolean helps = each * 100 < crowd.helpfulPercent() * SAMPLES;
      verdicts.add(
          new Verdict(
              helps ? Verdict.Kind.CONFIRMED : Verdict.Kind.REFUSED, about(crowd.workSeconds())));
      claims.add(
          new Reaction(Reaction.Kind.ACCEPTED, about((long) crowd.acceptSeconds() * CLAIM_FACTOR)));
    }
    return new Habits(reactions, work, verdicts, claims);
  }
}
