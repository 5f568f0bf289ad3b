package dev.crowdline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A reviewer judges ten answers by the keyboard alone, and what follows for who gave them. */
@Tag("system")
@Order(33)
class ReviewingInTheBrowser {
  private static final double SOON_MILLIS = 15_000;
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final int ANSWERS = 10;

  /** Keys of the verdicts, the harmful one last. */
  private static final List<String> KEYS =
      List.of("1", "2", "1", "3", "1", "2", "2", "1", "3", "4");

  private final Stack stack = Stack.running();

  @Test
  @DisplayName("ten answers are judged with J, K, digits and Enter; wrong ones are paid no more")
  void tenAnswers() {
    Community mobile = Community.register(stack, "reviewing", Pace.PRODUCT);
    Api operator = mobile.operator();
    operator
        .put(
            "/v1/programme/reviews",
            Map.of("reviewsADay", 100, "twicePercent", 0, "newcomerAnswers", 3))
        .must(200);
    try (Browsers browsers = new Browsers(stack);
        MemberClient ada = mobile.contributor("Ada", "bills", 4).online();
        MemberClient sol = mobile.member("Sol", Tier.SPECIALIST, 2, "special", 3);
        Visitor reviewer = browsers.visitor("Sol")) {
      for (int i = 0; i < ANSWERS; i++) {
        ada.earn(mobile, "bills");
      }
      long each = ada.wallet().path("balance").asLong() / ANSWERS;
      await("all of them are drawn")
          .atMost(SOON)
          .until(
              () -> sol.api().get("/v1/reviews/queue").must(200).path("waiting").asInt(),
              waiting -> waiting == ANSWERS);

      reviewer.signIn("/reviews/", sol.account()).sees(ANSWERS + " answers wait for you");
      Locator shown = reviewer.page().locator("cl-judging");
      soon(shown, "That is so");
      soon(shown, "A helper");
      assertThat(shown.innerText()).doesNotContain("Ada");
      Keyboard keys = reviewer.page().keyboard();
      keys.press("j");
      reviewer.sees("This is 2 of the next 10");
      keys.press("k");
      reviewer.sees("This is 1 of the next 10");

      soon(shown, "That is so");
      keys.press("n");
      keys.type("Says 1 thing and not why");
      keys.press("Escape");
      for (int i = 0; i < ANSWERS; i++) {
        soon(shown, "That is so");
        keys.press(KEYS.get(i));
        assertThat(shown.locator("input:checked")).hasCount(1);
        keys.press("Enter");
        int left = ANSWERS - i - 1;
        reviewer.sees(
            left == 0
                ? "Nothing waits for you"
                : left + (left == 1 ? " answer waits for you" : " answers wait for you"));
        reviewer.sees("The customer, or silence, confirmed it");
      }

      JsonNode settled =
          operator.get("/v1/reviews?state=SETTLED&limit=200").must(200).path("items");
      assertThat(Json.items(settled)).hasSize(ANSWERS);
      assertThat(settled.toString()).contains("Says 1 thing and not why");
      assertThat(
              Json.items(settled).stream()
                  .map(review -> review.path("revealed").path("verdict").asText())
                  .toList())
          .containsExactlyInAnyOrder(
              "GOOD",
              "GOOD",
              "GOOD",
              "GOOD",
              "ACCEPTABLE",
              "ACCEPTABLE",
              "ACCEPTABLE",
              "WRONG",
              "WRONG",
              "HARMFUL");
      assertThat(ada.wallet().path("balance").asLong()).isEqualTo(7 * each);
      assertThat(ada.api().get("/v1/wallets/me/statement").must(200).toString())
          .contains("Reviewers judged that your answer was wrong");
      await("Ada is offered nothing until an operator decides")
          .atMost(SOON)
          .until(
              () -> ada.api().get("/v1/members/me").must(200).path("pause").path("reason").asText(),
              reason -> reason.contains("harmful"));
      operator.delete("/v1/members/" + ada.id() + "/pause").must(200);
      ada.earn(mobile, "bills");
    }
  }

  private static void soon(Locator where, String text) {
    assertThat(where.first()).containsText(text, new ContainsTextOptions().setTimeout(SOON_MILLIS));
  }
}
