package dev.crowdline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crowdline.local.demo.Api.Answer;
import dev.crowdline.local.demo.Api.Credential;
import dev.crowdline.local.launcher.StackState.Mail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the demo community through the public API, as an administrator and an operator would. What
 * is there already is left as it is, so every start may run it.
 */
public final class DemoSeed {
  /** A service hears of the community from another one; until then it says no. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(500);

  /** With fewer, more are imported. */
  private static final int ENOUGH_CODES = 50;

  private static final String LOCAL = "http://localhost:";

  private final Api api;
  private final String issuer;
  private final Path demoFile;
  private final @Nullable Mail mail;
  private final @Nullable String shop;
  private final Consumer<String> say;

  /**
   * Makes it, when it runs.
   *
   * @param mail the server with the community's mailbox, or null
   * @param shop the origin whose page embeds the community's widget, or null
   */
  public DemoSeed(
      String url,
      String issuer,
      Path demoFile,
      @Nullable Mail mail,
      @Nullable String shop,
      Consumer<String> say) {
    this.api = new Api(url, new Tokens(issuer));
    this.issuer = issuer;
    this.demoFile = demoFile;
    this.mail = mail;
    this.shop = shop;
    this.say = say;
  }

  public void run() throws SeedRefused, InterruptedException {
    try {
      boolean fresh = community();
      key();
      publicForm();
      widget();
      skillsAndTopics();
      articles();
      ladder();
      catalogue();
      mailbox();
      for (DemoCommunity.Member member : DemoCommunity.members()) {
        member(member);
      }
      say.accept(
          fresh
              ? "  The demo community `%s` is set up: %s"
                  .formatted(DemoCommunity.ID, DemoCommunity.NAME)
              : "  The demo community is as it was");
    } catch (IOException e) {
      throw new SeedRefused("no answer: " + e.getMessage());
    }
  }

  private boolean community() throws IOException, InterruptedException, SeedRefused {
    if (api.get(api.as("admin-1"), "/v1/communities/" + DemoCommunity.ID).ok()) {
      return false;
    }
    ObjectNode body = Api.JSON.createObjectNode();
    body.put("id", DemoCommunity.ID).put("name", DemoCommunity.NAME).put("pace", "DEMO");
    body.put(
        "terms",
        "This community is simulated. Be kind, answer what you know, give no personal data.");
    insist("register the community", () -> api.post(api.as("admin-1"), "/v1/communities", body));
    return true;
  }

  private void key() throws IOException, InterruptedException, SeedRefused {
    Optional<DemoFile> known = DemoFile.read(demoFile);
    if (known.isPresent()
        && api.get(Api.withKey(known.get().apiKey()), "/v1/requests?limit=1").ok()) {
      return;
    }
    ObjectNode body = Api.JSON.createObjectNode().put("name", "demo");
    body.putArray("permissions").add("requests:write").add("requests:read");
    Answer made =
        insist(
            "make an API key",
            () ->
                api.post(
                    api.as("admin-1"), "/v1/communities/" + DemoCommunity.ID + "/api-keys", body));
    new DemoFile(DemoCommunity.ID, made.body().path("key").asText()).write(demoFile);
  }

  /** Off for every community until somebody opens it; the demo is there to be tried. */
  private void publicForm() throws IOException, InterruptedException, SeedRefused {
    String address = "/v1/communities/" + DemoCommunity.ID + "/public-form";
    ObjectNode body = Api.JSON.createObjectNode().put("open", true);
    insist("open the public form", () -> api.put(api.as("operator-1"), address, body));
  }

  /**
   * The shop may be elsewhere than at the last start; what an operator has added or chosen stays.
   */
  private void widget() throws IOException, InterruptedException, SeedRefused {
    if (shop == null) {
      return;
    }
    String address = "/v1/communities/" + DemoCommunity.ID + "/widget";
    JsonNode standing =
        insist("read the widget", () -> api.get(api.as("operator-1"), address)).body();
    ObjectNode body = Api.JSON.createObjectNode();
    ArrayNode origins = body.putArray("origins").add(shop);
    for (JsonNode origin : standing.path("origins")) {
      if (origin.asText().equals(shop)) {
        return;
      }
      if (!origin.asText().startsWith(LOCAL)) {
        origins.add(origin.asText());
      }
    }
    boolean fresh = standing.path("origins").isEmpty();
    String colour = fresh ? DemoCommunity.COLOUR : standing.path("colour").asText("");
    if (!colour.isEmpty()) {
      body.put("colour", colour);
    }
    insist("allow the shop", () -> api.put(api.as("operator-1"), address, body));
  }

  private void skillsAndTopics() throws IOException, InterruptedException, SeedRefused {
    for (DemoCommunity.Skill skill : DemoCommunity.skills()) {
      ObjectNode body = Api.JSON.createObjectNode().put("description", skill.description());
      insist(
          "describe the skill " + skill.name(),
          () -> api.put(api.as("operator-1"), "/v1/skills/" + skill.name(), body));
    }
    for (DemoCommunity.Topic topic : DemoCommunity.topics()) {
      ObjectNode body = Api.JSON.createObjectNode();
      ArrayNode keywords = body.putArray("keywords");
      topic.keywords().forEach(keywords::add);
      ArrayNode examples = body.putArray("examples");
      topic.examples().forEach(examples::add);
      body.putArray("needs").addObject().put("skill", topic.skill()).put("level", topic.level());
      insist(
          "declare the topic " + topic.name(),
          () -> api.put(api.as("operator-1"), "/v1/topics/" + topic.name(), body));
    }
  }

  /** What customers may read before they ask; where there are articles, they stay. */
  private void articles() throws IOException, InterruptedException, SeedRefused {
    String address = "/v1/articles";
    Answer standing =
        insist("read the articles", () -> api.get(api.as("operator-1"), address + "?limit=1"));
    if (!standing.body().path("items").isEmpty()) {
      return;
    }
    for (DemoCommunity.Article article : DemoCommunity.articles()) {
      ObjectNode body = Api.JSON.createObjectNode().put("publish", true);
      body.putObject("content")
          .put("language", article.language())
          .put("title", article.title())
          .put("question", article.question())
          .put("text", article.text());
      insist("publish " + article.title(), () -> api.post(api.as("operator-1"), address, body));
    }
  }

  /** Customers write to it; the server may be elsewhere than at the last start. */
  private void mailbox() throws IOException, InterruptedException, SeedRefused {
    if (mail == null) {
      return;
    }
    ObjectNode body = Api.JSON.createObjectNode().put("name", "Support");
    ObjectNode email = body.putObject("email");
    email.put("user", DemoCommunity.SUPPORT).put("password", DemoCommunity.SUPPORT);
    server(email.putObject("incoming"), mail.imapPort());
    server(email.putObject("outgoing"), mail.smtpPort());
    String channels = "/v1/channels";
    Answer standing = insist("read the channels", () -> api.get(api.as("operator-1"), channels));
    for (JsonNode account : standing.body().path("items")) {
      JsonNode known = account.path("email");
      if (known.path("address").asText().equals(DemoCommunity.SUPPORT)) {
        if (known.path("incoming").path("port").asInt() != mail.imapPort()
            || known.path("outgoing").path("port").asInt() != mail.smtpPort()) {
          String address = channels + "/" + account.path("id").asText();
          insist("move the mailbox", () -> api.put(api.as("operator-1"), address, body));
        }
        return;
      }
    }
    email.put("address", DemoCommunity.SUPPORT);
    insist("connect the mailbox", () -> api.post(api.as("operator-1"), channels, body));
  }

  private static void server(ObjectNode server, int port) {
    server.put("host", "127.0.0.1").put("port", port).put("security", "NONE");
  }

  /** Where an operator has edited the ladder, it stays. */
  private void ladder() throws IOException, InterruptedException, SeedRefused {
    String address = "/v1/ranks/ladder";
    Answer standing = insist("read the ladder", () -> api.get(api.as("operator-1"), address));
    if (standing.body().path("version").asLong() > 1) {
      return;
    }
    ObjectNode body = Api.JSON.createObjectNode();
    ArrayNode rungs = body.putArray("rungs");
    for (DemoCommunity.Rung rung : DemoCommunity.ladder()) {
      rungs
          .addObject()
          .put("name", rung.name())
          .put("qualityPercent", rung.qualityPercent())
          .put("confirmed", rung.confirmed());
    }
    insist("set the ladder", () -> api.put(api.as("operator-1"), address, body));
  }

  /** What points buy, with codes enough for a while; more of them at each start. */
  private void catalogue() throws IOException, InterruptedException, SeedRefused {
    String items = "/v1/catalogue/items";
    Answer standing = insist("read the catalogue", () -> api.get(api.as("operator-1"), items));
    for (DemoCommunity.Item item : DemoCommunity.items()) {
      JsonNode stored = named(standing.body(), item.name());
      if (stored == null) {
        ObjectNode body = Api.JSON.createObjectNode();
        body.put("name", item.name()).put("description", item.description());
        body.put("kind", item.kind()).put("price", item.price());
        body.put("valueMinor", item.cents()).put("fromRung", item.fromRung());
        stored =
            insist("add " + item.name(), () -> api.post(api.as("operator-1"), items, body)).body();
      }
      if (stored.path("remaining").asInt() < ENOUGH_CODES) {
        String address = items + "/" + stored.path("id").asText() + "/codes";
        ObjectNode codes = Api.JSON.createObjectNode().put("text", codes(item));
        insist(
            "import codes of " + item.name(), () -> api.post(api.as("operator-1"), address, codes));
      }
    }
  }

  private static @Nullable JsonNode named(JsonNode list, String name) {
    for (JsonNode item : list.path("items")) {
      if (item.path("name").asText().equals(name)) {
        return item;
      }
    }
    return null;
  }

  private static String codes(DemoCommunity.Item item) {
    return Stream.generate(UUID::randomUUID)
        .limit(2L * ENOUGH_CODES)
        .map(random -> "DEMO-" + item.kind() + "-" + random.toString().substring(0, 13))
        .collect(Collectors.joining("\n"));
  }

  private void member(DemoCommunity.Member member)
      throws IOException, InterruptedException, SeedRefused {
    Credential self = api.as(member.account());
    Answer me = api.get(self, "/v1/members/me");
    if (!me.ok()) {
      ObjectNode body = MemberBody.of(member.alias(), member.skills(), member.level());
      body.put("issuer", issuer).put("subject", member.account()).put("tier", member.tier());
      insist(
          "register " + member.account(),
          () -> api.post(api.as("operator-1"), "/v1/members", body));
      me = insist("read " + member.account(), () -> api.get(self, "/v1/members/me"));
    }
    if (!me.body().hasNonNull("termsAccepted")) {
      insist(
          "accept the terms as " + member.account(),
          () ->
              api.post(
                  self, "/v1/members/me/terms", Api.JSON.createObjectNode().put("version", 1)));
    }
  }

  private static Answer insist(String what, Call call)
      throws IOException, InterruptedException, SeedRefused {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Answer answer = call.make();
    while (mayChange(answer) && System.nanoTime() < end) {
      Thread.sleep(PAUSE);
      answer = call.make();
    }
    if (!answer.ok()) {
      throw new SeedRefused("cannot " + what + ": " + answer.reason());
    }
    return answer;
  }

  /**
   * What is malformed stays so; anything else may only be a service that has not heard of the rest
   * yet, a topic's skill among it.
   */
  private static boolean mayChange(Answer answer) {
    return !answer.ok() && answer.status() != 400;
  }

  @FunctionalInterface
  private interface Call {
    Answer make() throws IOException, InterruptedException;
  }

  /** The API said no, and kept saying it. */
  public static final class SeedRefused extends Exception {
    private static final long serialVersionUID = 1L;

    SeedRefused(String message) {
      super(message);
    }
  }
}
