package dev.crowdline.intake.channels.email.domain;

import java.util.Map;
import java.util.Objects;

/**
 * How a mailbox is reached.
 *
 * @param user who signs in to both servers
 * @param incoming the IMAP server
 * @param outgoing the SMTP server
 * @param plusAddressing whether what is sent to {@code name+anything@…} arrives at {@code name@…}
 */
public record MailSettings(String user, Server incoming, Server outgoing, boolean plusAddressing) {

  /** A server. */
  public record Server(String host, int port, Security security) {}

  /** How a connection is kept from others. */
  public enum Security {
    /** TLS from the first byte. */
    TLS,
    /** TLS before anything is said; without it nothing is. */
    STARTTLS,
    /** Nothing: for servers on the same machine. */
    NONE
  }

  /** As an account keeps them. */
  public Map<String, String> toMap() {
    return Map.of(
        "user",
        user,
        "imapHost",
        incoming.host(),
        "imapPort",
        Integer.toString(incoming.port()),
        "imapSecurity",
        incoming.security().name(),
        "smtpHost",
        outgoing.host(),
        "smtpPort",
        Integer.toString(outgoing.port()),
        "smtpSecurity",
        outgoing.security().name(),
        "plusAddressing",
        Boolean.toString(plusAddressing));
  }

  /** From what an account keeps. */
  public static MailSettings of(Map<String, String> kept) {
    return new MailSettings(
        get(kept, "user"),
        server(kept, "imap"),
        server(kept, "smtp"),
        Boolean.parseBoolean(get(kept, "plusAddressing")));
  }

  private static Server server(Map<String, String> kept, String protocol) {
    return new Server(
        get(kept, protocol + "Host"),
        Integer.parseInt(get(kept, protocol + "Port")),
        Security.valueOf(get(kept, protocol + "Security")));
  }

  private static String get(Map<String, String> kept, String name) {
    return Objects.requireNonNull(kept.get(name), name);
  }
}
