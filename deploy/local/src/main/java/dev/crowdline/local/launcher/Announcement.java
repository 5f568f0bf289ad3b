package dev.crowdline.local.launcher;

import dev.crowdline.local.gateway.Account;
import dev.crowdline.local.gateway.Accounts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What `up` ends with: the address, who one can be, how to stop. */
final class Announcement {

  private Announcement() {}

  static void of(boolean crowd, String url, @Nullable String shop, Duration took, Console console) {
    console.say("");
    console.say("Crowdline runs, after " + took.toSeconds() + " s: " + console.bold(url + "/"));
    if (shop != null) {
      console.say("  A shop of another origin that embeds the widget: " + shop + "/");
    }
    console.say("");
    console.say("  Sign in as (no password; for local use only):");
    for (Account account : Accounts.onePerRole()) {
      console.say("    %-16s %s".formatted(account.username(), account.what()));
    }
    if (crowd) {
      console.say(
          "  A simulated crowd asks and answers in the demo community; --no-crowd leaves it out.");
    }
    console.say("");
    console.say("  A token for curl: ./crowdline token operator     an API key: ./crowdline key");
    console.say("  Stop it: Ctrl-C here, or ./crowdline down");
  }
}
