package dev.crowdline.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jwt.SignedJWT;
import dev.crowdline.edge.testing.Nonsense;
import dev.crowdline.edge.testing.RawHttp;
import dev.crowdline.local.launcher.DataDir;
import dev.crowdline.local.launcher.Ports;
import dev.crowdline.local.launcher.Secrets;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway before two stand-ins: one replica of routing that lives, one that is gone, and an sla
 * that is gone.
 */
class GatewayTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();
  private static final AtomicInteger STREAMS = new AtomicInteger();
  private static String url = "";
  private static int gatewayPort;

  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws Exception {
    Ports ports = new Ports(Map.of());
    int gone = ports.portFor("gone");
    int port = ports.portFor("gateway");
    url = "http://localhost:" + port;
    gatewayPort = port;
    HttpServer standIn = VERTX.createHttpServer();
    standIn
        .webSocketHandler(
            socket -> socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text)))
        .requestHandler(request -> {
          if (request.path().endsWith("/events")) {
            // As a service may: it goes on talking, whatever the method is.
            STREAMS.incrementAndGet();
            request.connection().closeHandler(closed -> STREAMS.decrementAndGet());
            request.response().setChunked(true).write("data: first\n\n");
          } else if (request.path().endsWith("/dies")) {
            request.connection().close();
          } else {
            request
                .body()
                .onSuccess(body ->
                    request
                        .response()
                        .end(
                            "%s %s host=%s for=%s %d"
                                .formatted(
                                    request.method(),
                                    request.uri(),
                                    request.getHeader("Host"),
                                    request.getHeader("X-Forwarded-For"),
                                    body.length())));
          }
        });
    int alive = await(standIn.listen(0, "127.0.0.1").toCompletionStage()).actualPort();
    DataDir data = new DataDir(folder).create();
    await(
        VERTX
            .deployVerticle(
                new Gateway(
                    port,
                    url,
                    data,
                    PrefixTable.declared(),
                    Targets.parse(
                        "routing=%d+%d,intake=%d,sla=%d".formatted(gone, alive, alive, gone)),
                    new SignIn(url, Secrets.loadOrMake(data.secrets()))))
            .toCompletionStage());
  }

  @AfterAll
  static void stop() throws Exception {
    await(VERTX.close().toCompletionStage());
  }

  @Test
  void passesARequestOnAsItIsAndPassesOverADeadReplica() throws Exception {
    for (int i = 0; i < 4; i++) {
      assertThat(send(HttpRequest.newBuilder(at("/v1/offers?a=b%20c"))).body())
          .isEqualTo("GET /v1/offers?a=b%%20c host=%s for=127.0.0.1 0".formatted(url.substring(7)));
    }
    String large = "x".repeat(200_000);
    assertThat(
            send(HttpRequest.newBuilder(at("/v1/requests")).POST(BodyPublishers.ofString(large)))
                .body())
        .startsWith("POST /v1/requests")
        .endsWith(" 200000");
  }

  @TestFactory
  @DisplayName("what can be read in two ways is refused with a problem before any matching (P11)")
  Stream<DynamicTest> refusesNonsense() {
    return Nonsense.about("/v1/requests").entrySet().stream()
        .map(each ->
            DynamicTest.dynamicTest(
                each.getKey().length() > 80 ? each.getKey().substring(0, 80) : each.getKey(),
                () -> {
                  RawHttp.Answer answer = RawHttp.exchange(gatewayPort, each.getValue().request());
                  assertThat(answer.status())
                      .as(answer.toString())
                      .isEqualTo(each.getValue().status());
                  assertThat(answer.isProblem()).as(answer.toString()).isTrue();
                  assertThat(answer.headers())
                      .containsEntry("x-content-type-options", "nosniff")
                      .doesNotContainKey("access-control-allow-origin");
                }));
  }

  @Test
  @DisplayName("a request that never becomes complete does not hold its connection")
  void halfARequestIsCutOff() {
    try (RawHttp half = RawHttp.to(gatewayPort);
        RawHttp endless = RawHttp.to(gatewayPort)) {
      half.send("GET /v1/offers HTTP/1.1\nHost: HOST\nA: ");
      endless.send("POST /v1/requests HTTP/1.1\nHost: HOST\nTransfer-Encoding: chunked\n\n2\n{}\n");
      assertThat(half.isClosedWithin(Duration.ofSeconds(15))).isTrue();
      assertThat(endless.answer(Duration.ofSeconds(20)).status()).isEqualTo(408);
      assertThat(endless.isClosedWithin(Duration.ofSeconds(5))).isTrue();
    }
  }

  @Test
  @DisplayName("HEAD on a stream ends at once and leaves nothing stuck for others")
  void headOnAStreamEnds() throws Exception {
    for (int i = 0; i < 30; i++) {
      try (RawHttp raw = RawHttp.to(gatewayPort)) {
        raw.send("HEAD /v1/conversations/1/events HTTP/1.1\nHost: HOST\n\n");
        assertThat(raw.answerToHead(Duration.ofSeconds(5)).status()).isEqualTo(200);
      }
    }
    for (int i = 0; i < 40; i++) {
      assertThat(send(HttpRequest.newBuilder(at("/v1/offers"))).statusCode()).isEqualTo(200);
    }
    for (int i = 0; STREAMS.get() > 0 && i < 200; i++) {
      assertThat(send(HttpRequest.newBuilder(at("/v1/offers"))).statusCode()).isEqualTo(200);
    }
    assertThat(STREAMS).as("connections that the service still answers on").hasValue(0);
  }

  @Test
  @DisplayName("an Upgrade header where nothing can be upgraded loses no body")
  void anUpgradeHeaderLosesNoBody() {
    for (String to : new String[] {"websocket", "h2c", "x"}) {
      RawHttp.Answer answer =
          RawHttp.exchange(
              gatewayPort,
              "POST /v1/requests HTTP/1.1\nHost: HOST\nConnection: Upgrade\nUpgrade: "
                  + to
                  + "\nContent-Length: 5\n\nhello");
      assertThat(answer.body()).as(to).startsWith("POST /v1/requests").endsWith(" 5");
    }
  }

  @Test
  void saysWhenAServiceIsDown() throws Exception {
    for (String path : new String[] {"/v1/overdue", "/v1/requests/dies"}) {
      HttpResponse<String> answer = send(HttpRequest.newBuilder(at(path)));

      assertThat(answer.statusCode()).as(path).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("2");
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(JSON.readTree(answer.body()).path("type").asText())
          .isEqualTo("urn:crowdline:problem:unavailable");
      assertThat(answer.headers().firstValue("Refresh")).as("programs decide themselves").isEmpty();
    }
    assertThat(send(HttpRequest.newBuilder(at("/nothing"))).statusCode()).isEqualTo(404);
  }

  @Test
  void bringsAPageWhenItsServiceIsBack() throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(at("/overdue/"))
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Refresh")).contains("2");
  }

  @Test
  void passesEventsBeforeTheStreamEnds() throws Exception {
    HttpResponse<InputStream> events =
        HTTP.send(
            HttpRequest.newBuilder(at("/v1/conversations/1/events")).build(),
            BodyHandlers.ofInputStream());
    try (InputStream in = events.body()) {
      assertThat(new String(in.readNBytes(11), StandardCharsets.UTF_8)).isEqualTo("data: first");
    }
  }

  @Test
  void passesSocketsInBothDirections() throws Exception {
    CompletableFuture<String> heard = new CompletableFuture<>();
    WebSocket socket =
        await(
            HTTP.newWebSocketBuilder()
                .buildAsync(
                    URI.create(url.replace("http", "ws") + "/v1/stream?ticket=x"),
                    new WebSocket.Listener() {
                      @Override
                      public CompletionStage<?> onText(
                          WebSocket from, CharSequence text, boolean last) {
                        heard.complete(text.toString());
                        return WebSocket.Listener.super.onText(from, text, last);
                      }
                    }));
    await(socket.sendText("hello", true));

    assertThat(await(heard)).isEqualTo("echo hello");
    socket.abort();
  }

  @Test
  void tellsPagesWhereToSignIn() throws Exception {
    JsonNode config = JSON.readTree(send(HttpRequest.newBuilder(at("/config.json"))).body());

    assertThat(config.path("clientId").asText()).isNotBlank();
    assertThat(
            send(HttpRequest.newBuilder(
                    URI.create(
                        config.path("issuer").asText() + "/.well-known/openid-configuration")))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void signsAPersonInWithCodeAndPkceAndRefreshes() throws Exception {
    String verifier = "v".repeat(50);
    assertThat(send(HttpRequest.newBuilder(at(authorize(verifier)))).body())
        .contains("contributor-1");

    assertThat(exchange(codeFor(verifier), "w".repeat(50)).has("access_token"))
        .as("with another verifier")
        .isFalse();
    JsonNode tokens = exchange(codeFor(verifier), verifier);
    assertClaims(tokens);
    assertClaims(
        token(
            Map.of(
                "grant_type", "refresh_token",
                "client_id", "pages",
                "refresh_token", tokens.path("refresh_token").asText())));
  }

  private static String authorize(String verifier) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    return "/sign-in/crowdline/authorize?response_type=code&client_id=pages&scope=openid&state=s1"
        + "&code_challenge_method=S256&code_challenge="
        + Base64.getUrlEncoder().withoutPadding().encodeToString(digest)
        + "&redirect_uri="
        + encode(url + "/console/");
  }

  /** Chooses an account, with claims that the form has no right to make. */
  private static String codeFor(String verifier) throws Exception {
    HttpResponse<String> chosen =
        postForm(
            authorize(verifier),
            Map.of("username", "contributor-1", "claims", "{\"roles\":[\"admin\"]}"));
    String location = chosen.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(url + "/console/?").contains("state=s1");
    return location.replaceFirst(".*[?&]code=([^&]+).*", "$1");
  }

  private static JsonNode exchange(String code, String verifier) throws Exception {
    return token(
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            "pages",
            "code",
            code,
            "redirect_uri",
            url + "/console/",
            "code_verifier",
            verifier));
  }

  @Test
  void sendsNobodyToAForeignAddressAndGivesNoTokenToForeignPages() throws Exception {
    String foreign =
        "/sign-in/crowdline/authorize?response_type=code&client_id=pages&scope=openid&redirect_uri="
            + encode("https://example.org/");
    assertThat(send(HttpRequest.newBuilder(at(foreign))).statusCode()).isEqualTo(400);
    assertThat(postForm(foreign, Map.of("username", "contributor-1")).statusCode()).isEqualTo(400);
    assertThat(
            send(HttpRequest.newBuilder(at("/sign-in/crowdline/token"))
                    .header("Origin", "https://example.org")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        BodyPublishers.ofString(
                            "grant_type=password&client_id=cli&username=admin-1&password=x&scope=openid")))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            token(
                    Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "cli",
                        "username",
                        "nobody",
                        "password",
                        "x"))
                .path("error")
                .asText())
        .isEqualTo("invalid_grant");
  }

  @Test
  void theFirstPageLeadsToTheFourPages() throws Exception {
    assertThat(send(HttpRequest.newBuilder(at("/"))).body())
        .contains(
            "href=\"/console/\"",
            "href=\"/operations/\"",
            "href=\"/overdue/\"",
            "href=\"/help/\"",
            "operator-1")
        .doesNotContain("<!-- accounts -->", "/* style */");
    assertThat(send(HttpRequest.newBuilder(at("/console"))).headers().firstValue("Location"))
        .contains("/console/");
    assertThat(send(HttpRequest.newBuilder(at("/status.json"))).body()).doesNotContain("password");
  }

  private static void assertClaims(JsonNode tokens) throws Exception {
    var claims = SignedJWT.parse(tokens.path("access_token").asText()).getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo("contributor-1");
    assertThat(claims.getIssuer()).isEqualTo(url + "/sign-in/crowdline");
    assertThat(claims.getAudience()).containsExactly("crowdline");
    assertThat(claims.getStringClaim("community")).isEqualTo("demo");
    assertThat(claims.getStringListClaim("roles"))
        .as("not what the form claimed")
        .containsExactly("contributor");
  }

  private static JsonNode token(Map<String, String> form) throws Exception {
    return JSON.readTree(postForm("/sign-in/crowdline/token", form).body());
  }

  private static HttpResponse<String> postForm(String path, Map<String, String> form)
      throws Exception {
    return send(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    form.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&")))));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
  }

  private static URI at(String path) {
    return URI.create(url + path);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
