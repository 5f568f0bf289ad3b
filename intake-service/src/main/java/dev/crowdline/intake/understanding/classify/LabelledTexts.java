package dev.crowdline.intake.understanding.classify;

import dev.crowdline.intake.understanding.domain.Example;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts with their categories from CSV (RFC 4180): the first line is {@code text,category}, a field
 * in quotes may span lines and has its quotes doubled.
 */
public final class LabelledTexts {
  private final String csv;
  private int at;
  private int line = 1;

  private LabelledTexts(String csv) {
    this.csv = csv;
  }

  /** What a file has; an {@link IllegalArgumentException} names the line that has no such form. */
  public static List<Example> of(String csv) {
    LabelledTexts texts = new LabelledTexts(csv.startsWith("\uFEFF") ? csv.substring(1) : csv);
    if (texts.isOver() || !texts.row().equals(List.of("text", "category"))) {
      throw new IllegalArgumentException("line 1: must be text,category");
    }
    List<Example> examples = new ArrayList<>();
    while (!texts.isOver()) {
      int first = texts.line;
      List<String> row = texts.row();
      if (row.equals(List.of(""))) {
        continue;
      }
      if (row.size() != 2 || row.getLast().isBlank()) {
        throw new IllegalArgumentException(
            "line "
                + first
                + ": has "
                + row.size()
                + " fields, and must have a text and a category");
      }
      examples.add(Example.of(row.getFirst(), row.getLast()));
    }
    return examples;
  }

  private boolean isOver() {
    return at >= csv.length();
  }

  private List<String> row() {
    List<String> fields = new ArrayList<>();
    fields.add(field());
    while (!isOver() && csv.charAt(at) == ',') {
      at++;
      fields.add(field());
    }
    if (!isOver() && csv.charAt(at) == '\r') {
      at++;
    }
    if (!isOver() && csv.charAt(at) != '\n') {
      throw new IllegalArgumentException("line " + line + ": goes on behind a closed quote");
    }
    at++;
    line++;
    return fields;
  }

  private String field() {
    return !isOver() && csv.charAt(at) == '"' ? quoted() : plain();
  }

  private String plain() {
    int from = at;
    while (!isOver() && ",\r\n".indexOf(csv.charAt(at)) < 0) {
      at++;
    }
    return csv.substring(from, at);
  }

  private String quoted() {
    int first = line;
    StringBuilder field = new StringBuilder();
    for (at++; !isOver(); at++) {
      char letter = csv.charAt(at);
      if (letter == '"') {
        at++;
        if (isOver() || csv.charAt(at) != '"') {
          return field.toString();
        }
      } else if (letter == '\n') {
        line++;
      }
      field.append(letter);
    }
    throw new IllegalArgumentException("line " + first + ": a quote is not closed");
  }
}
