package dev.crowdline.intake.requests.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What intake itself decided; messaging states it to the others. */
public sealed interface Happening {

  /**
   * The customer wrote.
   *
   * @param number counts what the customer wrote
   */
  record CustomerWrote(UUID messageId, String text, int number, boolean thanks)
      implements Happening {}

  /** An answer reached the conversation. */
  record Answered(Answer answer, int round) implements Happening {}

  /**
   * The customer judged an answer.
   *
   * @param thanks what was written beside the stars; empty for nothing
   */
  record Rated(Answer answer, int stars, String thanks) implements Happening {}

  /**
   * A new round began.
   *
   * @param preferredMember who answered, to be asked first and alone; null when staff is wanted
   */
  record Reopened(int round, Why why, UUID refusedAssignment, @Nullable UUID preferredMember)
      implements Happening {}

  /**
   * An answer is confirmed, and paid.
   *
   * @param round whose answer it is
   * @param confirmedInRound the request's round when it was
   */
  record Resolved(Helper by, int round, How how, int confirmedInRound) implements Happening {}

  /**
   * Nobody wants an answer any more.
   *
   * @param paidAssignment whose answer waited for its judgement and is paid; null when none waited
   */
  record Cancelled(Who who, @Nullable UUID paidAssignment) implements Happening {}

  /** An incident answers it from now on. */
  record Linked(UUID incidentId) implements Happening {}

  /**
   * No incident answers it any more.
   *
   * @param round that it is in from now on
   */
  record Split(UUID incidentId, int round) implements Happening {}

  /** The incident's answer is confirmed, and is paid there. */
  record Closed(UUID incidentId, int round) implements Happening {}

  /**
   * An article was good enough.
   *
   * @param author the member whose answer the article was made of; null for nobody's
   */
  record SolvedByArticle(UUID articleId, @Nullable UUID author, int round) implements Happening {}

  /** Whoever is below must not see it any more. */
  record TierRaised(Tier minimumTier) implements Happening {}

  /** It is more pressing than it was. */
  record PriorityRaised(Priority priority) implements Happening {}

  /**
   * It is about something else than it was taken for.
   *
   * @param needs what that requires
   */
  record Understood(String topic, List<Need> needs) implements Happening {
    public Understood {
      needs = List.copyOf(needs);
    }
  }

  /** Staff wrote to the customer. */
  record StaffWrote(UUID messageId, String text) implements Happening {}

  /** Why a round began. */
  enum Why {
    NOT_SOLVED,
    LOW_RATING,
    CUSTOMER_WROTE,
    STAFF_WANTED
  }

  /** What confirmed an answer. */
  enum How {
    CUSTOMER,
    RATING,
    SILENCE
  }

  /** Who ended it. */
  enum Who {
    INTEGRATOR,
    OPERATOR,
    CUSTOMER,
    CUSTOMER_SILENT
  }
}
