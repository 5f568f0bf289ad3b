package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.Policy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants to know: what a period would have come to under a policy.
 *
 * @param note why, for those who look later; may be empty
 */
public record Question(Policy policy, String note, Source source) {
  /** Where the requests come from. */
  public sealed interface Source {}

  /** A period as it was. */
  public record Recorded(Instant from, Instant to) implements Source {}

  /**
   * A day that nobody has seen.
   *
   * @param requests how many are asked
   */
  public record Generated(int requests, Crowd crowd) implements Source {}

  /** Tickets of another system, and people as they are supposed to be. */
  public record Tickets(List<Ticket> tickets, Crowd crowd) implements Source {
    public Tickets {
      tickets = List.copyOf(tickets);
    }
  }

  /** One source of the three is there; the form in which a question is stored. */
  public record Stored(
      Policy policy,
      String note,
      @Nullable Recorded recorded,
      @Nullable Generated generated,
      @Nullable Tickets tickets) {
    /** As it was asked. */
    public Question question() {
      Source source = recorded != null ? recorded : generated != null ? generated : tickets;
      if (source == null) {
        throw new IllegalStateException("a question without a source");
      }
      return new Question(policy, note, source);
    }
  }

  /** To be stored. */
  public Stored stored() {
    return new Stored(
        policy,
        note,
        source instanceof Recorded recorded ? recorded : null,
        source instanceof Generated generated ? generated : null,
        source instanceof Tickets tickets ? tickets : null);
  }
}
