package dev.crowdline.routing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.support.security.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketsTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private static final String OTHER_KEY =
      Base64.getEncoder()
          .encodeToString("another key, just as long as 32.".getBytes(StandardCharsets.US_ASCII));

  private Instant now = START;
  private final InstantSource clock = () -> now;
  private final Tickets tickets = new Tickets(KEY, clock);

  private Tickets.Ticket ticket() {
    Caller ada = new Caller("iss#ada", "demo", Set.of("contributor"), "iss", "ada", "Ada", null);
    return tickets.make(ada, "http://localhost:8080", START.plusSeconds(900));
  }

  @Test
  @DisplayName("a ticket says who it is for, from which page, and until when")
  void whatItSays() {
    Tickets.Ticket made = ticket();
    assertThat(made.until()).isEqualTo(START.plusSeconds(30));
    assertThat(tickets.read(tickets.sign(made))).isEqualTo(made);
    assertThat(made.subject()).isEqualTo("ada");
    assertThat(made.community()).isEqualTo("demo");
    assertThat(made.roles()).containsExactly("contributor");
    assertThat(made.rightUntil()).isEqualTo(START.plusSeconds(900));
    assertThat(ticket().id()).as("each is another").isNotEqualTo(made.id());
  }

  @Test
  @DisplayName("30 seconds, and not one microsecond more")
  void old() {
    String text = tickets.sign(ticket());
    now = START.plusSeconds(30).minusNanos(1_000);
    assertThat(tickets.read(text)).isNotNull();
    now = START.plusSeconds(30);
    assertThat(tickets.read(text)).isNull();
  }

  @Test
  @DisplayName("a ticket with one changed character, or of another key, is none")
  void forged() {
    String text = tickets.sign(ticket());
    int dot = text.indexOf('.');
    for (int i = 0; i < text.length(); i += 7) {
      char other = text.charAt(i) == 'A' ? 'Q' : 'A';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(tickets.read(changed)).as("character %d", i).isNull();
    }
    String another = tickets.sign(ticket());
    assertThat(tickets.read(text.substring(0, dot) + another.substring(another.indexOf('.'))))
        .as("the signature of another ticket")
        .isNull();
    assertThat(new Tickets(OTHER_KEY, clock).read(text)).isNull();
    assertThat(new Tickets(KEY, clock).read(text)).as("another replica").isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a", "a.", ".a", "a.b", "%%%.???", "e30.e30", "bnVsbA."})
  @DisplayName("P11: what is no ticket is none, and no error")
  void malformed(String text) {
    assertThat(tickets.read(text)).isNull();
    assertThat(tickets.read(text + "x".repeat(5_000))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base64!", "c2hvcnQ="})
  @DisplayName("a key that is none stops the boot and is named")
  void key(String key) {
    assertThatThrownBy(() -> new Tickets(key, clock)).hasMessageContaining("CROWDLINE_TICKET_KEY");
  }
}
