package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A customer who has nothing but a mail program, by the mail server of the stack. */
@Tag("system")
@Order(3)
@Execution(ExecutionMode.CONCURRENT)
class Mailing {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Stack stack = Stack.running();
  private final Api mail = stack.anonymous();

  private List<JsonNode> mails(String address) {
    return Json.items(mail.get("/mail/messages?address=" + address).must(200).path("items"));
  }

  private JsonNode awaitMail(String address, Predicate<JsonNode> which) {
    return await("mail to " + address)
        .atMost(SOON)
        .until(
            () -> mails(address).stream().filter(which).findFirst().orElse(null),
            found -> found != null);
  }

  private static Predicate<JsonNode> says(String text) {
    return message -> message.path("text").asText().contains(text);
  }

  @Test
  @DisplayName("a mail is asked, answered, asked on and confirmed, in one thread of mails (P1, P5)")
  void aCustomerWhoOnlyHasMail() {
    Community mobile = Community.register(stack, "mail", Pace.PRODUCT);
    mobile.understanding("roaming", "roaming", 1, "roaming");
    String support = "support@" + mobile.id() + ".example.org";
    String carol = "carol@" + mobile.id() + ".home.example.org";
    JsonNode server = stack.state().path("addresses").path("mail");
    String channel =
        mobile
            .operator()
            .post(
                "/v1/channels",
                Map.of(
                    "name",
                    "Support",
                    "email",
                    Map.of(
                        "address",
                        support,
                        "password",
                        support,
                        "incoming",
                        server(server.path("imapPort").asInt()),
                        "outgoing",
                        server(server.path("smtpPort").asInt()))))
            .must(201)
            .path("id")
            .asText();

    try (MemberClient ada = mobile.contributor("Ada", "roaming", 4).online()) {
      // The first mail to it makes the mailbox, as it is with this server.
      mail.post(
              "/mail/messages",
              Map.of(
                  "from",
                  carol,
                  "to",
                  support,
                  "subject",
                  "Roaming",
                  "text",
                  "My roaming does not work in Norway.\n\n-- \nCarol C, 030 1234567"))
          .must(200);
      JsonNode request =
          await("the mail is a request")
              .atMost(SOON)
              .until(
                  () -> mobile.operator().get("/v1/requests").must(200).path("items").path(0),
                  found -> !found.isMissingNode());
      assertThat(request.path("channel").asText()).isEqualTo("email");
      assertThat(request.path("topic").asText()).isEqualTo("roaming");
      assertThat(request.path("text").asText())
          .isEqualTo("Roaming\n\nMy roaming does not work in Norway.");
      CustomerPage seen =
          new CustomerPage(
              UUID.fromString(request.path("id").asText()), request, mobile.operator());

      JsonNode work = ada.accept(ada.awaitOffer(seen));
      ada.ask(work, "Did you switch it on?");
      JsonNode question = awaitMail(carol, says("Did you switch it on?"));
      assertThat(question.path("name").asText()).startsWith("Ada for ");
      JsonNode first = mails(carol).getFirst();
      assertThat(question.path("thread").asText()).isEqualTo(first.path("id").asText());
      answer(carol, question, "No. How do I do that?");
      await("the reply is in the conversation")
          .atMost(SOON)
          .until(() -> messages(mobile, seen).toString().contains("No. How do I do that?"));
      assertThat(messages(mobile, seen).toString()).doesNotContain("switch it on? ", "1234567");

      ada.complete(work, "Settings, Network, Roaming.");
      JsonNode answered = awaitMail(carol, says("Settings, Network, Roaming."));
      String page =
          answered.path("text").asText().replaceAll("(?s).*/help/#(\\S+?)&solved=yes.*", "$1");
      CustomerPage customer = new CustomerPage(seen.id(), request, stack.withLink(page));
      assertThat(customer.status()).isEqualTo("ANSWERED");
      long before = ada.wallet().path("balance").asLong();
      answer(carol, answered, "That solved it, thank you!");
      customer.awaitStatus("RESOLVED", SOON);
      await("Ada is paid").atMost(SOON).until(() -> ada.wallet().path("balance").asLong() > before);
      assertThat(mails(carol).stream().map(each -> each.path("thread").asText()).distinct())
          .hasSize(1);
    }
    await("all has arrived")
        .atMost(SOON)
        .until(() ->
            Json.items(mobile.operator().get("/v1/deliveries").must(200).path("items")).stream()
                .allMatch(each -> each.path("state").asText().equals("SENT")));
    assertThat(
            mobile
                .operator()
                .post("/v1/channels/" + channel + "/test", null)
                .must(200)
                .path("works"))
        .hasToString("true");
  }

  private static Map<String, Object> server(int port) {
    return Map.of("host", "127.0.0.1", "port", port, "security", "NONE");
  }

  private static JsonNode messages(Community community, CustomerPage request) {
    return community
        .operator()
        .get("/v1/requests/" + request.id() + "/messages")
        .must(200)
        .path("items");
  }

  private void answer(String address, JsonNode answered, String text) {
    mail.post(
            "/mail/messages",
            Map.of(
                "from",
                address,
                "subject",
                "Re: " + answered.path("subject").asText(),
                "text",
                text,
                "inReplyTo",
                answered.path("id").asText()))
        .must(200);
  }
}
