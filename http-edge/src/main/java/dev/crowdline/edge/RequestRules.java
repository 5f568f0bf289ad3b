package dev.crowdline.edge;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request must be before anybody looks at where it goes. */
public final class RequestRules {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\-_:\\[\\]]{1,255}");

  private RequestRules() {}

  /** Why a request is refused, if it is. */
  public static Optional<Refusal> refusal(HttpServerRequest request) {
    return method(request)
        .or(() -> host(request))
        .or(() -> framing(request))
        .or(() ->
            Target.fault(String.valueOf(request.uri()))
                .map(why -> new Refusal(Reason.INVALID, why)))
        .or(() -> encoding(request));
  }

  /** Whether the refused request may have been read differently by somebody in between. */
  public static boolean mustClose(Refusal refusal) {
    return refusal.reason() != Reason.UNSUPPORTED_MEDIA_TYPE;
  }

  /** What the parser could not read, in words. */
  public static Refusal unparsed(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    return switch (cause) {
      case TooLongHttpLineException tooLong ->
          new Refusal(Reason.ADDRESS_TOO_LONG, "the address is longer than what is taken");
      case TooLongHttpHeaderException tooLong ->
          new Refusal(
              Reason.HEADERS_TOO_LARGE, "the headers together are larger than what is taken");
      case TooLongFrameException tooLong ->
          new Refusal(
              Reason.HEADERS_TOO_LARGE, "the headers together are larger than what is taken");
      case null, default -> new Refusal(Reason.INVALID, "this is no HTTP/1.1 request");
    };
  }

  private static Optional<Refusal> method(HttpServerRequest request) {
    HttpMethod method = request.method();
    return method.equals(HttpMethod.TRACE) || method.equals(HttpMethod.CONNECT)
        ? Optional.of(new Refusal(Reason.METHOD_NOT_ALLOWED, "no address takes " + method))
        : Optional.empty();
  }

  private static Optional<Refusal> host(HttpServerRequest request) {
    List<String> hosts = request.headers().getAll("Host");
    return hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches()
        ? Optional.empty()
        : Optional.of(new Refusal(Reason.INVALID, "send the header Host once, with a host's name"));
  }

  private static Optional<Refusal> framing(HttpServerRequest request) {
    List<String> codings = request.headers().getAll("Transfer-Encoding");
    boolean understood =
        codings.isEmpty()
            || (codings.size() == 1
                && codings.getFirst().equalsIgnoreCase("chunked")
                && request.version() == HttpVersion.HTTP_1_1);
    return understood
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                Reason.INVALID,
                "Transfer-Encoding is 'chunked', once, in HTTP/1.1, or is not sent"));
  }

  private static Optional<Refusal> encoding(HttpServerRequest request) {
    List<String> encodings = request.headers().getAll("Content-Encoding");
    return encodings.stream().allMatch(each -> each.equalsIgnoreCase("identity"))
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                Reason.UNSUPPORTED_MEDIA_TYPE,
                "send the body as it is, without the header Content-Encoding"));
  }
}
