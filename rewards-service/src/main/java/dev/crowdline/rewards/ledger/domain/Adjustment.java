package dev.crowdline.rewards.ledger.domain;

import java.time.Instant;
import java.util.UUID;

/** A movement of a member's points that no answer and no purchase caused. */
public sealed interface Adjustment {
  String community();

  UUID memberId();

  /** When it was decided, or fell due. */
  Instant at();

  /** What it is booked for. */
  Purpose purpose();

  /**
   * An operator's.
   *
   * @param points added; as less, taken off
   */
  record Correction(
      String community, UUID memberId, Purpose.Correction purpose, long points, Instant at)
      implements Adjustment {
    public Correction {
      if (points == 0) {
        throw new IllegalArgumentException("a correction by nothing");
      }
    }
  }

  /**
   * An article made of the member's answer solved a request.
   *
   * @param points 1 or more
   */
  record Royalty(String community, UUID memberId, Purpose.Royalty purpose, long points, Instant at)
      implements Adjustment {
    public Royalty {
      if (points < 1) {
        throw new IllegalArgumentException("a royalty of " + points + " points");
      }
    }
  }

  /**
   * Points that grew too old; as many as the wallet still has.
   *
   * @param points at most, 1 or more
   */
  record Expiry(String community, UUID memberId, Purpose.Expiry purpose, long points, Instant at)
      implements Adjustment {
    public Expiry {
      if (points < 1) {
        throw new IllegalArgumentException("expiry of " + points + " points");
      }
    }
  }
}
