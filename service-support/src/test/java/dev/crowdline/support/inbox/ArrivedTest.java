package dev.crowdline.support.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.contracts.Envelope;
import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.intake.MessageAdded;
import dev.crowdline.support.running.Ids;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivedTest {
  private final String key = Ids.next().toString();
  private final Map<String, String> headers =
      new HashMap<>(
          Map.of(
              Envelope.ID, Ids.next().toString(),
              Envelope.TYPE, "dev.crowdline.intake.message-added.v1",
              Envelope.SOURCE, "/intake/3",
              Envelope.SUBJECT, key,
              Envelope.TIME, "2026-03-01T10:00:00.123456Z",
              Envelope.COMMUNITY, "demo",
              Envelope.AGGREGATE_VERSION, "2"));
  private String value = "{\"messageId\":\"" + Ids.next() + "\",\"text\":\"hello\",\"later\":1}";

  @Test
  void isTheFactThatWasStated() {
    Fact<?> fact = arrived().fact();
    assertThat(arrived().flaw()).isNull();
    assertThat(fact.data()).isInstanceOf(MessageAdded.class);
    assertThat(fact.aggregateVersion()).isEqualTo(2);
    assertThat(fact.service()).isEqualTo("intake");
  }

  @Test
  void ownFactsAreKnownWhateverTheEpoch() {
    assertThat(arrived().isStatedBy("intake")).isTrue();
    assertThat(arrived().isStatedBy("routing")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Envelope.ID,
        Envelope.TYPE,
        Envelope.SOURCE,
        Envelope.SUBJECT,
        Envelope.TIME,
        Envelope.COMMUNITY,
        Envelope.AGGREGATE_VERSION
      })
  void aMissingHeaderIsNamed(String header) {
    headers.remove(header);
    assertThat(arrived().flaw()).contains(header);
  }

  @Test
  void aTypeNotKnownHereIsNoError() {
    headers.put(Envelope.TYPE, "dev.crowdline.intake.article-written.v1");
    assertThat(arrived().fact()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "{\"messageId\":\"x\"}"})
  void dataThatIsNoSuchFactIsPoison(String data) {
    value = data;
    assertThatThrownBy(() -> arrived().fact()).isInstanceOf(Arrived.PoisonException.class);
  }

  private Arrived arrived() {
    return new Arrived(key, "t", 0, 0, headers, value.getBytes(StandardCharsets.UTF_8));
  }
}
