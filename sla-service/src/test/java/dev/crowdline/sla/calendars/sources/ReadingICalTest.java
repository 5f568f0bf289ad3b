package dev.crowdline.sla.calendars.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.support.problems.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReadingICalTest {
  private final ReadingICal reading =
      new ReadingICal(InstantSource.fixed(Instant.parse("2026-12-01T00:00:00Z")));

  private static String file(String... events) {
    StringBuilder file =
        new StringBuilder(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.org//closed days//EN\r\n");
    for (int i = 0; i < events.length; i++) {
      file.append("BEGIN:VEVENT\r\nUID:")
          .append(i)
          .append("@example.org\r\nDTSTAMP:20260101T000000Z\r\n")
          .append(events[i].strip().replace("\n", "\r\n"))
          .append("\r\nEND:VEVENT\r\n");
    }
    return file.append("END:VCALENDAR\r\n").toString();
  }

  private List<String> closed(String... events) {
    return reading.read(file(events)).closed().keySet().stream().map(LocalDate::toString).toList();
  }

  private void refuses(String field, String reason, String... events) {
    assertThatThrownBy(() -> reading.read(file(events)))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type().status()).isEqualTo(422);
              assertThat(problem.body(null).errors().getFirst().field()).isEqualTo(field);
              assertThat(problem.getMessage()).contains(reason);
            });
  }

  @Test
  void aWholeDayIsClosedAndTheEndIsNotInIt() {
    assertThat(closed("DTSTART;VALUE=DATE:20261224")).containsExactly("2026-12-24");
    assertThat(closed("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261226"))
        .containsExactly("2026-12-24", "2026-12-25");
  }

  @Test
  void fromMidnightToMidnightIsAWholeDay() {
    assertThat(closed("DTSTART:20261224T000000\nDTEND:20261225T000000"))
        .containsExactly("2026-12-24");
    assertThat(
            closed(
                "DTSTART;TZID=Europe/Berlin:20261224T000000\nDTEND;TZID=Europe/Berlin:20261225T000000"))
        .containsExactly("2026-12-24");
  }

  @Test
  void aNameIsUnfoldedAndKept() {
    assertThat(
            reading
                .read(file("DTSTART;VALUE=DATE:20261224\nSUMMARY:Weihnacht\\, wie\n  immer"))
                .closed())
        .containsEntry(LocalDate.of(2026, 12, 24), "Weihnacht, wie immer");
  }

  @Test
  void whatRepeatsWithAnEndIsThereEachTime() {
    assertThat(closed("DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=YEARLY;COUNT=3"))
        .containsExactly("2026-12-24", "2027-12-24", "2028-12-24");
    assertThat(closed("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY;UNTIL=20330101"))
        .containsExactly("2028-02-29", "2032-02-29");
    assertThat(
            closed(
                "DTSTART;VALUE=DATE:20261126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20281231"))
        .containsExactly("2026-11-26", "2027-11-25", "2028-11-23");
    assertThat(
            closed(
                "DTSTART;VALUE=DATE:20261204\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20261211"))
        .containsExactly("2026-12-04", "2026-12-18");
  }

  @Test
  void whatIsLongOverIsLeftAway() {
    assertThat(closed("DTSTART;VALUE=DATE:20201224\nRRULE:FREQ=YEARLY;COUNT=7"))
        .containsExactly("2025-12-24", "2026-12-24");
  }

  @Test
  void whatClosesNoWholeDayIsTold() {
    ReadingICal.Read read =
        reading.read(
            file(
                "SUMMARY:Assembly\nDTSTART:20261224T090000Z\nDTEND:20261224T120000Z",
                "SUMMARY:Moved\nDTSTART;VALUE=DATE:20261224\nRECURRENCE-ID;VALUE=DATE:20261223"));
    assertThat(read.closed()).isEmpty();
    assertThat(read.leftOut())
        .extracting(ReadingICal.LeftOut::event)
        .containsExactly("Assembly", "Moved");
  }

  @Test
  void whatRepeatsWithoutAnEndIsRefusedByItsEvent() {
    refuses(
        "ical.VEVENT[1].RRULE",
        "without an end",
        "DTSTART;VALUE=DATE:20261224",
        "DTSTART;VALUE=DATE:20261225\nRRULE:FREQ=YEARLY");
  }

  @Test
  @Timeout(10)
  void whatRepeatsTooOftenIsRefused() {
    refuses(
        "ical.VEVENT[0].RRULE",
        "must repeat by days",
        "DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=SECONDLY;COUNT=1000000000");
    refuses(
        "ical.VEVENT[0].DTSTART",
        "more than 500",
        "DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=DAILY;COUNT=1000000000");
    refuses(
        "ical.VEVENT[0].DTSTART",
        "more than 500",
        "DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20280101\nRRULE:FREQ=YEARLY;COUNT=2");
  }

  @Test
  @Timeout(10)
  void whatNeverComesIsReadQuickly() {
    String never =
        "DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20991231";
    String[] many = new String[200];
    java.util.Arrays.fill(many, never);
    Instant before = Instant.now();
    assertThat(reading.read(file(many)).closed()).hasSizeLessThanOrEqualTo(1);
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void whatIsNoFileIsRefused() {
    for (String text :
        List.of("nonsense", "", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:no\r\n")) {
      assertThatThrownBy(() -> reading.read(text)).isInstanceOf(Problem.class);
    }
  }
}
