package dev.crowdline.routing.imports.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records of comma-separated values (RFC 4180), each with the line on which it begins. Semicolons
 * and tabs separate as well when the first line has more of them than commas. Blank lines are
 * nothing.
 *
 * @param unclosed the line of a quotation mark that nothing closes
 */
public record CsvText(List<Line> lines, Optional<Integer> unclosed) {
  /** One record. */
  public record Line(int number, List<String> cells) {
    public Line {
      cells = List.copyOf(cells);
    }
  }

  /** Reads a text. */
  public static CsvText of(String text) {
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    return new Reading(plain, separator(plain)).read();
  }

  private static char separator(String text) {
    String first = text.lines().findFirst().orElse("");
    char best = ',';
    for (char each : new char[] {';', '\t'}) {
      best = count(first, each) > count(first, best) ? each : best;
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(each -> each == wanted).count();
  }

  /** One pass over the text. */
  private static final class Reading {
    private final String text;
    private final char separator;
    private final List<Line> lines = new ArrayList<>();
    private List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private int number = 1;
    private int begun = 1;

    Reading(String text, char separator) {
      this.text = text;
      this.separator = separator;
    }

    CsvText read() {
      int at = 0;
      while (at < text.length()) {
        char each = text.charAt(at);
        if (each == '"' && cell.toString().isBlank()) {
          int line = number;
          at = quoted(at + 1);
          if (at < 0) {
            return new CsvText(List.copyOf(lines), Optional.of(line));
          }
          continue;
        }
        if (each == separator) {
          endCell();
        } else if (each == '\n') {
          endLine();
        } else if (each != '\r') {
          cell.append(each);
        }
        at++;
      }
      endLine();
      return new CsvText(List.copyOf(lines), Optional.empty());
    }

    /** Reads to behind the mark that closes; -1 when there is none. */
    private int quoted(int from) {
      cell.setLength(0);
      for (int at = from; at < text.length(); at++) {
        char each = text.charAt(at);
        if (each != '"') {
          number += each == '\n' ? 1 : 0;
          cell.append(each);
        } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
          cell.append('"');
          at++;
        } else {
          return at + 1;
        }
      }
      return -1;
    }

    private void endCell() {
      cells.add(cell.toString().strip());
      cell.setLength(0);
    }

    private void endLine() {
      endCell();
      if (cells.stream().anyMatch(each -> !each.isEmpty())) {
        lines.add(new Line(begun, List.copyOf(cells)));
      }
      cells = new ArrayList<>();
      number++;
      begun = number;
    }
  }
}
