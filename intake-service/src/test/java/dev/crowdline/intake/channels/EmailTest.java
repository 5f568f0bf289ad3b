package dev.crowdline.intake.channels;

import static dev.crowdline.intake.testing.Calls.admin;
import static dev.crowdline.intake.testing.Calls.fresh;
import static dev.crowdline.intake.testing.Calls.integrator;
import static dev.crowdline.intake.testing.Calls.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.intake.testing.Calls.Asked;
import dev.crowdline.intake.testing.Everything;
import dev.crowdline.intake.testing.Mailboxes;
import dev.crowdline.intake.testing.Routing;
import dev.crowdline.intake.testing.Wire;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@TestProfile(EmailTest.OfThisMachine.class)
@Tag("service")
class EmailTest {
  /** The mail server of the test is on this machine. */
  public static final class OfThisMachine implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("crowdline.private-addresses", "true");
    }
  }

  private static final Duration SOON = Duration.ofSeconds(30);
  private static Mailboxes mails;

  @Inject Wire wire;
  @Inject Database database;
  @Inject Everything everything;

  private final String community = fresh("mail");
  private final String support = "support@" + community + ".example.org";
  private final String carol = "carol@" + fresh("home") + ".example.org";

  @BeforeAll
  static void serve() {
    mails = new Mailboxes(0);
  }

  @AfterAll
  static void stop() {
    mails.close();
  }

  private void register() {
    admin()
        .body(Map.of("id", community, "name", "Acme", "pace", "PRODUCT"))
        .post("/v1/communities")
        .then()
        .statusCode(201);
  }

  private String connect(Map<String, Object> account) {
    Response connected = operator(community).body(account).post("/v1/channels");
    connected.then().statusCode(201);
    return connected.path("id");
  }

  private void connected() {
    register();
    connect(mails.account(support));
  }

  private List<Map<String, Object>> requests() {
    return integrator(community).get("/v1/requests").path("items");
  }

  /** The requests of the community, when there are so many. */
  private List<Map<String, Object>> awaitRequests(int count) {
    return await().atMost(SOON).until(this::requests, found -> found.size() == count);
  }

  private Asked asked(Map<String, Object> request) {
    return new Asked(community, UUID.fromString((String) request.get("id")), "");
  }

  private List<Map<String, Object>> messages(Asked asked) {
    return integrator(community).get("/v1/requests/" + asked.id() + "/messages").path("items");
  }

  private List<MimeMessage> awaitMails(String address, int count) {
    return await().atMost(SOON).until(() -> mails.of(address), found -> found.size() == count);
  }

  private void awaitMessages(Asked asked, int count) {
    await().atMost(SOON).untilAsserted(() -> assertThat(messages(asked)).hasSize(count));
  }

  private static String header(MimeMessage mail, String name) throws MessagingException {
    return mail.getHeader(name, null);
  }

  /** A request by mail that a member has answered. */
  private Asked answered(String question) {
    mails.write(carol, support, question, "It says no signal.");
    Asked asked = asked(awaitRequests(1).getFirst());
    new Routing(wire, asked).queued(1).accepted(1).completed(1, "Switch it off and on.");
    await().atMost(SOON).untilAsserted(() -> assertThat(asked.status()).isEqualTo("ANSWERED"));
    return asked;
  }

  @Test
  @DisplayName("a mail becomes a request, its answer threads under it, and a reply confirms it")
  void thereAndBack() throws MessagingException, IOException {
    connected();
    String first =
        mails.write("Carol C <" + carol + ">", support, "My phone?", "It says no signal.");
    Map<String, Object> request = awaitRequests(1).getFirst();
    assertThat(request).containsEntry("channel", "email").containsEntry("status", "OPEN");
    assertThat(request.get("text")).isEqualTo("My phone?\n\nIt says no signal.");
    Asked asked = asked(request);
    new Routing(wire, asked)
        .queued(1)
        .accepted(1)
        .wrote("Is it switched on?", true)
        .completed(1, "Switch it off and on.");

    List<MimeMessage> sent = awaitMails(carol, 2);
    MimeMessage question = sent.get(0);
    assertThat(header(question, "In-Reply-To")).isEqualTo("<" + first + ">");
    assertThat(header(question, "References")).contains("<" + first + ">");
    assertThat(question.getSubject()).isEqualTo("Re: My phone?");
    InternetAddress from = (InternetAddress) question.getFrom()[0];
    assertThat(from.getPersonal()).isEqualTo("Ada for Acme");
    assertThat(from.getAddress()).isEqualTo(support);
    assertThat(question.getHeader("Auto-Submitted")).isNull();
    assertThat((String) question.getContent())
        .contains("Is it switched on?")
        .contains("/help/#")
        .doesNotContain("solved=");
    MimeMessage answer = sent.get(1);
    assertThat((String) answer.getContent())
        .contains("Switch it off and on.")
        .contains("&solved=yes")
        .contains("&solved=no");

    String reply = answer.getReplyTo()[0].toString().replaceAll(".*<|>.*", "");
    assertThat(reply).startsWith("support+");
    mails.write(
        carol,
        reply,
        "Re: My phone?",
        "That solved it, thank you!\n\nOn Mon, 30 Nov 2026 at 10:00, Ada for Acme <"
            + support
            + "> wrote:\n> Switch it off and on.",
        header(answer, "Message-ID"));
    await().atMost(SOON).untilAsserted(() -> assertThat(asked.status()).isEqualTo("RESOLVED"));
    assertThat(messages(asked).getLast()).containsEntry("text", "That solved it, thank you!");
  }

  @Test
  @DisplayName(
      "the same mail, given twice, is one request; its address is stored nowhere in the open")
  void onceAndSealed() {
    connected();
    String raw =
        """
        From: %s
        To: %s
        Subject: Only once
        Message-ID: <twice.%s@mail.example.org>

        Please.
        """
            .formatted(carol, support, community);
    mails.send(carol, support, raw);
    mails.send(carol, support, raw);
    mails.write(carol, support, "Another", "Thing.");
    assertThat(awaitRequests(2))
        .extracting(each -> each.get("text"))
        .containsExactly("Another\n\nThing.", "Only once\n\nPlease.");
    assertThat(everything.inTheDatabase()).doesNotContain(carol);
  }

  @Test
  @DisplayName("who is in copy joins by the signed address; who only knows an id begins anew")
  void whoJoins() throws MessagingException {
    connected();
    Asked asked = answered("Who may read this?");
    MimeMessage answer = awaitMails(carol, 1).getFirst();
    String dan = "dan@" + fresh("office") + ".example.org";
    String reply = answer.getReplyTo()[0].toString().replaceAll(".*<|>.*", "");
    mails.write(dan, reply, "Re: Who may read this?", "I saw the same on mine.");
    awaitMessages(asked, 3);
    assertThat(messages(asked).getLast()).containsEntry("author", "CUSTOMER");

    mails.write(dan, support, "Re: Who may read this?", "Let me in.", header(answer, "Message-ID"));
    List<Map<String, Object>> all = awaitRequests(2);
    assertThat(all.getFirst()).containsEntry("text", "Who may read this?\n\nLet me in.");
    mails.write(
        dan,
        support.replace("@", "+" + "1".repeat(38) + "@"),
        "Re: Who may read this?",
        "By a forged address.");
    awaitRequests(3);
    assertThat(messages(asked)).hasSize(3);
    assertThat(mails.of(dan)).isEmpty();
  }

  @Test
  @DisplayName("a program's reply changes nothing: the customer is still waited for")
  void automaticReplies() throws MessagingException {
    connected();
    mails.write(carol, support, "Slow", "Very slow.");
    Asked asked = asked(awaitRequests(1).getFirst());
    new Routing(wire, asked).queued(1).accepted(1).wrote("Since when?", true);
    MimeMessage question = awaitMails(carol, 1).getFirst();
    mails.send(
        carol,
        support,
        """
        From: %s
        To: %s
        Subject: Out of office
        Message-ID: <away.%s@mail.example.org>
        In-Reply-To: %s
        Auto-Submitted: auto-replied

        I am away until Monday.
        """
            .formatted(carol, support, community, header(question, "Message-ID")));
    mails.send(
        support,
        support,
        """
        From: %s
        To: %s
        Subject: Slow
        Message-ID: <own.%s@mail.example.org>

        It is we ourselves.
        """
            .formatted(support, support, community));
    mails.write(carol, support, "Something else", "Afterwards.");
    awaitRequests(2);
    assertThat(messages(asked)).hasSize(2);
    asked.read().then().body("waitingOn", equalTo("CUSTOMER"));
    mails.write(carol, support, "Re: Slow", "Since Monday.", header(question, "Message-ID"));
    awaitMessages(asked, 3);
    asked.read().then().body("waitingOn", equalTo("HELPERS"));
  }

  @Test
  @DisplayName("a mail after the end begins a request that is linked, and answered by mail as well")
  void afterTheEnd() throws MessagingException {
    connected();
    Asked asked = answered("Where is my bill?");
    MimeMessage answer = awaitMails(carol, 1).getFirst();
    integrator(community)
        .body(Map.of("reason", "We sent it"))
        .post("/v1/requests/" + asked.id() + "/cancel")
        .then()
        .statusCode(200);
    MimeMessage notice = awaitMails(carol, 2).getLast();
    assertThat(header(notice, "Auto-Submitted")).isEqualTo("auto-generated");
    mails.write(
        carol, support, "Re: Where is my bill?", "It is wrong.", header(answer, "Message-ID"));
    Map<String, Object> next = awaitRequests(2).getFirst();
    assertThat(next)
        .containsEntry("linkedTo", asked.id().toString())
        .containsEntry("channel", "email")
        .containsEntry("text", "It is wrong.");
    operator(community)
        .body(Map.of("text", "We look into it."))
        .post("/v1/requests/" + next.get("id") + "/messages")
        .then()
        .statusCode(201);
    MimeMessage staff = awaitMails(carol, 3).getLast();
    assertThat(((InternetAddress) staff.getFrom()[0]).getPersonal()).isEqualTo("Staff for Acme");
  }

  @Test
  @DisplayName("a server that is away loses nothing: it is tried again, given up, and retried")
  void aServerThatIsAway() throws IOException, MessagingException {
    register();
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    connect(mails.account(support, port));
    Asked asked = answered("Anybody there?");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            operator(community)
                .get("/v1/deliveries?state=WAITING")
                .then()
                .body("items.problem", contains("the SMTP server takes no connection there")));
    database.transact(tx ->
        tx.update(
            "update delivery set give_up_at = now(), due_at = now() where community = ?",
            community));
    String delivery =
        await()
            .atMost(SOON)
            .until(
                () ->
                    operator(community)
                        .get("/v1/deliveries?state=FAILED")
                        .<String>path("items[0].id"),
                id -> id != null);
    operator(fresh("other")).post("/v1/deliveries/" + delivery + "/retry").then().statusCode(404);
    try (Mailboxes back = new Mailboxes(port)) {
      back.account(support);
      operator(community)
          .post("/v1/deliveries/" + delivery + "/retry")
          .then()
          .statusCode(200)
          .body("state", equalTo("WAITING"))
          .body("requestId", equalTo(asked.id().toString()));
      MimeMessage arrived =
          await().atMost(SOON).until(() -> back.of(carol), found -> found.size() == 1).getFirst();
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              operator(community)
                  .get("/v1/deliveries")
                  .then()
                  .body("items.state", contains("SENT"))
                  .body("items.unsure", contains(false)));
      operator(community)
          .post("/v1/deliveries/" + delivery + "/retry")
          .then()
          .statusCode(409)
          .body("detail", containsString("SENT"));
      mails.send(
          "mailer-daemon@example.org",
          support,
          """
          From: Mail Delivery System <mailer-daemon@example.org>
          To: %s
          Subject: Undelivered Mail Returned to Sender
          Message-ID: <bounce.%s@mail.example.org>
          Auto-Submitted: auto-replied
          MIME-Version: 1.0
          Content-Type: multipart/report; report-type=delivery-status; boundary="b"

          --b
          Content-Type: text/plain

          I am sorry.
          --b
          Content-Type: message/delivery-status

          Final-Recipient: rfc822; %s
          Action: failed
          Status: 5.1.1
          --b
          Content-Type: text/rfc822-headers

          Message-ID: %s
          --b--
          """
              .formatted(support, community, carol, header(arrived, "Message-ID")));
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              operator(community)
                  .get("/v1/deliveries?state=FAILED")
                  .then()
                  .body("items.problem", contains("it was returned: 5.1.1")));
    }
    assertThat(requests()).hasSize(1);
  }

  @Test
  @DisplayName("a process that dies between sending and noting is seen to have been unsure")
  void unsure() {
    connected();
    answered("Twice?");
    awaitMails(carol, 1);
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            operator(community).get("/v1/deliveries").then().body("items.state", contains("SENT")));
    // As whoever died has left it, when its claim has ended.
    database.transact(tx ->
        tx.update(
            "update delivery set state = 'SENDING', sent_at = null, due_at = now() where community = ?",
            community));
    List<MimeMessage> both = awaitMails(carol, 2);
    assertThat(both.stream().map(mail -> idOf(mail)).distinct()).hasSize(1);
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            operator(community)
                .get("/v1/deliveries?state=SENT")
                .then()
                .body("items.unsure", contains(true))
                .body("items.attempts", contains(2)));
  }

  private static String idOf(MimeMessage mail) {
    try {
      return mail.getMessageID();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName(
      "P11: an account is connected, tried, changed and disabled, and its password never shown")
  void accounts() {
    register();
    Map<String, Object> account = mails.account(support);
    String id = connect(account);
    operator(community).body(account).post("/v1/channels").then().statusCode(409);
    operator(community)
        .get("/v1/channels")
        .then()
        .statusCode(200)
        .body("items.email.address", contains(support))
        .body("items.email.password", contains(nullValue()));
    operator(community)
        .post("/v1/channels/" + id + "/test")
        .then()
        .statusCode(200)
        .body("works", equalTo(true));
    assertThat(everything.inTheDatabase()).doesNotContain("\"password\"");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            operator(community)
                .get("/v1/channels/" + id)
                .then()
                .body("heardAt", not(nullValue()))
                .body("problem", nullValue()));

    Map<String, Object> wrong = changed();
    email(wrong).put("password", "something else");
    operator(community)
        .header("If-Match", "\"1\"")
        .body(wrong)
        .put("/v1/channels/" + id)
        .then()
        .statusCode(200)
        .body("version", equalTo(2));
    operator(community)
        .post("/v1/channels/" + id + "/test")
        .then()
        .body("works", equalTo(false))
        .body("incoming", equalTo("the IMAP server does not accept the user and password"));
    operator(community)
        .header("If-Match", "\"1\"")
        .body(wrong)
        .put("/v1/channels/" + id)
        .then()
        .statusCode(412);

    Map<String, Object> elsewhere = changed();
    email(elsewhere).put("incoming", Map.of("host", "localhost", "port", 1, "security", "NONE"));
    operator(community)
        .body(elsewhere)
        .put("/v1/channels/" + id)
        .then()
        .statusCode(422)
        .body("errors.field", contains("email.password"));
    Map<String, Object> off = changed();
    off.put("enabled", false);
    operator(community)
        .body(off)
        .put("/v1/channels/" + id)
        .then()
        .statusCode(200)
        .body("enabled", equalTo(false));
    operator(fresh("other")).get("/v1/channels/" + id).then().statusCode(404);
    integrator(community).get("/v1/channels").then().statusCode(403);
  }

  /** The same account, as it is changed: its address stays, and so does its password. */
  private Map<String, Object> changed() {
    Map<String, Object> account = mails.account(support);
    email(account).remove("address");
    email(account).remove("password");
    email(account).put("user", support);
    return account;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> email(Map<String, Object> account) {
    return (Map<String, Object>) account.get("email");
  }

  @Test
  @DisplayName("P11: what is wrong with an account is said by the name of its field")
  void wrongAccounts() {
    register();
    for (String address :
        List.of("nobody", "a b@example.org", "a+b@example.org", "x".repeat(26) + "@example.org")) {
      Map<String, Object> account = mails.account(support);
      email(account).put("address", address);
      operator(community)
          .body(account)
          .post("/v1/channels")
          .then()
          .statusCode(400)
          .body("errors.field", contains("email.address"));
    }
    Map<String, Object> account = mails.account(support);
    email(account).remove("password");
    operator(community)
        .body(account)
        .post("/v1/channels")
        .then()
        .statusCode(400)
        .body("errors.field", contains("email.password"));
    Map<String, Object> strange = mails.account(support);
    email(strange).put("incoming", Map.of("host", "a/b", "port", 0, "security", "NONE"));
    operator(community)
        .body(strange)
        .post("/v1/channels")
        .then()
        .statusCode(400)
        .body("errors", hasSize(2));
  }

  @Test
  @DisplayName(
      "P13: of whom is forgotten neither address nor original is kept, nor what was to be sent")
  void forgotten() {
    connected();
    Asked asked = answered("Forget me?");
    awaitMails(carol, 1);
    String customer =
        operator(community)
            .body(Map.of("identifier", carol))
            .post("/v1/customers/lookup")
            .path("items[0].id");
    operator(community)
        .get("/v1/customers/" + customer + "/data")
        .then()
        .statusCode(200)
        .body("contact.email", equalTo(carol))
        .body("conversations.items[0].originals.text", contains("It says no signal."));
    operator(community).post("/v1/customers/" + customer + "/erase").then().statusCode(202);
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          Long kept =
              database.read(sql ->
                  sql.one(
                      """
                      select (select count(*) from channel_thread where request_id = ? and community = ?)
                        + (select count(*) from delivery where request_id = ? and community = ?)
                        + (select count(*) from channel_received where request_id = ? and sealed is not null and community = ?) as n
                      """,
                      row -> row.bigint("n"),
                      asked.id(),
                      community,
                      asked.id(),
                      community,
                      asked.id(),
                      community));
          assertThat(kept).isZero();
        });
  }
}
