package dev.crowdline.sla.whatif.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question that was asked, and what came of it.
 *
 * @param result null until it is done
 */
public record Inquiry(String community, Listed listed, Question question, @Nullable WhatIf result) {

  /**
   * The same in short, as lists show it.
   *
   * @param askedBy the name of the operator
   * @param note why, for those who look later; may be empty
   * @param from of a recorded period
   * @param requests how many are asked, where they are not recorded
   * @param percent how much of it is done
   * @param reason why it failed; null when it did not
   */
  public record Listed(
      UUID id,
      Instant askedAt,
      String askedBy,
      String note,
      Kind kind,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Integer requests,
      State state,
      int percent,
      @Nullable String reason,
      @Nullable Instant finishedAt) {}

  /** Where the requests of a question come from. */
  public enum Kind {
    RECORDED,
    GENERATED,
    TICKETS
  }

  /** How it stands. */
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED
  }

  /** One that was just asked. */
  public static Inquiry asked(UUID id, String community, Instant at, String by, Question question) {
    Question.Recorded period =
        question.source() instanceof Question.Recorded recorded ? recorded : null;
    return new Inquiry(
        community,
        new Listed(
            id,
            at,
            by,
            question.note(),
            switch (question.source()) {
              case Question.Recorded recorded -> Kind.RECORDED;
              case Question.Generated day -> Kind.GENERATED;
              case Question.Tickets sheet -> Kind.TICKETS;
            },
            period == null ? null : period.from(),
            period == null ? null : period.to(),
            switch (question.source()) {
              case Question.Recorded recorded -> null;
              case Question.Generated day -> day.requests();
              case Question.Tickets sheet -> sheet.tickets().size();
            },
            State.WAITING,
            0,
            null,
            null),
        question,
        null);
  }

  public UUID id() {
    return listed.id();
  }
}
