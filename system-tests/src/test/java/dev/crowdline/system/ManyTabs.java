package dev.crowdline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import dev.crowdline.contracts.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One browser, many tabs. Browsers keep six connections to a host, so tabs share what stays open;
 * without this the seventh would hang.
 */
@Tag("system")
@Order(22)
class ManyTabs {
  private static final int TABS = 7;
  private static final int MOST_STREAMS = 3;
  private static final IsVisibleOptions SOON = new IsVisibleOptions().setTimeout(20_000);

  private final Stack stack = Stack.running();

  @Test
  @DisplayName(
      "seven tabs of one page share one stream, and when its tab is closed another takes over")
  void tabsShareAStream() {
    Community mobile = Community.register(stack, "tabs", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      Set<Request> streams = streamsOf(operator);
      operator.signIn("/operations/", "operator@" + mobile.id() + ":olga");
      operator.isConnected("Live");
      List<Visitor> tabs = new ArrayList<>();
      for (int i = 1; i < TABS; i++) {
        tabs.add(operator.anotherTab().open("/operations/").isConnected("Live"));
      }
      assertThat(streams).hasSize(1);

      mobile.ask("Is anybody there?");
      tabs.forEach(tab -> showsOpen(tab, 1));

      operator.page().close();
      mobile.ask("Is still anybody there?");
      tabs.forEach(tab -> showsOpen(tab.isConnected("Live"), 2));
      assertThat(streams).hasSize(1);
    }
  }

  @Test
  @DisplayName(
      "where a browser would need more streams than it may have, tabs ask now and then and say so")
  void tooManyStreams() {
    Community mobile = Community.register(stack, "tabs-many", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        Visitor customer = browsers.visitor("the customer")) {
      Set<Request> streams = streamsOf(customer);
      List<CustomerPage> asked = new ArrayList<>();
      List<Visitor> tabs = new ArrayList<>();
      for (int i = 0; i < TABS; i++) {
        CustomerPage page = mobile.ask("Question number " + i);
        asked.add(page);
        Visitor tab = i == 0 ? customer : customer.anotherTab();
        tab.open(page.request().path("page").asText()).isTold("finding somebody");
        tab.isConnected(i < MOST_STREAMS ? "Live" : "Updates every 5 s");
        tabs.add(tab);
      }
      assertThat(streams).hasSize(MOST_STREAMS);

      asked.getLast().write("I forgot to say something");
      Visitor last = tabs.getLast();
      last.page().bringToFront();
      assertThat(last.page().getByText("I forgot to say something").first()).isVisible(SOON);

      // Who leaves makes room for one that waits.
      customer.page().close();
      tabs.removeFirst();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> tabs.stream().filter(Visitor::isLive).count() == MOST_STREAMS);
    }
  }

  @Test
  @DisplayName("a page whose stream never begins works all the same")
  void withoutStreams() {
    Community mobile = Community.register(stack, "tabs-none", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.mayComplain(".*\\b503\\b.*/events:.*");
      operator
          .page()
          .route("**/events", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
      operator.signIn("/operations/", "operator@" + mobile.id() + ":olga");
      operator.isConnected("Updates every 5 s");
      mobile.ask("Is anybody there?");
      showsOpen(operator, 1);
    }
  }

  @Test
  @DisplayName(
      "who signs in, out, or as somebody else does so in every tab; a page that is left keeps nothing open")
  void signedInEverywhere() {
    Community mobile = Community.register(stack, "tabs-one", Pace.PRODUCT);
    Community other = Community.register(stack, "tabs-two", Pace.PRODUCT);
    mobile.ask("What only Olga may see");
    try (Browsers browsers = new Browsers(stack);
        Visitor olga = browsers.visitor("Olga")) {
      Set<Request> streams = streamsOf(olga);
      olga.signIn("/operations/", "operator@" + mobile.id() + ":olga")
          .sees("What only Olga may see");
      Visitor tab = olga.anotherTab().open("/operations/").sees("What only Olga may see");

      assertThat(streams).hasSize(1);
      Request left = streams.iterator().next();
      olga.page().evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))");
      olga.page().waitForCondition(() -> streams.size() == 1 && !streams.contains(left));
      tab.isConnected("Live");
      olga.page().evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))");
      olga.isConnected("Live");

      tab.press("Sign out");
      olga.isTold("See how it stands");
      tab.isTold("See how it stands");
      olga.page().waitForCondition(streams::isEmpty);

      olga.signIn("/operations/", "operator@" + other.id() + ":otto").isConnected("Live");
      tab.sees("otto").isConnected("Live");
      mobile.ask("Another that only Olga may see");
      CustomerPage ottos = other.ask("What Otto may see");
      assertThat(ottos.id()).isNotNull();
      for (Visitor each : List.of(olga, tab)) {
        each.sees("What Otto may see");
        assertThat(each.page().getByText("only Olga")).hasCount(0);
      }
    }
  }

  private static void showsOpen(Visitor tab, int count) {
    tab.page().bringToFront();
    assertThat(
            tab.page()
                .locator(".figures .tile")
                .first()
                .locator(".figure")
                .getByText(String.valueOf(count)))
        .isVisible(SOON);
  }

  /** The event streams that this browser has open. */
  private static Set<Request> streamsOf(Visitor visitor) {
    Set<Request> open = ConcurrentHashMap.newKeySet();
    Set<Request> ofFirst = ConcurrentHashMap.newKeySet();
    visitor
        .page()
        .onRequest(request -> {
          if (request.url().endsWith("/events")) {
            ofFirst.add(request);
          }
        });
    var context = visitor.page().context();
    context.onRequest(request -> {
      if (request.url().endsWith("/events")) {
        open.add(request);
      }
    });
    context.onRequestFinished(open::remove);
    context.onRequestFailed(open::remove);
    // A closed page tells of no end of what it had open; the leader's was the first.
    visitor.page().onClose(closed -> open.removeAll(ofFirst));
    return open;
  }
}
