package dev.crowdline.contracts;

/** What stands where a person's words stood before they were erased. */
public final class Erased {
  /** The same in every service, whatever the language. */
  public static final String TEXT = "[erased]";

  private Erased() {}
}
