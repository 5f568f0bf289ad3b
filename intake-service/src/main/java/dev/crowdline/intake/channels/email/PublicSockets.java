package dev.crowdline.intake.channels.email;

import dev.crowdline.support.security.PrivateAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.SocketFactory;

/**
 * Connections to servers on the internet. An operator names a server, and must not reach by it what
 * only this machine and its network reach. The address is judged when it is connected to, so that
 * what a name resolves to cannot change in between.
 */
final class PublicSockets extends SocketFactory {
  @Override
  public Socket createSocket() {
    return new PublicSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  private static Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = new PublicSocket();
    try {
      socket.connect(address);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static final class PublicSocket extends Socket {
    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      InetAddress address = ((InetSocketAddress) endpoint).getAddress();
      if (address == null) {
        throw new UnknownHostException(((InetSocketAddress) endpoint).getHostString());
      }
      if (PrivateAddresses.include(address)) {
        throw new SocketException("its address is of a private network");
      }
      super.connect(endpoint, timeout);
    }
  }
}
