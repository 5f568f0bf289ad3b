package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who the customer is stays in intake, encrypted (P13). */
@Tag("system")
@Order(20)
class ContactData {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Stack stack = Stack.running();

  @Test
  @DisplayName(
      "name, e-mail, phone and reference are in no fact, no log, no other database and no answer (P13)")
  void contactDataStaysInIntakeAndIsNotReadableThere() throws IOException {
    String mark = UUID.randomUUID().toString().substring(0, 8);
    String digits = Long.toString(1_000_000_000L + (long) (Math.random() * 8_999_999_999L));
    Map<String, String> customer =
        Map.of(
            "name", "Grace" + mark + " Hopper",
            "email", "grace-" + mark + "@example.org",
            "phone", "+49 " + digits,
            "reference", "account-" + mark);
    List<String> secrets = List.of("Grace" + mark, "grace-" + mark, digits, "account-" + mark);

    Community mobile = Community.register(stack, "contact", Pace.PRODUCT);
    List<String> answers = new ArrayList<>();
    try (MemberClient ada = mobile.contributor("Ada", "general", 3).online()) {
      CustomerPage page = mobile.ask("It is broken", "customer", customer);
      JsonNode offer = ada.awaitOffer(page);
      JsonNode work = ada.accept(offer);
      answers.add(page.request().toString());
      answers.add(offer.toString());
      answers.add(work.toString());
      answers.add(ada.complete(work, "Now it is not").toString());
      page.awaitStatus("ANSWERED", SOON);
      answers.add(page.solved().toString());
      answers.add(mobile.operator().get("/v1/requests").text());
      answers.add(mobile.operator().get("/v1/requests/" + page.id() + "/messages").text());
      answers.add(mobile.operator().get("/v1/routes/" + page.id()).text());
      answers.add(mobile.operator().get("/v1/clocks/" + page.id()).text());
      // What is refused is a place where input likes to be repeated.
      answers.add(refused(mobile, customer));
      await("Ada is paid").atMost(SOON).until(() -> ada.wallet().path("balance").asInt() > 0);
    }
    assertThat(answers).allSatisfy(text -> assertThat(text).doesNotContain(secrets));
    assertThat(recordsWith(secrets)).as("facts").isEmpty();
    assertThat(logsWith(secrets)).as("logs").isEmpty();
    for (String service : Stack.SERVICES) {
      assertThat(Database.of(stack, service).tablesWith(secrets))
          .as("tables of " + service)
          .isEmpty();
    }
  }

  private String refused(Community mobile, Map<String, String> customer) {
    Api.Answer answer =
        mobile
            .program()
            .post(
                "/v1/requests",
                Map.of("text", "again", "channel", "carrier-pigeon", "customer", customer));
    assertThat(answer.status()).isEqualTo(422);
    return answer.text();
  }

  private List<String> recordsWith(List<String> secrets) {
    List<String> found = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      new FactLog(stack)
          .records(
              topic,
              record -> {
                StringBuilder all = new StringBuilder();
                all.append(record.key());
                if (record.value() != null) {
                  all.append(new String(record.value(), StandardCharsets.UTF_8));
                }
                record
                    .headers()
                    .forEach(
                        header -> all.append(new String(header.value(), StandardCharsets.UTF_8)));
                return secrets.stream().anyMatch(all.toString()::contains);
              })
          .forEach(record -> found.add(topic + " " + record.key()));
    }
    return found;
  }

  private List<String> logsWith(List<String> secrets) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(stack.dataDir().resolve("logs"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(file).as("what is searched is there").isReadable();
        secrets.stream().filter(text::contains).forEach(secret -> found.add(file + ": " + secret));
      }
    }
    return found;
  }
}
