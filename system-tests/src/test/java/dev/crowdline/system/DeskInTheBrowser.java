package dev.crowdline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import dev.crowdline.contracts.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What members decide of themselves, two pieces of work on a phone, and a server that is away. */
@Tag("system")
@Order(21)
class DeskInTheBrowser {
  private static final HasCountOptions SOON = new HasCountOptions().setTimeout(15_000);

  private final Stack stack = Stack.running();

  @Test
  @DisplayName(
      "a member edits the profile, pauses, works on a phone, and loses no answer by a reload")
  void profileAndPhone() {
    Community mobile = Community.register(stack, "desk", Pace.PRODUCT);
    mobile.operator().put("/v1/skills/roaming", Map.of("description", "Phones abroad")).must(200);
    MemberClient ada = mobile.contributor("Ada", "roaming", 2);
    try (Browsers browsers = new Browsers(stack);
        Visitor desk = browsers.visitor("Ada")) {
      desk.mayComplain(".*\\b422\\b.*/v1/members/.*");
      desk.mayComplain(".*ERR_FAILED.*/complete:.*");
      desk.signIn("/console/", ada.account());
      desk.press("Edit");
      desk.write("Name to show", "Support");
      desk.press("Save");
      desk.sees("people would take it for the company");
      desk.write("Name to show", "Ada of the desk");
      desk.choose("Roaming", "4");
      desk.press("Save");
      desk.sees("Saved").sees("roaming 4");

      desk.flip("Offline");
      desk.sees("Nothing for you just now");
      desk.press("Pause");
      desk.sees("You have paused");
      List<Map<String, Object>> needs = List.of(Map.of("skill", "roaming", "level", 4));
      for (String question : List.of("Nothing works in Norway", "Nothing works in Spain")) {
        CustomerPage asked = mobile.ask(question, "needs", needs);
        await("it waits in its queue")
            .during(Duration.ofSeconds(2))
            .atMost(Duration.ofSeconds(20))
            .until(() -> {
              Api.Answer route = mobile.operator().get("/v1/routes/" + asked.id());
              return route.status() == 200 && route.body().path("state").asText().equals("QUEUED");
            });
      }
      desk.press("Go on");
      assertThat(desk.offer()).hasCount(2, SOON);

      desk.page().setViewportSize(360, 740);
      desk.offer().first().press("a");
      assertThat(desk.offer()).hasCount(1, SOON);
      // A list that was read before the second is taken arrives after it, and takes nothing away.
      List<Runnable> late = new ArrayList<>();
      desk.page()
          .route(
              "**/v1/assignments",
              route -> {
                APIResponse read = route.fetch();
                late.add(() -> route.fulfill(new Route.FulfillOptions().setResponse(read)));
              });
      desk.page().waitForCondition(() -> !late.isEmpty());
      desk.offer().first().press("a");
      assertThat(desk.page().locator(".pick cl-countdown")).hasCount(2, SOON);
      desk.page().unroute("**/v1/assignments");
      desk.page().waitForResponse("**/v1/assignments", () -> late.forEach(Runnable::run));
      desk.page()
          .evaluate(
              "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
      assertThat(desk.page().locator(".pick")).hasCount(2);
      assertThat(desk.page().locator(".composer textarea")).isFocused();
      assertThat(
              desk.page()
                  .evaluate(
                      """
                      () => {
                        const sheet = document.querySelector('.composer').getBoundingClientRect();
                        return [...document.querySelectorAll('.pick cl-countdown')]
                          .map((clock) => clock.getBoundingClientRect())
                          .every((clock) => clock.top >= 0 && clock.bottom <= sheet.top);
                      }\
                      """))
          .as("both clocks are above the sheet")
          .isEqualTo(true);

      // The server is away while the answer is sent, and the page is loaded again meanwhile.
      desk.page().route("**/complete", Route::abort);
      desk.write("Your answer", "Choose the network by hand");
      desk.press("Send answer and finish");
      desk.sees("What you sent is kept");
      desk.page().reload();
      desk.sees("What you sent is kept");
      desk.isConnected("Live");
      desk.page().unroute("**/complete");
      assertThat(desk.page().locator(".pick")).hasCount(0, SOON);
      assertThat(desk.page().locator(".work")).hasCount(1, SOON);
    }
  }
}
