package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.crowdline.edge.testing.Nonsense;
import dev.crowdline.edge.testing.RawHttp;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Raw requests to the gateway and to each service itself: they must not be read in two ways. */
@Tag("system")
@Order(31)
class AtTheDoor {
  private static final Map<String, String> PATHS =
      Map.of(
          "intake", "/v1/topics",
          "routing", "/v1/skills",
          "sla", "/v1/overview",
          "rewards", "/v1/ledger");

  private final Stack stack = Stack.running();

  @TestFactory
  @DisplayName("gateway and services refuse the same nonsense with the same problem (P11)")
  Stream<DynamicTest> refuseNonsenseAlike() {
    Map<String, Integer> doors = new LinkedHashMap<>();
    Stack.SERVICES.forEach(
        service -> doors.put(service, URI.create(stack.addressesOf(service).getFirst()).getPort()));
    int gateway = URI.create(stack.url()).getPort();
    return Stack.SERVICES.stream()
        .flatMap(service ->
            Nonsense.about(PATHS.get(service)).entrySet().stream()
                .map(each ->
                    dynamicTest(
                        service + ": " + each.getKey().lines().findFirst().orElseThrow(),
                        () -> {
                          refused(doors.get(service), each.getValue());
                          refused(gateway, each.getValue());
                        })));
  }

  private static void refused(int port, Nonsense.Sample sample) {
    RawHttp.Answer answer = RawHttp.exchange(port, sample.request());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(sample.status());
    assertThat(answer.isProblem()).as(answer.toString()).isTrue();
    assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  @DisplayName("metrics, health and OpenAPI are on no public port")
  void whatRunsItIsNotPublic() {
    for (String service : Stack.SERVICES) {
      for (String path : new String[] {"/q/metrics", "/q/health/ready", "/q/openapi"}) {
        assertThat(stack.anonymous().at(stack.addressesOf(service).getFirst()).get(path).status())
            .as("%s of %s", path, service)
            .isEqualTo(404);
        assertThat(stack.anonymous().at(stack.managementOf(service)).get(path).status())
            .as("%s of %s", path, service)
            .isEqualTo(200);
        assertThat(stack.anonymous().get(path).status()).as(path).isEqualTo(404);
      }
    }
  }
}
