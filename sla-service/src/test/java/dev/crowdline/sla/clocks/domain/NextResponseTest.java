package dev.crowdline.sla.clocks.domain;

import static dev.crowdline.sla.clocks.domain.Story.FIRST;
import static dev.crowdline.sla.clocks.domain.Story.SECOND;
import static dev.crowdline.sla.clocks.domain.Story.answer;
import static dev.crowdline.sla.clocks.domain.Story.at;
import static dev.crowdline.sla.clocks.domain.Story.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.overview.domain.Contributions;
import dev.crowdline.sla.overview.domain.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How long a further message of the customer waits for our next one. */
class NextResponseTest {
  private static final int TARGET = 100;
  private static final int URGENT_TARGET = 40;

  private RequestClocks clocks = begun(plan(TARGET));

  private static Plan plan(@Nullable Integer seconds) {
    Map<Priority, Policy.Targets> targets = new EnumMap<>(Priority.class);
    for (Priority each : Priority.all()) {
      Integer next =
          seconds != null && each == Priority.URGENT ? Integer.valueOf(URGENT_TARGET) : seconds;
      targets.put(each, new Policy.Targets(10_000, 10_000, 100_000, next));
    }
    return new Plan(targets.get(Priority.NORMAL), 86_400, List.of(), targets, 1, null, null);
  }

  /** Taken at 10, first response at 20. */
  private static RequestClocks begun(Plan plan) {
    RequestClocks asked =
        RequestClocks.UNKNOWN
            .submitted(at(0), Priority.NORMAL, Tier.COMMUNITY, null, null, null)
            .planned(plan);
    return take(10, FIRST, 1).apply(asked).spoken(at(20), FIRST, false, 0);
  }

  private void wrote(double seconds, @Nullable Integer number) {
    clocks = clocks.customerWrote(at(seconds), number, false);
  }

  private void said(double seconds, @Nullable Integer heard) {
    clocks = clocks.spoken(at(seconds), FIRST, false, heard);
  }

  private List<String> due(double seconds) {
    Outcome outcome = clocks.due(at(seconds));
    clocks = outcome.clocks();
    return next(outcome);
  }

  private static List<String> next(Outcome outcome) {
    List<String> said = new ArrayList<>();
    for (ClockEvent event : outcome.events()) {
      switch (event) {
        case ClockEvent.AtRisk e when e.clock() == SlaClock.NEXT_RESPONSE -> said.add("at risk");
        case ClockEvent.Breached e when e.clock() == SlaClock.NEXT_RESPONSE ->
            said.add("missed " + Duration.between(at(0), e.dueAt()).toSeconds());
        case ClockEvent.Met e when e.clock() == SlaClock.NEXT_RESPONSE ->
            said.add("met after " + e.used().toSeconds());
        default -> {}
      }
    }
    return said;
  }

  private List<String> waits() {
    return clocks.timeline().replies().stream()
        .map(reply ->
            Duration.between(at(0), reply.askedAt()).toSeconds()
                + " to "
                + (reply.repliedAt() == null
                    ? reply.endedBy()
                    : Duration.between(at(0), reply.repliedAt()).toSeconds()))
        .toList();
  }

  @Test
  void itRunsFromAFurtherMessageToOurNext() {
    wrote(100, 1);
    assertThat(due(174)).isEmpty();
    assertThat(due(175)).containsExactly("at risk");
    said(199, 1);
    assertThat(due(300)).containsExactly("met after 99");
    assertThat(due(400)).isEmpty();
    assertThat(waits()).containsExactly("100 to 199");
  }

  @Test
  void eachMessageBeginsAnewAndAMissStaysMissed() {
    wrote(100, 1);
    assertThat(due(200)).containsExactly("missed 200");
    said(250, 1);
    assertThat(due(251)).isEmpty();
    wrote(300, 2);
    said(310, 2);
    assertThat(due(311)).containsExactly("met after 10");
    assertThat(clocks.hasMissedReply()).isTrue();
    assertThat(clocks.isBreached()).isTrue();
    assertThat(
            Contributions.of(clocks).entrySet().stream()
                .filter(each -> each.getKey().key().equals("NEXT_RESPONSE"))
                .map(each -> each.getKey().measure() + " " + each.getValue()))
        .containsExactlyInAnyOrder("TARGET_BREACHED 1", "TARGET_MET 1");
    assertThat(
            Contributions.of(clocks).entrySet().stream()
                .filter(each -> each.getKey().measure() == Measure.NEXT_RESPONSE_TIME)
                .mapToLong(Map.Entry::getValue)
                .sum())
        .isEqualTo(2);
  }

  @Test
  @DisplayName("before the first response its own clock runs; after the end a message is a request")
  void onlyInBetween() {
    clocks =
        RequestClocks.UNKNOWN
            .submitted(at(0), Priority.NORMAL, Tier.COMMUNITY, null, null, null)
            .planned(plan(TARGET));
    wrote(5, 1);
    assertThat(waits()).isEmpty();
    clocks = answer(30, FIRST, 1).apply(take(10, FIRST, 1).apply(clocks));
    clocks = clocks.resolved(at(40), FIRST, 1, 1);
    wrote(50, 2);
    assertThat(waits()).isEmpty();
    assertThat(due(1_000)).isEmpty();
  }

  @Test
  void whateverWeWriteEndsTheWait() {
    wrote(100, 1);
    clocks = clocks.spoken(at(101), FIRST, true, 1);
    wrote(110, 2);
    clocks = clocks.staffWrote(at(112));
    wrote(120, 3);
    clocks = clocks.answered(at(123), FIRST, 1, Tier.COMMUNITY, 3);
    wrote(130, 4);
    clocks = clocks.followedUp(at(134), FIRST, 4);
    assertThat(waits()).containsExactly("100 to 101", "110 to 112", "120 to 123", "130 to 134");
    assertThat(clocks.timeline().replies())
        .extracting(Reply::endedBy)
        .containsExactly(
            Course.Reason.CUSTOMER_ASKED,
            Course.Reason.STAFF_WROTE,
            Course.Reason.ANSWERED,
            Course.Reason.FOLLOWED_UP);
  }

  @Test
  void thanksAskForNothing() {
    clocks = clocks.customerWrote(at(100), 1, true);
    assertThat(waits()).isEmpty();
  }

  @Test
  @DisplayName("messages wait together, and one that crossed with ours goes on waiting")
  void crossing() {
    wrote(100, 1);
    wrote(110, 2);
    said(115, 1);
    wrote(120, 3);
    assertThat(waits()).containsExactly("100 to 115", "110 to null");
    assertThat(due(210)).contains("missed 210");
    said(220, 3);
    assertThat(waits()).containsExactly("100 to 115", "110 to 220");
  }

  @Test
  void whenTheRequestEndsNobodyWaitsAnyMore() {
    wrote(100, 1);
    clocks = clocks.cancelled(at(150));
    assertThat(waits()).containsExactly("100 to CANCELLED");
    assertThat(due(1_000)).isEmpty();
  }

  @Test
  void itGoesOnWhoeverHasTheWork() {
    wrote(100, 1);
    clocks = clocks.released(at(110), FIRST);
    clocks = take(150, SECOND, 1).apply(clocks);
    clocks = clocks.spoken(at(190), SECOND, false, 1);
    assertThat(waits()).containsExactly("100 to 190");
  }

  @Test
  void aReplyThatIsHeardLateTakesTheMissBack() {
    wrote(100, 1);
    assertThat(due(210)).containsExactly("missed 200");
    said(150, 1);
    assertThat(next(clocks.settled(at(220)))).containsExactly("met after 50");
    clocks = clocks.settled(at(220)).clocks();
    assertThat(clocks.isBreached()).isFalse();
    assertThat(clocks.replies()).hasSize(1);
    assertThat(clocks.replies().getFirst().said()).isEqualTo(new Judged(null, null, at(150)));
  }

  @Test
  void withoutATargetNothingIsSaidAndTheWaitsAreKnown() {
    clocks = begun(plan(null));
    wrote(100, 1);
    assertThat(due(10_000)).isEmpty();
    assertThat(waits()).containsExactly("100 to null");
    assertThat(clocks.replies()).isEmpty();
    // Another version has one, as if from the start; and the first takes back what it said.
    assertThat(next(clocks.replanned(plan(TARGET), at(10_001)))).isEmpty();
    clocks = clocks.replanned(plan(TARGET), at(10_001)).clocks();
    assertThat(due(10_001)).containsExactly("missed 200");
    clocks = clocks.replanned(plan(null), at(10_002)).clocks();
    assertThat(clocks.isBreached()).isFalse();
  }

  @Test
  void aRaisedPriorityCountsFromThenOn() {
    wrote(100, 1);
    clocks = clocks.priorityRaised(at(130), Priority.URGENT);
    assertThat(
            Deadlines.of(clocks, plan(TARGET), clocks.timeline())
                .reaches(clocks.timeline().replies().getLast(), 100))
        .isEqualTo(at(140));
    assertThat(due(140)).contains("missed 140");
  }

  @Test
  void itIsLookedAtWhenItIsDue() {
    assertThat(clocks.due(at(30)).clocks().nextDueAt()).isAfter(at(5_000));
    wrote(100, 1);
    assertThat(clocks.due(at(101)).clocks().nextDueAt()).isEqualTo(at(175));
    assertThat(clocks.due(at(175)).clocks().nextDueAt()).isEqualTo(at(200));
    assertThat(clocks.due(at(200)).clocks().nextDueAt()).isAfter(at(5_000));
  }

  @Test
  void whatWaitsAndIsNearlyLateIsOverdueUntilWeWrite() {
    wrote(100, 1);
    due(175);
    Timeline waiting = clocks.timeline();
    assertThat(clocks.isAtRisk(waiting)).isTrue();
    assertThat(Urgency.of(clocks, waiting)).isEqualTo(new Urgency(SlaClock.NEXT_RESPONSE, at(200)));
    due(200);
    assertThat(Alert.of(clocks, clocks.timeline()))
        .contains(new Alert(Alert.Kind.BREACHED, at(200), SlaClock.NEXT_RESPONSE, null));
    said(201, 1);
    assertThat(Urgency.of(clocks, clocks.timeline())).isNull();
  }

  /** What somebody does at a second of a conversation, and how it is heard. */
  private record Fact(int second, UnaryOperator<RequestClocks> effect) {}

  /**
   * A conversation with its waits as they are counted by going through it once: each message of
   * ours replies to those that its writer had heard.
   */
  private static final class Conversation {
    final List<Fact> facts = new ArrayList<>();
    final Map<Instant, @Nullable Instant> waits = new HashMap<>();

    Conversation(Random random) {
      facts.add(
          new Fact(
              0,
              clocks ->
                  clocks
                      .submitted(at(0), Priority.NORMAL, Tier.COMMUNITY, null, null, null)
                      .planned(plan(TARGET))));
      facts.add(new Fact(10, take(10, FIRST, 1)));
      facts.add(new Fact(20, clocks -> clocks.spoken(at(20), FIRST, false, 0)));
      List<Integer> asked = new ArrayList<>();
      int answered = 0;
      int second = 20;
      for (int i = 0; i < 12; i++) {
        second += 1 + random.nextInt(90);
        int now = second;
        if (random.nextBoolean()) {
          asked.add(now);
          int number = asked.size();
          facts.add(new Fact(now, clocks -> clocks.customerWrote(at(now), number, false)));
        } else {
          int heard = answered + random.nextInt(asked.size() - answered + 1);
          facts.add(new Fact(now, clocks -> clocks.spoken(at(now), FIRST, false, heard)));
          if (heard > answered) {
            waits.put(at(asked.get(answered)), at(now));
            answered = heard;
          }
        }
      }
      if (answered < asked.size()) {
        waits.put(at(asked.get(answered)), null);
      }
    }
  }

  @Test
  @DisplayName("P7: late, twice and in any order, the waits are those of the conversation")
  void anyOrder() {
    Random random = new Random(11);
    for (int run = 0; run < 500; run++) {
      Conversation conversation = new Conversation(random);
      List<Fact> heard = new ArrayList<>(conversation.facts);
      heard.addAll(conversation.facts);
      Collections.shuffle(heard, random);
      RequestClocks all = RequestClocks.UNKNOWN;
      int now = 1_200;
      for (Fact fact : heard) {
        now += random.nextInt(10);
        all = fact.effect().apply(all).due(at(now)).clocks();
      }
      all = all.due(at(5_000)).clocks();

      Map<Instant, @Nullable Instant> found = new HashMap<>();
      all.timeline().replies().forEach(reply -> found.put(reply.askedAt(), reply.repliedAt()));
      assertThat(found).isEqualTo(conversation.waits);
      Map<Instant, Judged> judged = new HashMap<>();
      all.replies().forEach(reply -> judged.put(reply.askedAt(), reply.said()));
      conversation.waits.forEach((asked, replied) -> {
        Instant dueAt = asked.plusSeconds(TARGET);
        boolean late = replied == null || !replied.isBefore(dueAt);
        Judged said = judged.getOrDefault(asked, Judged.NOTHING);
        assertThat(said.breachedAt()).isEqualTo(late ? dueAt : null);
        assertThat(said.metAt()).isEqualTo(late ? null : replied);
      });
      // Whatever was said too early is corrected by what was said last.
      assertThat(all.due(at(6_000)).events()).isEmpty();
    }
  }

  @Test
  void theProductHasNoTargetForItUnlessAnOperatorSetsOne() {
    for (Pace pace : List.of(Pace.PRODUCT, Pace.DEMO)) {
      assertThat(Policy.of(pace).targets().values())
          .allSatisfy(each -> assertThat(each.nextResponseSeconds()).isNull());
    }
  }
}
