package dev.crowdline.support.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {

  @Test
  @DisplayName("P1, P7: nothing is sent after a record for which no broker was there")
  void nothingOvertakesWhatFailed() {
    List<String> sent = new ArrayList<>();
    assertThatThrownBy(() ->
            OutboxRelay.inOrder(
                List.of("a1", "a2", "a3"),
                record -> {
                  sent.add(record);
                  return record.equals("a2")
                      ? CompletableFuture.failedFuture(new TimeoutException("no metadata"))
                      : new CompletableFuture<>();
                }))
        .hasMessageContaining("no metadata");
    assertThat(sent).containsExactly("a1", "a2");
  }
}
