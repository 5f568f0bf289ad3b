package dev.crowdline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import dev.crowdline.contracts.Pace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Points become something: from the operator's catalogue to the member's code. */
@Tag("system")
@Order(21)
class ShoppingInTheBrowser {
  private static final double SOON_MILLIS = 15_000;

  private final Stack stack = Stack.running();

  @Test
  @DisplayName(
      "an operator fills the shop, a member takes something and sees its code once, stock and"
          + " liability fall")
  void shopping() {
    Community mobile = Community.register(stack, "shopping", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        MemberClient ada = mobile.contributor("Ada", "bills", 4).online();
        Visitor operator = browsers.visitor("the operator");
        Visitor member = browsers.visitor("Ada")) {
      ada.earn(mobile, "bills");
      long earned = ada.wallet().path("balance").asLong();
      operator.signIn("/programme/", "operator@" + mobile.id() + ":olga");
      operator.sees("Nothing for points yet");
      Locator liability = operator.page().locator("section", with("Liability"));
      soon(liability, earned + " points outstanding");

      operator.press("Add an item");
      operator.write("Name", "Ring tone");
      operator.write("Price in points", "40");
      operator.write("What one costs us, in EUR", "0.30");
      operator.press("Save");
      Locator row = operator.page().locator("tr", with("Ring tone"));
      soon(row, "Sold out");
      operator.press("Import codes of Ring tone");
      operator.write("The codes", "code\nTONE-1\nTONE-2\n");
      operator.press("Import");
      soon(row, "Nearly sold out");
      Locator left = row.locator("td").nth(2);
      assertThat(left).hasText("2");

      member.signIn("/rewards/", ada.account()).sees("2 left");
      member.press("Take it Ring tone");
      member.sees("Take “Ring tone”?");
      member.press("Take it for 40 points");
      member.sees("It is shown this once");
      assertThat(member.page().locator(".secret")).hasText("TONE-1");
      member.press("I have it");
      assertThat(member.page().getByText("TONE-1")).hasCount(0, once());
      member.sees("You took “Ring tone” for 40 points.").sees("1 left");
      member.press("Show the code again Ring tone");
      assertThat(member.page().locator(".secret")).hasText("TONE-1");
      member.sees("shown again once");

      soon(row, "Nearly sold out");
      assertThat(left).hasText("1", new HasTextOptions().setTimeout(SOON_MILLIS));
      soon(liability, (earned - 40) + " points outstanding");
      soon(operator.page().locator("section", with("What members took")), "Ada");
      assertThat(operator.page().content()).doesNotContain("TONE-1");
    }
  }

  @Test
  @DisplayName(
      "an operator tries other earning rules, puts them in force, and the next offer pays so")
  void earningRules() {
    Community mobile = Community.register(stack, "earning", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        MemberClient ada = mobile.contributor("Ada", "bills", 4).online();
        Visitor operator = browsers.visitor("the operator")) {
      ada.earn(mobile, "bills");
      operator.signIn("/programme/", "operator@" + mobile.id() + ":olga");
      operator.press("Change the rules");
      Locator form = operator.page().locator("dialog.rules");
      soon(form, "1 answer");
      operator.write("normal", "130");
      soon(form, "+30");
      operator.write("Why, for those who look later", "We want more.");
      operator.press("Put in force");
      operator.sees("Version 1, in force since");
      CustomerPage customer =
          mobile.ask(
              "What is this on my bill?", "needs", List.of(Map.of("skill", "bills", "level", 1)));
      JsonNode offer = ada.awaitOffer(customer);
      assertThat(offer.path("reward").asInt()).isEqualTo(130);
    }
  }

  private static Page.LocatorOptions with(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static void soon(Locator where, String text) {
    assertThat(where.first()).containsText(text, new ContainsTextOptions().setTimeout(SOON_MILLIS));
  }

  private static HasCountOptions once() {
    return new HasCountOptions().setTimeout(SOON_MILLIS);
  }
}
