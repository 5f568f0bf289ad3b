package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.crowdline.contracts.Pace;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An answer becomes an article, and the next who asks the same needs nobody. */
@Tag("system")
@Order(22)
class AnsweredBeforeInTheBrowser {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Stack stack = Stack.running();

  @Test
  @DisplayName("made of an answer by an operator, offered to the next who asks, and it ends there")
  void once() {
    Community mobile = Community.register(stack, "knowledge", Pace.PRODUCT);
    CustomerPage first = mobile.ask("Does my phone work in another country? I go to Norway.");
    try (MemberClient ada = mobile.contributor("Ada", "general", 3).online()) {
      JsonNode work = ada.accept(ada.awaitOffer(first));
      ada.complete(work, "Yes: switch on data roaming in the settings.");
      first.awaitStatus("ANSWERED", SOON);
      first.solved();
    }
    try (Browsers browsers = new Browsers(stack);
        Visitor operator = browsers.visitor("the operator");
        Visitor customer = browsers.visitor("the next customer")) {
      operator.signIn("/operations/", "operator@" + mobile.id() + ":olga");
      operator.open("/operations/#request=" + first.id());
      operator.page().getByText("Make an article of it").click();
      operator.sees("Made of the answer of Ada");
      operator.write("Title", "Use your phone abroad");
      operator.write("What customers ask whom it helps", "Does my phone work in another country?");
      operator.press("Publish");
      operator.sees("Answer of Ada");

      CustomerPage second = mobile.ask("Will my phone work when I am in another country?");
      await("the article is found")
          .atMost(SOON)
          .until(() ->
              second
                      .api()
                      .get("/v1/conversations/" + second.id() + "/articles")
                      .must(200)
                      .path("items")
                      .size()
                  == 1);
      customer.open("/help/#" + second.request().path("page").asText().split("#", 2)[1]);
      customer
          .page()
          .locator("summary", new Page.LocatorOptions().setHasText("Use your phone abroad"))
          .click();
      customer.sees("switch on data roaming");
      customer.press("That solved it");
      customer.sees("You said that “Use your phone abroad” solved it.");
      assertThat(second.status()).isEqualTo("RESOLVED");
      await("nobody is asked any more")
          .atMost(SOON)
          .until(() ->
              mobile
                  .operator()
                  .get("/v1/routes/" + second.id())
                  .must(200)
                  .path("state")
                  .asText()
                  .equals("CLOSED"));
      operator.open("/articles/").sees("Solved 1 request");
    }
  }
}
