package dev.crowdline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.crowdline.contracts.Pace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A page of a third origin, with the strictest policy, whose visitor asks a community there. */
@Tag("system")
@Order(23)
class WidgetInTheBrowser {
  private static final HasCountOptions SOON = new HasCountOptions().setTimeout(20_000);
  private static final int PHONE_PIXELS = 360;

  private final Stack stack = Stack.running();

  private static String settings(Community community) {
    return "/v1/communities/" + community.id() + "/widget";
  }

  /** A community whose form is open, and a site that embeds its widget. */
  private ForeignSite site(Community community) {
    community
        .operator()
        .put("/v1/communities/" + community.id() + "/public-form", Map.of("open", true))
        .must(200);
    String line = community.operator().get(settings(community)).must(200).path("html").asText();
    return new ForeignSite(stack, line);
  }

  private static void allow(Community community, ForeignSite site) {
    community
        .operator()
        .put(settings(community), Map.of("origins", List.of(site.origin()), "colour", "#ffcc00"))
        .must(200);
  }

  /** The customer of the question that the site's storage remembers. */
  private CustomerPage customerOf(Visitor visitor, Community community) {
    String link =
        (String)
            visitor
                .page()
                .evaluate(
                    "name => JSON.parse(localStorage.getItem(name)).link",
                    "crowdline.widget." + community.id());
    JsonNode asked =
        Json.parse(
            "{\"id\":\"%s\",\"page\":\"x#%s\"}"
                .formatted(
                    new String(
                            Base64.getUrlDecoder().decode(link.split("\\.", 2)[0]),
                            StandardCharsets.UTF_8)
                        .split("\\|", 4)[2],
                    link));
    return CustomerPage.of(stack, asked);
  }

  private static long messagesThatSay(CustomerPage customer, String text) {
    return Json.items(customer.conversation().path("messages")).stream()
        .filter(message -> message.path("text").asText().equals(text))
        .count();
  }

  @Test
  @DisplayName(
      "asked on a site, answered live there, resumed after a reload, confirmed, rated, asked anew")
  void fromTheQuestionToTheThanks() {
    Community mobile = Community.register(stack, "embedded", Pace.PRODUCT);
    try (ForeignSite shop = site(mobile);
        Browsers browsers = new Browsers(stack);
        MemberClient ada = mobile.contributor("Ada", "general", 3).online();
        Visitor visitor = browsers.visitor("the customer")) {
      allow(mobile, shop);
      Page page = visitor.page();
      visitor.open(shop.page("en"));
      page.evaluate(
          "window.heard = []; ['open','close','asked','answered','finished'].forEach((each) =>"
              + " document.addEventListener('crowdline-' + each, () => heard.push(each)))");
      visitor.press("Ask a question");
      Locator panel = page.getByRole(AriaRole.DIALOG);
      assertThat(page.getByLabel("Your question")).isFocused();
      inspect(visitor, "ask");
      page.getByLabel("Your question").fill("How long is the notice period? https://example.org/");
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      visitor.sees("We are finding somebody who knows this");
      visitor.sees("in line");
      CustomerPage customer = customerOf(visitor, mobile);
      JsonNode work = ada.accept(ada.awaitOffer(customer));
      visitor.sees("community member is writing");
      ada.ask(work, "Which plan?");
      visitor.sees("There is a question for you").sees("Which plan?");
      inspect(visitor, "question");
      visitor.write("Your reply", "The small one");
      visitor.press("Send");
      visitor.sees("The small one");

      // It goes on after a reload, and says while it is closed that there is something new.
      page.reload();
      Locator launcher =
          page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask a question"));
      assertThat(launcher).isVisible();
      ada.complete(work, "A month");
      assertThat(
              page.getByRole(
                  AriaRole.BUTTON,
                  new Page.GetByRoleOptions().setName("Ask a question Something new")))
          .hasCount(1, SOON);
      launcher.click();
      visitor.sees("You have an answer").sees("A month");
      inspect(visitor, "answered");
      visitor.press("Yes, solved");
      visitor.sees("Thank you for telling us");
      assertThat(customer.status()).isEqualTo("RESOLVED");
      panel.getByLabel("5 of 5: excellent").check();
      visitor.write("A word of thanks", "Great");
      visitor.press("Send rating");
      visitor.sees("You gave 5 of 5 stars");
      inspect(visitor, "rated");
      assertThat(customer.conversation().path("rating").path("thanks").asText()).isEqualTo("Great");

      // By the keyboard out and in again.
      page.keyboard().press("Escape");
      assertThat(panel).isHidden();
      assertThat(launcher).isFocused();
      page.keyboard().press("Enter");
      assertThat(panel).isVisible();
      visitor.press("Ask something else");
      assertThat(page.getByLabel("Your question")).isFocused();
      assertThat(customerLink(page, mobile)).isNull();
    }
  }

  private static Object customerLink(Page page, Community community) {
    return page.evaluate(
        "name => JSON.parse(localStorage.getItem(name)).link",
        "crowdline.widget." + community.id());
  }

  @Test
  @DisplayName("what was answered before is there to read while a question is written")
  void suggestions() {
    Community mobile = Community.register(stack, "embedded-answers", Pace.PRODUCT);
    mobile
        .operator()
        .post(
            "/v1/articles",
            Map.of(
                "content",
                Map.of(
                    "language", "en",
                    "title", "Use your phone abroad",
                    "question", "Does my phone work in another country?",
                    "text", "Switch on data roaming."),
                "publish",
                true))
        .must(201);
    try (ForeignSite shop = site(mobile);
        Browsers browsers = new Browsers(stack);
        Visitor visitor = browsers.visitor("the customer")) {
      allow(mobile, shop);
      visitor.open(shop.page("en"));
      visitor.press("Ask a question");
      visitor.write("Your question", "Will my phone work in another country?");
      visitor.sees("Perhaps this was answered before");
      visitor.page().getByText("Use your phone abroad").click();
      visitor.sees("Switch on data roaming.");
      inspect(visitor, "answered-before");
      await("the visit is counted")
          .atMost(Duration.ofSeconds(10))
          .until(() ->
              mobile
                      .operator()
                      .get("/v1/articles/use")
                      .must(200)
                      .path("days")
                      .path(0)
                      .path("visits")
                      .asInt()
                  == 1);
    }
  }

  @Test
  @DisplayName("staff is asked for, and what was not solved is asked again")
  void staffAndAgain() {
    Community mobile = Community.register(stack, "embedded-staff", Pace.PRODUCT);
    try (ForeignSite shop = site(mobile);
        Browsers browsers = new Browsers(stack);
        MemberClient ada = mobile.contributor("Ada", "general", 3).online();
        Visitor visitor = browsers.visitor("the customer")) {
      allow(mobile, shop);
      visitor.open(shop.page("en"));
      visitor.press("Ask a question");
      visitor.write("Your question", "How?");
      visitor.press("Send");
      visitor.sees("We are finding somebody");
      CustomerPage customer = customerOf(visitor, mobile);
      ada.complete(ada.accept(ada.awaitOffer(customer)), "Like this");
      visitor.sees("You have an answer");
      visitor.press("No, not solved");
      assertThat(visitor.page().getByLabel("What is still open?")).isFocused();
      visitor.write("What is still open?", "Still dark");
      visitor.press("Not solved, ask again");
      visitor.sees("Still dark").sees("We are finding");
      visitor.press("Ask for staff");
      visitor.sees("only specialists of the company see your question now");
      assertThat(customer.conversation().path("request").path("minimumTier").asText())
          .isEqualTo("SPECIALIST");
    }
  }

  @Test
  @DisplayName("offline, or with the answer to it lost, what is written is sent once, with one key")
  void onceThroughAllMoments() {
    Community mobile = Community.register(stack, "embedded-offline", Pace.PRODUCT);
    try (ForeignSite shop = site(mobile);
        Browsers browsers = new Browsers(stack);
        Visitor visitor = browsers.visitor("the customer")) {
      allow(mobile, shop);
      visitor.mayComplain(".*ERR_FAILED.*");
      Page page = visitor.page();
      // The service takes each command, and the first time nobody hears that it did.
      AtomicInteger lost = new AtomicInteger();
      page.route(
          "**/v1/**/*s",
          route -> {
            if (route.request().method().equals("POST") && lost.getAndIncrement() % 2 == 0) {
              route.fetch();
              route.abort();
            } else {
              route.fallback();
            }
          });
      visitor.open(shop.page("en"));
      visitor.press("Ask a question");
      visitor.write("Your question", "Asked once?");
      visitor.press("Send");
      visitor.sees("We are finding somebody");
      assertThat(lost.get()).isEqualTo(2);
      page.unroute("**/v1/**/*s");
      assertThat(mobile.operator().get("/v1/requests").must(200).path("items")).hasSize(1);
      CustomerPage customer = customerOf(visitor, mobile);

      page.context().setOffline(true);
      visitor.sees("There is no connection just now");
      visitor.write("Write something more", "Written offline");
      visitor.press("Send");
      visitor.sees("Not sent yet");
      assertThat(messagesThatSay(customer, "Written offline")).isZero();
      page.context().setOffline(false);
      assertThat(page.getByText("Not sent yet")).hasCount(0, SOON);
      assertThat(page.getByText("There is no connection just now")).isHidden();
      assertThat(messagesThatSay(customer, "Written offline")).isEqualTo(1);

      // A reload in the middle: what stands in the storage is sent by the next page.
      page.route("**/messages", Route::abort);
      visitor.write("Write something more", "Written before the reload");
      visitor.press("Send");
      visitor.sees("Not sent yet");
      page.unroute("**/messages");
      page.reload();
      await("it is sent by the page that came after")
          .atMost(Duration.ofSeconds(20))
          .until(() -> messagesThatSay(customer, "Written before the reload") == 1);
      visitor.press("Ask a question");
      assertThat(page.getByText("Written before the reload")).hasCount(1, SOON);
    }
  }

  @Test
  @DisplayName("on a phone it is a sheet of its own; in Arabic it goes from right to left")
  void phoneAndArabic() {
    Community mobile = Community.register(stack, "embedded-ar", Pace.PRODUCT);
    try (ForeignSite shop = site(mobile);
        Browsers browsers = new Browsers(stack);
        Visitor visitor = browsers.visitor("the customer")) {
      allow(mobile, shop);
      Page page = visitor.page();
      page.setViewportSize(PHONE_PIXELS, 740);
      visitor.open(shop.page("ar"));
      visitor.press("اطرح سؤالًا");
      Locator panel = page.getByRole(AriaRole.DIALOG);
      assertThat(panel).hasAttribute("dir", "rtl");
      assertThat(panel).hasAttribute("lang", "ar");
      BoundingBox box = panel.boundingBox();
      assertThat(box.width).isEqualTo(PHONE_PIXELS);
      assertThat(box.x).isZero();
      inspect(visitor, "arabic", ColorScheme.LIGHT, PHONE_PIXELS);
      inspect(visitor, "arabic", ColorScheme.DARK, PHONE_PIXELS);
      visitor.write("سؤالك", "كيف؟");
      visitor.press("إرسال");
      visitor.sees("نبحث عن شخص يعرف ذلك");
      assertThat(
              customerOf(visitor, mobile).conversation().path("request").path("language").asText())
          .isEqualTo("ar");
      page.keyboard().press("Escape");
      assertThat(panel).isHidden();
      for (Map.Entry<String, String> each :
          Map.of(
                  "de", "Frage stellen",
                  "es-MX", "Hacer una pregunta",
                  "fr", "Poser une question",
                  "it", "Fai una domanda",
                  "pt", "Ask a question")
              .entrySet()) {
        visitor.open(shop.page(each.getKey())).sees(each.getValue());
      }
    }
  }

  @Test
  @DisplayName("on a site that the community does not allow it says so and asks nothing")
  void refusedElsewhere() {
    Community mobile = Community.register(stack, "embedded-not", Pace.PRODUCT);
    try (ForeignSite shop = site(mobile);
        Browsers browsers = new Browsers(stack);
        Visitor visitor = browsers.visitor("the customer")) {
      visitor.mayComplain(".*(CORS policy|ERR_FAILED|403|crowdline-widget: ).*");
      visitor.open(shop.page("en"));
      visitor.press("Ask a question");
      visitor.sees(shop.origin() + " is not among the sites that the community allows");
      assertThat(visitor.page().getByLabel("Your question")).hasCount(0);
      Object status =
          visitor
              .page()
              .evaluate(
                  "address => fetch(address, {method: 'POST', headers: {'Content-Type':"
                      + " 'application/json'}, body: '{\"text\":\"How?\"}'}).then((r) => r.status,"
                      + " () => 'kept back')",
                  stack.url() + "/v1/forms/" + mobile.id() + "/requests");
      assertThat(status).isEqualTo("kept back");
      assertThat(mobile.operator().get("/v1/requests").must(200).path("items")).isEmpty();
      allow(mobile, shop);
      visitor.page().reload();
      visitor.press("Ask a question");
      assertThat(visitor.page().getByLabel("Your question")).isVisible();
    }
  }

  @Test
  @DisplayName("an operator copies the line, names the sites and chooses the colour")
  void operator() {
    Community mobile = Community.register(stack, "embeds", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.mayComplain(".*\\b400\\b.*/widget:.*");
      operator.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
      operator.signIn("/operations/", "operator@" + mobile.id() + ":olga");
      Locator card = operator.page().locator("cl-widget");
      assertThat(card.getByText("nowhere")).hasCount(1, SOON);
      operator.press("Copy line");
      operator.sees("The line is copied");
      assertThat(operator.page().evaluate("navigator.clipboard.readText()").toString())
          .contains(stack.url() + "/widget/widget.js", "community=\"" + mobile.id() + "\"");
      String sites = "Sites that may embed it, one a line";
      operator.write(sites, "https://shop.example.org\nhttps://help.example.org/page");
      operator.press("Save widget");
      operator.sees("Line 2 must be https://");
      assertThat(operator.page().getByLabel(sites)).isFocused();
      operator.write(sites, "https://Shop.example.org");
      operator.page().getByLabel("Colour of its buttons").fill("#ffcc00");
      operator.press("Save widget");
      operator.sees("on 1 site").sees("Black text is read best on it");
      assertThat(mobile.operator().get(settings(mobile)).must(200).path("origins").toString())
          .isEqualTo("[\"https://shop.example.org\"]");
      operator.isConnected("Live");
    }
  }

  @Test
  @DisplayName("the demo's shop embeds it, with the colour that an operator chose")
  void demoShop() {
    String shop = stack.state().path("addresses").path("shop").asText();
    try (Browsers browsers = new Browsers(stack);
        Visitor visitor = browsers.visitor("the customer")) {
      visitor.open(shop + "/").sees("Phones and plans");
      visitor.press("Ask a question");
      visitor.sees("Ask Demo Mobile");
      inspect(visitor, "shop");
    }
  }

  private static void inspect(Visitor visitor, String name) {
    inspect(visitor, name, ColorScheme.LIGHT, 1280);
    inspect(visitor, name, ColorScheme.DARK, PHONE_PIXELS);
    visitor.page().setViewportSize(1280, 900);
  }

  private static void inspect(Visitor visitor, String name, ColorScheme scheme, int width) {
    String look = "widget-%s-%s-%d".formatted(name, scheme.name().toLowerCase(Locale.ROOT), width);
    Page page = visitor.page();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page.setViewportSize(width, 740);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "pages", look + ".png")));
    assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
        .as("width of the content of " + look)
        .isLessThanOrEqualTo(width);
    assertThat(new AxeBuilder(page).setLegacyMode(true).analyze().getViolations())
        .as("what axe finds in " + look)
        .extracting(rule ->
            rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().getFirst().getHtml())
        .isEmpty();
  }
}
