package dev.crowdline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The desk of specialists and contractors, worked by keys alone. */
@Tag("system")
@Order(21)
class SpecialistInTheBrowser {
  private static final double MILLIS = 15_000;
  private static final String SECRET = "The bank closed the account; say nothing of it";

  private final Stack stack = Stack.running();

  @Test
  @DisplayName(
      "by keys alone: move, look, note, take several, hand back and over; each refusal by itself")
  void worksTheDeskByKeys() {
    Community mobile = Community.register(stack, "desk-keys", Pace.PRODUCT);
    MemberClient sol = mobile.member("Sol", Tier.SPECIALIST, 2, "bills", 5);
    MemberClient tom = mobile.member("Tom-Two", Tier.SPECIALIST, 2, "bills", 5);
    CustomerPage gone = wants(mobile, "My very first bill is wrong", "URGENT");
    CustomerPage first = wants(mobile, "My first bill is wrong", "URGENT");
    CustomerPage second = wants(mobile, "My second bill is wrong", "HIGH");
    CustomerPage third = wants(mobile, "My third bill is wrong", "NORMAL");
    wants(mobile, "My fourth bill is wrong", "LOW");
    try (Browsers browsers = new Browsers(stack);
        Visitor desk = browsers.visitor("Sol");
        Visitor colleague = browsers.visitor("Tom")) {
      desk.mayComplain(".*\\b409\\b.*/claims.*");
      colleague.signIn("/overdue/", tom.account());
      colleague.flip("Offline");
      desk.signIn("/overdue/", sol.account());
      assertThat(items(desk)).hasCount(5, count());

      press(desk, "?");
      desk.sees("hand back what is yours");
      press(desk, "Escape");

      // The list changes under the focus, which stays where it was.
      press(desk, "j");
      press(desk, "j");
      press(desk, "j");
      soon(focused(desk), "My second bill is wrong");
      mobile.operator().post("/v1/requests/" + gone.id() + "/cancel", Map.of()).must(200);
      assertThat(items(desk)).hasCount(4, count());
      soon(focused(desk), "My second bill is wrong");
      wants(mobile, "My fifth bill is wrong", "LOW");
      assertThat(items(desk)).hasCount(5, count());
      soon(focused(desk), "My second bill is wrong");
      press(desk, "k");
      soon(focused(desk), "My first bill is wrong");

      // A look takes nothing; a note is left from within, and a field takes letters as letters.
      press(desk, "Enter");
      Locator peek = desk.page().locator("cl-peek dialog");
      soon(peek, "Who was asked, and why not");
      soon(peek, "You have not taken it by looking");
      Locator field = peek.getByLabel("Note for staff");
      field.focus();
      desk.page().keyboard().type(SECRET + ", @tom-two");
      soon(peek, "Mentions Tom-Two");
      press(desk, "Tab");
      press(desk, "Enter");
      soon(peek.locator(".notes"), SECRET);
      press(desk, "Escape");
      soon(focused(desk), "My first bill is wrong");
      assertThat(sol.api().get("/v1/members/me").must(200).path("load").asInt()).isZero();

      // Three are too many for two: the third is refused, and neither of the others.
      for (int selected = 0; selected < 3; selected++) {
        press(desk, "x");
        press(desk, "j");
      }
      soon(desk.page().locator(".several"), "3 selected");
      desk.page().locator(".several button").first().press("Enter");
      Locator outcomes = desk.page().locator(".note.good, .note.bad");
      assertThat(outcomes).hasCount(3, count());
      assertThat(desk.page().locator(".note.good")).hasCount(2, count());
      soon(desk.page().locator(".note.bad"), "you hold as much work as you may");
      soon(items(desk).filter(with("My first bill")), "You have this since");

      // Back with a note, over to a colleague.
      focus(desk, "My first bill");
      press(desk, "h");
      Locator dialog = desk.page().locator("cl-handing dialog");
      soon(dialog, "Tom-Two");
      press(desk, "Space");
      press(desk, "Tab");
      desk.page().keyboard().type("He calls back at noon");
      press(desk, "Tab");
      press(desk, "Enter");
      soon(items(desk).filter(with("My first bill")), "Tom-Two, specialist, is answering this");
      focus(desk, "My second bill");
      press(desk, "r");
      desk.page().keyboard().type("Asked for the contract number");
      press(desk, "Tab");
      press(desk, "Enter");
      soon(items(desk).filter(with("My second bill")), "Take it");
      assertThat(sol.api().get("/v1/members/me").must(200).path("load").asInt()).isZero();

      // The colleague finds both notes, and the work.
      soon(colleague.page().locator("cl-mentions"), SECRET);
      soon(colleague.page().locator("cl-mentions"), "He calls back at noon");
      assertThat(items(colleague).filter(with("My first bill")).locator(".note.accent"))
          .hasCount(1, count());

      // Switched off, letters do nothing.
      press(desk, "?");
      desk.page().getByLabel("Use these keys").press("Space");
      press(desk, "Escape");
      focus(desk, "My second bill");
      press(desk, "c");
      press(desk, "j");
      soon(focused(desk), "My second bill");
      assertThat(sol.api().get("/v1/members/me").must(200).path("load").asInt()).isZero();
    }
    neverSeenByTheCustomer(mobile, first, second, third);
  }

  private static void neverSeenByTheCustomer(Community mobile, CustomerPage... customers) {
    for (CustomerPage each : customers) {
      String id = each.id().toString();
      String all =
          each.api().get("/v1/conversations/" + id).text()
              + mobile.program().get("/v1/requests/" + id).text()
              + mobile.program().get("/v1/requests/" + id + "/messages").text()
              + mobile.operator().get("/v1/requests/" + id + "/messages").text()
              + mobile.integrator().get("/v1/requests/" + id).text();
      assertThat(all).contains("bill is wrong").doesNotContain("bank", "noon", "contract number");
    }
  }

  @Test
  @DisplayName("a contractor sees the price before taking it, and finds the piece in the statement")
  void contractorIsPaidPerPiece() {
    Community mobile = Community.register(stack, "desk-price", Pace.PRODUCT);
    MemberClient kim = mobile.member("Kim", Tier.CONTRACTOR, 2, "bills", 5);
    CustomerPage customer =
        mobile.ask(
            "My bill is wrong",
            "minimumTier",
            "CONTRACTOR",
            "needs",
            List.of(Map.of("skill", "bills", "level", 2)));
    try (Browsers browsers = new Browsers(stack);
        Visitor desk = browsers.visitor("Kim")) {
      desk.signIn("/overdue/", kim.account());
      soon(items(desk), "pays €4.00");
      press(desk, "j");
      press(desk, "c");
      desk.sees("Send answer and finish").sees("pays €4.00");
      desk.write("Your answer", "It is corrected");
      desk.press("Send answer and finish");
      soon(desk.page().locator("cl-pieces"), "1 waits for the customer's verdict: €4.00");
      customer.awaitStatus("ANSWERED", MemberClient.SOON);
      customer.rate(5, "Thank you");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> {
            JsonNode months = kim.api().get("/v1/pieces/me").must(200).path("months");
            return months.size() == 1 && months.path(0).path("cents").asInt() == 400;
          });
      desk.page().reload();
      soon(desk.page().locator("cl-pieces"), "1 piece, €4.00");
      desk.page().locator("cl-pieces button").first().press("Enter");
      soon(desk.page().locator("cl-pieces"), "confirmed");
      var file =
          desk.page()
              .waitForDownload(() -> desk.page().locator("cl-pieces button").nth(1).press("Enter"));
      assertThat(file.suggestedFilename()).matches("pieces-\\d{4}-\\d\\d\\.csv");
    }
  }

  private static CustomerPage wants(Community mobile, String text, String priority) {
    return mobile.ask(
        text,
        "minimumTier",
        "CONTRACTOR",
        "priority",
        priority,
        "needs",
        List.of(Map.of("skill", "ledgers", "level", 5)));
  }

  private static Locator items(Visitor desk) {
    return desk.page().locator("cl-overdue-item");
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Locator focused(Visitor desk) {
    return desk.page().locator("cl-overdue-item:has(:focus)");
  }

  /** Moves there with the letters of the page, whatever order the list has by now. */
  private static void focus(Visitor desk, String text) {
    for (int i = 0; i < 6; i++) {
      press(desk, "k");
    }
    for (int i = 0; i < 6 && focused(desk).filter(with(text)).count() == 0; i++) {
      press(desk, "j");
    }
    soon(focused(desk), text);
  }

  private static void press(Visitor desk, String key) {
    desk.page().keyboard().press(key);
  }

  private static void soon(Locator where, String text) {
    assertThat(where).containsText(text, new ContainsTextOptions().setTimeout(MILLIS));
  }

  private static HasCountOptions count() {
    return new HasCountOptions().setTimeout(MILLIS);
  }
}
