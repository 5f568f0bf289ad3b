package dev.crowdline.intake.channels;

/**
 * A provider did not do what it was asked for. The message is for the community's operators: it
 * names no customer.
 */
public final class ChannelFailure extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 300;

  private final boolean permanent;

  /**
   * @param permanent whether trying again is in vain
   */
  public ChannelFailure(String problem, boolean permanent, Throwable cause) {
    super(withoutAddresses(problem), cause);
    this.permanent = permanent;
  }

  public boolean isPermanent() {
    return permanent;
  }

  /** What is shown of the problem. */
  public String problem() {
    return String.valueOf(getMessage());
  }

  /** Providers repeat the address that they refuse (P13). */
  public static String withoutAddresses(String text) {
    String one =
        text.replaceAll("[^\\s<>\"'(),;:]+@[^\\s<>\"'(),;:]+", "…")
            .replaceAll("[\\p{Cc}\\s]+", " ")
            .strip();
    return one.length() <= LONGEST ? one : one.substring(0, LONGEST - 1) + "…";
  }
}
