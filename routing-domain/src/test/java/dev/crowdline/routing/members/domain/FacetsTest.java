package dev.crowdline.routing.members.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FacetsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static Member member(String alias, @Nullable Pause pause, Need... skills) {
    return new Member(
        new UUID(0, 1),
        "demo",
        alias,
        Tier.CONTRACTOR,
        List.of("de"),
        List.of(),
        List.of(skills),
        Map.of(),
        2,
        null,
        false,
        pause,
        0,
        true,
        1,
        NOW,
        NOW);
  }

  @Test
  void allThatIsAskedForMustBeThere() {
    assertThat(Facets.of(member("Ça va", null, new Need("vpn", 2))))
        .containsExactlyInAnyOrder(
            "c:demo",
            "t:CONTRACTOR",
            "a",
            "l:de",
            "s:vpn:1",
            "s:vpn:2",
            "v:1",
            "v:2",
            "n:c",
            "n:ca",
            "n:v",
            "n:va");
    assertThat(Facets.of(member("x", new Pause("why", NOW, null))))
        .contains("p")
        .doesNotContain("a");
  }

  @Test
  void whatIsLookedForIsAmongThem() {
    MemberFilter filter =
        new MemberFilter("ÇA VA", "vpn", 2, Tier.CONTRACTOR, "de-AT", null, false);
    assertThat(Facets.of(member("Ça va bien", null, new Need("vpn", 3))))
        .containsAll(filter.facets("demo"));
    assertThat(filter.facets("demo"))
        .containsExactly("c:demo", "n:ca", "n:va", "s:vpn:2", "t:CONTRACTOR", "l:de", "a");
    assertThat(new MemberFilter(null, null, 4, null, null, null, null).facets("demo"))
        .containsExactly("c:demo", "v:4");
  }

  @Test
  void longWordsAreToldApartByTheirBeginnings() {
    assertThat(Facets.of(member("Donaudampfschiff", null)))
        .contains("n:donaudampfsc")
        .doesNotContain("n:donaudampfsch");
    assertThat(Facets.name("donaudampfschifffahrt")).containsExactly("n:donaudampfsc");
  }

  @Test
  void aNameWithoutLettersFindsNobody() {
    assertThat(new MemberFilter("!?", null, null, null, null, null, null).findsNobody()).isTrue();
    assertThat(new MemberFilter(null, null, null, null, null, null, null).findsNobody()).isFalse();
  }
}
