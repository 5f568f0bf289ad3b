package dev.crowdline.routing.routes.domain;

import java.util.UUID;

/**
 * Where a route stands, with one method per legal move.
 *
 * <pre>
 *            offered            assigned            completed
 *   Queued ───────────▶ Offered ─────────▶ Assigned ──────────▶ Closed
 *     ▲  ▲───────────────┘ offersEnded        │                   │
 *     │  ▲────────────────────────────────────┘ dropped           │
 *     └───────────────────────────────────────────────────────────┘ reopened
 * </pre>
 *
 * Exhausted is Queued after the last escalation step; every open state may be claimed and closed.
 * What is linked to an incident is Closed until it is split out, unless somebody has the work: then
 * it is Closed when that is done or dropped.
 */
public sealed interface RouteState {

  /** The name that is stored and shown. */
  String name();

  /** A state from which a member can be offered the route or claim it. */
  sealed interface Open extends RouteState permits Queued, Exhausted, Offered {
    /** More members are asked. */
    Offered offered(int offers);

    /** Somebody accepted or claimed. */
    default Assigned assigned(UUID assignmentId) {
      return new Assigned(assignmentId);
    }
  }

  /** Waits for members. */
  record Queued() implements Open {
    @Override
    public String name() {
      return "QUEUED";
    }

    @Override
    public Offered offered(int offers) {
      return new Offered(offers);
    }
  }

  /** Waits for members, and no step of the plan is left. */
  record Exhausted() implements Open {
    @Override
    public String name() {
      return "EXHAUSTED";
    }

    @Override
    public Offered offered(int offers) {
      return new Offered(offers);
    }
  }

  /** Members are being asked. */
  record Offered(int live) implements Open {
    public Offered {
      if (live < 1) {
        throw new IllegalArgumentException("an offered route has live offers, not " + live);
      }
    }

    @Override
    public String name() {
      return "OFFERED";
    }

    @Override
    public Offered offered(int offers) {
      return new Offered(live + offers);
    }

    /** Some offers were declined, expired or withdrawn. */
    public Open offersEnded(int offers, boolean lastStep) {
      return offers < live ? new Offered(live - offers) : waiting(lastStep);
    }
  }

  /**
   * A member has the work.
   *
   * @param linked whether an incident answers it meanwhile: nobody is asked for it after this
   *     member
   */
  record Assigned(UUID assignmentId, boolean linked) implements RouteState {
    public Assigned(UUID assignmentId) {
      this(assignmentId, false);
    }

    @Override
    public String name() {
      return "ASSIGNED";
    }

    /** Handed back or taken back. */
    public RouteState dropped(boolean lastStep) {
      return linked ? new Closed(false, true) : waiting(lastStep);
    }

    /** Answered. */
    public Closed completed() {
      return new Closed(false);
    }
  }

  /**
   * Nothing is to be done.
   *
   * @param finished resolved or cancelled; otherwise it is answered, and may be followed up
   * @param linked whether an incident answers it, and nobody was asked or has answered it here
   */
  record Closed(boolean finished, boolean linked) implements RouteState {
    public Closed(boolean finished) {
      this(finished, false);
    }

    @Override
    public String name() {
      return "CLOSED";
    }

    /** The answer did not help. */
    public Open reopened(boolean lastStep) {
      return waiting(lastStep);
    }
  }

  /** The waiting state: exhausted once no step of the plan is left. */
  static Open waiting(boolean lastStep) {
    return lastStep ? new Exhausted() : new Queued();
  }
}
