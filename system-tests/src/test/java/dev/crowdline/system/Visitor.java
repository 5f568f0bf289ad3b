package dev.crowdline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * One person at a browser, who does what people do: opens, reads, presses, types. What the page's
 * console complains of is kept, and is nothing when the person leaves.
 */
final class Visitor implements AutoCloseable {
  private static final double SOON_MILLIS = 15_000;

  /** The console asks who one is; a newcomer is nobody yet, which browsers write down. */
  private static final Pattern NEWCOMER = Pattern.compile(".*\\b404\\b.*/v1/members/me:.*");

  /** Who takes the network away knows that browsers write it down. */
  private static final Pattern OFFLINE = Pattern.compile(".*ERR_INTERNET_DISCONNECTED.*");

  private final String name;
  private final String origin;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<Pattern> expected = new CopyOnWriteArrayList<>(List.of(NEWCOMER, OFFLINE));

  Visitor(String name, String origin, Page page) {
    this.name = name;
    this.origin = origin;
    this.page = page;
    page.setDefaultTimeout(SOON_MILLIS);
    page.onConsoleMessage(message -> {
      String said = message.text() + " at " + message.location();
      boolean complains = message.type().equals("error") || message.type().equals("warning");
      if (complains && expected.stream().noneMatch(each -> each.matcher(said).matches())) {
        complaints.add(said);
      }
    });
    page.onPageError(complaints::add);
  }

  /** What the browser writes down because the test wants it so. */
  void mayComplain(String pattern) {
    expected.add(Pattern.compile(pattern));
  }

  /** The same person opens another tab. */
  Visitor anotherTab() {
    return new Visitor(name, origin, page.context().newPage());
  }

  Page page() {
    return page;
  }

  /** An address of ours: a path, or the whole of a customer's link. */
  Visitor open(String address) {
    page.navigate(address.startsWith("http") ? address : origin + address);
    return this;
  }

  /** Opens a page and signs in there as that account; the local provider believes anybody. */
  Visitor signIn(String path, String account) {
    open(path);
    press("Sign in");
    Locator button = page.locator("form button").first();
    button.evaluate("(button, account) => button.value = account", account);
    button.click();
    page.waitForURL(Pattern.compile(Pattern.quote(origin + path) + ".*"));
    return this;
  }

  /** Waits until the head of the page says that. */
  Visitor isConnected(String how) {
    assertThat(
            page.locator("cl-shell .chip")
                .getByText(how, new Locator.GetByTextOptions().setExact(true)))
        .isVisible(new IsVisibleOptions().setTimeout(SOON_MILLIS));
    return this;
  }

  boolean isLive() {
    return page.locator("cl-shell .chip")
        .getByText("Live", new Locator.GetByTextOptions().setExact(true))
        .isVisible();
  }

  void press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  /** Switches something on or off; what it is called now. */
  void flip(String switched) {
    page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName(switched)).click();
  }

  void write(String label, String text) {
    page.getByLabel(label).fill(text);
  }

  void choose(String label, String option) {
    page.getByLabel(label).selectOption(option);
  }

  /** Waits until that stands on the page. */
  Visitor sees(String text) {
    assertThat(page.getByText(text).first())
        .isVisible(new IsVisibleOptions().setTimeout(SOON_MILLIS));
    return this;
  }

  /** Waits until the page has that heading of the first order, or one that contains it. */
  Visitor isTold(String heading) {
    assertThat(
            page.getByRole(
                    AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading).setLevel(1))
                .first())
        .isVisible(new IsVisibleOptions().setTimeout(SOON_MILLIS));
    return this;
  }

  Locator offer() {
    return page.locator(".offer");
  }

  @Override
  public void close() {
    page.context().close();
    assertThat(complaints).as("complaints of the browser of " + name).isEmpty();
  }
}
