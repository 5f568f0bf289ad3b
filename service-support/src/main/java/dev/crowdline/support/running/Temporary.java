package dev.crowdline.support.running;

import org.jspecify.annotations.Nullable;

/** A failure that may be over when one tries again, such as a database that is away. */
public interface Temporary {

  /** Whether trying again later may succeed and what was asked for is not to blame. */
  boolean isInfrastructure();

  /** The same for any failure: looks for one that knows among the causes. */
  static boolean isInfrastructure(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof Temporary known) {
        return known.isInfrastructure();
      }
    }
    return false;
  }
}
