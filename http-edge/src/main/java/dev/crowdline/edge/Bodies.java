package dev.crowdline.edge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads the bodies of requests as a whole before anybody works on them: what is too large, too slow
 * or cut off holds no worker and reaches no service.
 */
public final class Bodies {
  /** The largest body of any request. */
  public static final int LIMIT_BYTES = 256 * 1024;

  /** From the headers to the last byte. */
  private static final long PATIENCE_MILLIS = 15_000;

  /** Of all bodies that are being read in this process. */
  private static final long MOST_HELD_BYTES = 48L << 20;

  private static final AtomicLong HELD = new AtomicLong();

  private final Vertx vertx;

  public Bodies(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Fails with {@link Refused}, after which the connection must be closed. */
  public Future<Buffer> read(HttpServerRequest request, int limitBytes) {
    String length = request.getHeader("Content-Length");
    if (length == null && request.getHeader("Transfer-Encoding") == null) {
      return Future.succeededFuture(Buffer.buffer());
    }
    if (length != null && isOver(length, limitBytes)) {
      return refused(
          Reason.TOO_LARGE, "the body is " + length + " bytes; the limit is " + limitBytes);
    }
    if (HELD.get() > MOST_HELD_BYTES) {
      return refused(Reason.UNAVAILABLE, "too many bodies are being sent; try again in a moment");
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    return new Reading(request, limitBytes).begin();
  }

  private static boolean isOver(String length, int limit) {
    try {
      return Long.parseLong(length) > limit;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  private static Future<Buffer> refused(Reason reason, String detail) {
    return Future.failedFuture(new Refused(new Refusal(reason, detail)));
  }

  private final class Reading {
    private final HttpServerRequest request;
    private final int limit;
    private final Buffer body = Buffer.buffer();
    private final Promise<Buffer> done = Promise.promise();
    private long timer;

    Reading(HttpServerRequest request, int limit) {
      this.request = request;
      this.limit = limit;
    }

    Future<Buffer> begin() {
      timer =
          vertx.setTimer(
              PATIENCE_MILLIS,
              id ->
                  fail(
                      Reason.REQUEST_TIMEOUT,
                      "the body did not arrive in " + PATIENCE_MILLIS / 1000 + " seconds"));
      request.exceptionHandler(
          failure -> fail(Reason.INVALID, "the body breaks off or is framed wrongly"));
      request.handler(this::take);
      request.endHandler(ended -> {
        if (done.tryComplete(body)) {
          release();
        }
      });
      request.resume();
      return done.future();
    }

    private void take(Buffer part) {
      if (done.future().isComplete()) {
        return;
      }
      if (body.length() + part.length() > limit) {
        fail(Reason.TOO_LARGE, "the body is larger than the limit of " + limit + " bytes");
        return;
      }
      HELD.addAndGet(part.length());
      body.appendBuffer(part);
    }

    private void fail(Reason reason, String detail) {
      if (done.tryFail(new Refused(new Refusal(reason, detail)))) {
        release();
      }
    }

    private void release() {
      vertx.cancelTimer(timer);
      HELD.addAndGet(-body.length());
    }
  }
}
