package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Pace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./crowdline ledger verify}, as somebody runs it who does not trust the tables. */
@Tag("system")
class LedgerVerified {
  private final Stack stack = Stack.running();

  /** What the command said, and how it ended. */
  private record Outcome(int exit, JsonNode said) {}

  @Test
  @Timeout(120)
  @DisplayName("P5: one byte of one transfer, changed in the table, is found")
  void oneByte() throws IOException, InterruptedException {
    Community community = Community.register(stack, "ledger", Pace.PRODUCT);
    MemberClient ada = community.contributor("ada", "general", 3).online();
    await("the wallet follows")
        .atMost(Duration.ofSeconds(20))
        .until(() -> ada.api().get("/v1/wallets/me").status() == 200);
    for (int i = 0; i < 3; i++) {
      ada.earn(community, "general");
    }
    ada.close();
    Outcome well = verify(community);
    assertThat(well.exit()).as(well.toString()).isZero();
    assertThat(well.said().path("verified").asBoolean()).isTrue();
    assertThat(well.said().path("transfers").asInt()).isEqualTo(6);

    Database rewards = Database.of(stack, "rewards");
    UUID third =
        (UUID)
            rewards
                .rows(
                    "select id from transfer where community = ? order by position offset 2 limit 1",
                    community.id())
                .getFirst()
                .get("id");
    meddle(rewards, "overlay(rule placing 'X' from 1)", third);
    Outcome found = verify(community);
    assertThat(found.exit()).isOne();
    assertThat(found.said().path("first").asText())
        .contains("transfer " + third)
        .contains("changed");
    meddle(rewards, "overlay(rule placing 'c' from 1)", third);
    assertThat(verify(community).exit()).isZero();
  }

  /** As the owner of the database can. */
  private static void meddle(Database rewards, String rule, UUID transfer) {
    rewards.update("alter table transfer disable trigger transfer_never_changes");
    assertThat(rewards.update("update transfer set rule = " + rule + " where id = ?", transfer))
        .isOne();
    rewards.update("alter table transfer enable trigger transfer_never_changes");
  }

  private Outcome verify(Community community) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Stack.checkout().resolve("crowdline").toString(),
                    "ledger",
                    "verify",
                    "--json",
                    "--as",
                    "operator@" + community.id() + ":olga",
                    "--data",
                    stack.dataDir().toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (said.isBlank()) {
      fail("it said nothing and ended with " + exit);
    }
    return new Outcome(exit, Json.parse(said));
  }
}
