package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that was said of a request from outside: who helps had no part in it. */
public sealed interface Word {
  /** When. */
  Instant at();

  /** It needs that tier. */
  record TierRaised(Instant at, Tier to) implements Word {}

  /** It is more pressing. */
  record PriorityRaised(Instant at, Priority to) implements Word {}

  /** It needs something else; null is the language that it had. */
  record NeedsChanged(Instant at, List<Need> needs, @Nullable String language) implements Word {
    public NeedsChanged {
      needs = List.copyOf(needs);
    }
  }

  /** An incident answers it. */
  record Linked(Instant at) implements Word {}

  /** No incident answers it any more. */
  record Split(Instant at, int round) implements Word {}

  /** The incident's answer reached it. */
  record Answered(Instant at) implements Word {}

  /** It has its answer from elsewhere. */
  record Closed(Instant at) implements Word {}

  /** Nobody wants an answer any more. */
  record Cancelled(Instant at) implements Word {}
}
