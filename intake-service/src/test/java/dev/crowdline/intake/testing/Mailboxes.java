package dev.crowdline.intake.testing;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A real mail server, in this JVM: SMTP and IMAP on the loopback. A mailbox comes into being with
 * the first mail to it; its user and password are its address. What is sent to {@code name+word@…}
 * comes to {@code name@…}.
 */
public final class Mailboxes implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final GreenMail server;

  /**
   * Starts it.
   *
   * @param smtpPort 0 for a free one
   */
  public Mailboxes(int smtpPort) {
    server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(smtpPort, HOST, ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(0, HOST, ServerSetup.PROTOCOL_IMAP)
            });
    UserManager users = server.getUserManager();
    users.setMessageDeliveryHandler(
        (message, address) -> user(users, address.getEmail().replaceFirst("\\+[^@]*@", "@")));
    server.start();
  }

  private static GreenMailUser user(UserManager users, String address) throws UserException {
    GreenMailUser known = users.getUserByEmail(address);
    return known != null ? known : users.createUser(address, address, address);
  }

  public int smtpPort() {
    return server.getSmtp().getPort();
  }

  public int imapPort() {
    return server.getImap().getPort();
  }

  /** What connects a mailbox to a community. */
  public Map<String, Object> account(String address) {
    return account(address, smtpPort());
  }

  /** The same, with another port for what goes out. */
  public Map<String, Object> account(String address, int outgoing) {
    server.setUser(address, address, address);
    return new TreeMap<>(
        Map.of(
            "name",
            "Support",
            "email",
            new TreeMap<>(
                Map.of(
                    "address",
                    address,
                    "password",
                    address,
                    "incoming",
                    Map.of("host", HOST, "port", imapPort(), "security", "NONE"),
                    "outgoing",
                    Map.of("host", HOST, "port", outgoing, "security", "NONE")))));
  }

  /** A mail as a person writes one; answered with its id. */
  public String write(String from, String to, String subject, String text) {
    return write(from, to, subject, text, null);
  }

  /** The same, as a reply to another mail. */
  public String write(
      String from, String to, String subject, String text, @Nullable String inReplyTo) {
    String id = UUID.randomUUID() + "@mail.example.org";
    send(
        from,
        to,
        """
        From: %s
        To: %s
        Subject: %s
        Message-ID: <%s>
        %sMIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        %s
        """
            .formatted(
                from,
                to,
                subject,
                id,
                inReplyTo == null ? "" : "In-Reply-To: " + inReplyTo + "\n",
                text));
    return id;
  }

  /** Hands in a mail as it is. */
  public void send(String from, String to, String raw) {
    try {
      Session session = Session.getInstance(new Properties());
      MimeMessage mail =
          new MimeMessage(
              session,
              new ByteArrayInputStream(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
      try (Transport transport = session.getTransport("smtp")) {
        transport.connect(HOST, smtpPort(), null, null);
        transport.sendMessage(mail, new InternetAddress[] {new InternetAddress(to, false)});
      }
    } catch (MessagingException e) {
      throw new IllegalStateException("a mail from " + from, e);
    }
  }

  /** What was delivered to an address, in order. */
  public List<MimeMessage> of(String address) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(mail -> {
          try {
            return mail.getRecipients(RecipientType.TO) != null
                && Arrays.stream(mail.getRecipients(RecipientType.TO))
                    .anyMatch(to -> ((InternetAddress) to).getAddress().equals(address));
          } catch (MessagingException e) {
            throw new IllegalStateException(e);
          }
        })
        .toList();
  }

  @Override
  public void close() {
    server.stop();
  }
}
