package dev.crowdline.routing.matching.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Unknown;
import dev.crowdline.routing.matching.domain.MemberIndex.Candidate;
import dev.crowdline.routing.offers.domain.Score;
import dev.crowdline.routing.routes.domain.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Puts those who can be asked in the order in which they should be, and says why. */
public final class Ranking {
  private static final double PROFICIENCY = 0.40;
  private static final double IDLE = 0.25;
  private static final double ROOM = 0.15;
  private static final double LAST_CONTRIBUTOR = 0.10;
  private static final double TIER = 0.10;
  private static final int BEST_LEVEL = 5;

  /** Idle time counts up to this; who waited longer is not asked even more. */
  private static final Duration LONGEST_IDLE = Duration.ofMinutes(30);

  private Ranking() {}

  /** A candidate and why it stands where it stands. */
  public record Ranked(Candidate candidate, Merits merits) {
    public UUID memberId() {
      return candidate.member().id();
    }

    /** In words, which only who is asked needs. */
    public Score score() {
      return merits.score(candidate);
    }
  }

  /**
   * What counts for a candidate.
   *
   * @param value higher is asked first
   * @param levels the average level in what is needed
   * @param waited the share of the longest idle time that counts
   * @param room the share of the capacity that is free
   * @param again whether the route prefers the candidate
   */
  public record Merits(
      double value, double levels, Duration idle, double waited, double room, boolean again) {

    static Merits of(Route route, List<Need> needed, Candidate candidate, Instant now) {
      double levels = levels(needed, candidate.member().skills());
      Duration idle = Duration.between(candidate.idleSince(), now);
      double waited = Math.clamp((double) idle.toMillis() / LONGEST_IDLE.toMillis(), 0, 1);
      double room = (double) (candidate.capacity() - candidate.load()) / candidate.capacity();
      boolean again = candidate.member().id().equals(route.preferredMember());
      double value =
          PROFICIENCY * levels / BEST_LEVEL
              + IDLE * waited
              + ROOM * room
              + LAST_CONTRIBUTOR * (again ? 1 : 0)
              + TIER * cheapness(candidate.member().tier());
      return new Merits(value, levels, idle, waited, room, again);
    }

    private static double levels(List<Need> needed, List<Need> skills) {
      if (needed.isEmpty()) {
        return BEST_LEVEL;
      }
      int sum = 0;
      for (Need need : needed) {
        int level = need.level();
        for (Need skill : skills) {
          if (skill.skill().equals(need.skill())) {
            level = skill.level();
          }
        }
        sum += level;
      }
      return (double) sum / needed.size();
    }

    Score score(Candidate of) {
      Tier tier = of.member().tier();
      return new Score(
          value,
          List.of(
              new Score.Part(
                  "proficiency",
                  PROFICIENCY,
                  levels / BEST_LEVEL,
                  String.format(Locale.ROOT, "level %.1f of 5 in what is needed", levels)),
              new Score.Part("idle", IDLE, waited, words(of, idle)),
              new Score.Part(
                  "room",
                  ROOM,
                  room,
                  "holds " + of.load() + " of " + of.capacity() + " pieces of work"),
              new Score.Part(
                  "lastContributor",
                  LAST_CONTRIBUTOR,
                  again ? 1 : 0,
                  again ? "answered this customer before" : "has not answered this customer"),
              new Score.Part("tier", TIER, cheapness(tier), "is " + words(tier))));
    }
  }

  /** The candidates of a route, best first; equals by who was idle longer, then by id. */
  public static List<Ranked> rank(Route route, List<Candidate> candidates, Instant now) {
    List<Need> needed = route.needed();
    return candidates.stream()
        .map(candidate -> new Ranked(candidate, Merits.of(route, needed, candidate, now)))
        .sorted(
            Comparator.comparingDouble((Ranked r) -> -r.merits().value())
                .thenComparing(r -> r.candidate().idleSince())
                .thenComparing(Ranked::memberId))
        .toList();
  }

  private static double cheapness(Tier tier) {
    return tier == Tier.COMMUNITY ? 1 : tier == Tier.CONTRACTOR ? 0.5 : 0;
  }

  private static String words(Candidate candidate, Duration idle) {
    boolean never = candidate.idleSince().equals(candidate.member().registeredAt());
    return (never ? "has had no work yet, a member for " : "without new work for ")
        + idle.toSeconds()
        + " seconds";
  }

  private static String words(Tier tier) {
    return switch (tier) {
      case COMMUNITY -> "a community member";
      case CONTRACTOR -> "a contractor, paid per piece";
      case SPECIALIST -> "a specialist, whose time is kept for what others cannot solve";
      case UNKNOWN -> throw Unknown.got(tier);
    };
  }
}
