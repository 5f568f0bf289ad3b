package dev.crowdline.sla.dials.domain;

/**
 * What became of the requests that a dial sent one way. Whatever happened to one later, as when its
 * customer asked for staff, it counts where the dial sent it.
 *
 * @param asked requests
 * @param logSeconds natural logarithms of the seconds from question to resolution, of what was
 *     resolved
 * @param stars of the last rating of each rated request
 * @param reopened of those that have had an answer, how many were opened again
 * @param cents what a resolved request cost, in the smallest unit of the currency
 */
public record Group(long asked, Sample logSeconds, Sample stars, Share reopened, Sample cents) {
  /** Nothing was asked. */
  public static final Group NONE =
      new Group(0, new Sample(0, 0, 0), new Sample(0, 0, 0), new Share(0, 0), new Sample(0, 0, 0));
}
