package dev.crowdline.local.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free loopback ports, the same as last time where they are still free. They lie below the range
 * from which the kernel takes ports for outgoing connections, so that nobody takes one while its
 * owner restarts.
 */
public final class Ports {
  private static final int FIRST = 20_000;
  private static final int LAST = 31_999;
  private static final int TRIES = 1_000;

  private final Map<String, Integer> remembered;
  private final Set<Integer> taken = new HashSet<>();

  public Ports(Map<String, Integer> remembered) {
    this.remembered = Map.copyOf(remembered);
  }

  public int portFor(String name) {
    Integer last = remembered.get(name);
    if (last != null && free(last) && taken.add(last)) {
      return last;
    }
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      if (!remembered.containsValue(port) && free(port) && taken.add(port)) {
        return port;
      }
    }
    throw new IllegalStateException("No free port between " + FIRST + " and " + LAST);
  }

  public static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
