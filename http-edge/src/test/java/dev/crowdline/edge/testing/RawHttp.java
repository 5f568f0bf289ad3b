package dev.crowdline.edge.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends what no well-behaved client would, byte by byte, and reads what comes back. */
public final class RawHttp implements AutoCloseable {
  private final Socket socket;
  private final String host;

  /**
   * What was answered.
   *
   * @param headers by name in small letters
   */
  public record Answer(int status, Map<String, String> headers, String body) {
    /** Whether it is a problem of RFC 9457 that says what it should. */
    public boolean isProblem() {
      return "application/problem+json".equals(headers.get("content-type"))
          && body.contains("\"type\":\"urn:crowdline:problem:")
          && body.contains("\"status\":" + status)
          && body.contains("\"detail\":\"");
    }
  }

  private RawHttp(Socket socket, String host) {
    this.socket = socket;
    this.host = host;
  }

  /** Opens a connection on the loopback interface. */
  public static RawHttp to(int port) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      return new RawHttp(socket, "localhost:" + port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One exchange on a connection of its own; lines are ended and {@code HOST} is filled in. */
  public static Answer exchange(int port, String request) {
    try (RawHttp raw = to(port)) {
      return raw.send(request).answer(Duration.ofSeconds(10));
    }
  }

  /** Sends text as it is, but for {@code \n}, which becomes CR LF, and {@code HOST}. */
  public RawHttp send(String text) {
    return sendBytes(
        text.replace("\n", "\r\n").replace("HOST", host).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends bytes; a connection that is closed meanwhile takes them to nowhere. */
  public RawHttp sendBytes(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // Closed by the server: what it said before that is still there to be read.
      return this;
    }
    return this;
  }

  /** Reads one answer with its body, by its length, its chunks, or to the end. */
  public Answer answer(Duration patience) {
    return answer(patience, true);
  }

  /** Reads one answer to a HEAD: there is no body, whatever the headers say. */
  public Answer answerToHead(Duration patience) {
    return answer(patience, false);
  }

  private Answer answer(Duration patience, boolean withBody) {
    try {
      socket.setSoTimeout((int) patience.toMillis());
      InputStream in = socket.getInputStream();
      String statusLine = line(in);
      Map<String, String> headers = new TreeMap<>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      int status = Integer.parseInt(statusLine.split(" ", -1)[1]);
      boolean none = !withBody || status == 204 || status == 304 || status < 200;
      return new Answer(status, headers, none ? "" : body(in, headers));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String body(InputStream in, Map<String, String> headers) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String length = headers.get("content-length");
    if (length != null) {
      body.write(in.readNBytes(Integer.parseInt(length)));
    } else if (headers.containsKey("transfer-encoding")) {
      for (int size = Integer.parseInt(line(in), 16);
          size > 0;
          size = Integer.parseInt(line(in), 16)) {
        body.write(in.readNBytes(size));
        line(in);
      }
      line(in);
    } else {
      in.transferTo(body);
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  /** Whether the server closes the connection in that time, saying nothing more. */
  public boolean isClosedWithin(Duration patience) {
    try {
      socket.setSoTimeout((int) patience.toMillis());
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection was closed after: " + line);
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
