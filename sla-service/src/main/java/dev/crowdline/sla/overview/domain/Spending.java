package dev.crowdline.sla.overview.domain;

import dev.crowdline.contracts.Policy;

/**
 * What resolutions cost, and what the same would have cost with staff alone. Money in the smallest
 * unit of the currency.
 *
 * @param resolutions by people
 * @param byArticles questions that an article answered, before anybody had to
 * @param points paid to members, less what was clawed back
 */
public record Spending(
    String currency,
    long resolutions,
    long byArticles,
    long points,
    int pointMilliCents,
    long pointsCents,
    long contractorPieces,
    int contractorCents,
    long staffResolutions,
    int staffCents,
    long totalCents,
    long allByStaffCents,
    long savedCents,
    long perResolutionCents,
    String formula) {
  private static final String FORMULA =
      "cost = points x cost per point + contractor pieces x cost per piece"
          + " + staff resolutions x staff cost; saved = (all resolutions + questions that an article"
          + " answered) x staff cost - cost";

  public static Spending of(
      Policy.Cost rates,
      long points,
      long community,
      long contractor,
      long specialist,
      long byArticles) {
    long resolutions = community + contractor + specialist;
    long pointsCents = Math.round(points * (double) rates.pointMilliCents() / 1000);
    long total =
        pointsCents + contractor * rates.contractorCents() + specialist * rates.staffCents();
    long allByStaff = (resolutions + byArticles) * rates.staffCents();
    return new Spending(
        rates.currency(),
        resolutions,
        byArticles,
        points,
        rates.pointMilliCents(),
        pointsCents,
        contractor,
        rates.contractorCents(),
        specialist,
        rates.staffCents(),
        total,
        allByStaff,
        allByStaff - total,
        resolutions == 0 ? 0 : Math.round((double) total / resolutions),
        FORMULA);
  }
}
