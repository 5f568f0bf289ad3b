package dev.crowdline.intake.requests.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A customer finds the answer in an article. */
class SolvedByArticleTest {
  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
  private static final UUID ARTICLE = UUID.randomUUID();
  private static final UUID AUTHOR = UUID.randomUUID();
  private static final Life OPEN = Life.begin(Priority.NORMAL, Tier.COMMUNITY, NOW);

  private static Judgement solve(Life life) {
    return Commanding.solvedByArticle(life, ARTICLE, "Roaming", AUTHOR, UUID.randomUUID(), NOW);
  }

  private static Life solved() {
    return ((Decision) solve(OPEN)).life();
  }

  @Test
  @DisplayName("what nobody has answered ends, its customer reads why, and the author is named")
  void ends() {
    Decision decision = (Decision) solve(OPEN);
    assertThat(decision.life().state()).isEqualTo(new RequestState.Resolved(1, null, NOW));
    assertThat(decision.life().dueAt()).isNull();
    assertThat(decision.happenings())
        .containsExactly(new Happening.SolvedByArticle(ARTICLE, AUTHOR, 1));
    assertThat(decision.messages())
        .first()
        .extracting(Message::text)
        .asString()
        .contains("Roaming");
  }

  @Test
  @DisplayName("what somebody works on ends as well")
  void endsInWork() {
    Helper helper = new Helper(UUID.randomUUID(), UUID.randomUUID(), "Ada", Tier.COMMUNITY);
    Life inWork = OPEN.in(new RequestState.InWork(1, helper), NOW);
    assertThat(((Decision) solve(inWork)).life().state().status()).isEqualTo(Status.RESOLVED);
  }

  @Test
  @DisplayName("it ends once, and nothing is there to be rated or judged")
  void once() {
    assertThat(solve(solved())).isInstanceOf(Judgement.Refused.class);
    assertThat(solved().canBeRated()).isFalse();
    assertThat(Commanding.rate(solved(), 5, "", NOW))
        .isInstanceOfSatisfying(
            Judgement.Refused.class,
            refused -> assertThat(refused.wanted()).contains("no answer to rate"));
    assertThat(Commanding.judge(solved(), true, null, UUID.randomUUID(), "", NOW))
        .isInstanceOf(Judgement.Refused.class);
  }

  @Test
  @DisplayName("what has an answer, or an incident that will answer it, is not ended so")
  void notEverything() {
    Helper helper = new Helper(UUID.randomUUID(), UUID.randomUUID(), "Ada", Tier.COMMUNITY);
    Answer answer = new Answer(helper, UUID.randomUUID(), NOW);
    assertThat(solve(OPEN.in(new RequestState.Answered(1, answer, false), NOW)))
        .isInstanceOf(Judgement.Refused.class);
    assertThat(solve(OPEN.linkedTo(UUID.randomUUID()))).isInstanceOf(Judgement.Refused.class);
  }

  @Test
  @DisplayName("whoever writes again afterwards begins a new request")
  void writesAgain() {
    assertThat(
            Commanding.write(
                solved(), UUID.randomUUID(), "And now?", false, java.time.Duration.ZERO, NOW))
        .isInstanceOf(Judgement.Continues.class);
  }
}
