package dev.crowdline.support.security;

import java.net.InetAddress;

/** Addresses that no caller from outside may have us connect to, unless configuration allows it. */
public final class PrivateAddresses {
  private PrivateAddresses() {}

  /**
   * Loopback, link-local, site-local, unspecified, multicast, carrier-grade NAT, or unique local.
   */
  public static boolean include(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean carrier = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || carrier
        || uniqueLocal;
  }
}
