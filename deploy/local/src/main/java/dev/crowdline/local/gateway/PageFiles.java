package dev.crowdline.local.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * What the gateway's pages consist of beside themselves: files that are named by what is in them,
 * so that a browser keeps them for ever. There are few, so they are kept in memory.
 */
final class PageFiles {
  private static final String FOLDER = "/gateway/pages";
  private static final Pattern HASHED =
      Pattern.compile("/[a-z-]+/[\\w.-]+-[A-Z0-9]{8}\\.(?:js|css|svg)(?:\\.map)?");
  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "map", "application/json");

  private final List<String> prefixes;
  private final Map<String, byte[]> compressed = new ConcurrentHashMap<>();

  PageFiles(String... prefixes) {
    this.prefixes = List.of(prefixes);
  }

  /** Whether that is the address of a file of these pages. */
  boolean has(String path) {
    return prefixes.stream().anyMatch(path::startsWith)
        && HASHED.matcher(path).matches()
        && PageFiles.class.getResource(FOLDER + path) != null;
  }

  void answer(HttpServerRequest request, String path) {
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      Answers.methodNotAllowed(request, "GET, HEAD");
      return;
    }
    var response =
        Answers.secure(request.response())
            .putHeader("Content-Type", TYPES.get(path.substring(path.lastIndexOf('.') + 1)))
            .putHeader("Cache-Control", "public, max-age=31536000, immutable")
            .putHeader("Vary", "Accept-Encoding");
    String accepted = request.getHeader("Accept-Encoding");
    if (accepted != null && accepted.contains("gzip")) {
      response
          .putHeader("Content-Encoding", "gzip")
          .end(buffer(compressed.computeIfAbsent(path, PageFiles::compress)));
    } else {
      response.end(buffer(read(path)));
    }
  }

  private static Buffer buffer(byte[] bytes) {
    return Buffer.buffer(bytes);
  }

  private static byte[] compress(String path) {
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
      gzip.write(read(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return small.toByteArray();
  }

  static byte[] read(String path) {
    try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + path)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + path + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
