package dev.crowdline.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.crowdline.local.gateway.PrefixTable.Entry;
import dev.crowdline.local.launcher.Service;
import java.io.IOException;
import java.nio.file.Path;
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
  void streamsAreToldFromAnythingElse() throws IOException {
    for (Service service : Service.values()) {
      JsonNode paths =
          new JsonMapper()
              .readTree(Path.of("../../docs/reference/openapi-" + service.id() + ".json").toFile())
              .path("paths");
      paths
          .properties()
          .forEach(path ->
              assertThat(Forwarding.isStream(path.getKey()))
                  .as(path.getKey())
                  .isEqualTo(path.getValue().toString().contains("text/event-stream")));
    }
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
