package dev.crowdline.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the days of a ledger, the oldest first, against what was stated; keeps what differs first.
 */
final class LedgerVerification {
  private final Map<String, String> stated = new LinkedHashMap<>();
  private @Nullable String first;
  private int days;
  private int sealed;
  private long transfers;

  /** The seals that stand on the log. */
  LedgerVerification(JsonNode stated) {
    stated.forEach(seal -> this.stated.put(seal.get("day").asText(), seal.get("hash").asText()));
  }

  /** Takes what the service says of a day in. */
  void day(JsonNode check) {
    String day = check.get("day").asText();
    String kept = check.at("/seal/hash").asText();
    String computed = check.at("/computed/hash").asText();
    String said = stated.remove(day);
    days++;
    transfers += check.get("transfers").asLong();
    sealed += kept.isEmpty() ? 0 : 1;
    JsonNode difference = check.path("difference");
    if (difference.isObject()) {
      differs(
          "%s: transfer %s at position %d %s."
              .formatted(
                  day,
                  difference.get("transferId").asText(),
                  difference.get("position").asLong(),
                  what(difference.get("kind").asText())));
    }
    if (!kept.equals(computed)) {
      differs(
          "%s: its transfers come to another seal than the one that is kept: one was taken away, added, or changed with its mark."
              .formatted(day));
    }
    if (said != null && !said.equals(kept)) {
      differs("%s: the seal that is kept is not the one that was stated.".formatted(day));
    }
    if (said == null && !kept.isEmpty()) {
      differs("%s: its seal was never stated.".formatted(day));
    }
  }

  /** Takes the sums in; nothing comes after it. */
  void end(JsonNode check) {
    stated.keySet().stream()
        .findFirst()
        .ifPresent(
            day -> differs("%s: it was sealed, and all its transfers are gone.".formatted(day)));
    long unbalanced = check.get("unbalancedAccounts").asLong();
    if (unbalanced > 0) {
      differs("%d accounts have other totals than their transfers.".formatted(unbalanced));
    }
    if (check.get("sum").asLong() != 0 || check.get("negativeWallets").asLong() != 0) {
      differs(
          "The balances sum to %d, and %d members' accounts are below zero."
              .formatted(check.get("sum").asLong(), check.get("negativeWallets").asLong()));
    }
  }

  private void differs(String what) {
    if (first == null) {
      first = what;
    }
  }

  private static String what(String kind) {
    return switch (kind) {
      case "ALTERED" -> "was changed after it had been moved";
      case "ALTERED_NOTE" -> "has another note than it was moved with";
      case "FOREIGN_ACCOUNT" -> "moves points of accounts that are not its member's";
      default ->
          "says balances that do not follow from the member's transfers before it: it, or one before it, was changed, added or taken away";
    };
  }

  /** What differs first, in a sentence; nothing when all is well. */
  Optional<String> first() {
    return Optional.ofNullable(first);
  }

  int days() {
    return days;
  }

  int sealed() {
    return sealed;
  }

  long transfers() {
    return transfers;
  }
}
