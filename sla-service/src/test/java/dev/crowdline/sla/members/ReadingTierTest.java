package dev.crowdline.sla.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Tier;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReadingTierTest {

  private static Tier claimed(Map<String, Object> claims) {
    return ReadingTier.claimed(
        new JsonWebToken() {
          @Override
          public String getName() {
            return "kim";
          }

          @Override
          public Set<String> getClaimNames() {
            return claims.keySet();
          }

          @Override
          // The interface is not ours: it promises what its caller asks for.
          @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
          public <T> T getClaim(String name) {
            return (T) claims.get(name);
          }
        });
  }

  @Test
  @DisplayName("P14: the claim narrows, and nonsense counts as the lowest tier")
  void theClaimOfATokenNarrows() {
    assertThat(claimed(Map.of())).isNull();
    assertThat(claimed(Map.of("tier", "CONTRACTOR"))).isEqualTo(Tier.CONTRACTOR);
    assertThat(claimed(Map.of("tier", "GOLD"))).isEqualTo(Tier.COMMUNITY);
    assertThat(claimed(Map.of("tier", 7))).isEqualTo(Tier.COMMUNITY);
  }

  @Test
  @DisplayName("P14: of two tiers the lower counts")
  void theLowerCounts() {
    assertThat(ReadingTier.lower(Tier.SPECIALIST, null)).isEqualTo(Tier.SPECIALIST);
    assertThat(ReadingTier.lower(Tier.SPECIALIST, Tier.CONTRACTOR)).isEqualTo(Tier.CONTRACTOR);
    assertThat(ReadingTier.lower(Tier.CONTRACTOR, Tier.SPECIALIST)).isEqualTo(Tier.CONTRACTOR);
  }
}
