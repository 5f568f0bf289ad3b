package dev.crowdline.support.database;

/** Somebody else changed a record between its reading and its writing; read it again. */
public final class StaleException extends RuntimeException {
  StaleException(RuntimeException cause) {
    super("it was changed by somebody else in the meantime", cause);
  }
}
