package dev.crowdline.rewards.ledger.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The pay of all answers to one request: what was moved, what was judged, whether it ended. Facts
 * of different services may come in any order and any number of times; what a fact builds on may
 * come later and finds it kept here.
 */
public final class RequestPay {
  private final Map<UUID, Answer> answers = new LinkedHashMap<>();
  private final Map<UUID, Verdict> verdicts = new LinkedHashMap<>();
  private Ending ending;

  /** An answer and where its pay stands. */
  public record Answer(UUID memberId, int round, Earning earning) {}

  /** What is known from before; {@code ending} null when nothing was heard of an end. */
  public RequestPay(
      Map<UUID, Answer> answers, Map<UUID, Verdict> verdicts, @Nullable Ending ending) {
    this.answers.putAll(answers);
    this.verdicts.putAll(verdicts);
    this.ending = ending == null ? Ending.OPEN : ending;
  }

  /** Takes a fact in and says what is due now. */
  public List<Due> hear(Heard fact) {
    List<Due> due = new ArrayList<>();
    switch (fact) {
      case Heard.Completed completed -> {
        UUID assignment = completed.assignmentId();
        Answer answer =
            answers.getOrDefault(
                assignment,
                new Answer(completed.memberId(), completed.round(), new Earning.Unearned()));
        move(assignment, answer, answer.earning().complete(ConfirmedAnswer.pays(completed)), due);
        judge(assignment, due);
      }
      case Heard.Confirmed confirmed -> {
        hold(confirmed.assignmentId(), confirmed.verdict());
        ending = ending.orLater(Ending.resolvedIn(confirmed.inRound()));
        judgeAll(due);
      }
      case Heard.Refused refused -> {
        hold(refused.assignmentId(), Verdict.refusedBeginning(refused.round()));
        ending = ending.orLater(Ending.reopenedBeginning(refused.round()));
        judgeAll(due);
      }
      case Heard.Cancelled cancelled -> {
        if (cancelled.paidAssignment() != null) {
          hold(cancelled.paidAssignment(), Verdict.BY_CANCELLATION);
        }
        ending = Ending.CANCELLED;
        judgeAll(due);
      }
    }
    return due;
  }

  /** The verdicts that hold, by assignment. */
  public Map<UUID, Verdict> verdicts() {
    return Map.copyOf(verdicts);
  }

  public Ending ending() {
    return ending;
  }

  private void hold(UUID assignment, Verdict verdict) {
    verdicts.put(assignment, verdict.orLater(verdicts.get(assignment)));
  }

  private void judgeAll(List<Due> due) {
    List.copyOf(answers.keySet()).forEach(assignment -> judge(assignment, due));
  }

  private void judge(UUID assignment, List<Due> due) {
    Answer answer = answers.get(assignment);
    if (answer == null) {
      return;
    }
    Verdict verdict = verdicts.get(assignment);
    Earning earning = answer.earning();
    if (verdict != null) {
      switch (verdict.outcome()) {
        case CONFIRMED -> move(assignment, answer, earning.confirm(), due);
        case REFUSED -> move(assignment, answer, earning.refuse(), due);
        case CONFIRMED_AFTER_ALL -> {
          // It was refused, even if its completion is heard last: the legs are always the same.
          Earning.Next refused = earning.refuse();
          move(assignment, answer, refused, due);
          move(assignment, answer, refused.earning().confirmAfterAll(), due);
        }
      }
    } else if (ending.pays(answer.round())) {
      move(assignment, answer, earning.confirm(), due);
    }
  }

  private void move(UUID assignment, Answer answer, Earning.Next next, List<Due> due) {
    answers.put(assignment, new Answer(answer.memberId(), answer.round(), next.earning()));
    if (next.step() != null) {
      due.add(new Due(assignment, answer.memberId(), answer.round(), next.step()));
    }
  }
}
