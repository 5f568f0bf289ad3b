package dev.crowdline.intake.requests.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.intake.RequestResolved;
import dev.crowdline.contracts.routing.AssignmentCancelled;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.AssignmentReleased;
import dev.crowdline.contracts.routing.AssignmentTimedOut;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.contracts.routing.OffersMade;
import dev.crowdline.contracts.routing.RouteClaimed;
import dev.crowdline.contracts.routing.RouteExhausted;
import dev.crowdline.contracts.routing.RouteQueued;
import dev.crowdline.contracts.routing.ThanksMarked;
import dev.crowdline.intake.requests.domain.Happening;
import dev.crowdline.intake.requests.domain.Heard;
import dev.crowdline.intake.requests.domain.Helper;
import dev.crowdline.support.testing.LaterWord;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TranslationTest {
  private static final Instant AT = Instant.parse("2026-03-01T09:00:00Z");
  private static final UUID ASSIGNMENT = new UUID(0, 1);
  private static final UUID MEMBER = new UUID(0, 2);
  private static final UUID MESSAGE = new UUID(0, 3);
  private static final Helper ADA = new Helper(ASSIGNMENT, MEMBER, "Ada", Tier.COMMUNITY);

  /** What intake hears, by type. */
  private static final Set<Class<?>> HEARD =
      Set.of(
          RouteQueued.class,
          OffersMade.class,
          OfferAccepted.class,
          RouteClaimed.class,
          MessageWritten.class,
          ThanksMarked.class,
          AssignmentCompleted.class,
          AssignmentReleased.class,
          AssignmentTimedOut.class,
          AssignmentCancelled.class,
          RouteExhausted.class);

  private static Heard heard(Object data) {
    return Translation.heard(
        new Fact<>(
            new UUID(0, 9),
            "/routing/1",
            new UUID(0, 8).toString(),
            "acme",
            null,
            1,
            null,
            AT,
            data));
  }

  @Test
  void everyFactOfTheOthersIsHeardOrIgnoredOnPurpose() {
    Set<Class<?>> ofOthers =
        FactTypes.all().stream()
            .filter(type -> type.topic() == Topic.REQUESTS && !type.service().equals("intake"))
            .map(FactTypes.FactType::record)
            .collect(Collectors.toSet());
    Set<Class<?>> known = new HashSet<>(HEARD);
    known.addAll(Translation.IGNORED);
    assertThat(known).isEqualTo(ofOthers);
    assertThat(HEARD).doesNotContainAnyElementsOf(Translation.IGNORED);
  }

  @Test
  void whatRoutingDidIsSaidInOurWords() {
    assertThat(
            heard(
                new RouteQueued(
                    2,
                    RouteQueued.Reason.REOPENED,
                    List.of(new Need("router", 2)),
                    Tier.COMMUNITY)))
        .isEqualTo(new Heard.RouteOpen(2, AT));
    assertThat(heard(new OffersMade(1, 2, 100, AT, List.of())))
        .isEqualTo(new Heard.RouteOpen(2, AT));
    assertThat(
            heard(
                new OfferAccepted(
                    new UUID(0, 7), ASSIGNMENT, MEMBER, "Ada", Tier.COMMUNITY, 1, 100, List.of())))
        .isEqualTo(new Heard.Taken(ADA, 1, AT));
    assertThat(
            heard(new RouteClaimed(ASSIGNMENT, MEMBER, "Ada", Tier.COMMUNITY, 1, 100, List.of())))
        .isEqualTo(new Heard.Taken(ADA, 1, AT));
    assertThat(
            heard(
                new MessageWritten(
                    MESSAGE,
                    ASSIGNMENT,
                    MEMBER,
                    "Ada",
                    Tier.COMMUNITY,
                    true,
                    "Which?",
                    null,
                    null)))
        .isEqualTo(new Heard.Wrote(MESSAGE, ADA, true, "Which?", null, AT));
    assertThat(
            heard(
                new AssignmentCompleted(
                    ASSIGNMENT, MEMBER, "Ada", Tier.COMMUNITY, 1, 100, MESSAGE, "So.", null, null)))
        .isEqualTo(new Heard.Completed(MESSAGE, ADA, 1, "So.", null, AT));
    assertThat(heard(new AssignmentReleased(ASSIGNMENT, MEMBER)))
        .isEqualTo(new Heard.LetGo(ASSIGNMENT, AT));
    assertThat(heard(new RouteExhausted(1))).isEqualTo(new Heard.Exhausted(1, AT));
  }

  static Stream<LaterWord> laterWords() {
    return HEARD.stream().flatMap(LaterWord::of);
  }

  @ParameterizedTest
  @MethodSource("laterWords")
  void aWordOfALaterVersionIsHeardAsTheReferenceSays(LaterWord word) {
    assertThat(heard(word.read())).isEqualTo(heard(word.safe())).isNotNull();
  }

  @Test
  void whatWeDecidedIsSaidInTheWordsOfTheContract() {
    assertThat(
            StatingRequests.fact(
                new Happening.Reopened(2, Happening.Why.CUSTOMER_WROTE, ASSIGNMENT, MEMBER)))
        .isEqualTo(
            new RequestReopened(2, RequestReopened.Reason.CUSTOMER_WROTE, ASSIGNMENT, MEMBER));
    assertThat(StatingRequests.fact(new Happening.Resolved(ADA, 1, Happening.How.SILENCE, 1)))
        .isEqualTo(new RequestResolved(ASSIGNMENT, MEMBER, 1, RequestResolved.By.SILENCE, 1));
    for (Happening.Why why : Happening.Why.values()) {
      assertThat(StatingRequests.fact(new Happening.Reopened(2, why, ASSIGNMENT, null)))
          .extracting(fact -> ((RequestReopened) fact).reason().name())
          .isEqualTo(why.name());
    }
  }
}
