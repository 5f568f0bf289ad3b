package dev.crowdline.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LedgerVerificationTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String STATED =
      """
      [{"day": "2026-11-29", "hash": "aa"}, {"day": "2026-11-30", "hash": "bb"}]
      """;
  private static final String SUMS =
      """
      {"sum": 0, "negativeWallets": 0, "unbalancedAccounts": 0}
      """;

  @Test
  @DisplayName("seals as stated, an open day and sums of zero are well")
  void allIsWell() {
    LedgerVerification verification =
        after(day("2026-11-29", "aa", "aa"), day("2026-11-30", "bb", "bb"));
    verification.day(json("{\"day\": \"2026-12-01\", \"transfers\": 3}"));
    verification.end(json(SUMS));
    assertThat(verification.first()).isEmpty();
    assertThat(verification.days()).isEqualTo(3);
    assertThat(verification.sealed()).isEqualTo(2);
    assertThat(verification.transfers()).isEqualTo(23);
  }

  @Test
  @DisplayName("the first transfer that differs is named, whatever else does")
  void theFirst() {
    LedgerVerification verification =
        after(
            """
            {"day": "2026-11-29", "transfers": 10, "seal": {"hash": "aa"}, "computed": {"hash": "a1"},
             "difference": {"position": 7, "transferId": "t-7", "kind": "ALTERED"}}
            """,
            day("2026-11-30", "bb", "b1"));
    assertThat(verification.first())
        .contains("2026-11-29: transfer t-7 at position 7 was changed after it had been moved.");
  }

  @Test
  @DisplayName("a seal that was recomputed away is not the one that was stated")
  void recomputed() {
    assertThat(after(day("2026-11-29", "a1", "a1")).first())
        .contains("2026-11-29: the seal that is kept is not the one that was stated.");
  }

  @Test
  @DisplayName("transfers that come to another seal, a seal nobody stated, a day that is gone")
  void others() {
    assertThat(after(day("2026-11-29", "aa", "a1")).first().orElse("")).contains("another seal");
    assertThat(after(day("2026-11-28", "cc", "cc")).first().orElse("")).contains("never stated");
    LedgerVerification gone = after(day("2026-11-30", "bb", "bb"));
    gone.end(json(SUMS));
    assertThat(gone.first().orElse("")).contains("2026-11-29").contains("gone");
  }

  @Test
  @DisplayName("totals that are not those of the transfers")
  void sums() {
    LedgerVerification verification = new LedgerVerification(json("[]"));
    verification.end(json("{\"sum\": 1, \"negativeWallets\": 0, \"unbalancedAccounts\": 2}"));
    assertThat(verification.first()).contains("2 accounts have other totals than their transfers.");
  }

  private static LedgerVerification after(String... days) {
    LedgerVerification verification = new LedgerVerification(json(STATED));
    for (String day : days) {
      verification.day(json(day));
    }
    return verification;
  }

  private static String day(String day, String kept, String computed) {
    return """
    {"day": "%s", "transfers": 10, "seal": {"hash": "%s"}, "computed": {"hash": "%s"}}
    """
        .formatted(day, kept, computed);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
