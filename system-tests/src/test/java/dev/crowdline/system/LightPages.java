package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What each page costs whoever opens it, and what browsers are told about keeping it. */
@Tag("system")
@Order(23)
class LightPages {
  /** Of a first visit, as it travels: the page, signing in, and what is shown then. */
  private static final int MOST_BYTES = 60_000;

  private static final int MOST_REQUESTS = 40;
  private static final double MOST_SHIFT = 0.1;
  private static final int PHONE_PIXELS = 360;
  private static final Pattern HASHED = Pattern.compile(".*-[A-Z0-9]{8}\\.(?:js|css|svg)");

  private static final String WATCH_SHIFTS =
      """
      window.shifted = 0;
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) {
          window.shifted += shift.hadRecentInput ? 0 : shift.value;
        }
      }).observe({type: 'layout-shift', buffered: true});
      """;

  private final Stack stack = Stack.running();

  @Test
  @DisplayName("the start page")
  void start() {
    try (Browsers browsers = new Browsers(stack);
        Visitor visitor = browsers.visitor("somebody")) {
      List<Request> finished = watch(visitor);
      visitor.open("/").sees("contributor-1");
      judge(visitor, finished, "start");
    }
  }

  @Test
  @DisplayName("the API reference, with the first of its documents")
  void developers() {
    try (Browsers browsers = new Browsers(stack);
        Visitor visitor = browsers.visitor("an integrator")) {
      List<Request> finished = watch(visitor);
      visitor.open("/developers/").sees("/v1/requests/{id}/cancel");
      judge(visitor, finished, "developers");
    }
  }

  @Test
  @DisplayName("the customer's page")
  void help() {
    Community mobile = Community.register(stack, "light-help", Pace.PRODUCT);
    // In another language than the browser's: its words arrive after the page.
    CustomerPage asked = mobile.ask("Meine Rechnung ist zu hoch", "language", "de");
    try (Browsers browsers = new Browsers(stack);
        Visitor visitor = browsers.visitor("the customer")) {
      List<Request> finished = watch(visitor);
      visitor.open(asked.request().path("page").asText()).isTold("Wir suchen jemanden");
      judge(visitor, finished, "help");
    }
  }

  @Test
  @DisplayName("the pages of people with an account, with signing in")
  void signedIn() {
    Community mobile = Community.register(stack, "light", Pace.PRODUCT);
    MemberClient ada = mobile.contributor("Ada", "bills", 4);
    MemberClient sol = mobile.member("Sol", Tier.SPECIALIST, 2, "bills", 5);
    mobile.ask("My bill is too high");
    visit("/console/", ada.account(), "You have nothing in work");
    visit("/overdue/", sol.account(), "Nothing needs you");
    visit("/operations/", "operator@" + mobile.id() + ":olga", "My bill is too high");
    visit("/members/", "operator@" + mobile.id() + ":olga", "Ada");
    visit("/reports/", "operator@" + mobile.id() + ":olga", "What if the ten busiest leave");
    visit("/policies/", "operator@" + mobile.id() + ":olga", "As the community was registered");
    visit("/what-if/", "operator@" + mobile.id() + ":olga", "Nothing yet");
    visit("/audit/", "operator@" + mobile.id() + ":olga", "registered Ada as a community member");
    visit("/rewards/", ada.account(), "Nothing is on offer just now");
    visit("/programme/", "operator@" + mobile.id() + ":olga", "Nothing for points yet");
    visit("/reviews/", "operator@" + mobile.id() + ":olga", "Nothing waits for you");
    visit("/incidents/", "operator@" + mobile.id() + ":olga", "No incident so far");
    visit("/articles/", "operator@" + mobile.id() + ":olga", "No article here");
    visit("/customers/", "operator@" + mobile.id() + ":olga", "Nobody was forgotten yet");
    visit("/channels/", "operator@" + mobile.id() + ":olga", "No mailbox yet");
    visit("/webhooks/", "operator@" + mobile.id() + ":olga", "No program yet");
    visit("/calendars/", "operator@" + mobile.id() + ":olga", "Nobody made a calendar yet");
    visit("/admin/", "admin-1", "Parked records");
  }

  private void visit(String path, String account, String content) {
    try (Browsers browsers = new Browsers(stack);
        Visitor visitor = browsers.visitor(account)) {
      List<Request> finished = watch(visitor);
      visitor.signIn(path, account).sees(content);
      judge(visitor, finished, path);
    }
  }

  private static List<Request> watch(Visitor visitor) {
    List<Request> finished = new CopyOnWriteArrayList<>();
    Page page = visitor.page();
    page.setViewportSize(PHONE_PIXELS, 800);
    page.addInitScript(WATCH_SHIFTS);
    page.onRequestFinished(finished::add);
    return finished;
  }

  private static void judge(Visitor visitor, List<Request> finished, String name) {
    double shifted = ((Number) visitor.page().evaluate("window.shifted")).doubleValue();
    assertThat(shifted).as("how far the content of " + name + " moves").isLessThan(MOST_SHIFT);
    List<Request> requests = List.copyOf(finished);
    assertThat(requests).as("requests of " + name).hasSizeBetween(4, MOST_REQUESTS);
    int bytes = 0;
    for (Request request : requests) {
      bytes += request.sizes().responseBodySize;
      kept(request);
    }
    assertThat(bytes).as("bytes of " + name).isLessThan(MOST_BYTES);
  }

  /** A page itself is asked for at every visit; what has its content in its name, never again. */
  private static void kept(Request request) {
    Response response = request.response();
    String url = request.url();
    assertThat(response.headerValue("x-content-type-options")).as(url).isEqualTo("nosniff");
    if (response.status() != 200) {
      return;
    }
    String keeping = response.headerValue("cache-control");
    if (request.resourceType().equals("document")) {
      assertThat(keeping).as(url).isEqualTo("no-cache");
    } else if (!url.contains("/v1/") && !url.contains("/sign-in/") && !url.endsWith(".json")) {
      assertThat(url).matches(HASHED);
      assertThat(keeping).as(url).contains("immutable", "max-age=31536000");
      assertThat(response.headerValue("content-encoding")).as(url).isEqualTo("gzip");
    }
  }
}
