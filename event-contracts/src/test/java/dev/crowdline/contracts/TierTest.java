package dev.crowdline.contracts;

import static dev.crowdline.contracts.Tier.COMMUNITY;
import static dev.crowdline.contracts.Tier.CONTRACTOR;
import static dev.crowdline.contracts.Tier.SPECIALIST;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TierTest {
  @Test
  @DisplayName("P14: community below contractor below specialist")
  void reaches() {
    assertThat(COMMUNITY.reaches(COMMUNITY)).isTrue();
    assertThat(COMMUNITY.reaches(CONTRACTOR)).isFalse();
    assertThat(COMMUNITY.reaches(SPECIALIST)).isFalse();
    assertThat(CONTRACTOR.reaches(COMMUNITY)).isTrue();
    assertThat(CONTRACTOR.reaches(CONTRACTOR)).isTrue();
    assertThat(CONTRACTOR.reaches(SPECIALIST)).isFalse();
    assertThat(SPECIALIST.reaches(COMMUNITY)).isTrue();
    assertThat(SPECIALIST.reaches(CONTRACTOR)).isTrue();
    assertThat(SPECIALIST.reaches(SPECIALIST)).isTrue();
  }

  @Test
  @DisplayName("P14: nothing lowers a minimum tier")
  void orHigher() {
    for (Tier one : Tier.all()) {
      for (Tier other : Tier.all()) {
        Tier higher = one.orHigher(other);
        assertThat(higher).isEqualTo(other.orHigher(one)).isIn(one, other);
        assertThat(higher.reaches(one) && higher.reaches(other)).isTrue();
      }
    }
  }
}
