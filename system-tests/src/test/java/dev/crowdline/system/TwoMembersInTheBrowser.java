package dev.crowdline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.crowdline.contracts.Pace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main journey as people have it: two members and a customer, each at a browser. */
@Tag("system")
@Order(20)
class TwoMembersInTheBrowser {
  private static final double ONE_SECOND_MILLIS = 1_000;
  private static final HasCountOptions SOON = new HasCountOptions().setTimeout(15_000);

  private final Stack stack = Stack.running();

  @Test
  @DisplayName("one accepts and answers; the other's offer is gone within a second (P2)")
  void oneWinsAndTheOtherSeesIt() {
    Community mobile = Community.register(stack, "browser", Pace.PRODUCT);
    mobile.operator().put("/v1/skills/roaming", Map.of("description", "Phones abroad")).must(200);
    MemberClient ben = mobile.contributor("Ben", "roaming", 4);
    String adasAccount = "contributor@" + mobile.id() + ":ada";
    try (Browsers browsers = new Browsers(stack);
        Visitor ada = browsers.visitor("Ada");
        Visitor bensBrowser = browsers.visitor("Ben");
        Visitor customer = browsers.visitor("the customer")) {
      // Ada is new: she chooses a name and says what she knows. Ben has been here before.
      ada.signIn("/console/", adasAccount).isTold("Join the community");
      ada.write("Name to show", "Ada");
      ada.choose("Roaming", "5");
      ada.press("Join");
      ada.isTold("The community's terms");
      ada.press("I accept");
      ada.flip("Offline");
      ada.sees("Nothing for you just now");
      bensBrowser.signIn("/console/", ben.account());
      bensBrowser.flip("Offline");
      bensBrowser.sees("Nothing for you just now");

      // A customer asks, and both are offered it.
      CustomerPage asked =
          mobile.ask(
              "Nothing works in Norway", "needs", List.of(Map.of("skill", "roaming", "level", 1)));
      String link = asked.request().path("page").asText();
      customer.page().setViewportSize(390, 844);
      customer.open(link).isTold("finding somebody");
      assertThat(ada.offer()).hasCount(1, SOON);
      assertThat(bensBrowser.offer()).hasCount(1, SOON);

      // Ada takes it by a key. Ben sees that it is gone, at once and without doing anything.
      ada.page()
          .evaluate(
              "addEventListener('keydown', () => window.pressedAt ??= Date.now(), {capture: true})");
      bensBrowser
          .page()
          .evaluate(
              """
              () => new MutationObserver(() => {
                if (!document.querySelector('.offer')) {
                  window.goneAt ??= Date.now();
                }
              }).observe(document.body, {childList: true, subtree: true})\
              """);
      ada.offer().press("a");
      bensBrowser.page().waitForFunction("() => window.goneAt");
      assertThat(number(bensBrowser, "goneAt") - number(ada, "pressedAt"))
          .as("milliseconds from Ada's key to the end of Ben's offer")
          .isBetween(0.0, ONE_SECOND_MILLIS);
      bensBrowser.sees("Somebody else");

      // Ada asks back, and the clock stands until the customer has replied.
      customer.isTold("is writing");
      ada.page()
          .getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Message"))
          .check(new Locator.CheckOptions().setForce(true));
      ada.write("Message to the customer", "Which phone is it?");
      ada.page().getByLabel("This asks the customer something").check();
      ada.press("Send message");
      ada.sees("The clock stands still");
      customer.isTold("question for you");
      customer.write("Your reply", "A Fairphone");
      customer.press("Send");
      ada.sees("A Fairphone");

      // What she has begun to write is still there when she comes back.
      ada.write("Your answer", "Switch on roaming for this SIM");
      ada.sees("Draft saved");
      ada.page().reload();
      assertThat(ada.page().getByLabel("Your answer")).hasValue("Switch on roaming for this SIM");
      ada.press("Send answer and finish");
      customer.isTold("You have an answer").sees("Switch on roaming for this SIM");
      assertThat(ada.page().locator(".statement li")).hasCount(1, SOON);

      // It helped, and the customer says so. The points are Ada's.
      customer.press("Yes, solved");
      customer.isTold("Solved");
      customer.page().getByText("5 stars: excellent").locator("xpath=..").click();
      customer.write("A word of thanks", "You saved my holiday");
      customer.press("Send rating");
      customer.sees("You gave 5 of 5 stars");
      ada.sees("You saved my holiday").sees("5 of 5 stars").sees("It helped");
      Locator paid = ada.page().locator(".statement li:has(.chip.good)");
      assertThat(paid).hasCount(1, SOON);
      assertThat(paid).containsText("Nothing works in Norway");
      assertThat(paid).containsText("100");
      assertThat(ben.wallet().path("balance").asInt()).isZero();
    }
  }

  private static double number(Visitor visitor, String name) {
    return ((Number) visitor.page().evaluate("name => window[name]", name)).doubleValue();
  }
}
