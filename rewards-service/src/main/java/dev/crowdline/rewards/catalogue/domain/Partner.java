package dev.crowdline.rewards.catalogue.domain;

import java.net.URI;
import java.time.Instant;

/**
 * A server that hands items out.
 *
 * @param url of http or https
 * @param version changes with every edit
 */
public record Partner(URI url, Instant changedAt, long version) {
  /** The most characters of an address. */
  public static final int LONGEST_URL = 500;
}
