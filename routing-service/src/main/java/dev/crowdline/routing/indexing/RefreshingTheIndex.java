package dev.crowdline.routing.indexing;

import java.util.Collection;
import java.util.UUID;

/** Has this replica read members again, at once; for changes that it has just committed. */
public interface RefreshingTheIndex {
  void refresh(Collection<UUID> memberIds);
}
