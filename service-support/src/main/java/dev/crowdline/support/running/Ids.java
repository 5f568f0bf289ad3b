package dev.crowdline.support.running;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Ids of everything but communities: UUIDv7. They give no order; positions and versions do. */
public final class Ids {
  private Ids() {}

  public static UUID next() {
    return UuidCreator.getTimeOrderedEpoch();
  }
}
