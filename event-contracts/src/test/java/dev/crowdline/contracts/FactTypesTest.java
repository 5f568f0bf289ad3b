package dev.crowdline.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.routing.MemberIdentity;
import dev.crowdline.contracts.routing.OffersMade;
import org.junit.jupiter.api.Test;

class FactTypesTest {
  @Test
  void namesFollowFromTheRecordAndNeverChange() {
    assertThat(FactTypes.all())
        .extracting(FactTypes.FactType::name)
        .doesNotHaveDuplicates()
        .allMatch(
            name -> name.matches("dev\\.crowdline\\.(intake|routing|sla|rewards)\\.[a-z-]+\\.v1"));
    assertThat(FactTypes.of(RequestSubmitted.class).name())
        .isEqualTo("dev.crowdline.intake.request-submitted.v1");
    assertThat(FactTypes.named("dev.crowdline.intake.request-submitted.v1"))
        .isEqualTo(FactTypes.of(RequestSubmitted.class));
    assertThat(FactTypes.named("dev.crowdline.intake.request-forgotten.v1")).isNull();
    assertThatThrownBy(() -> FactTypes.of(OffersMade.Made.class))
        .hasMessageContaining("is no fact");
  }

  @Test
  void aMembersIdentityIsTheHashOfIssuerAndSubject() {
    // printf 'https://id.example\nada' | sha256sum
    assertThat(MemberIdentity.of("https://id.example", "ada"))
        .isEqualTo("bfdca43e8abd5775bf6ff63157bedb3f0e592f319158f725522c78b35ff98e93");
    assertThat(MemberIdentity.of("a", "b\nc")).isNotEqualTo(MemberIdentity.of("b", "a\nc"));
  }
}
