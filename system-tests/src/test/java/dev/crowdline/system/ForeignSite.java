package dev.crowdline.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A site of another origin that embeds the widget with the one line and the strictest policy: no
 * styles, no pictures, nothing but scripts and calls of Crowdline's address.
 */
final class ForeignSite implements AutoCloseable {
  private final HttpServer server;

  /**
   * Begins to serve {@code /LANGUAGE}, a page in that language.
   *
   * @param line that an operator copies
   */
  ForeignSite(Stack stack, String line) {
    String policy =
        "default-src 'none'; script-src %s; connect-src %s".formatted(stack.url(), stack.url());
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          String language = exchange.getRequestURI().getPath().substring(1);
          byte[] page =
              """
              <!doctype html><html lang="%s"><head><meta charset="utf-8"><title>Shop</title>
              <meta name="viewport" content="width=device-width, initial-scale=1"></head>
              <body><main><h1>Shop</h1><p>Phones</p></main>%s</body></html>
              """
                  .formatted(language, line)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.getResponseHeaders().set("Content-Security-Policy", policy);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
  }

  String origin() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  String page(String language) {
    return origin() + "/" + language;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
