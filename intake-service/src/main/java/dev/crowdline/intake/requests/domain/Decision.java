package dev.crowdline.intake.requests.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of a command, a fact or a deadline: the life after it, what is added to the
 * conversation, and what the others are told, both in order.
 */
public record Decision(Life life, List<Message> messages, List<Happening> happenings)
    implements Judgement {
  public Decision {
    messages = List.copyOf(messages);
    happenings = List.copyOf(happenings);
  }

  /** Nothing but the life changes, if that. */
  static Decision of(Life life) {
    return new Decision(life, List.of(), List.of());
  }

  Decision and(Message message) {
    List<Message> more = new ArrayList<>(messages);
    more.add(message);
    return new Decision(life, more, happenings);
  }

  Decision and(Happening happening) {
    List<Happening> more = new ArrayList<>(happenings);
    more.add(happening);
    return new Decision(life, messages, more);
  }

  Decision with(Life next) {
    return new Decision(next, messages, happenings);
  }

  /**
   * Whether somebody could see it: not that a request without an answer is looked at at another
   * time, or not again.
   */
  public boolean isSeen(Life before) {
    return !messages.isEmpty()
        || !happenings.isEmpty()
        || !(life.equals(before) || life.isOnlyRescheduled(before));
  }

  /** Whether there is anything to store. */
  public boolean changes(Life before) {
    return !life.equals(before) || !messages.isEmpty();
  }
}
