package dev.crowdline.rewards.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.support.testing.Seeds;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * P5 for random lives of requests: facts of routing and intake in any order between the services
 * and in commit order within each (P7), with any of them delivered again at any time, and members
 * who spend meanwhile, operators who correct and points that expire. {@code -Dcrowdline.seed=…}
 * repeats one run.
 */
class ConservationTest {
  private static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");
  private static final int MEMBERS = 3;
  private static final int LIVES = 2_000;

  @Test
  @DisplayName("P5: points are conserved and each answer is paid at most once")
  void pointsAreConserved() {
    Seeds.each(LIVES, ConservationTest::areConserved);
  }

  private static void areConserved(long seed) {
    Random random = new Random(seed);
    Map<UUID, Long> paid = new HashMap<>();
    Map<UUID, Long> waiting = new HashMap<>();
    List<Deque<Heard>> streams = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Life life = Life.of(new UUID(1, i), random);
      streams.add(life.routing);
      streams.add(life.intake);
      life.paid.forEach((member, points) -> paid.merge(member, points, Long::sum));
      life.waiting.forEach((member, points) -> waiting.merge(member, points, Long::sum));
    }

    MemoryLedger ledger = new MemoryLedger();
    Map<UUID, Long> spent = new HashMap<>();
    List<Heard> heard = new ArrayList<>();
    while (streams.stream().anyMatch(stream -> !stream.isEmpty())) {
      Deque<Heard> stream = streams.get(random.nextInt(streams.size()));
      Heard next = stream.poll();
      if (next != null) {
        ledger.hear(next);
        // What reviewers say is a command, and not repeated.
        if (!(next instanceof Heard.Reviewed)) {
          heard.add(next);
        }
      }
      if (!heard.isEmpty() && random.nextInt(3) == 0) {
        assertThat(ledger.hear(heard.get(random.nextInt(heard.size()))))
            .as("P5: a repeated fact moves nothing")
            .isEmpty();
      }
      if (random.nextInt(4) == 0) {
        UUID member = member(random);
        long points = ledger.balance(member, AccountKind.WALLET);
        if (points > 0) {
          long some = 1 + random.nextLong(points);
          ledger.spend(member, some);
          spent.merge(member, some, Long::sum);
        }
      }
      if (random.nextInt(6) == 0) {
        Adjustment adjustment = adjustment(random);
        spent.merge(adjustment.memberId(), -ledger.adjust(adjustment), Long::sum);
      }
    }

    for (int i = 0; i < MEMBERS; i++) {
      UUID member = new UUID(3, i);
      assertThat(
              ledger.balance(member, AccountKind.WALLET) - ledger.balance(member, AccountKind.DEBT))
          .as("confirmed answers that reviewers let stand, and nothing else, are paid in any order")
          .isEqualTo(paid.getOrDefault(member, 0L) - spent.getOrDefault(member, 0L));
      assertThat(ledger.balance(member, AccountKind.HELD))
          .as("answers without a verdict are held")
          .isEqualTo(waiting.getOrDefault(member, 0L));
    }
  }

  private static Adjustment adjustment(Random random) {
    UUID id = new UUID(random.nextLong(), random.nextLong());
    if (random.nextInt(3) == 0) {
      return new Adjustment.Royalty(
          "demo", member(random), new Purpose.Royalty(id), 1 + random.nextInt(200), AT);
    }
    return random.nextBoolean()
        ? new Adjustment.Expiry(
            "demo", member(random), new Purpose.Expiry(id), 1 + random.nextInt(200), AT)
        : new Adjustment.Correction(
            "demo",
            member(random),
            new Purpose.Correction(id, ""),
            random.nextBoolean() ? 1 + random.nextInt(200) : -1 - random.nextInt(200),
            AT);
  }

  private static UUID member(Random random) {
    return new UUID(3, random.nextInt(MEMBERS));
  }

  /** What the two services say about one request, and what it comes to. */
  private static final class Life {
    final Deque<Heard> routing = new ArrayDeque<>();
    final Deque<Heard> intake = new ArrayDeque<>();
    final Map<UUID, Long> paid = new HashMap<>();
    final Map<UUID, Long> waiting = new HashMap<>();

    static Life of(UUID request, Random random) {
      Life life = new Life();
      List<Given> refused = new ArrayList<>();
      int rounds = 1 + random.nextInt(3);
      for (int round = 1; round < rounds; round++) {
        Given answer = Given.in(request, round, random);
        life.complete(answer);
        life.rate(answer, random);
        if (random.nextInt(4) == 0) {
          life.intake.add(answer.confirmedIn(round));
        }
        life.intake.add(new Heard.Refused("demo", request, answer.assignment(), round + 1, AT));
        refused.add(answer);
      }
      life.end(request, rounds, refused, random);
      return life;
    }

    private void end(UUID request, int round, List<Given> refused, Random random) {
      Given drawn = Given.in(request, round, random);
      int end = random.nextInt(refused.isEmpty() ? 3 : 5);
      // What is held after an appeal hangs on whether the rating came before it.
      Given last =
          end == 2 && drawn.review() == Given.Review.OVERTURNED ? drawn.unreviewed() : drawn;
      if (end == 4) {
        // An earlier answer is confirmed before anybody answered again.
        confirmOneAfterAll(round, refused, random);
        return;
      }
      complete(last);
      rate(last, random);
      switch (end) {
        case 0 -> {
          intake.add(last.confirmedIn(round));
          pay(last);
        }
        case 1 -> {
          intake.add(new Heard.Cancelled("demo", request, last.assignment(), AT));
          pay(last);
        }
        case 2 -> {
          if (last.review() == Given.Review.NONE) {
            waiting.merge(last.member(), last.points(), Long::sum);
          }
        }
        default -> {
          confirmOneAfterAll(round, refused, random);
          if (random.nextBoolean()) {
            // Intake had heard of it; otherwise it crossed the confirmation.
            intake.add(last.confirmedIn(round));
          }
          pay(last);
        }
      }
    }

    private void confirmOneAfterAll(int round, List<Given> refused, Random random) {
      Given helped = refused.get(random.nextInt(refused.size()));
      intake.add(helped.confirmedIn(round));
      pay(helped);
    }

    /** The customer says how good it was, maybe twice, and maybe before it is heard of. */
    private void rate(Given answer, Random random) {
      if (answer.stars() > 0) {
        intake.add(answer.rated(answer.stars()));
        if (random.nextInt(4) == 0) {
          intake.add(answer.rated(1));
        }
      }
    }

    private void complete(Given answer) {
      routing.add(answer.completed());
      if (answer.review() != Given.Review.NONE) {
        routing.add(answer.reviewed(true));
      }
      if (answer.review() == Given.Review.OVERTURNED) {
        routing.add(answer.reviewed(false));
      }
    }

    private void pay(Given answer) {
      if (answer.review() != Given.Review.WITHDRAWN) {
        paid.merge(answer.member(), answer.points(), Long::sum);
      }
    }
  }

  /** An answer of a request. */
  private record Given(
      UUID request,
      UUID assignment,
      UUID member,
      boolean community,
      int round,
      long reward,
      Extra extra,
      int stars,
      Review review) {

    enum Review {
      NONE,
      WITHDRAWN,
      /** Withdrawn, and an appeal went well. */
      OVERTURNED
    }

    Given unreviewed() {
      return new Given(
          request, assignment, member, community, round, reward, extra, stars, Review.NONE);
    }

    static Given in(UUID request, int round, Random random) {
      return new Given(
          request,
          new UUID(request.getLeastSignificantBits() + 10, round),
          ConservationTest.member(random),
          random.nextInt(5) > 0,
          round,
          random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(200),
          new Extra(random.nextInt(2) * 10L, random.nextInt(3) * 2, 25),
          random.nextInt(6),
          switch (random.nextInt(6)) {
            case 0 -> Review.WITHDRAWN;
            case 1 -> Review.OVERTURNED;
            default -> Review.NONE;
          });
    }

    long points() {
      if (!community) {
        return 0;
      }
      boolean good = extra.ratedFrom() > 0 && stars >= extra.ratedFrom();
      return reward + extra.prompt() + (reward > 0 && good ? extra.rated() : 0);
    }

    Heard rated(int given) {
      return new Heard.Rated("demo", request, assignment, given, AT);
    }

    Heard completed() {
      return new Heard.Completed(
          "demo", request, assignment, member, community, round, reward, extra, AT);
    }

    Heard reviewed(boolean withdraws) {
      return new Heard.Reviewed("demo", request, assignment, withdraws, AT);
    }

    Heard confirmedIn(int inRound) {
      return new Heard.Confirmed("demo", request, assignment, round, inRound, AT);
    }
  }
}
