package dev.crowdline.sla.whatif.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Traits;
import dev.crowdline.sla.whatif.messaging.DemoHour;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final UUID MEMBER = new UUID(1, 1);
  private static final UUID OTHER = new UUID(1, 2);
  private static final Policy PRODUCT = Policy.of(Pace.PRODUCT);

  @Nested
  @DisplayName("an hour of the demo community, as its topics recorded it")
  class AnHour {
    private final Recording hour = DemoHour.recording();

    private WhatIf replayed(Policy policy) {
      return WhatIf.of(hour, DemoHour.rules(), policy, share -> {});
    }

    @Test
    @DisplayName("replayed without a change: within 2 points of attainment and 10 % of the wait")
    void unchanged() {
      WhatIf replayed = replayed(DemoHour.policy());
      Figures was = replayed.recorded();
      assertThat(was).isNotNull();
      assertThat(was.requests()).isGreaterThan(500);
      for (Figures now : replayed.unchanged()) {
        for (SlaClock clock : SlaClock.all()) {
          assertThat(percent(now, clock))
              .as("%s of %s beside %s", clock, now, was)
              .isCloseTo(percent(was, clock), within(WhatIf.NEAR_POINTS));
        }
        assertThat((double) now.taken().medianMillis())
            .isCloseTo(
                was.taken().medianMillis(),
                within(was.taken().medianMillis() * WhatIf.NEAR_PERCENT / 100));
      }
      assertThat(replayed.comesNear()).isTrue();
      assertThat(replayed.tried()).isEqualTo(replayed.unchanged());
    }

    /** Else nothing could be said of a policy under which others are asked than were. */
    @Test
    @DisplayName("it comes near, too, when nobody is known to have met just that request")
    void byHabitsAlone() {
      Recording strangers =
          new Recording(
              hour.community(),
              hour.from(),
              hour.to(),
              hour.until(),
              hour.requests().stream().map(ReplayTest::asNobodyKnewIt).toList(),
              hour.people());
      Figures was =
          Figures.of(
              hour.requests().stream().filter(hour::counts).map(Asked::recorded).toList(),
              DemoHour.policy().cost());
      Figures now =
          Figures.of(
              new Replay(strangers, DemoHour.rules(), new Habits(hour), 1).run(share -> {}),
              DemoHour.policy().cost());
      assertThat(percent(now, SlaClock.TIME_TO_ACCEPT))
          .isCloseTo(percent(was, SlaClock.TIME_TO_ACCEPT), within(5.0));
      assertThat((double) now.taken().medianMillis())
          .isCloseTo(was.taken().medianMillis(), within(was.taken().medianMillis() * 0.25));
    }

    @Test
    @DisplayName("a thousand times as fast as it was, and more")
    void fast() {
      Habits habits = new Habits(hour);
      new Replay(hour, DemoHour.rules(), habits, 0).run(share -> {});
      long began = System.nanoTime();
      new Replay(hour, DemoHour.rules(), habits, 1).run(share -> {});
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      Duration was = Duration.between(hour.requests().getFirst().at(), hour.until());
      assertThat(was.dividedBy(took)).isGreaterThan(1_000);
    }

    @Test
    @DisplayName("a policy that asks one at a time, for long: people wait longer")
    void oneAtATime() {
      Policy one = with(DemoHour.policy(), 60, 1);
      WhatIf replayed = replayed(one);
      for (int run = 0; run < replayed.tried().size(); run++) {
        Figures unchanged = replayed.unchanged().get(run);
        Figures tried = replayed.tried().get(run);
        assertThat(tried.taken().medianMillis()).isGreaterThan(unchanged.taken().medianMillis());
        assertThat(tried.offers()).isLessThan(unchanged.offers());
        assertThat(tried.taken().ninetiethMillis())
            .isGreaterThan(unchanged.taken().ninetiethMillis());
      }
    }
  }

  private static double percent(Figures figures, SlaClock clock) {
    Double percent = figures.clocks().get(clock).percent();
    assertThat(percent).isNotNull();
    return percent;
  }

  private static Asked asNobodyKnewIt(Asked asked) {
    return new Asked(
        asked.id(),
        asked.at(),
        asked.traits(),
        asked.needs(),
        asked.minimumTier(),
        List.of(),
        List.of(),
        List.of(),
        asked.words(),
        null,
        Course.NOTHING);
  }

  private static Policy with(Policy policy, int offerSeconds, int waveSize) {
    return new Policy(
        offerSeconds,
        policy.firstActionSeconds(),
        policy.completionSeconds(),
        policy.warningPercent(),
        policy.extensions(),
        policy.extensionSeconds(),
        policy.newMemberCapacity(),
        waveSize,
        Math.max(waveSize, policy.waveLimit()),
        policy.silenceSeconds(),
        policy.customerWaitSeconds(),
        policy.rewardPoints(),
        policy.targets(),
        policy.steps(),
        policy.cost(),
        policy.followUpSeconds(),
        policy.cases());
  }

  // ---- one request, whose course can be told by hand ----

  private static Asked one(List<Reaction.To> reactions, List<Work> work, List<Verdict> verdicts) {
    return new Asked(
        new UUID(2, 2),
        START,
        new Traits(Priority.NORMAL, Channel.WEB, null, "en", Map.of()),
        List.of(new Need("general", 1)),
        Tier.COMMUNITY,
        reactions,
        work,
        verdicts,
        List.of(),
        null,
        Course.NOTHING);
  }

  private static Reaction.To reaction(UUID member, Reaction.Kind kind, int seconds) {
    return new Reaction.To(member, new Reaction(kind, Duration.ofSeconds(seconds)));
  }

  private static Work work(UUID member, Work.Deed... deeds) {
    return new Work(member, Tier.COMMUNITY, List.of(deeds), null);
  }

  private static Work.Deed deed(Work.Kind kind, int seconds) {
    return new Work.Deed(kind, Duration.ofSeconds(seconds));
  }

  private static Person person(UUID id, int presentAfter) {
    return new Person(
        id,
        Tier.COMMUNITY,
        List.of("en"),
        List.of(new Need("general", 3)),
        1,
        List.of(new Person.Stay(START.plusSeconds(presentAfter), START.plus(Duration.ofDays(1)))));
  }

  private static Course replayed(Asked asked, Policy policy, Person... people) {
    Recording recording =
        new Recording(
            "c",
            START,
            START.plusSeconds(1),
            START.plus(Duration.ofHours(8)),
            List.of(asked),
            List.of(people));
    Rules rules = new Rules(new TreeMap<>(Map.of(Instant.EPOCH, policy)), null, null);
    return new Replay(recording, rules, new Habits(recording), 7).run(share -> {}).getFirst();
  }

  @Test
  @DisplayName("who accepted then accepts again, at the same moment, and answers")
  void asThen() {
    Course course =
        replayed(
            one(
                List.of(reaction(MEMBER, Reaction.Kind.ACCEPTED, 10)),
                List.of(work(MEMBER, deed(Work.Kind.STARTED, 5), deed(Work.Kind.ANSWERED, 60))),
                List.of(new Verdict(Verdict.Kind.CONFIRMED, Duration.ofMinutes(2)))),
            PRODUCT,
            person(MEMBER, 0));
    assertThat(course.taken()).isEqualTo(Duration.ofSeconds(10));
    assertThat(course.answered()).isEqualTo(Duration.ofSeconds(70));
    assertThat(course.answeredBy()).isEqualTo(Tier.COMMUNITY);
    assertThat(course.offers()).isEqualTo(1);
    assertThat(course.points()).isEqualTo(PRODUCT.rewardOf(Priority.NORMAL));
    assertThat(course.met())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                SlaClock.TIME_TO_ACCEPT,
                true,
                SlaClock.FIRST_RESPONSE,
                true,
                SlaClock.RESOLUTION,
                true));
  }

  @Test
  @DisplayName("an offer that ends sooner than the member accepted is not accepted")
  void tooShort() {
    Course course =
        replayed(
            one(
                List.of(reaction(MEMBER, Reaction.Kind.ACCEPTED, 10)),
                List.of(work(MEMBER, deed(Work.Kind.ANSWERED, 60))),
                List.of()),
            with(PRODUCT, 5, 1),
            person(MEMBER, 0));
    assertThat(course.taken()).isNull();
    assertThat(course.met())
        .containsEntry(SlaClock.TIME_TO_ACCEPT, false)
        .containsEntry(SlaClock.FIRST_RESPONSE, false);
    assertThat(course.isExhausted()).isTrue();
  }

  @Test
  @DisplayName("who comes later is asked later")
  void comesLater() {
    Course course =
        replayed(
            one(
                List.of(reaction(MEMBER, Reaction.Kind.ACCEPTED, 10)),
                List.of(work(MEMBER, deed(Work.Kind.ANSWERED, 60))),
                List.of()),
            PRODUCT,
            person(MEMBER, 100));
    assertThat(course.taken()).isEqualTo(Duration.ofSeconds(110));
  }

  @Test
  @DisplayName("work that is left lying is taken back, and goes to somebody else")
  void takenBack() {
    Course course =
        replayed(
            one(
                List.of(
                    reaction(MEMBER, Reaction.Kind.ACCEPTED, 10),
                    reaction(OTHER, Reaction.Kind.ACCEPTED, 20)),
                List.of(work(MEMBER), work(OTHER, deed(Work.Kind.ANSWERED, 30))),
                List.of()),
            with(PRODUCT, PRODUCT.offerSeconds(), 1),
            person(MEMBER, 0),
            person(OTHER, 12));
    assertThat(course.answered())
        .isEqualTo(Duration.ofSeconds(10L + PRODUCT.firstActionSeconds() + 20 + 30));
  }

  @Test
  @DisplayName("an answer that is refused begins a new round, which the same member may answer")
  void refused() {
    Course course =
        replayed(
            one(
                List.of(
                    reaction(MEMBER, Reaction.Kind.ACCEPTED, 10),
                    reaction(MEMBER, Reaction.Kind.ACCEPTED, 40)),
                List.of(
                    work(MEMBER, deed(Work.Kind.ANSWERED, 60)),
                    work(MEMBER, deed(Work.Kind.ANSWERED, 60))),
                List.of(
                    new Verdict(Verdict.Kind.REFUSED_TO_THE_SAME, Duration.ofSeconds(30)),
                    new Verdict(Verdict.Kind.CONFIRMED, Duration.ofSeconds(30)))),
            PRODUCT,
            person(MEMBER, 0));
    assertThat(course.offers()).isEqualTo(2);
    assertThat(course.points()).isPositive();
    assertThat(course.met()).containsEntry(SlaClock.RESOLUTION, true);
  }

  @Test
  @DisplayName("nobody there: it waits, every step is raised, and every target is missed")
  void nobody() {
    Course course = replayed(one(List.of(), List.of(), List.of()), PRODUCT);
    assertThat(course.offers()).isZero();
    assertThat(course.steps()).isEqualTo(PRODUCT.steps().size());
    assertThat(course.met())
        .containsEntry(SlaClock.TIME_TO_ACCEPT, false)
        .containsEntry(SlaClock.FIRST_RESPONSE, false);
  }

  @Test
  @DisplayName("a day that is supposed: as many requests as asked for, the same every time")
  void supposed() {
    Question.Generated day = new Question.Generated(500, new Crowd(60, 3, 40, 60, 15, 120, 90));
    Rules rules = new Rules(new TreeMap<>(Map.of(Instant.EPOCH, PRODUCT)), null, null);
    WhatIf first = WhatIf.of("c", day, START, rules, with(PRODUCT, 90, 6), share -> {});
    assertThat(first.recorded()).isNull();
    assertThat(first.comesNear()).isNull();
    assertThat(first.unchanged())
        .hasSize(5)
        .allSatisfy(figures -> {
          assertThat(figures.requests()).isEqualTo(500);
          assertThat(figures.unanswered()).isLessThan(25);
          assertThat(percent(figures, SlaClock.TIME_TO_ACCEPT)).isBetween(60.0, 100.0);
        });
    assertThat(first.unchanged().get(0)).isNotEqualTo(first.unchanged().get(1));
    assertThat(WhatIf.of("c", day, START, rules, with(PRODUCT, 90, 6), share -> {}))
        .isEqualTo(first);
  }

  @Test
  @DisplayName("without a community, all that is answered is answered by specialists")
  void withoutMembers() {
    Question.Generated day = new Question.Generated(50, new Crowd(0, 5, 50, 60, 15, 120, 90));
    Rules rules = new Rules(new TreeMap<>(Map.of(Instant.EPOCH, PRODUCT)), null, null);
    Figures figures =
        WhatIf.of("c", day, START, rules, PRODUCT, share -> {}).unchanged().getFirst();
    assertThat(figures.answeredBy())
        .containsEntry(Tier.COMMUNITY, 0)
        .containsEntry(Tier.SPECIALIST, 50 - figures.unanswered());
    assertThat(figures.answeredBy().get(Tier.SPECIALIST)).isGreaterThan(40);
  }
}
