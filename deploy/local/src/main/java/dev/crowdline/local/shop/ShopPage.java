package dev.crowdline.local.shop;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A shop with the demo community's widget: an origin of its own, and a policy that lets nothing in
 * but the widget's script and its calls. {@code ?language=ar} has the widget speak another
 * language.
 */
public final class ShopPage extends AbstractVerticle {
  private static final Set<String> LANGUAGES = Set.of("en", "de", "es", "fr", "it", "ar");

  private final int port;
  private final String policy;
  private final String page;
  private final String style = read("shop.css");

  /**
   * Makes it.
   *
   * @param crowdline the origin that the widget comes from and calls
   */
  public ShopPage(int port, String crowdline) {
    this.port = port;
    this.policy =
        "default-src 'none'; style-src 'self'; script-src %s; connect-src %s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            .formatted(crowdline, crowdline);
    this.page = read("index.html").replace("CROWDLINE", crowdline);
  }

  @Override
  public void start(Promise<Void> started) {
    vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
        .requestHandler(this::answer)
        .listen()
        .<Void>mapEmpty()
        .onComplete(started);
  }

  private void answer(HttpServerRequest request) {
    var response =
        request
            .response()
            .putHeader("Content-Security-Policy", policy)
            .putHeader("X-Content-Type-Options", "nosniff")
            .putHeader("Referrer-Policy", "no-referrer")
            .putHeader("Cache-Control", "no-cache");
    boolean reads =
        request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    if (reads && "/".equals(request.path())) {
      String language = String.valueOf(request.getParam("language"));
      response
          .putHeader("Content-Type", "text/html; charset=utf-8")
          .end(page.replace("LANGUAGE", LANGUAGES.contains(language) ? language : "en"));
    } else if (reads && "/shop.css".equals(request.path())) {
      response.putHeader("Content-Type", "text/css; charset=utf-8").end(style);
    } else {
      response.setStatusCode(404).end();
    }
  }

  private static String read(String name) {
    try (InputStream in = ShopPage.class.getResourceAsStream("/shop/" + name)) {
      if (in == null) {
        throw new IllegalStateException("/shop/" + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
