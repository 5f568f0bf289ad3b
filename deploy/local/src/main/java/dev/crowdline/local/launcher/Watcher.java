package dev.crowdline.local.launcher;

import java.time.Duration;

/** Hears what happens to the children. Called from their threads. */
public interface Watcher {

  /** It was not healthy before, or not since its last start. */
  void becameHealthy(Child child, Duration sinceStart);

  void restarting(Child child, int exitCode, Duration in);

  /** It died too often before it was ever healthy; it is not started again. */
  void gaveUp(Child child);

  /** Something that the state file shows has changed. */
  void changed();
}
