package dev.crowdline.local.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;

/**
 * Ends a connection on which no request becomes complete, however slowly it trickles in: the first
 * has ten seconds for its headers, each later one a minute.
 *
 * <pre>
 * connected ──10 s──▶ closed
 *     │ request           ▲
 *     ▼                   │ 60 s
 *  serving ──answered──▶ waiting ──request──▶ serving
 * </pre>
 */
final class ConnectionClock {
  static final long FIRST_MILLIS = 10_000;
  private static final long BETWEEN_MILLIS = 60_000;

  private final Vertx vertx;
  private final HttpConnection connection;
  private int underWay;
  private long timer;

  ConnectionClock(Vertx vertx, HttpConnection connection) {
    this.vertx = vertx;
    this.connection = connection;
    expect(FIRST_MILLIS);
  }

  void began() {
    underWay++;
    stop();
  }

  void ended() {
    underWay--;
    if (underWay == 0) {
      expect(BETWEEN_MILLIS);
    }
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  private void expect(long millis) {
    timer = vertx.setTimer(millis, id -> connection.close());
  }
}
