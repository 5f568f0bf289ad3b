package dev.crowdline.local.gateway;

import dev.crowdline.local.launcher.Secrets;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequestHandler;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID provider for local use: authorization code with PKCE behind a page of buttons,
 * refresh, and the password grant for scripts. It signs for anybody, so it listens on loopback only
 * and no packaged service can select it.
 */
final class SignIn {
  static final String PREFIX = "/sign-in/";
  static final String ISSUER_ID = "sign-in/crowdline";

  static final int LARGEST_BODY_BYTES = 64 << 10;
  private static final Set<String> GRANTS =
      Set.of("authorization_code", "refresh_token", "password");

  private final String url;
  private final OAuth2HttpRequestHandler provider;
  private final String page = Html.page("who", Html.accountButtons());

  SignIn(String url, Secrets secrets) {
    this.url = url;
    this.provider =
        new OAuth2HttpRequestHandler(
            new OAuth2Config(
                true,
                null,
                null,
                false,
                SigningKey.provider(secrets),
                Set.of(new AccountClaims())));
  }

  void handle(Vertx vertx, HttpServerRequest request, Buffer body) {
    if (request.method().equals(HttpMethod.GET)
        && String.valueOf(request.path()).endsWith("/authorize")) {
      askWho(request);
      return;
    }
    vertx
        .executeBlocking(() -> answer(request, body))
        .onSuccess(answer -> send(request, answer))
        .onFailure(failure -> {
          System.err.println("Sign-in failed: " + failure);
          send(request, refusal(500, "server_error", "The provider failed; its log says why."));
        });
  }

  private void askWho(HttpServerRequest request) {
    if (!comesBackHere(request.getParam("redirect_uri"))) {
      send(request, refusal(400, "invalid_request", "redirect_uri must be on " + url));
      return;
    }
    Answers.text(request, "text/html; charset=utf-8", page);
  }

  private synchronized OAuth2HttpResponse answer(HttpServerRequest request, Buffer body) {
    String origin = request.getHeader("Origin");
    if (request.method().equals(HttpMethod.POST) && origin != null && !origin.equals(url)) {
      return refusal(403, "invalid_request", "Only pages of " + url + " may ask");
    }
    Map<String, String> form = form(body.toString(StandardCharsets.UTF_8));
    String path = String.valueOf(request.path());
    String text = body.length() == 0 ? null : body.toString(StandardCharsets.UTF_8);
    if (request.method().equals(HttpMethod.POST) && path.endsWith("/authorize")) {
      Optional<Account> account = Accounts.find(form.getOrDefault("username", ""));
      if (account.isEmpty() || !comesBackHere(request.getParam("redirect_uri"))) {
        return refusal(400, "invalid_request", "No such account, or a foreign redirect_uri");
      }
      // Claims that a page sends are not taken: they come from the account.
      text =
          "username="
              + encode(account.get().username())
              + "&claims="
              + encode(AccountClaims.json(account.get()));
    } else if (request.method().equals(HttpMethod.POST) && path.endsWith("/token")) {
      String grant = form.getOrDefault("grant_type", "");
      if (!GRANTS.contains(grant)) {
        return refusal(400, "unsupported_grant_type", "There are " + GRANTS);
      }
      if (grant.equals("password") && Accounts.find(form.getOrDefault("username", "")).isEmpty()) {
        return refusal(400, "invalid_grant", "No such account");
      }
    }
    HttpUrl address = HttpUrl.get(url + request.uri());
    return provider
        .getAuthorizationServer()
        .invoke(new OAuth2HttpRequest(headers(request), request.method().name(), address, text));
  }

  private boolean comesBackHere(@Nullable String redirect) {
    return redirect != null && (redirect.equals(url) || redirect.startsWith(url + "/"));
  }

  private static Headers headers(HttpServerRequest request) {
    Headers.Builder headers = new Headers.Builder();
    for (String name : Set.of("Content-Type", "Cookie", "Authorization", "Accept")) {
      String value = request.getHeader(name);
      if (value != null) {
        headers.add(name, value);
      }
    }
    return headers.build();
  }

  private static void send(HttpServerRequest request, OAuth2HttpResponse answer) {
    var response = request.response().setStatusCode(answer.getStatus());
    for (var header : answer.getHeaders()) {
      // Everything is one origin here: no other may read the answers.
      if (!header.getFirst().toLowerCase(Locale.ROOT).startsWith("access-control-")) {
        response.putHeader(header.getFirst(), header.getSecond());
      }
    }
    Answers.secure(response).putHeader("Cache-Control", "no-store");
    String body = answer.getBody();
    response.end(body == null ? "" : body);
  }

  private static OAuth2HttpResponse refusal(int status, String error, String description) {
    return new OAuth2HttpResponse(
        Headers.of("Content-Type", "application/json"),
        status,
        "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, description),
        null);
  }

  private static Map<String, String> form(String body) {
    Map<String, String> values = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
