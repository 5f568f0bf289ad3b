package dev.crowdline.support.testing;

import dev.crowdline.contracts.AssignmentClock;
import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.WaitingOn;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.AssignmentReleased;
import dev.crowdline.contracts.routing.AssignmentTimedOut;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.contracts.routing.ThanksMarked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Conversations in which a customer and members write at once: every order in which intake and
 * routing may state and hear of it (P7), with clocks that differ by up to a second. What the turn
 * comes to is said by a model of its own, for the services' rules to be held against.
 */
public final class Crossings {
  public static final UUID REQUEST = new UUID(0, 1);
  public static final UUID MEMBER = new UUID(0, 2);
  private static final Instant BEGUN = Instant.parse("2026-03-01T09:00:00Z");

  private Crossings() {}

  /**
   * One of them, told to the end.
   *
   * @param intake what intake stated and heard, in its order
   * @param routing the same of routing
   * @param log the order of the topic, which sla hears
   * @param turn whose it is once everybody has heard everything
   */
  public record Story(
      List<Fact<?>> intake, List<Fact<?>> routing, List<Fact<?>> log, WaitingOn turn, int round) {}

  /** Every story of that many moves, deliveries among them. */
  public static void all(int moves, Consumer<Story> each) {
    int[] chosen = new int[moves];
    int[] choices = new int[moves];
    int last;
    do {
      each.accept(new Teller(choices, i -> chosen[i], 0, 0).tell());
      last = moves - 1;
      while (last >= 0 && chosen[last] + 1 >= choices[last]) {
        chosen[last--] = 0;
      }
      if (last >= 0) {
        chosen[last]++;
      }
    } while (last >= 0);
  }

  /** Long stories by chance, the same ones for the same seed. */
  public static void some(long seed, int stories, int moves, Consumer<Story> each) {
    Random chance = new Random(seed);
    for (int i = 0; i < stories; i++) {
      int intakeAhead = chance.nextInt(2_001) - 1_000;
      int routingAhead = chance.nextInt(2_001) - 1_000;
      int[] choices = new int[moves];
      each.accept(
          new Teller(choices, n -> chance.nextInt(1 << 20), intakeAhead, routingAhead).tell());
    }
  }

  private enum Move {
    WRITE,
    REFUSE,
    ACCEPT,
    ASK,
    SAY,
    ANSWER,
    RELEASE,
    TAKE_BACK,
    FOLLOW_UP,
    MARK,
    INTAKE_HEARS,
    ROUTING_HEARS
  }

  /** The model: what either side knows, by its own rules. */
  private static final class Teller {
    private final int[] choices;
    private final IntUnaryOperator choose;
    private final int intakeAheadMillis;
    private final int routingAheadMillis;
    private final List<Fact<?>> intake = new ArrayList<>();
    private final List<Fact<?>> routing = new ArrayList<>();
    private final List<Fact<?>> log = new ArrayList<>();
    private long millis;
    private int ids = 10;

    // What intake knows.
    private int intakeAt;
    private int written;
    private int intakeRound = 1;
    private boolean answered;
    private boolean marked;
    private @Nullable UUID work;
    private int given = -1;

    // What routing knows.
    private int routingAt;
    private int heard;
    private int routingRound = 1;
    private boolean closed;
    private @Nullable UUID active;
    private UUID latest = new UUID(0, 0);
    private int saidUpTo;

    Teller(int[] choices, IntUnaryOperator choose, int intakeAhead, int routingAhead) {
      this.choices = choices;
      this.choose = choose;
      this.intakeAheadMillis = intakeAhead;
      this.routingAheadMillis = routingAhead;
    }

    Story tell() {
      make(Move.ACCEPT);
      make(Move.INTAKE_HEARS);
      for (int i = 0; i < choices.length; i++) {
        List<Move> possible = possible();
        choices[i] = possible.size();
        make(possible.get(choose.applyAsInt(i) % possible.size()));
      }
      while (next("routing", intakeAt) != null || next("intake", routingAt) != null) {
        make(next("routing", intakeAt) != null ? Move.INTAKE_HEARS : Move.ROUTING_HEARS);
      }
      boolean customers = (answered || work != null) && given >= written;
      return new Story(
          intake, routing, log, customers ? WaitingOn.CUSTOMER : WaitingOn.HELPERS, intakeRound);
    }

    private List<Move> possible() {
      List<Move> moves = new ArrayList<>(List.of(Move.WRITE));
      if (answered) {
        moves.add(Move.REFUSE);
      }
      if (active != null) {
        moves.addAll(List.of(Move.ASK, Move.SAY, Move.ANSWER, Move.RELEASE, Move.TAKE_BACK));
      } else if (!closed) {
        moves.add(Move.ACCEPT);
      } else {
        moves.add(Move.FOLLOW_UP);
        if (heard > saidUpTo) {
          moves.add(Move.MARK);
        }
      }
      if (next("routing", intakeAt) != null) {
        moves.add(Move.INTAKE_HEARS);
      }
      if (next("intake", routingAt) != null) {
        moves.add(Move.ROUTING_HEARS);
      }
      return moves;
    }

    private void make(Move move) {
      millis += 20;
      switch (move) {
        case WRITE -> {
          written++;
          byIntake(new MessageAdded(id(), "Well?", written, null));
          if (answered && marked) {
            reopen(RequestReopened.Reason.CUSTOMER_WROTE);
          }
        }
        case REFUSE -> reopen(RequestReopened.Reason.NOT_SOLVED);
        case ACCEPT -> {
          latest = id();
          active = latest;
          byRouting(
              new OfferAccepted(
                  id(), latest, MEMBER, "Ada", Tier.COMMUNITY, routingRound, 100, List.of()));
        }
        case ASK -> say(true, false);
        case SAY -> say(false, false);
        case FOLLOW_UP -> {
          saidUpTo = heard;
          say(false, true);
        }
        case MARK -> {
          saidUpTo = heard;
          byRouting(new ThanksMarked(latest, MEMBER, heard));
        }
        case ANSWER -> {
          active = null;
          closed = true;
          saidUpTo = heard;
          byRouting(
              new AssignmentCompleted(
                  latest,
                  MEMBER,
                  "Ada",
                  Tier.COMMUNITY,
                  routingRound,
                  100,
                  id(),
                  "So.",
                  heard,
                  null));
        }
        case RELEASE -> {
          active = null;
          byRouting(new AssignmentReleased(latest, MEMBER));
        }
        case TAKE_BACK -> {
          active = null;
          byRouting(new AssignmentTimedOut(latest, MEMBER, AssignmentClock.COMPLETION));
        }
        case INTAKE_HEARS -> intakeHears();
        case ROUTING_HEARS -> routingHears();
      }
    }

    private void say(boolean asks, boolean followUp) {
      byRouting(
          new MessageWritten(
              id(), latest, MEMBER, "Ada", Tier.COMMUNITY, asks, "So?", heard, followUp));
    }

    private void reopen(RequestReopened.Reason why) {
      intakeRound++;
      answered = false;
      marked = false;
      byIntake(new RequestReopened(intakeRound, why, latest, null));
    }

    private void intakeHears() {
      Fact<?> fact = next("routing", intakeAt);
      if (fact == null) {
        throw new IllegalStateException("nothing to hear");
      }
      intakeAt = log.indexOf(fact) + 1;
      intake.add(fact);
      switch (fact.data()) {
        case OfferAccepted f -> {
          work = f.assignmentId();
          given = -1;
        }
        case MessageWritten f -> {
          boolean gives = f.asksCustomer() || (answered && Boolean.TRUE.equals(f.followUp()));
          given = gives ? Math.max(given, heardIn(f)) : given;
        }
        case AssignmentCompleted f -> {
          work = null;
          answered = true;
          given = f.heard() == null ? -1 : f.heard();
        }
        case ThanksMarked f -> {
          if (answered) {
            given = Math.max(given, f.heard());
            marked = true;
            if (f.heard() < written) {
              reopen(RequestReopened.Reason.CUSTOMER_WROTE);
            }
          }
        }
        default -> work = null;
      }
    }

    private static int heardIn(MessageWritten fact) {
      return fact.heard() == null ? -1 : fact.heard();
    }

    private void routingHears() {
      Fact<?> fact = next("intake", routingAt);
      if (fact == null) {
        throw new IllegalStateException("nothing to hear");
      }
      routingAt = log.indexOf(fact) + 1;
      routing.add(fact);
      if (fact.data() instanceof MessageAdded added && added.number() != null) {
        heard = added.number();
      } else if (fact.data() instanceof RequestReopened reopened) {
        routingRound = reopened.round();
        closed = false;
      }
    }

    private @Nullable Fact<?> next(String service, int from) {
      for (Fact<?> fact : log.subList(from, log.size())) {
        if (fact.service().equals(service)) {
          return fact;
        }
      }
      return null;
    }

    private void byIntake(Object data) {
      intake.add(state("/intake/1", intakeAheadMillis, data));
    }

    private void byRouting(Object data) {
      routing.add(state("/routing/1", routingAheadMillis, data));
    }

    private Fact<?> state(String source, int aheadMillis, Object data) {
      Fact<?> fact =
          new Fact<>(
              id(),
              source,
              REQUEST.toString(),
              "demo",
              null,
              log.size() + 1L,
              null,
              BEGUN.plusMillis(millis + aheadMillis),
              data);
      log.add(fact);
      return fact;
    }

    private UUID id() {
      return new UUID(0, ids++);
    }
  }
}
