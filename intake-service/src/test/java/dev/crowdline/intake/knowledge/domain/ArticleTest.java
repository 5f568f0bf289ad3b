package dev.crowdline.intake.knowledge.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where an article stands, and what moves it. */
class ArticleTest {
  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Article.Content CONTENT =
      new Article.Content("en", "Roaming", "Does it work abroad?", "Switch it on.", null);
  private static final Article PUBLISHED =
      Article.begin(UUID.randomUUID(), "acme", Article.State.PUBLISHED, CONTENT, null, null, NOW);

  @Test
  @DisplayName("five votes, most against it, and customers find it no more until it is published")
  void votedDown() {
    assertThat(PUBLISHED.voted(new Votes(0, 4), LATER).state()).isEqualTo(Article.State.PUBLISHED);
    assertThat(PUBLISHED.voted(new Votes(3, 3), LATER).state()).isEqualTo(Article.State.PUBLISHED);
    Article down = PUBLISHED.voted(new Votes(2, 3), LATER);
    assertThat(down.state()).isEqualTo(Article.State.IN_REVIEW);
    assertThat(down.version()).isEqualTo(PUBLISHED.version() + 1);
    Article again = down.published(LATER);
    assertThat(again.state()).isEqualTo(Article.State.PUBLISHED);
    assertThat(again.votes()).isEqualTo(Votes.NONE);
  }

  @Test
  @DisplayName("what changes nothing is no version")
  void nothingChanged() {
    assertThat(PUBLISHED.published(LATER)).isSameAs(PUBLISHED);
    assertThat(PUBLISHED.edited(CONTENT, LATER)).isSameAs(PUBLISHED);
    assertThat(PUBLISHED.voted(new Votes(1, 0), LATER).version()).isEqualTo(PUBLISHED.version());
    Article withdrawn = PUBLISHED.withdrawn(LATER);
    assertThat(withdrawn.withdrawn(LATER)).isSameAs(withdrawn);
    assertThat(withdrawn.voted(new Votes(0, 9), LATER).state()).isEqualTo(Article.State.WITHDRAWN);
  }
}
