package dev.crowdline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every page in each of its states, light and dark, wide and as narrow as a phone: a screen reader
 * can use it, nothing sticks out, and the browser complains of nothing. What each looked like is in
 * {@code target/pages}.
 */
@Tag("system")
@Order(21)
class EveryPage {
  private static final int WIDE_PIXELS = 1280;
  private static final int PHONE_PIXELS = 360;
  private static final HasCountOptions OVERDUE = new HasCountOptions().setTimeout(60_000);
  private static final HasCountOptions SOON = new HasCountOptions().setTimeout(15_000);

  private final Stack stack = Stack.running();

  @Test
  @DisplayName("the start page and the local sign-in")
  void startPage() {
    try (Browsers browsers = new Browsers(stack);
        Visitor visitor = browsers.visitor("somebody")) {
      visitor.open("/").sees("contributor-1");
      inspect(visitor, "start");
      visitor.open("/console/");
      visitor.press("Sign in");
      visitor.isTold("Who do you want to be?");
      inspect(visitor, "sign-in");
    }
  }

  @Test
  @DisplayName("the customer's page, from the question to the thanks")
  void customersPage() {
    Community mobile = Community.register(stack, "pages-help", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        MemberClient ada = mobile.contributor("Ada", "bills", 4).online();
        Visitor visitor = browsers.visitor("the customer")) {
      visitor.open("/help/").isTold("This page needs the link you were given");
      inspect(visitor, "help-without-link");
      CustomerPage customer =
          mobile.ask(
              "My bill is " + "very ".repeat(40) + "high",
              "needs",
              List.of(Map.of("skill", "bills", "level", 1)));
      visitor
          .open("/help/#" + customer.request().path("page").asText().split("#", 2)[1])
          .isTold("finding somebody");
      inspect(visitor, "help-asked");
      JsonNode work = ada.accept(ada.awaitOffer(customer));
      ada.ask(work, "Which month? https://example.org/" + "a-long-address-".repeat(20));
      visitor.isTold("question for you");
      inspect(visitor, "help-question");
      customer.write("May");
      ada.complete(work, "It had two months in it");
      visitor.isTold("You have an answer");
      inspect(visitor, "help-answered");
      visitor.press("No, not solved");
      inspect(visitor, "help-not-solved");
      visitor.press("Back");
      visitor.press("Yes, solved");
      visitor.isTold("Solved");
      inspect(visitor, "help-solved");
    }
  }

  @Test
  @DisplayName("the public form, open and closed")
  void publicForm() {
    Community mobile = Community.register(stack, "pages-ask", Pace.PRODUCT);
    String address = "/ask/?community=" + mobile.id();
    try (Browsers browsers = new Browsers(stack);
        Visitor visitor = browsers.visitor("somebody", "de-DE")) {
      mobile
          .operator()
          .put("/v1/communities/" + mobile.id() + "/public-form", Map.of("open", true))
          .must(200);
      visitor.open(address).isTold("Fragen Sie");
      inspect(visitor, "ask");
      visitor.open("/ask/").isTold("Hier werden keine Fragen angenommen");
      inspect(visitor, "ask-closed");
    }
  }

  @Test
  @DisplayName("the contributor's console, from the first visit to the wallet")
  void console() {
    Community mobile = Community.register(stack, "pages-console", Pace.PRODUCT);
    mobile.operator().put("/v1/skills/bills", Map.of("description", "What it costs")).must(200);
    try (Browsers browsers = new Browsers(stack);
        Visitor visitor = browsers.visitor("Ada")) {
      visitor.open("/console/").isTold("Help others");
      inspect(visitor, "console-welcome");
      visitor
          .signIn("/console/", "contributor@" + mobile.id() + ":ada")
          .isTold("Join the community");
      inspect(visitor, "console-join");
      visitor.choose("Bills", "4");
      visitor.press("Join");
      visitor.isTold("The community's terms");
      inspect(visitor, "console-terms");
      visitor.press("I accept");
      visitor.sees("Go online to be offered questions");
      inspect(visitor, "console-offline");
      visitor.flip("Offline");
      visitor.sees("Nothing for you just now");
      CustomerPage customer =
          mobile.ask("My bill is too high", "needs", List.of(Map.of("skill", "bills", "level", 1)));
      assertThat(visitor.offer()).hasCount(1, SOON);
      visitor.page().getByText("Why me?").click();
      visitor.sees("How well you know it");
      inspect(visitor, "console-offer");
      visitor.press("Accept");
      visitor.sees("Send answer and finish");
      inspect(visitor, "console-work");
      visitor.write("Your answer", "It had two months in it");
      visitor.press("Send answer and finish");
      customer.awaitStatus("ANSWERED", MemberClient.SOON);
      visitor.page().locator(".statement li").first().waitFor();
      inspect(visitor, "console-wallet");
      customer.write("And June?");
      visitor.sees("wrote after your answer");
      inspect(visitor, "console-follow-up");
      visitor.write("Follow-up", "June is right");
      visitor.press("Send follow-up");
      visitor.sees("Your follow-up is sent");
      customer.rate(5, "You saved my evening");
      visitor.sees("You saved my evening");
      visitor.page().locator(".statement .chip.good").waitFor();
      inspect(visitor, "console-answers");
    }
  }

  @Test
  @DisplayName("the operations page, its drawer, and the overdue list")
  void operationsAndOverdue() {
    Community mobile = Community.register(stack, "pages-sla", Pace.DEMO);
    MemberClient sol = mobile.member("Sol", Tier.SPECIALIST, 2, "bills", 5);
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator");
        Visitor specialist = browsers.visitor("Sol")) {
      operator.open("/operations/").page().waitForLoadState();
      inspect(operator, "operations-welcome");
      specialist.signIn("/overdue/", sol.account());
      specialist.sees("Nothing needs you");
      inspect(specialist, "overdue-empty");
      mobile.ask(
          "My bill is too high",
          "priority",
          "URGENT",
          "needs",
          List.of(Map.of("skill", "bills", "level", 2)));
      operator.signIn("/operations/", "operator@" + mobile.id() + ":olga");
      operator.sees("My bill is too high");
      operator.page().locator(".chart svg").first().waitFor();
      Locator where = operator.page().locator("cl-breakdown");
      where.getByText("too few to say").waitFor();
      inspect(operator, "operations-queues");
      where.getByLabel("Skills").check(new Locator.CheckOptions().setForce(true));
      operator.page().locator(".spark svg").first().waitFor();
      inspect(operator, "operations");
      operator.page().locator(".line").first().click();
      operator.page().getByRole(AriaRole.DIALOG).waitFor();
      operator.sees("Clocks");
      inspect(operator, "operations-request");
      operator.press("Write to the customer");
      inspect(operator, "operations-write");
      operator.press("Back");
      operator.press("Assign to a member");
      operator.sees("Sol");
      inspect(operator, "operations-assign");
      operator.press("Back");
      operator.press("Change what it needs");
      operator.sees("Skills, at least at level");
      inspect(operator, "operations-needs");
      operator.press("Back");
      operator.press("Close");
      operator.page().locator(".request > button.quiet").first().click();
      inspect(operator, "operations-act");
      operator.press("Back");
      assertThat(specialist.page().locator("cl-overdue-item")).hasCount(1, OVERDUE);
      specialist.page().getByText("What was tried").click();
      inspect(specialist, "overdue");
      specialist.press("Look closer");
      specialist.sees("You have not taken it by looking");
      specialist.sees("No notes yet");
      inspect(specialist, "overdue-peek");
      specialist.press("Close");
      specialist.press("Keys");
      inspect(specialist, "overdue-keys");
      specialist.press("Close");
      specialist.press("Take it");
      specialist.sees("Send answer and finish");
      inspect(specialist, "overdue-taken");
    }
  }

  @Test
  @DisplayName("the page of the calendar: as it is, with holidays and an exception, and refused")
  void calendars() {
    Community mobile = Community.register(stack, "pages-calendars", Pace.PRODUCT);
    mobile.ask("My bill is too high");
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/calendars/", "operator@" + mobile.id() + ":olga");
      operator.sees("Nobody made a calendar yet");
      inspect(operator, "calendars");
      operator.page().getByLabel("Monday, hours").fill("9-12, 13-17:30");
      operator.page().keyboard().press("Tab");
      operator.press("Tuesday to Friday as Monday");
      operator.page().getByLabel("Country").selectOption("DE");
      operator.page().getByLabel("Region").selectOption("by");
      operator.sees("have missed a target");
      operator.press("Add a date");
      operator.page().getByLabel("exception 1, date").fill("2027-12-24");
      operator.page().keyboard().press("Tab");
      operator.sees("have missed a target");
      inspect(operator, "calendars-tried");
      operator.page().getByLabel("Monday, hours").fill("all day");
      operator.page().keyboard().press("Tab");
      operator.sees("write periods, such as 09:00-12:00");
      inspect(operator, "calendars-wrong");
      operator.isConnected("Live");
    }
  }

  @Test
  @DisplayName("the page of reports: a day, a dial, and the requests behind a number")
  void reports() {
    Community mobile = Community.register(stack, "pages-reports", Pace.PRODUCT);
    mobile
        .operator()
        .put(
            "/v1/topics/bills",
            Map.of(
                "keywords",
                List.of("bill"),
                "needs",
                List.of(Map.of("skill", "general", "level", 1)),
                "communityPercent",
                60))
        .must(200);
    mobile.ask("My bill is too high");
    await("sla has it")
        .atMost(MemberClient.SOON)
        .until(() -> mobile.operator().get("/v1/dials/bills").status() == 200);
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/reports/", "operator@" + mobile.id() + ":olga");
      assertThat(operator.page().locator("td button")).hasCount(1, SOON);
      operator.sees("60 % to the community");
      operator.sees("not enough data yet");
      inspect(operator, "reports");
      operator.page().locator("td button").click();
      operator.sees("Requests that were asked");
      inspect(operator, "reports-behind");
      operator.press("Close");
    }
  }

  @Test
  @DisplayName("the page of policies: as it is, tried, and refused")
  void policies() {
    Community mobile = Community.register(stack, "pages-policies", Pace.PRODUCT);
    mobile.ask("My bill is too high");
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/policies/", "operator@" + mobile.id() + ":olga");
      operator.sees("As the community was registered");
      inspect(operator, "policies");
      operator.page().getByLabel("urgent, time to accept").fill("4 min");
      operator.page().keyboard().press("Tab");
      operator.sees("have missed a target");
      inspect(operator, "policies-tried");
      operator.page().getByLabel("urgent, time to accept").fill("soon");
      operator.page().keyboard().press("Tab");
      operator.sees("write a time, such as 20 min");
      inspect(operator, "policies-wrong");
      operator.isConnected("Live");
    }
  }

  @Test
  @DisplayName(
      "the page of members: found and not, one of them paused, a file with a fault and without")
  void members() {
    Community mobile = Community.register(stack, "pages-members", Pace.PRODUCT);
    mobile.contributor("Ada", "bills", 4);
    mobile.member("Sol", Tier.SPECIALIST, 2, "bills", 5);
    mobile.operator().put("/v1/skills/bills", Map.of("description", "What is paid")).must(200);
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/members/", "operator@" + mobile.id() + ":olga");
      operator.sees("Ada").sees("Sol");
      inspect(operator, "members");
      operator.write("Name", "nobody like that");
      operator.sees("None of these");
      inspect(operator, "members-none");
      operator.write("Name", "ad");
      operator.sees("Ada");
      operator.press("Ada");
      operator.sees("How this member is doing").sees("Nothing taken");
      inspect(operator, "members-one");
      operator.write("Reason, which the member reads", "we talk first");
      operator.press("Pause");
      operator.sees("Paused by staff").sees("we talk first");
      operator.page().getByLabel("bills").selectOption("5");
      operator.press("Certify these levels");
      operator.sees("Certified so far: bills 5");
      inspect(operator, "members-paused");
      operator.press("Let them go on");
      operator.sees("Left empty, until you say otherwise");
      operator.press("All members");
      assertThat(operator.page().getByLabel("Name").inputValue())
          .as("what is asked for stays on the page")
          .isEqualTo("ad");
      operator.press("Import from a file");
      operator.write("The members", "name,sign-in,skills\nBen,ben,bills 9");
      operator.press("Look at it first");
      operator.sees("1 fault: nobody is imported");
      inspect(operator, "members-import-fault");
      operator.write("The members", "name,sign-in,skills\nBen,ben,bills 3");
      operator.press("Look at it first");
      operator.sees("1 new, 0 changed, 0 as before");
      inspect(operator, "members-import");
      operator.press("Import 1");
      assertThat(operator.page().locator("table").getByText("Ben").first())
          .isVisible(new IsVisibleOptions().setTimeout(15_000));
      operator.sees("Ada").sees("Sol");
      operator.isConnected("Live");
    }
  }

  @Test
  @DisplayName("the audit: what was done in all services, narrowed, and with nothing found")
  void audit() {
    Community mobile = Community.register(stack, "pages-audit", Pace.PRODUCT);
    mobile.contributor("Ada", "bills", 4);
    mobile
        .operator()
        .put("/v1/alarms/Many", Map.of("watched", "WAITING", "above", 5, "afterSeconds", 0))
        .must(200);
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/audit/", "operator@" + mobile.id() + ":olga");
      operator.sees("registered the community").sees("set the alarm “Many”");
      operator.sees("created the API key").sees("registered Ada as a community member");
      inspect(operator, "audit");
      operator.write("Only with these words", "no such words");
      operator.sees("None of these");
      inspect(operator, "audit-none");
      operator.isConnected("Live");
    }
  }

  @Test
  @DisplayName("the member's page of rewards and the operator's of the programme, empty and full")
  void rewardsAndProgramme() {
    Community mobile = Community.register(stack, "pages-rewards", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        MemberClient ada = mobile.contributor("Ada", "bills", 4).online();
        Visitor operator = browsers.visitor("the operator");
        Visitor member = browsers.visitor("Ada")) {
      operator.mayComplain(".*\\b422\\b.*/(codes|earning-rules/preview):.*");
      member.open("/rewards/").isTold("Your points, and what they buy");
      inspect(member, "rewards-welcome");
      member.signIn("/rewards/", ada.account()).sees("Nothing is on offer just now");
      inspect(member, "rewards-empty");
      operator.signIn("/programme/", "operator@" + mobile.id() + ":olga");
      operator.sees("Nothing for points yet");
      inspect(operator, "programme-empty");
      ada.earn(mobile, "bills");
      Shop.item(mobile, "A very long name of a ring tone ".repeat(2) + "indeed", 10, 1);
      Shop.item(mobile, "Sold out", 10, 0);
      Shop.item(mobile, "Far away", 1_000_000, 3);
      member.sees("to go").sees("You are here");
      member.page().getByText("Take it").first().click();
      member.sees("after it");
      inspect(member, "rewards-asked");
      member.page().locator("dialog button.first").click();
      member.sees("It is shown this once");
      inspect(member, "rewards-taken");
      member.press("I have it");
      member.sees("Show the code again");
      inspect(member, "rewards");
      operator.sees("Handed out");
      operator.sees("Ada");
      inspect(operator, "programme");
      operator.press("Add an item");
      inspect(operator, "programme-item");
      operator.press("Back");
      operator.press("Change the rules");
      operator.press("Add a factor");
      operator.sees("suits every request");
      inspect(operator, "programme-rules");
      operator.press("Back");
      operator.press("Correct a member’s points");
      operator.page().locator("#correcting-member").fill("Ad");
      operator.press("Ada");
      operator.page().locator("#correcting-points").fill("2500");
      operator.page().locator("#correcting-note").fill("For the night of the outage");
      inspect(operator, "programme-correction");
      operator.press("Save");
      operator.sees("another operator has to agree");
      operator.press("Set expiry");
      operator.page().locator("#after").fill("365");
      inspect(operator, "programme-expiry");
      operator.press("Save");
      operator.sees("Points expire 365 days after they came");
      operator.press("Edit the ladder");
      operator.press("Add a rank on top");
      operator.write("Name of rank 6", "The longest rank that there is in all");
      inspect(operator, "programme-ladder");
      operator.press("Back");
      operator.page().getByText("Import codes").first().click();
      operator.write("The codes", "x".repeat(101));
      operator.press("Import");
      operator.sees("a code has at most 100 characters");
      inspect(operator, "programme-codes");
    }
  }

  @Test
  @DisplayName("the reviewer's page, empty, with an answer, and after it was judged")
  void reviews() {
    Community mobile = Community.register(stack, "pages-reviews", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        MemberClient ada = mobile.contributor("Ada", "bills", 4).online();
        Visitor operator = browsers.visitor("the operator")) {
      operator.open("/reviews/").isTold("Judge answers of the community");
      inspect(operator, "reviews-welcome");
      operator.signIn("/reviews/", "operator@" + mobile.id() + ":olga");
      operator.sees("Nothing waits for you");
      inspect(operator, "reviews-empty");
      operator.press("How much is reviewed");
      operator.sees("Reviews a day at most");
      inspect(operator, "reviews-budget");
      operator.press("Back");
      operator.press("Keys");
      operator.sees("They act on the answer that is shown");
      inspect(operator, "reviews-keys");
      operator.press("Close");
      ada.earn(mobile, "bills");
      operator.page().reload();
      operator.sees("Harmful");
      inspect(operator, "reviews");
      operator.page().keyboard().press("3");
      operator.page().keyboard().press("Enter");
      operator.sees("You said");
      inspect(operator, "reviews-judged");
    }
  }

  @Test
  @DisplayName("articles, and what customers find of them")
  void articles() {
    Community mobile = Community.register(stack, "pages-articles", Pace.PRODUCT);
    mobile
        .operator()
        .put("/v1/communities/" + mobile.id() + "/public-form", Map.of("open", true))
        .must(200);
    try (Browsers browsers = new Browsers(stack);
        Visitor reader = browsers.visitor("a reader");
        Visitor operator = browsers.visitor("the operator")) {
      reader.open("/knowledge/?community=" + mobile.id()).sees("Nothing was published here yet");
      inspect(reader, "knowledge-empty");
      operator.signIn("/articles/", "operator@" + mobile.id() + ":olga");
      operator.sees("No article here");
      inspect(operator, "articles-empty");
      operator.press("New article");
      operator.write("Title", "Use your phone abroad");
      operator.write("What customers ask whom it helps", "Does my phone work in another country?");
      operator.write("The answer", "Yes: switch on data roaming in the settings.");
      inspect(operator, "articles-new");
      operator.press("Publish");
      operator.sees("Written by staff");
      inspect(operator, "articles");
      reader.open("/knowledge/?community=" + mobile.id()).sees("Use your phone abroad");
      inspect(reader, "knowledge");
      reader.page().getByText("Use your phone abroad").click();
      reader.sees("Did that help?");
      inspect(reader, "knowledge-article");
      reader.open("/ask/?community=" + mobile.id());
      reader.write("Your question", "Will my phone work in another country?");
      reader.sees("Perhaps this was answered before");
      inspect(reader, "ask-suggestions");
      CustomerPage asked = mobile.ask("Does my phone work when I am in another country?");
      reader.open("/help/#" + asked.request().path("page").asText().split("#", 2)[1]);
      reader.sees("Perhaps this was answered before");
      inspect(reader, "help-suggestions");
    }
  }

  @Test
  @DisplayName("incidents, with none, with one being opened, and with a reporter")
  void incidents() {
    Community mobile = Community.register(stack, "pages-incidents", Pace.PRODUCT);
    CustomerPage reporter = mobile.ask("No network in our street");
    try (Browsers browsers = new Browsers(stack);
        Visitor customer = browsers.visitor("the customer");
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/incidents/", "operator@" + mobile.id() + ":olga");
      operator.sees("No incident so far");
      inspect(operator, "incidents-empty");
      operator.press("Open an incident");
      operator.write("Title, which customers read", "Network down");
      operator.write("What is known", "A cable was cut");
      inspect(operator, "incidents-opening");
      operator.press("Open it");
      operator.sees("Opened by staff");
      String incident =
          mobile
              .operator()
              .get("/v1/incidents")
              .must(200)
              .path("items")
              .path(0)
              .path("id")
              .asText();
      mobile
          .operator()
          .post("/v1/incidents/" + incident + "/reporters", Map.of("requestId", reporter.id()))
          .must(200);
      operator.page().getByText("Reporters and how they came").click();
      operator.sees("No network in our street");
      inspect(operator, "incidents");
      customer
          .open("/help/#" + reporter.request().path("page").asText().split("#", 2)[1])
          .isTold("Known, we are on it");
      inspect(customer, "help-known");
      operator.press("Split out: No network in our street");
      operator.sees("Nobody is linked to it");
      operator.isConnected("Live");
    }
  }

  @Test
  @DisplayName("the operator's page of customers, empty, with one, and with an erasure")
  void customers() {
    Community mobile = Community.register(stack, "pages-customers", Pace.PRODUCT);
    mobile.customer("C-1001");
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/customers/", "operator@" + mobile.id() + ":olga").isTold("Customers");
      operator.sees("Nobody was forgotten yet");
      inspect(operator, "customers-empty");
      operator.write("Reference, e-mail address or phone number", "C-9999");
      operator.press("Find");
      operator.sees("Nobody is known by that");
      operator.write("Reference, e-mail address or phone number", "C-1001");
      operator.press("Find");
      operator.sees("1 request, 1 not finished");
      inspect(operator, "customers-found");
      operator.page().onceDialog(dialog -> dialog.accept());
      operator.press("Forget this customer");
      operator.sees("cleared everywhere");
      inspect(operator, "customers-forgotten");
    }
  }

  @Test
  @DisplayName("the operator's page of channels, empty, with a mailbox, and with its test")
  void channels() {
    Community mobile = Community.register(stack, "pages-channels", Pace.PRODUCT);
    int nobody = 1;
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/channels/", "operator@" + mobile.id() + ":olga").isTold("Channels");
      operator.sees("No mailbox yet");
      operator.sees("Nothing was given up");
      inspect(operator, "channels-empty");
      operator.press("Connect a mailbox");
      operator.write("Address", "support@" + mobile.id() + ".example.org");
      operator.write("Password", "a secret");
      for (int i = 0; i < 2; i++) {
        operator.page().getByLabel("Host").nth(i).fill("127.0.0.1");
        operator.page().getByLabel("Port").nth(i).fill(Integer.toString(nobody));
      }
      inspect(operator, "channels-connecting");
      operator.press("Connect");
      operator.sees("takes no connection there, since");
      inspect(operator, "channels-unreadable");
      operator.press("Test Support");
      operator.sees("Outgoing: the SMTP server takes no connection there");
      inspect(operator, "channels-tested");
      operator.press("Change Support");
      operator.sees("Needed again only when the user or a server changes");
      inspect(operator, "channels-changing");
    }
  }

  @Test
  @DisplayName("the page of what-ifs: empty, a policy from its own page, answered, and refused")
  void whatIfs() {
    Community mobile = Community.register(stack, "pages-what-if", Pace.PRODUCT);
    mobile.ask("My bill is too high");
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/what-if/", "operator@" + mobile.id() + ":olga");
      operator.sees("Nothing yet");
      inspect(operator, "what-if-empty");
      operator.page().getByLabel("A day that I suppose").check();
      operator.page().getByLabel("Requests in the day").fill("300");
      operator.page().getByLabel("Members asked at once").fill("8");
      operator.page().keyboard().press("Tab");
      operator.sees("members asked at once: 3 → 8");
      operator.page().getByLabel("Why, for those who look later").fill("More at once?");
      operator.press("Ask");
      operator.sees("What it does");
      inspect(operator, "what-if-answered");
      operator.page().getByLabel("Tickets of another system").check();
      operator.press("Ask");
      operator.sees("Choose a file first.");
      inspect(operator, "what-if-refused");
      operator.open("/policies/");
      operator.page().getByLabel("An offer stands").fill("20 s");
      operator.page().keyboard().press("Tab");
      operator.page().getByText("Try it on a period that is over").click();
      operator.sees("an offer stands: 1 min → 20 s");
      operator.isConnected("Live");
    }
  }

  @Test
  @DisplayName("the operator's page of webhooks, empty, with one that is away, and its deliveries")
  void webhooks() {
    Community mobile = Community.register(stack, "pages-webhooks", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/webhooks/", "operator@" + mobile.id() + ":olga").isTold("Webhooks");
      operator.sees("No program yet");
      inspect(operator, "webhooks-empty");
      operator.press("Add a program");
      operator.write("Name of the program", "CRM");
      operator.write("Address", "http://127.0.0.1:1/crowdline");
      operator.page().getByLabel("some of it").check();
      operator.page().getByLabel("request-submitted").check();
      inspect(operator, "webhooks-adding");
      operator.press("Add");
      operator.sees("It is shown this once");
      mobile.ask("Is anybody told?");
      operator.sees("it takes no connection");
      operator.press("Deliveries CRM");
      operator.sees("tried again");
      operator.press("Test CRM");
      operator.sees("The test did not arrive");
      inspect(operator, "webhooks-away");
    }
  }

  @Test
  @DisplayName("the page of the local mail server: a mail, and its thread")
  void mail() {
    String address = "carol@" + UUID.randomUUID() + ".example.org";
    try (Browsers browsers = new Browsers(stack);
        Visitor visitor = browsers.visitor("a customer")) {
      visitor.open("/mail/").isTold("Mail on this machine");
      visitor.write("Your address", address);
      visitor.press("Open this mailbox");
      visitor.sees("No mail yet");
      inspect(visitor, "mail-empty");
      visitor.write("To", "nobody@" + address.substring(address.indexOf('@') + 1));
      visitor.write("Subject", "Is anybody there?");
      visitor.write("Text", "I only look.");
      visitor.press("Send");
      visitor.sees("I only look.");
      visitor.press("Reply to Is anybody there?");
      inspect(visitor, "mail-thread");
    }
  }

  @Test
  @DisplayName("the administrator's page: a community, a key, and the API reference")
  void administration() {
    Community mobile = Community.register(stack, "pages-admin", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        Visitor admin = browsers.visitor("the administrator")) {
      admin.signIn("/admin/", "admin-1").isTold("Administration");
      admin.sees("Parked records");
      admin.write("Community", mobile.id());
      admin.press("Open");
      admin.sees("system tests");
      admin.write("Name of a new key", "billing");
      admin.press("Make a key");
      admin.sees("It is shown this once");
      String key = admin.page().locator(".secret").innerText();
      assertThat(stack.withKey(key).get("/v1/requests").status()).isEqualTo(200);
      inspect(admin, "admin");
      admin.press("I have it");
      admin.page().onDialog(dialog -> dialog.accept());
      admin.press("Revoke billing");
      admin.sees("revoked");

      admin.open("/developers/").isTold("API reference");
      admin.write("Find", "submitRequest");
      admin.page().locator(".operation summary").first().click();
      admin.sees("attributes");
      inspect(admin, "developers");
    }
  }

  @Test
  @DisplayName(
      "an integrator sees what the integration called last, as it comes, and nobody else's")
  void integratorsCalls() {
    Community mobile = Community.register(stack, "pages-calls", Pace.PRODUCT);
    Community other = Community.register(stack, "pages-other", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        Visitor ina = browsers.visitor("Ina")) {
      ina.open("/developers/").isTold("API reference");
      ina.sees("Integrators who sign in");
      inspect(ina, "developers-signed-out");
      ina.signIn("/developers/", "integrator@" + mobile.id() + ":ina");
      ina.sees("Nothing was called yet");
      other.program().get("/v1/requests").must(200);
      mobile.program().post("/v1/requests", Map.of("text", "Do I see it?")).must(201);
      mobile.program().post("/v1/requests", Map.of("txt", "Do I see it?"));
      mobile.integrator().get("/v1/requests?limit=3").must(200);
      ina.sees("The request is not valid");
      assertThat(ina.page().locator("cl-calls tbody tr")).hasCount(3, SOON);
      assertThat(ina.page().locator("cl-calls tbody")).containsText("system tests");
      assertThat(ina.page().locator("cl-calls")).not().containsText("Do I see it?");
      inspect(ina, "developers-calls");
    }
  }

  /** Light on a wide screen and dark on a phone: each theme and each width once, not each pair. */
  private static void inspect(Visitor visitor, String name) {
    inspect(visitor, name, ColorScheme.LIGHT, WIDE_PIXELS);
    inspect(visitor, name, ColorScheme.DARK, PHONE_PIXELS);
  }

  private static void inspect(Visitor visitor, String name, ColorScheme scheme, int width) {
    String look = "%s-%s-%d".formatted(name, scheme.name().toLowerCase(Locale.ROOT), width);
    Page page = visitor.page();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page.setViewportSize(width, 900);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "pages", look + ".png")));
    assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
        .as("width of the content of " + look)
        .isLessThanOrEqualTo(width);
    assertThat(new AxeBuilder(page).setLegacyMode(true).analyze().getViolations())
        .as("what axe finds in " + look)
        .extracting(EveryPage::told)
        .isEmpty();
  }

  private static String told(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().getFirst().getHtml();
  }
}
