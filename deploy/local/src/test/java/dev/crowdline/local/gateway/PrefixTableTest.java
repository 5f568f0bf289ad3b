package dev.crowdline.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.local.gateway.PrefixTable.Entry;
import dev.crowdline.local.launcher.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixTableTest {
  private final PrefixTable declared = PrefixTable.declared();

  @Test
  void everyDeclaredPrefixBelongsToOneOfTheFourServices() {
    assertThat(declared.entries())
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(Service.find(entry.service())).isPresent());
    assertThat(declared.entries()).extracting(Entry::prefix).doesNotHaveDuplicates();
  }

  @Test
  void aPrefixDeclaredTwiceIsRefused() {
    assertThatThrownBy(() ->
            PrefixTable.of(
                List.of(
                    new Entry("/v1/offers", "routing", false),
                    new Entry("/v1/offers", "sla", false))))
        .hasMessageContaining("/v1/offers");
  }

  @Test
  void wholeSegmentsAreCompared() {
    assertThat(declared.find("/v1/offers")).map(Entry::service).contains("routing");
    assertThat(declared.find("/v1/offers/1/accept")).map(Entry::service).contains("routing");
    assertThat(declared.find("/v1/overdue")).map(Entry::service).contains("sla");
    assertThat(declared.find("/v1/offersX")).isEmpty();
    assertThat(declared.find("/v1")).isEmpty();
    assertThat(declared.find("/")).isEmpty();
    assertThat(declared.find("")).isEmpty();
  }

  @Test
  void theLongestPrefixWins() {
    PrefixTable table =
        PrefixTable.of(
            List.of(
                new Entry("/v1/members", "routing", false),
                new Entry("/v1/members/me/wallet", "rewards", false)));

    assertThat(table.find("/v1/members/me/wallet/x")).map(Entry::service).contains("rewards");
    assertThat(table.find("/v1/members/me")).map(Entry::service).contains("routing");
  }
}
