package dev.crowdline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.crowdline.contracts.Pace;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator does at a browser, and what the others see of it. */
@Tag("system")
@Order(22)
class OperatorInTheBrowser {
  private static final double SOON_MILLIS = 15_000;

  private final Stack stack = Stack.running();

  @Test
  @DisplayName(
      "an operator writes as staff, assigns, raises the tier and cancels; all see it at once")
  void acts() {
    Community mobile = Community.register(stack, "acts", Pace.PRODUCT);
    named(mobile, "sea");
    named(mobile, "bills");
    MemberClient ada = mobile.contributor("Ada", "bills", 4);
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator");
        Visitor member = browsers.visitor("Ada");
        Visitor customer = browsers.visitor("the customer")) {
      CustomerPage asked =
          mobile.ask("Nothing works at sea", "needs", List.of(Map.of("skill", "sea", "level", 5)));
      customer.open(asked.request().path("page").asText()).isTold("finding somebody");
      member.signIn("/console/", ada.account());
      member.flip("Offline");
      member.sees("Nothing for you just now");
      operator.signIn("/operations/", "operator@" + mobile.id() + ":olga");
      operator.page().locator(".line").first().click();
      Locator drawer = operator.page().locator("dialog.side");
      assertThat(drawer.locator(".asked")).hasText("Nothing works at sea");

      // By keyboard alone: the dialog opens, is confirmed, and gives the focus back.
      Locator write = button(drawer, "Write to the customer");
      write.focus();
      operator.page().keyboard().press("Enter");
      operator.write("Message from staff", "A technician looks into it.");
      operator.page().keyboard().press("Tab");
      operator.page().keyboard().press("Enter");
      soon(drawer.locator(".story"), "A technician looks into it.");
      soon(drawer.locator(".story"), "Written by olga");
      assertThat(write).isFocused();
      customer.sees("A technician looks into it.").sees("Staff");

      // To a named member, who knows nothing of the sea: that member alone is asked.
      button(drawer, "Assign to a member").click();
      operator.page().getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Ada")).check();
      operator.press("Ask this member");
      assertThat(member.offer()).hasCount(1, count());
      soon(drawer.locator(".story"), "assigned it to Ada");
      member.press("Accept");
      member.sees("Send answer and finish").sees("A technician looks into it.");
      soon(drawer.locator(".story"), "Ada took it");

      button(drawer, "Raise priority").click();
      operator.choose("New priority", "URGENT");
      operator.page().locator("dialog.act button.first").click();
      soon(drawer.locator(".story"), "raised the priority to urgent");

      // The work of who is below the new tier ends.
      button(drawer, "Raise lowest tier").click();
      operator.choose("New lowest tier", "SPECIALIST");
      operator.page().locator("dialog.act button.first").click();
      soon(drawer.locator(".story"), "raised the lowest tier to specialist");
      soon(drawer.locator(".story"), "Ada was relieved of the work");
      assertThat(member.page().getByText("Send answer and finish")).hasCount(0, count());

      // From the list, and not from the drawer.
      button(drawer, "Close").click();
      button(operator.page().locator("cl-requests"), Pattern.compile("^Act on: Nothing works.*"))
          .click();
      operator.press("Cancel request");
      operator.write("Reason, told to the customer", "The ship is home.");
      operator.press("Cancel this request");
      soon(operator.page().locator(".line").first(), "cancelled");
      customer.sees("The ship is home.");
    }
  }

  @Test
  @DisplayName("where it waits: the figures of each skill, and from a priority's to its requests")
  void whereItWaits() {
    Community mobile = Community.register(stack, "waits", Pace.PRODUCT);
    named(mobile, "sea");
    List<Map<String, Object>> needs = List.of(Map.of("skill", "sea", "level", 5));
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/operations/", "operator@" + mobile.id() + ":olga");
      Locator where = operator.page().locator("cl-breakdown");
      soon(where, "Nothing waits");
      mobile.ask("Nothing works at sea", "needs", needs, "priority", "URGENT");
      mobile.ask("How far does it reach?", "needs", needs);
      soon(where.locator("tbody tr:has-text('sea 5') td").first(), "2");
      button(where, "2 waiting, sea 5: show them").click();
      Locator requests = operator.page().locator("cl-requests");
      assertThat(requests.locator(".line")).hasCount(2, count());
      where.getByLabel("Skills").check(new Locator.CheckOptions().setForce(true));
      soon(where.locator("tbody tr:has-text('sea') td").first(), "2");
      where.getByLabel("Priorities").check(new Locator.CheckOptions().setForce(true));
      assertThat(where.locator("tbody tr")).hasCount(2, count());
      button(where, "1 waiting, urgent: show them").click();
      assertThat(requests.locator(".line")).hasCount(1, count());
      soon(requests, "Only: waiting, priority urgent");
      assertThat(requests.locator("h2")).isFocused();
      // The number is in the address, so that it can be kept and sent.
      operator.page().reload();
      assertThat(requests.locator(".line")).hasCount(1, count());
      button(requests, "Show all requests").click();
      assertThat(requests.locator(".line")).hasCount(2, count());
      fill(operator, "Words of the conversation", "how rea");
      assertThat(requests.locator(".line")).hasCount(1, count());
      soon(requests, "How far does it reach?");
      operator.page().locator("button.tile:has-text('Waiting')").click();
      soon(requests, "Only: waiting");
    }
  }

  @Test
  @DisplayName("an alarm rings once, says how high it went, and remembers who saw it")
  void anAlarmRings() {
    Community mobile = Community.register(stack, "alarms", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/operations/", "operator@" + mobile.id() + ":olga").sees("No alarm is set");
      Locator alarms = operator.page().locator("cl-alarms");
      button(alarms, "Add an alarm").click();
      fill(operator, "Name", "Too many wait");
      operator.write("Above (requests, or minutes of the oldest wait)", "1");
      operator.choose("For how long", "0");
      button(alarms, "Save").click();
      soon(alarms, "Too many wait");
      soon(alarms, "quiet");
      mobile.ask("The first");
      mobile.ask("The second");
      soon(alarms, "1 ringing");
      soon(alarms, "at most 2");
      Locator called = operator.page().locator(".toast:has-text('Too many wait')");
      assertThat(called).hasCount(1, count());
      operator.page().reload();
      soon(alarms, "1 ringing");
      button(alarms, "Seen: Too many wait").click();
      soon(alarms, "Seen by olga");
      assertThat(called).hasCount(0, count());
      alarms.getByText("When they rang").click();
      soon(alarms, "reached 2, the limit was 1");
    }
  }

  @Test
  @DisplayName(
      "an operator lets specialists join sooner: sees first what that means, and who did it")
  void changesThePolicy() {
    Community mobile = Community.register(stack, "policies", Pace.PRODUCT);
    CustomerPage ran = mobile.ask("My bill is too high", "priority", "HIGH");
    assertThat(planned(mobile, ran)).isEqualTo(1);
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/policies/", "operator@" + mobile.id() + ":olga").sees("version 1 in force");
      fill(operator, "step 3, at percent", "50");
      fill(operator, "high, time to accept", "1 s");
      Locator effect = operator.page().locator(".effect");
      // It waits for longer than that already.
      soon(effect, "have missed a target01");
      soon(effect, "at 50 %: specialists may be asked01");
      operator.write("Why, for those who look later", "Busy evenings");
      operator.press("Put in force");
      operator.sees("version 2 in force").sees("Busy evenings");
      operator.sees("high, time to accept: 10 min → 1 s");
      CustomerPage later =
          await()
              .until(
                  () -> mobile.ask("And again", "priority", "HIGH"),
                  asked -> planned(mobile, asked) == 2);
      assertThat(version(mobile, ran)).isEqualTo(1);

      operator.press("Add a case");
      fill(operator, "Name", "Business");
      fill(operator, "Attributes, all of (plan=gold)", "plan=business");
      fill(operator, "case 1, high, time to accept", "2 min");
      fill(operator, "Attributes (plan=gold)", "plan=business");
      soon(operator.page().locator("cl-policy-match"), "It would go by the case Business");
      fill(operator, "Attributes (plan=gold)", "plan=private");
      soon(
          operator.page().locator("cl-policy-match"),
          "its attribute plan is private, not business");
      fill(operator, "high, time to accept", "20 min");
      operator.page().getByText("What runs as well").click();
      operator.press("Put in force");
      operator.sees("version 3 in force").sees("new case Business, for plan business");
      await().until(() -> version(mobile, ran) == 3 && version(mobile, later) == 3);
      operator.sees("requests that ran already go by it");
      operator.isConnected("Live");
    }
  }

  @Test
  @DisplayName("an operator closes the desk at night: sees first what that means, and who did it")
  void changesTheCalendar() {
    Community mobile = Community.register(stack, "calendar", Pace.PRODUCT);
    CustomerPage ran = mobile.ask("My bill is too high", "priority", "HIGH");
    assertThat(planned(mobile, ran)).isEqualTo(1);
    // Open on one day of the week only, and that is in three days.
    DayOfWeek open = LocalDate.now(ZoneOffset.UTC).getDayOfWeek().plus(3);
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/calendars/", "operator@" + mobile.id() + ":olga");
      operator.sees("version 1 counts");
      for (DayOfWeek day : DayOfWeek.values()) {
        String name = day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        fill(operator, name + ", hours", day == open ? "9-12, 13-17" : "");
      }
      soon(operator.page().locator(".effect"), "0 due earlier, 1 later");
      operator.write("Why, for those who look later", "One day is enough");
      operator.press("Save");
      operator.sees("version 2 counts").sees("One day is enough").sees("7 h a week");
      JsonNode clocks =
          await()
              .until(
                  () -> clocks(mobile, ran), found -> found.at("/calendar/version").asInt() == 2);
      assertThat(clocks.at("/calendar/open").asBoolean()).isFalse();
      assertThat(clocks.at("/clocks/0/usedMillis").asLong()).isZero();
      operator.isConnected("Live");
    }
  }

  private static JsonNode clocks(Community community, CustomerPage asked) {
    return community.operator().get("/v1/clocks/" + asked.request().path("id").asText()).body();
  }

  /** Which version a request began under, once sla has heard of it. */
  private static int planned(Community community, CustomerPage asked) {
    return await().until(() -> version(community, asked), version -> version > 0);
  }

  private static void fill(Visitor operator, String label, String text) {
    operator.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    operator.page().keyboard().press("Tab");
  }

  /** Which version of the policy a request goes by; 0 as long as sla has not heard of it. */
  private static int version(Community community, CustomerPage asked) {
    return community
        .operator()
        .get("/v1/clocks/" + asked.request().path("id").asText())
        .body()
        .path("policyVersion")
        .asInt();
  }

  @Test
  @DisplayName("an offer on screen becomes urgent, pays more, and goes when it needs a higher tier")
  void offersFollow() {
    Community mobile = Community.register(stack, "follow", Pace.PRODUCT);
    named(mobile, "bills");
    MemberClient ada = mobile.contributor("Ada", "bills", 4);
    try (Browsers browsers = new Browsers(stack);
        Visitor member = browsers.visitor("Ada")) {
      member.signIn("/console/", ada.account());
      member.flip("Offline");
      CustomerPage asked =
          mobile.ask("My bill is too high", "needs", List.of(Map.of("skill", "bills", "level", 1)));
      assertThat(member.offer()).hasCount(1, count());
      assertThat(member.offer().locator("cl-status")).hasCount(0);
      int before = points(member);
      mobile
          .operator()
          .post("/v1/requests/" + asked.id() + "/priority", Map.of("priority", "URGENT"))
          .must(200);
      soon(member.offer().locator("cl-status"), "urgent");
      assertThat(points(member)).isGreaterThan(before);
      mobile
          .operator()
          .post("/v1/requests/" + asked.id() + "/minimum-tier", Map.of("minimumTier", "SPECIALIST"))
          .must(200);
      assertThat(member.offer()).hasCount(0, count());
      member.sees("It needs a higher tier now.");
    }
  }

  @Test
  @DisplayName("why a member handed work back is in the member's answers and in the drawer")
  void whyItWasHandedBack() {
    Community mobile = Community.register(stack, "reason", Pace.PRODUCT);
    named(mobile, "bills");
    MemberClient ada = mobile.contributor("Ada", "bills", 4);
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator");
        Visitor member = browsers.visitor("Ada")) {
      member.signIn("/console/", ada.account());
      member.flip("Offline");
      CustomerPage asked =
          mobile.ask("My bill is too high", "needs", List.of(Map.of("skill", "bills", "level", 1)));
      assertThat(member.offer()).hasCount(1, count());
      member.press("Accept");
      member.page().getByText("I cannot finish this").click();
      member.write("Why", "This tariff is <new> to me");
      member.press("Hand it back");
      soon(member.page().locator("cl-answers"), "You said why: This tariff is <new> to me");
      operator.signIn("/operations/", "operator@" + mobile.id() + ":olga");
      operator.open("/operations/#request=" + asked.id());
      soon(
          operator.page().locator("dialog.side .story"),
          "Ada handed it back: This tariff is <new> to me");
    }
  }

  private static int points(Visitor member) {
    return Integer.parseInt(member.offer().locator(".reward").innerText().replaceAll("[^0-9]", ""));
  }

  @Test
  @DisplayName("the drawer shows what has arrived, and says what is missing")
  void theSlowestIsNotWaitedFor() {
    Community mobile = Community.register(stack, "drawer", Pace.PRODUCT);
    named(mobile, "sea");
    CustomerPage asked =
        mobile.ask("Nothing works at sea", "needs", List.of(Map.of("skill", "sea", "level", 5)));
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      List<Route> held = new ArrayList<>();
      AtomicBoolean holding = new AtomicBoolean(true);
      operator
          .page()
          .route(
              Pattern.compile(".*/v1/routes/.*"),
              route -> {
                if (holding.get()) {
                  held.add(route);
                } else {
                  route.resume();
                }
              });
      operator.signIn("/operations/", "operator@" + mobile.id() + ":olga");
      operator.open("/operations/#request=" + asked.id());
      Locator drawer = operator.page().locator("dialog.side");
      assertThat(drawer.locator(".asked")).hasText("Nothing works at sea");
      soon(drawer, "time to accept");
      soon(drawer, "On its way: who was asked and who had it");
      holding.set(false);
      held.forEach(Route::resume);
      soon(drawer, "No member has the skill 'sea'");
    }
  }

  @Test
  @DisplayName("the list goes on refreshing after Show more")
  void theListGoesOn() {
    Community mobile = Community.register(stack, "list", Pace.PRODUCT);
    for (int i = 0; i < 22; i++) {
      mobile.ask("Question " + i);
    }
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/operations/", "operator@" + mobile.id() + ":olga");
      assertThat(operator.page().locator(".line")).hasCount(20, count());
      operator.press("Show more");
      assertThat(operator.page().locator(".line")).hasCount(22, count());
      mobile.ask("Asked after all that");
      assertThat(operator.page().locator(".line")).hasCount(23, count());
      operator.sees("Asked after all that");
    }
  }

  @Test
  @DisplayName("the public form is opened, limited and closed at the page, and strangers see it")
  void publicForm() {
    Community mobile = Community.register(stack, "opens", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator");
        Visitor stranger = browsers.visitor("a stranger")) {
      operator.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
      List<String> questions = new ArrayList<>();
      AtomicBoolean agrees = new AtomicBoolean(false);
      operator
          .page()
          .onDialog(dialog -> {
            questions.add(dialog.message());
            if (agrees.get()) {
              dialog.accept();
            } else {
              dialog.dismiss();
            }
          });
      // What is wrong is refused by the service, which the browser writes down.
      operator.mayComplain(".*\\b400\\b.*/public-form:.*");
      stranger.mayComplain(".*\\b404\\b.*/v1/forms/.*");
      String address = stack.url() + "/ask/?community=" + mobile.id();
      stranger.open(address).isTold("No questions are taken here");

      operator.signIn("/operations/", "operator@" + mobile.id() + ":olga");
      Locator form = operator.page().locator("cl-public-form");
      soon(form.locator(".chip"), "closed");
      assertThat(form.locator("a")).hasAttribute("href", address);
      operator.press("Copy address");
      operator.sees("The address is copied.");
      assertThat(operator.page().evaluate("navigator.clipboard.readText()")).isEqualTo(address);

      operator.press("Open the form");
      assertThat(questions).hasSize(1);
      assertThat(form.locator(".chip")).hasText("closed");
      agrees.set(true);
      operator.write("Questions an hour, of everybody together", "many");
      operator.press("Open the form");
      assertThat(form.locator("[aria-invalid=true]")).hasCount(1, count());
      assertThat(form.locator("input")).isFocused();
      operator.write("Questions an hour, of everybody together", "0");
      operator.press("Open the form");
      soon(form.locator(".wrong"), "must be greater than or equal to 1");
      assertThat(form.locator(".chip")).hasText("closed");
      operator.write("Questions an hour, of everybody together", "1");
      operator.press("Open the form");
      soon(form.locator(".chip"), "open");
      assertThat(form.locator(".wrong")).hasCount(0, count());
      stranger.open(address).isTold("Ask Test opens");

      operator.write("Questions an hour, of everybody together", "7");
      operator.page().keyboard().press("Enter");
      operator.sees("The limit is saved.");
      assertThat(settings(mobile).path("requestsPerHour").asInt()).isEqualTo(7);

      // What another operator did is seen when the page is looked at again.
      mobile
          .operator()
          .put(
              "/v1/communities/" + mobile.id() + "/public-form",
              Map.of("open", true, "requestsPerHour", 9))
          .must(200);
      operator.page().locator("h1").click();
      operator.page().evaluate("document.activeElement.blur()");
      operator.page().evaluate("document.dispatchEvent(new Event('visibilitychange'))");
      assertThat(form.locator("input")).hasValue("9");

      operator.write("Questions an hour, of everybody together", "half-writ");
      operator.press("Close the form");
      soon(form.locator(".chip"), "closed");
      assertThat(settings(mobile).path("open").asBoolean()).isFalse();
      assertThat(settings(mobile).path("requestsPerHour").asInt()).isEqualTo(9);
      stranger.open(address).isTold("No questions are taken here");
    }
  }

  private static JsonNode settings(Community community) {
    return community.operator().get("/v1/communities/" + community.id() + "/public-form").must(200);
  }

  private static void named(Community community, String skill) {
    community.operator().put("/v1/skills/" + skill, Map.of("description", "Nobody here")).must(200);
  }

  private static Locator button(Locator within, String name) {
    return within.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator button(Locator within, Pattern name) {
    return within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }

  private static void soon(Locator where, String text) {
    assertThat(where).containsText(text, new ContainsTextOptions().setTimeout(SOON_MILLIS));
  }

  private static HasCountOptions count() {
    return new HasCountOptions().setTimeout(SOON_MILLIS);
  }
}
