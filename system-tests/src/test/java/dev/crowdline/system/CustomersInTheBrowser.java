package dev.crowdline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Tier;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What customers do on their page, from the public form to the next question; and who takes it. */
@Tag("system")
@Order(22)
class CustomersInTheBrowser {
  private static final HasCountOptions SOON = new HasCountOptions().setTimeout(15_000);

  private final Stack stack = Stack.running();

  @Test
  @DisplayName("by the public form, in German, offline for a while; withdrawn and asked on")
  void fromTheFormToTheNextQuestion() {
    Community mobile = Community.register(stack, "form", Pace.PRODUCT);
    mobile
        .operator()
        .put("/v1/communities/" + mobile.id() + "/public-form", Map.of("open", true))
        .must(200);
    try (Browsers browsers = new Browsers(stack);
        MemberClient ada = mobile.contributor("Ada", "general", 3);
        Visitor customer = browsers.visitor("the customer", "de-DE")) {
      customer.open("/ask/?community=" + mobile.id()).isTold("Fragen Sie");
      customer.write("Ihre Frage", "Mein Router bleibt dunkel.\nSeit heute früh.");
      customer.press("Fragen");
      customer.isTold("Wir suchen jemanden, der sich damit auskennt");
      assertThat(customer.page().locator("html"))
          .hasAttribute("lang", "de", new HasAttributeOptions().setTimeout(15_000));
      customer.sees("Verbunden");
      UUID first = requestOn(customer);

      // The connection goes and comes back: it is said, and nothing has to be done.
      customer.page().context().setOffline(true);
      customer.sees("Gerade gibt es keine Verbindung");
      customer.page().context().setOffline(false);
      customer.sees("Verbunden");
      assertThat(customer.page().getByText("Gerade gibt es keine Verbindung")).hasCount(0, SOON);

      customer.press("Frage zurückziehen");
      customer.press("Ja, zurückziehen");
      customer.isTold("Diese Frage wurde geschlossen").sees("Sie haben diese Frage zurückgezogen.");

      // Who writes after the end asks anew, and has a way back.
      customer.write("Noch eine Frage?", "Er ist wieder dunkel.");
      customer.press("Senden");
      customer.isTold("Wir suchen jemanden, der sich damit auskennt").sees("Er ist wieder dunkel.");
      UUID second = requestOn(customer);
      assertThat(second).isNotEqualTo(first);
      customer.page().getByText("eine frühere Frage von Ihnen").click();
      customer.isTold("Diese Frage wurde geschlossen").sees("Seit heute früh.");
      assertThat(requestOn(customer)).isEqualTo(first);

      // The helper, who knows German, sees what was said before.
      mobile
          .operator()
          .patch("/v1/members/" + ada.id(), Map.of("languages", List.of("de")))
          .must(200);
      ada.online();
      JsonNode work =
          ada.accept(
              ada.awaitPush(
                      "offer",
                      m -> m.path("offer").path("routeId").asText().equals(second.toString()))
                  .message()
                  .path("offer"));
      assertThat(ada.assignment(work).path("earlier").toString())
          .contains("Mein Router bleibt dunkel.");
    }
  }

  private static UUID requestOn(Visitor customer) {
    String token = customer.page().url().split("#", 2)[1];
    String payload = new String(Base64.getUrlDecoder().decode(token.split("\\.", 2)[0]), UTF_8);
    return UUID.fromString(payload.split("\\|", 4)[2]);
  }

  @Test
  @DisplayName("that it takes longer is said in the page's own words")
  void itTakesLonger() {
    Community mobile = Community.register(stack, "longer", Pace.PRODUCT);
    CustomerPage asked = mobile.ask("Ist jemand da?", "language", "de");
    try (Browsers browsers = new Browsers(stack);
        Visitor customer = browsers.visitor("the customer")) {
      // As it is told once nobody is left to be asked, which takes longer than a test.
      customer.mayComplain(".*/events.*|.*ERR_FAILED.*");
      customer.page().route("**/v1/conversations/*/events", Route::abort);
      customer
          .page()
          .route(
              "**/v1/conversations/" + asked.id(),
              route -> {
                APIResponse told = route.fetch();
                ObjectNode conversation = (ObjectNode) Json.parse(told.text());
                conversation
                    .withArray("messages")
                    .addObject()
                    .put("id", UUID.randomUUID().toString())
                    .put("author", "SYSTEM")
                    .put("kind", "NOTICE")
                    .put("text", "It takes longer.")
                    .put("at", conversation.path("request").path("createdAt").asText())
                    .putObject("notice")
                    .put("code", "TAKES_LONGER");
                route.fulfill(
                    new Route.FulfillOptions().setResponse(told).setBody(Json.text(conversation)));
              });
      customer
          .open(asked.request().path("page").asText())
          .isTold("Es dauert länger, als es sollte");
      customer.sees("Ist jemand da?");
    }
  }

  @Test
  @DisplayName("the answer first, with safe links and its lines; asked again after a message")
  void theAnswerFirst() {
    Community mobile = Community.register(stack, "answer", Pace.PRODUCT);
    try (Browsers browsers = new Browsers(stack);
        MemberClient ada = mobile.contributor("Ada", "bills", 4).online();
        Visitor customer = browsers.visitor("the customer", "fr-FR")) {
      CustomerPage asked =
          mobile.ask("Too high", "needs", List.of(Map.of("skill", "bills", "level", 1)));
      customer.open(asked.request().path("page").asText()).isTold("finding somebody");
      JsonNode work = ada.accept(ada.awaitOffer(asked));
      ada.complete(
          work,
          "See https://example.org/a?b=1&c=2.\nNot javascript:alert(1) nor <a href=//example.org>");
      customer.isTold("You have an answer").sees("Did it solve your problem?");
      Locator said = customer.page().locator(".answer .said");
      assertThat(said.locator("a")).hasCount(1, SOON);
      assertThat(said.locator("a")).hasAttribute("href", "https://example.org/a?b=1&c=2");
      assertThat(said.locator("a")).hasAttribute("rel", Pattern.compile("noopener.*nofollow"));
      assertThat(said.innerText().lines()).hasSize(2);

      // What is written after the answer asks once more whether it is solved.
      customer.write("Write something more", "And the month before?");
      customer.press("Send");
      customer.sees("You wrote after the answer.").sees("Did it solve your problem?");
      customer.press("Yes, solved");
      customer.isTold("Solved");
      await().untilAsserted(() -> assertThat(asked.status()).isEqualTo("RESOLVED"));
    }
  }

  @Test
  @DisplayName("what asks for staff is on the overdue page at once; it is offered there, and taken")
  void staffAtTheOverduePage() {
    Community mobile = Community.register(stack, "staff", Pace.PRODUCT);
    MemberClient sol = mobile.member("Sol", Tier.SPECIALIST, 2, "bills", 5);
    try (Browsers browsers = new Browsers(stack);
        Visitor specialist = browsers.visitor("Sol")) {
      specialist.signIn("/overdue/", sol.account()).sees("Nothing needs you");
      CustomerPage asked =
          mobile.ask("Too high", "needs", List.of(Map.of("skill", "bills", "level", 1)));
      asked.wantStaff();
      specialist.sees("asked for staff");
      assertThat(specialist.page().locator("cl-overdue-item")).hasCount(1);
      specialist.flip("Offline");
      assertThat(specialist.offer()).hasCount(1, SOON);
      assertThat(
              mobile
                  .operator()
                  .get("/v1/members/" + sol.id())
                  .must(200)
                  .path("presentAt")
                  .toString())
          .isEqualTo("[\"overdue\"]");
      specialist.press("Accept");
      specialist.sees("Send answer and finish");
      asked.awaitStatus("IN_WORK", MemberClient.SOON);
    }
  }
}
