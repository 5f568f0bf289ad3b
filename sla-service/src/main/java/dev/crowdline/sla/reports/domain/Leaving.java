package dev.crowdline.sla.reports.domain;

import dev.crowdline.contracts.Policy;

/**
 * What it costs more when the ten who answered most leave and staff answers in their place. Money
 * in the smallest unit of the currency.
 *
 * @param answers theirs
 * @param staffCents what these cost when staff gives them
 * @param pointsCents what their points cost, which are not paid then
 */
public record Leaving(long answers, long staffCents, long pointsCents, long moreCents) {

  static Leaving of(Contributors contributors, Policy.Cost rates) {
    long staff = contributors.topTenAnswers() * rates.staffCents();
    long points = Math.round(contributors.topTenPoints() * (double) rates.pointMilliCents() / 1000);
    return new Leaving(contributors.topTenAnswers(), staff, points, staff - points);
  }
}
