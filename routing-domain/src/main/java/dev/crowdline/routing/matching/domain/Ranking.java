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
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

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
  public record Ranked(Candidate candidate, Score score) {
    public UUID memberId() {
      return candidate.member().id();
    }
  }

  /** The candidates of a route, best first; equals by who was idle longer, then by id. */
  public static List<Ranked> rank(Route route, List<Candidate> candidates, Instant now) {
    return candidates.stream()
        .map(candidate -> new Ranked(candidate, score(route, candidate, now)))
        .sorted(
            Comparator.comparingDouble((Ranked r) -> -r.score().value())
                .thenComparing(r -> r.candidate().idleSince())
                .thenComparing(Ranked::memberId))
        .toList();
  }

  static Score score(Route route, Candidate candidate, Instant now) {
    List<Need> needed = route.needed();
    Map<String, Need> skills =
        candidate.member().skills().stream()
            .collect(Collectors.toMap(Need::skill, Function.identity()));
    double levels =
        needed.stream()
            .mapToInt(need -> skills.getOrDefault(need.skill(), need).level())
            .average()
            .orElse(BEST_LEVEL);
    Duration idle = Duration.between(candidate.idleSince(), now);
    double waited = Math.clamp((double) idle.toMillis() / LONGEST_IDLE.toMillis(), 0, 1);
    double room = (double) (candidate.capacity() - candidate.load()) / candidate.capacity();
    boolean again = candidate.member().id().equals(route.preferredMember());
    Tier tier = candidate.member().tier();
    double cheapest = tier == Tier.COMMUNITY ? 1 : tier == Tier.CONTRACTOR ? 0.5 : 0;
    return Score.of(
        List.of(
            new Score.Part(
                "proficiency",
                PROFICIENCY,
                levels / BEST_LEVEL,
                String.format(Locale.ROOT, "level %.1f of 5 in what is needed", levels)),
            new Score.Part("idle", IDLE, waited, idle(candidate, idle)),
            new Score.Part(
                "room",
                ROOM,
                room,
                "holds " + candidate.load() + " of " + candidate.capacity() + " pieces of work"),
            new Score.Part(
                "lastContributor",
                LAST_CONTRIBUTOR,
                again ? 1 : 0,
                again ? "answered this customer before" : "has not answered this customer"),
            new Score.Part("tier", TIER, cheapest, "is " + words(tier))));
  }

  private static String idle(Candidate candidate, Duration idle) {
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
