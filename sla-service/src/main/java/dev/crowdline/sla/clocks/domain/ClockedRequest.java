package dev.crowdline.sla.clocks.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request and its clocks.
 *
 * @param partition that its facts are read from; whoever reads it judges it
 * @param dueAt when it will be looked at; never later than anything of it is due, sometimes
 *     earlier; null once it is finished
 */
public record ClockedRequest(
    Key key, int partition, @Nullable Instant dueAt, RequestClocks clocks) {

  /** A request's id counts within its community only (P9). */
  public record Key(String community, UUID requestId) {}

  /** The same with other clocks, to be looked at then. */
  public ClockedRequest with(RequestClocks other, @Nullable Instant lookAt) {
    return new ClockedRequest(key, partition, lookAt, other);
  }
}
