package dev.crowdline.sla.whatif.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Priority;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketSheetTest {

  @Test
  @DisplayName("columns in any order, others not looked at, what is not said as usual")
  void read() {
    TicketSheet sheet =
        TicketSheet.of(
            """
            id;Topic;submitted_at;priority;channel;language
            7;Billing;2026-01-31 12:00:05;high;email;de-AT
            8;;2026-01-31T11:00:00+02:00;;;
            """);
    assertThat(sheet.faults()).isEmpty();
    assertThat(sheet.tickets())
        .containsExactly(
            new Ticket(
                Instant.parse("2026-01-31T09:00:00Z"), Priority.NORMAL, Channel.API, null, "en"),
            new Ticket(
                Instant.parse("2026-01-31T12:00:05Z"),
                Priority.HIGH,
                Channel.EMAIL,
                "Billing",
                "de-AT"));
  }

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | there is nothing in it",
        "topic,priority | it names no column submitted-at",
        "submitted-at#yesterday | submitted-at is not a time such as 2026-01-31T12:00:00Z",
        "submitted-at#+999999999-01-01T00:00:00Z | submitted-at is not a time such as 2026-01-31T12:00:00Z",
        "submitted-at#2026-02-30T10:00:00Z | submitted-at is not a time such as 2026-01-31T12:00:00Z",
        "submitted-at,priority#2026-02-20T10:00:00Z,TOP | priority is not one of the priorities",
        "submitted-at,priority#2026-02-20T10:00:00Z,UNKNOWN | priority is not one of the priorities",
        "submitted-at,channel#2026-02-20T10:00:00Z,fax | channel is not one of the channels",
        "submitted-at#\"2026-02-20T10:00:00Z | a quotation mark is not closed",
      })
  @DisplayName("what is wrong is said with its line")
  void wrong(String csv, String reason) {
    TicketSheet sheet = TicketSheet.of(csv.replace('#', '\n'));
    assertThat(sheet.faults()).extracting(TicketSheet.Fault::reason).contains(reason);
    assertThat(sheet.tickets()).isEmpty();
  }

  @Test
  @DisplayName("of many faults the first twenty are said")
  void many() {
    TicketSheet sheet = TicketSheet.of("submitted-at\n" + "never\n".repeat(100));
    assertThat(sheet.faults()).hasSize(20).first().extracting("line").isEqualTo(2);
  }
}
