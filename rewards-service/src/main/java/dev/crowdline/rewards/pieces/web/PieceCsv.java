package dev.crowdline.rewards.pieces.web;

import dev.crowdline.rewards.pieces.domain.Entry;
import java.math.BigDecimal;
import java.util.List;

/** A statement as RFC 4180 CSV. No cell holds what somebody wrote, so none needs quotes. */
final class PieceCsv {
  static final String TYPE = "text/csv";

  /** So many lines are read at a time. */
  static final int STEP = 1000;

  /** The most lines of one file, in whole steps: one every half minute of a month. */
  static final int MOST = 100_000;

  private static final String END = "\r\n";
  private static final int DECIMALS = 2;

  private PieceCsv() {}

  static String of(List<Entry> entries) {
    StringBuilder csv =
        new StringBuilder("at,kind,amount,currency,completed_at,request,assignment").append(END);
    for (Entry entry : entries) {
      csv.append(
              String.join(
                  ",",
                  entry.at().toString(),
                  entry.kind().name(),
                  BigDecimal.valueOf(entry.cents(), DECIMALS).toPlainString(),
                  entry.piece().currency(),
                  entry.piece().completedAt().toString(),
                  entry.piece().requestId().toString(),
                  entry.piece().assignmentId().toString()))
          .append(END);
    }
    return csv.toString();
  }
}
