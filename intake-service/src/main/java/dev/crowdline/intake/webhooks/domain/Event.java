package dev.crowdline.intake.webhooks.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to a request: a fact, with its place among all events of the community.
 *
 * @param position counts up; in its order the events of a community are told
 * @param data JSON, as the fact's
 */
public record Event(
    String community,
    long position,
    UUID id,
    String type,
    String source,
    UUID subject,
    Instant happenedAt,
    String data) {

  /** The same at its place. */
  public Event at(long place) {
    return new Event(community, place, id, type, source, subject, happenedAt, data);
  }
}
