package dev.crowdline.benchmarks.lifecycle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;

/** Commands over REST: HTTP/1.1, connections kept. */
final class Rest {
  private static final long TIMEOUT_MILLIS = 30_000;
  private static final JsonFactory JSON = new JsonFactory();

  private final HttpClient http;

  Rest(Vertx vertx, int connections) {
    http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(connections)
                .setKeepAliveTimeout(60)
                .setConnectTimeout(5_000)
                .setTcpNoDelay(true));
  }

  /** Who asks: one header of each command. */
  record Credential(String header, String value) {}

  /** An answer; a refusal is an answer too. */
  record Answer(int status, Buffer body) {
    boolean isOk() {
      return status / 100 == 2;
    }

    /** The value of a text field of the outermost object, or empty. */
    String field(String name) {
      try (JsonParser json = JSON.createParser(body.getBytes())) {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          boolean wanted = json.currentName().equals(name);
          JsonToken value = json.nextToken();
          if (wanted) {
            return value == JsonToken.VALUE_STRING ? json.getText() : "";
          }
          json.skipChildren();
        }
      } catch (IOException e) {
        return "";
      }
      return "";
    }
  }

  Future<Answer> post(URI to, String path, Credential who, String body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(to.getHost())
            .setPort(to.getPort())
            .setURI(path)
            .setTimeout(TIMEOUT_MILLIS)
            .putHeader("Content-Type", "application/json")
            .putHeader(who.header(), who.value());
    return http.request(options)
        .compose(request -> request.send(Buffer.buffer(body)))
        .compose(answer -> answer.body().map(bytes -> new Answer(answer.statusCode(), bytes)));
  }

  /** What went wrong, for counting: without ids. */
  static String reason(Answer answer) {
    String detail = answer.field("detail");
    String text = detail.isEmpty() ? answer.field("title") : detail;
    return answer.status() + " " + withoutIds(text);
  }

  static String withoutIds(String text) {
    return text.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…").replaceAll("[0-9T:.-]{15,}Z", "…");
  }
}
