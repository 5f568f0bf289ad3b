package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Language;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Unknown;
import dev.crowdline.contracts.VisibleText;
import dev.crowdline.routing.imports.domain.CsvText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tickets as another system exports them, as comma-separated values. The first line names the
 * columns: {@code submitted-at} must be there, {@code priority}, {@code channel}, {@code topic} and
 * {@code language} may; others are not looked at. A time without an offset is UTC.
 *
 * @param tickets in the order of time
 * @param faults what is wrong, by line
 */
public record TicketSheet(List<Ticket> tickets, List<Fault> faults) {
  private static final String AT = "submitted-at";
  private static final int LONGEST_TOPIC = 60;
  private static final int MOST_FAULTS = 20;

  /**
   * What is wrong.
   *
   * @param line from 1
   */
  public record Fault(int line, String reason) {}

  /** Reads a sheet. */
  public static TicketSheet of(String csv) {
    CsvText text = CsvText.of(csv);
    List<Fault> faults = new ArrayList<>();
    text.unclosed()
        .ifPresent(line -> faults.add(new Fault(line, "a quotation mark is not closed")));
    if (text.lines().isEmpty()) {
      faults.add(new Fault(1, "there is nothing in it"));
      return new TicketSheet(List.of(), faults);
    }
    Map<String, Integer> columns = new HashMap<>();
    List<String> named = text.lines().getFirst().cells();
    for (int place = 0; place < named.size(); place++) {
      columns.put(named.get(place).toLowerCase(Locale.ROOT).replace('_', '-'), place);
    }
    if (!columns.containsKey(AT)) {
      faults.add(new Fault(1, "it names no column " + AT));
      return new TicketSheet(List.of(), faults);
    }
    List<Ticket> tickets = new ArrayList<>();
    for (CsvText.Line line : text.lines().subList(1, text.lines().size())) {
      new Cells(line, columns).read(faults).ifPresent(tickets::add);
    }
    tickets.sort(Comparator.comparing(Ticket::at));
    return new TicketSheet(
        List.copyOf(tickets), List.copyOf(faults.subList(0, Math.min(MOST_FAULTS, faults.size()))));
  }

  private record Cells(CsvText.Line line, Map<String, Integer> columns) {
    Optional<Ticket> read(List<Fault> faults) {
      int before = faults.size();
      Instant at = time(cell(AT));
      Priority priority = word(Priority.class, cell("priority"), Priority.NORMAL);
      Channel channel = word(Channel.class, cell("channel"), Channel.API);
      String topic = cell("topic");
      String language = cell("language");
      String known = language.isEmpty() ? "en" : Language.canonical(language).orElse(null);
      fault(faults, at == null, AT, "is not a time such as 2026-01-31T12:00:00Z");
      fault(faults, priority == null, "priority", "is not one of the priorities");
      fault(faults, channel == null, "channel", "is not one of the channels");
      fault(faults, known == null, "language", Language.EXPECTED);
      fault(faults, topic.length() > LONGEST_TOPIC, "topic", "is longer than 60 characters");
      return faults.size() > before
              || at == null
              || priority == null
              || channel == null
              || known == null
          ? Optional.empty()
          : Optional.of(
              new Ticket(
                  at, priority, channel, topic.isEmpty() ? null : VisibleText.name(topic), known));
    }

    private void fault(List<Fault> faults, boolean is, String column, String reason) {
      if (is) {
        faults.add(new Fault(line.number(), column + " " + reason));
      }
    }

    private String cell(String column) {
      Integer place = columns.get(column);
      return place == null || place >= line.cells().size() ? "" : line.cells().get(place);
    }
  }

  private static @Nullable Instant time(String text) {
    try {
      String written = text.replace(' ', 'T');
      // Other years are slips of whoever wrote it, or of a program.
      if (!written.matches("(19|20|21)[0-9]{2}-.*")) {
        return null;
      }
      return written.matches(".*T.*(Z|[+-][0-9:]+)")
          ? OffsetDateTime.parse(written).toInstant()
          : LocalDateTime.parse(written).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** What is not said is as usual; null when there is no such word. */
  private static <E extends Enum<E>> @Nullable E word(Class<E> type, String text, E usual) {
    if (text.isEmpty()) {
      return usual;
    }
    return Unknown.without(type).stream()
        .filter(each -> each.name().equalsIgnoreCase(text))
        .findFirst()
        .orElse(null);
  }
}
