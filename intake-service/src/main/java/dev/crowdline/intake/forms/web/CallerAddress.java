package dev.crowdline.intake.forms.web;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Where a call comes from, for counting: what the gateway in front has written last into {@code
 * X-Forwarded-For}, else the peer. Of an IPv6 address the network, since who has one has all of it.
 * Who reaches the service itself can write anything there, and still meets the community's limit.
 */
public final class CallerAddress {
  private static final int NETWORK_BYTES = 8;

  private CallerAddress() {}

  /** Of a call. */
  public static String of(HttpServerRequest http) {
    String forwarded = http.getHeader("X-Forwarded-For");
    if (forwarded != null) {
      return network(forwarded.substring(forwarded.lastIndexOf(',') + 1).strip());
    }
    return http.remoteAddress() == null ? "" : network(http.remoteAddress().hostAddress());
  }

  /** Nothing is looked up: what is no address counts as it is written, cut short. */
  static String network(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES)
          : parsed.getHostAddress();
    } catch (IllegalArgumentException e) {
      return address.length() > 64 ? address.substring(0, 64) : address;
    }
  }
}
