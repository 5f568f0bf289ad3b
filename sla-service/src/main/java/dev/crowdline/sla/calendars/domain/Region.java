package dev.crowdline.sla.calendars.domain;

import org.jspecify.annotations.Nullable;

/**
 * Where holidays are kept.
 *
 * @param country two letters of ISO 3166, in capitals
 * @param region as the holidays of that country name their parts; null for what all of it keeps
 */
public record Region(String country, @Nullable String region) {}
