package dev.crowdline.sla.clocks.domain;

import dev.crowdline.sla.calendars.domain.WorkingTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Pairs what the customer wrote after the first response with our next messages, in the order in
 * which they happened. A message of ours replies to those of the customer that its writer had
 * heard; who does not say what was heard had heard all.
 */
final class Replies {
  private final WorkingTime working;
  private final List<Reply> ended = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();

  private record Waiting(Instant at, @Nullable Integer number) {
    boolean isKnownTo(@Nullable Integer heard) {
      return heard == null || number == null || number <= heard;
    }
  }

  Replies(WorkingTime working) {
    this.working = working;
  }

  void asked(Instant at, @Nullable Integer number) {
    waiting.add(new Waiting(at, number));
  }

  void replied(
      Instant at, @Nullable Integer heard, Course.Reason how, @Nullable UUID assignmentId) {
    if (!waiting.isEmpty() && waiting.getFirst().isKnownTo(heard)) {
      ended.add(reply(at, at, how, assignmentId));
    }
    waiting.removeIf(message -> message.isKnownTo(heard));
  }

  /** Nobody waits for a message any more. */
  void finished(Instant at, Course.Reason how) {
    if (!waiting.isEmpty()) {
      ended.add(reply(at, null, how, null));
      waiting.clear();
    }
  }

  /** All of them, the one that still waits last. */
  List<Reply> end() {
    List<Reply> all = new ArrayList<>(ended);
    if (!waiting.isEmpty()) {
      all.add(reply(null, null, null, null));
    }
    return all;
  }

  private Reply reply(
      @Nullable Instant to,
      @Nullable Instant repliedAt,
      Course.@Nullable Reason how,
      @Nullable UUID assignmentId) {
    Spans.Span span = new Spans.Span(waiting.getFirst().at(), to);
    return new Reply(new Spans(List.of(span), working), repliedAt, how, assignmentId);
  }
}
