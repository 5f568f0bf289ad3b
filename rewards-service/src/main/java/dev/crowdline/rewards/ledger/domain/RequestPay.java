package dev.crowdline.rewards.ledger.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The pay of all answers to one request: what was moved, what was judged, whether it ended. Facts
 * of different services may come in any order and any number of times; what a fact builds on may
 * come later and finds it kept here.
 */
public final class RequestPay {
  private final Map<Pay, Answer> answers = new LinkedHashMap<>();
  private final Map<UUID, Verdict> verdicts = new LinkedHashMap<>();
  private final Map<UUID, Appraisal> appraisals = new LinkedHashMap<>();
  private final Set<UUID> withdrawn = new HashSet<>();
  private Ending ending;

  /** An answer and where its pay by a rule stands. */
  public record Answer(UUID memberId, int round, Earning earning) {}

  /** What is known from before; {@code ending} null when nothing was heard of an end. */
  public RequestPay(
      Map<Pay, Answer> answers,
      Map<UUID, Verdict> verdicts,
      Map<UUID, Appraisal> appraisals,
      @Nullable Ending ending) {
    this(answers, verdicts, appraisals, Set.of(), ending);
  }

  /** The same, of which reviewers judged these answers wrong or harmful. */
  public RequestPay(
      Map<Pay, Answer> answers,
      Map<UUID, Verdict> verdicts,
      Map<UUID, Appraisal> appraisals,
      Set<UUID> withdrawn,
      @Nullable Ending ending) {
    this.answers.putAll(answers);
    this.verdicts.putAll(verdicts);
    this.appraisals.putAll(appraisals);
    this.withdrawn.addAll(withdrawn);
    this.ending = ending == null ? Ending.OPEN : ending;
  }

  /** Takes a fact in and says what is due now. */
  public List<Due> hear(Heard fact) {
    List<Due> due = new ArrayList<>();
    switch (fact) {
      case Heard.Completed completed -> {
        UUID assignment = completed.assignmentId();
        for (Rule rule : Rule.values()) {
          complete(
              new Pay(assignment, rule),
              completed.memberId(),
              completed.round(),
              completed.pays(rule),
              due);
        }
        if (completed.byCommunityMember() && completed.extra().ratedFrom() > 0) {
          appraisals.put(assignment, appraisal(assignment).offering(completed.extra()));
          appraise(assignment, due);
        }
      }
      case Heard.Rated rated -> {
        UUID assignment = rated.assignmentId();
        appraisals.put(assignment, appraisal(assignment).rated(rated.stars()));
        appraise(assignment, due);
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
      case Heard.Closed closed -> {
        ending = ending.orLater(Ending.resolvedIn(closed.round()));
        judgeAll(due);
      }
      case Heard.Cancelled cancelled -> {
        if (cancelled.paidAssignment() != null) {
          hold(cancelled.paidAssignment(), Verdict.BY_CANCELLATION);
        }
        ending = Ending.CANCELLED;
        judgeAll(due);
      }
      case Heard.Reviewed reviewed -> {
        if (reviewed.withdraws()) {
          withdrawn.add(reviewed.assignmentId());
        } else {
          withdrawn.remove(reviewed.assignmentId());
        }
        judgeAll(due);
      }
    }
    return due;
  }

  /** The verdicts that hold, by assignment. */
  public Map<UUID, Verdict> verdicts() {
    return Map.copyOf(verdicts);
  }

  /** What ratings pay and the ratings, by assignment. */
  public Map<UUID, Appraisal> appraisals() {
    return Map.copyOf(appraisals);
  }

  public Ending ending() {
    return ending;
  }

  private Appraisal appraisal(UUID assignment) {
    return appraisals.getOrDefault(assignment, Appraisal.NONE);
  }

  /** Pays for a rating once it and its answer are known, if the answer itself earned something. */
  private void appraise(UUID assignment, List<Due> due) {
    Answer answer = answers.get(Pay.of(assignment));
    long points = appraisal(assignment).pays();
    if (answer != null && !(answer.earning() instanceof Earning.Unearned) && points > 0) {
      Pay pay = new Pay(assignment, Rule.WELL_RATED);
      complete(pay, answer.memberId(), answer.round(), points, due);
    }
  }

  private void complete(Pay pay, UUID memberId, int round, long points, List<Due> due) {
    Answer answer = answers.getOrDefault(pay, new Answer(memberId, round, new Earning.Unearned()));
    move(pay, answer, answer.earning().complete(points), due);
    judge(pay, due);
  }

  private void hold(UUID assignment, Verdict verdict) {
    verdicts.put(assignment, verdict.orLater(verdicts.get(assignment)));
  }

  private void judgeAll(List<Due> due) {
    List.copyOf(answers.keySet()).forEach(pay -> judge(pay, due));
  }

  private void judge(Pay pay, List<Due> due) {
    Answer answer = answers.get(pay);
    if (answer == null) {
      return;
    }
    Verdict verdict = verdicts.get(pay.assignmentId());
    Earning earning = answer.earning();
    if (withdrawn.contains(pay.assignmentId())) {
      move(pay, answer, earning.withdraw(), due);
    } else if (verdict != null) {
      switch (verdict.outcome()) {
        case CONFIRMED -> move(pay, answer, earning.confirm(), due);
        case REFUSED -> move(pay, answer, earning.refuse(), due);
        case CONFIRMED_AFTER_ALL -> {
          if (earning instanceof Earning.Restored) {
            return;
          }
          // It was refused, even if its completion is heard last: the legs are always the same.
          Earning.Next refused = earning.refuse();
          move(pay, answer, refused, due);
          move(pay, answer, refused.earning().confirmAfterAll(), due);
        }
      }
    } else if (ending.pays(answer.round())) {
      move(pay, answer, earning.confirm(), due);
    }
  }

  private void move(Pay pay, Answer answer, Earning.Next next, List<Due> due) {
    answers.put(pay, new Answer(answer.memberId(), answer.round(), next.earning()));
    if (next.step() != null) {
      due.add(new Due(pay, answer.memberId(), answer.round(), next.step()));
    }
  }
}
