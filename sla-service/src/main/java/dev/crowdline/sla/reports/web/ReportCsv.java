package dev.crowdline.sla.reports.web;

import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.reports.domain.Numbers;
import dev.crowdline.sla.reports.domain.Report;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a report as RFC 4180 CSV: a line for all requests, one for each topic. No cell
 * needs quotes: the name of a topic has letters, digits, spaces, dots, _ and - only.
 */
final class ReportCsv {
  static final String TYPE = "text/csv";

  private static final String END = "\r\n";
  private static final int DECIMALS = 2;

  private ReportCsv() {}

  static String of(Report report) {
    StringBuilder csv = new StringBuilder();
    line(csv, names());
    line(csv, values(report.period(), "all", report.numbers()));
    for (Report.Line topic : report.topics()) {
      line(csv, values(report.period(), topic.topic(), topic.numbers()));
    }
    return csv.toString();
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of("period", "topic", "submitted"));
    Tier.all().forEach(tier -> names.add("resolved_by_" + word(tier)));
    names.addAll(List.of("resolved_by_article", "cancelled", "reopened"));
    for (SlaClock clock : SlaClock.known()) {
      names.add(word(clock) + "_met");
      names.add(word(clock) + "_missed");
    }
    names.addAll(
        List.of("ratings", "stars", "points", "cost", "all_by_staff", "saved", "currency"));
    return names;
  }

  private static List<String> values(String period, String topic, Numbers numbers) {
    List<Object> values = new ArrayList<>(List.of(period, topic, numbers.submitted()));
    Tier.all().forEach(tier -> values.add(numbers.resolvedByTier().getOrDefault(tier, 0L)));
    values.addAll(List.of(numbers.cost().byArticles(), numbers.cancelled(), numbers.reopened()));
    for (SlaClock clock : SlaClock.known()) {
      var target = Objects.requireNonNull(numbers.targets().get(clock));
      values.add(target.met());
      values.add(target.breached());
    }
    values.add(numbers.ratings().count());
    values.add(stars(numbers.ratings().mean()));
    values.add(numbers.cost().points());
    Stream.of(
            numbers.cost().totalCents(),
            numbers.cost().allByStaffCents(),
            numbers.cost().savedCents())
        .map(ReportCsv::money)
        .forEach(values::add);
    values.add(numbers.cost().currency());
    return values.stream().map(Object::toString).toList();
  }

  private static String stars(@Nullable Double mean) {
    return mean == null
        ? ""
        : BigDecimal.valueOf(mean).setScale(DECIMALS, RoundingMode.HALF_UP).toPlainString();
  }

  private static String money(long cents) {
    return BigDecimal.valueOf(cents, DECIMALS).toPlainString();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void line(StringBuilder csv, List<String> cells) {
    csv.append(String.join(",", cells)).append(END);
  }
}
