package dev.crowdline.routing.routes.domain;

import java.util.List;
import java.util.UUID;

/**
 * A command is carried out.
 *
 * @param result what was made or changed
 * @param changes in the order in which they are stated; none when it was done before
 */
public record Decision(UUID result, List<Change> changes) implements Outcome {
  public Decision {
    changes = List.copyOf(changes);
  }

  /** It is done already: nothing is left to write. */
  public static Decision done(UUID result) {
    return new Decision(result, List.of());
  }
}
