package dev.crowdline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import dev.crowdline.contracts.Pace;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A member climbs by an answer that helped, and what was behind a rank opens. */
@Tag("system")
@Order(22)
class RankInTheBrowser {
  private static final double SOON_MILLIS = 15_000;

  private final Stack stack = Stack.running();

  @Test
  @DisplayName(
      "an operator edits the ladder and puts an item behind a rank; a member reads the rule, climbs, takes it, and is on the leaderboard or hides")
  void climbing() {
    Community mobile = Community.register(stack, "ranks", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        MemberClient ada = mobile.contributor("Ada", "bills", 4).online();
        Visitor operator = browsers.visitor("the operator");
        Visitor member = browsers.visitor("Ada")) {
      operator.mayComplain(".*\\b422\\b.*/ladder.*");
      Shop.item(mobile, "Beta", 10, 1);
      operator.signIn("/programme/", "operator@" + mobile.id() + ":olga");
      Locator ranks = operator.page().locator("cl-ladder");
      soon(ranks, "5. Mentor");
      operator.press("Edit the ladder");
      operator.write("Quality of rank 2 in %", "100");
      operator.press("Save");
      operator.sees("nobody can reach it");
      operator.write("Quality of rank 2 in %", "30");
      operator.write("Confirmed answers of rank 2", "1");
      operator.press("Save");
      soon(ranks.locator("tr", inside("2. Helper")), "30 %");
      operator.press("Edit Beta");
      operator.choose("Who may take it", "From rank “Helper” on");
      operator.press("Save");
      soon(ranks.locator("tr", inside("2. Helper")), "Beta");

      member.signIn("/rewards/", ada.account()).sees("where everybody begins");
      member.sees("“Helper” takes a quality of 30 % and 1 confirmed answer");
      member.sees("From rank Helper");
      ada.earn(mobile, "bills");
      Locator mine = member.page().locator("cl-rank li[aria-current=step]");
      soon(mine, "Helper");
      member.sees("1 has a verdict and 1 was confirmed").sees("that customers thanked for");
      soon(ranks.locator("tr", inside("2. Helper")), "Helper");
      member.press("Take it Beta");
      member.press("Take it for 10 points");
      member.sees("It is shown this once");
      member.press("I have it");
      Locator board = member.page().locator("cl-board");
      soon(board.locator("li[aria-current]"), "Ada");
      soon(board, "1.");
      member.page().locator("cl-board input[value=all]").click();
      soon(board.locator("li[aria-current]"), "You");
      member.page().getByText("Show me on leaderboards").click();
      soon(board, "Nobody has earned anything here yet");
      assertThat(ada.wallet().path("balance").asLong()).isNotNegative();
    }
  }

  private static Locator.LocatorOptions inside(String text) {
    return new Locator.LocatorOptions().setHasText(text);
  }

  private static void soon(Locator where, String text) {
    assertThat(where.first()).containsText(text, new ContainsTextOptions().setTimeout(SOON_MILLIS));
  }
}
