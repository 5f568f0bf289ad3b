package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What people do in a replay. Where the same member meets the same request as in the recording, it
 * is what was done then; else it is drawn from what that member did about others, or, of one of
 * whom too little is known, from what members of that tier did.
 *
 * <p>What was cut short says only that nothing was done so far. It is drawn as in Efron's
 * redistribution to the right, which is the estimator of Kaplan and Meier (1958): one that had
 * waited longer takes its place.
 */
final class Habits {
  /** Fewer of a member's own say nothing. */
  private static final int FEWEST = 8;

  private final Map<UUID, List<Reaction>> reactionsOf = new HashMap<>();
  private final Map<Tier, List<Reaction>> reactionsIn = new HashMap<>();
  private final Map<UUID, List<Work>> workOf = new HashMap<>();
  private final Map<Tier, List<Work>> workIn = new HashMap<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<Reaction> claims = new ArrayList<>();

  Habits(Recording recording) {
    Map<UUID, Tier> tiers = new HashMap<>();
    recording.people().forEach(person -> tiers.put(person.id(), person.tier()));
    for (Asked asked : recording.requests()) {
      for (Reaction.To to : asked.reactions()) {
        add(reactionsOf, to.memberId(), to.reaction());
        add(reactionsIn, tiers.getOrDefault(to.memberId(), Tier.COMMUNITY), to.reaction());
      }
      for (Work work : asked.work()) {
        if (work.isWhole()) {
          add(workOf, work.memberId(), work);
          add(workIn, work.tier(), work);
        }
      }
      verdicts.addAll(asked.verdicts());
      if (asked.listed() != null) {
        claims.add(asked.listed());
      }
    }
    Comparator<Reaction> soonest = Comparator.comparing(Reaction::after);
    reactionsOf.values().forEach(list -> list.sort(soonest));
    reactionsIn.values().forEach(list -> list.sort(soonest));
    claims.sort(soonest);
  }

  /** Of people as they are supposed to be, whatever their tier. */
  Habits(List<Reaction> reactions, List<Work> work, List<Verdict> verdicts, List<Reaction> claims) {
    Comparator<Reaction> soonest = Comparator.comparing(Reaction::after);
    for (Tier tier : Tier.all()) {
      reactionsIn.put(tier, reactions.stream().sorted(soonest).toList());
      workIn.put(tier, work);
    }
    this.verdicts.addAll(verdicts);
    this.claims.addAll(claims.stream().sorted(soonest).toList());
  }

  private static <K, V> void add(Map<K, List<V>> lists, K key, V value) {
    lists.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
  }

  /**
   * About an offer.
   *
   * @param nth how often that member was offered that request before
   */
  Reaction reaction(Asked asked, UUID member, Tier tier, int nth, RandomGenerator chance) {
    Reaction then =
        asked.reactions().stream()
            .filter(to -> to.memberId().equals(member))
            .skip(nth)
            .findFirst()
            .map(Reaction.To::reaction)
            .orElse(null);
    if (then != null && then.isSeen()) {
      return then;
    }
    List<Reaction> pool = pool(reactionsOf, reactionsIn, member, tier);
    return draw(pool, then == null ? Duration.ZERO : then.after(), chance);
  }

  /** On work that was taken; null when nobody is known to have worked. */
  @Nullable Work work(Asked asked, UUID member, Tier tier, int nth, RandomGenerator chance) {
    Work then =
        asked.work().stream()
            .filter(work -> work.memberId().equals(member))
            .skip(nth)
            .findFirst()
            .orElse(null);
    if (then != null && then.isWhole()) {
      return then;
    }
    List<Work> pool = pool(workOf, workIn, member, tier);
    if (then == null) {
      return pool.isEmpty() ? null : pool.get(chance.nextInt(pool.size()));
    }
    Duration cut = then.length();
    List<Work> longer = pool.stream().filter(work -> work.length().compareTo(cut) > 0).toList();
    return longer.isEmpty() ? then : then.goingOnAs(longer.get(chance.nextInt(longer.size())));
  }

  /** On the answer of that number; null when nothing is known. */
  @Nullable Verdict verdict(Asked asked, int nth, RandomGenerator chance) {
    if (nth < asked.verdicts().size()) {
      return asked.verdicts().get(nth);
    }
    return verdicts.isEmpty() ? null : verdicts.get(chance.nextInt(verdicts.size()));
  }

  /** How long it is on the overdue list before somebody claims it. */
  Reaction claim(Asked asked, RandomGenerator chance) {
    Reaction then = asked.listed();
    return then != null && then.isSeen()
        ? then
        : draw(claims, then == null ? Duration.ZERO : then.after(), chance);
  }

  private static <T> List<T> pool(
      Map<UUID, List<T>> own, Map<Tier, List<T>> ofTier, UUID member, Tier tier) {
    List<T> known = own.getOrDefault(member, List.of());
    return known.size() >= FEWEST ? known : ofTier.getOrDefault(tier, known);
  }

  /** One of a sorted list that comes after more than that; none when nobody is known to. */
  static Reaction draw(List<Reaction> sorted, Duration beyond, RandomGenerator chance) {
    int first = firstAfter(sorted, beyond);
    while (first < sorted.size()) {
      Reaction drawn = sorted.get(chance.nextInt(first, sorted.size()));
      if (drawn.isSeen()) {
        return drawn;
      }
      first = firstAfter(sorted, drawn.after());
    }
    return Reaction.NONE;
  }

  private static int firstAfter(List<Reaction> sorted, Duration beyond) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle).after().compareTo(beyond) > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
