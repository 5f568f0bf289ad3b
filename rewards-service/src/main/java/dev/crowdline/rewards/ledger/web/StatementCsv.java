package dev.crowdline.rewards.ledger.web;

import dev.crowdline.rewards.ledger.persistence.YearTable.Booked;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A statement as RFC 4180 CSV. What somebody wrote is quoted, and can be no formula. */
final class StatementCsv {
  static final String TYPE = "text/csv";

  private static final String END = "\r\n";

  private StatementCsv() {}

  static String of(List<Booked> lines) {
    StringBuilder csv =
        new StringBuilder("booked_at,at,kind,points,to_spend,held,owed,item,request").append(END);
    for (Booked line : lines) {
      UUID request = line.requestId();
      csv.append(
              String.join(
                  ",",
                  line.bookedAt().toString(),
                  line.at().toString(),
                  line.leg().name(),
                  Long.toString(line.leg().signed(line.amount())),
                  Long.toString(line.balance()),
                  Long.toString(line.held()),
                  Long.toString(line.debt()),
                  quoted(Objects.requireNonNullElse(line.item(), "")),
                  request == null ? "" : request.toString()))
          .append(END);
    }
    return csv.toString();
  }

  /** A spreadsheet takes a cell that begins so for a formula. */
  private static String quoted(String text) {
    if (text.isEmpty()) {
      return "";
    }
    String safe = "=+-@\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
