package dev.crowdline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import dev.crowdline.contracts.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What no keyword names is understood by examples, and an operator puts right what is not. */
@Tag("system")
@Order(22)
class TopicInTheBrowser {
  private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(15_000);
  private static final HasCountOptions NAMED = new HasCountOptions().setTimeout(15_000);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Stack stack = Stack.running();

  private static void teach(Community community, String topic, String... examples) {
    community
        .operator()
        .put("/v1/skills/" + topic, Map.of("description", "All of " + topic))
        .must(200);
    Map<String, Object> taught =
        Map.of(
            "keywords",
            List.of("keyword-of-" + topic),
            "examples",
            List.of(examples),
            "needs",
            List.of(Map.of("skill", topic, "level", 2)));
    // Another service names skills; until intake has heard of it, the topic is refused.
    await("intake has heard of the skill")
        .atMost(PATIENCE)
        .until(() -> community.operator().put("/v1/topics/" + topic, taught).status() == 200);
  }

  private static String topicOf(CustomerPage asked) {
    return asked.request().path("topic").asText();
  }

  @Test
  @DisplayName("one press corrects a topic: its route is asked anew, and the next goes right")
  void onePress() {
    Community mobile = Community.register(stack, "topics", Pace.PRODUCT);
    teach(
        mobile,
        "outage",
        "The internet is down in our street",
        "I have no connection at home",
        "Nothing loads since this morning, I am offline",
        "Das Internet ist ausgefallen",
        "Seit heute morgen keine Verbindung zuhause");
    teach(
        mobile,
        "billing",
        "Why is my invoice so high this month?",
        "You debited my bank account twice",
        "I want my money back",
        "Warum ist meine Rechnung so hoch?",
        "Ihr habt das Geld zweimal vom Konto abgebucht");
    await("the examples are learned")
        .atMost(PATIENCE)
        .until(() -> {
          var standing = mobile.operator().get("/v1/understanding").must(200);
          return !standing.path("learning").asBoolean() && standing.path("model").isObject();
        });
    assertThat(topicOf(mobile.ask("Our connection at home is down since this morning")))
        .isEqualTo("outage");
    CustomerPage odd = mobile.ask("Who takes the old box away when I move house?");
    assertThat(topicOf(odd)).isNotEqualTo("billing");
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator")) {
      operator.signIn("/operations/", "operator@" + mobile.id() + ":olga");
      operator
          .page()
          .locator(".line", new Page.LocatorOptions().setHasText("Who takes the old box"))
          .first()
          .click();
      Locator why = operator.page().locator("dialog.side cl-why-topic");
      assertThat(why).containsText("no keyword is in the text", SOON);
      Locator likely = why.getByText("It is billing");
      // One of the two is there as soon as the names of the topics are.
      assertThat(likely.or(why.locator("option[value=billing]"))).hasCount(1, NAMED);
      if (likely.count() > 0) {
        operator.press("It is billing");
      } else {
        operator.choose("Another topic", "billing");
      }
      assertThat(why).containsText("corrected", SOON);
      operator.sees("It is about billing from now on");
      assertThat(operator.page().locator("dialog.side .story")).containsText("billing", SOON);
    }
    await("its route needs what billing needs")
        .atMost(PATIENCE)
        .until(() ->
            mobile
                .operator()
                .get("/v1/routes/" + odd.id())
                .must(200)
                .path("needs")
                .path(0)
                .path("skill")
                .asText()
                .equals("billing"));
    assertThat(topicOf(mobile.ask("Who takes the old box away when I move house")))
        .isEqualTo("billing");
  }
}
