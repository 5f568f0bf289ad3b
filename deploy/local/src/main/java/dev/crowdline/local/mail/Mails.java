package dev.crowdline.local.mail;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Address;
import jakarta.mail.Flags;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The mails of the server, as somebody with a mailbox sees and writes them. */
final class Mails {
  /** A mailbox keeps so many; the demo writes for as long as it runs. */
  private static final int KEPT = 400;

  private final GreenMail server;
  private final int smtpPort;

  Mails(GreenMail server, int smtpPort) {
    this.server = server;
    this.smtpPort = smtpPort;
  }

  /**
   * A mail.
   *
   * @param id its Message-ID
   * @param thread the id of the first mail of its thread
   * @param answers where a reply goes
   */
  record Mail(
      String id,
      String thread,
      String from,
      String name,
      String to,
      String answers,
      String subject,
      String text,
      Instant at) {}

  /**
   * What somebody writes.
   *
   * @param inReplyTo the id of the mail that it answers, or null
   */
  record Written(String from, String to, String subject, String text, @Nullable String inReplyTo) {}

  /** All mails, the oldest first, each once. */
  List<Mail> all() {
    Map<String, Mail> byId = new TreeMap<>();
    for (GreenMailUser user : server.getUserManager().listUser()) {
      for (StoredMessage stored : folder(user).getMessages()) {
        Mail mail = read(stored);
        byId.put(mail.id(), mail);
      }
    }
    return byId.values().stream().sorted(Comparator.comparing(Mail::at)).toList();
  }

  /** What an address has written and got, the oldest first. */
  List<Mail> of(String address) {
    return all().stream()
        .filter(
            mail -> mail.from().equalsIgnoreCase(address) || mail.to().equalsIgnoreCase(address))
        .toList();
  }

  /** Sends a mail; returns its id. */
  String write(Written written) throws MessagingException {
    Mail answered =
        written.inReplyTo() == null
            ? null
            : all().stream()
                .filter(mail -> mail.id().equals(written.inReplyTo()))
                .findFirst()
                .orElse(null);
    Session session = Session.getInstance(new Properties());
    MimeMessage mail = new MimeMessage(session);
    mail.setFrom(new InternetAddress(written.from(), true));
    mail.setRecipient(
        RecipientType.TO,
        new InternetAddress(answered == null ? written.to() : answered.answers(), true));
    mail.setSubject(written.subject(), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(Instant.now()));
    mail.setText(
        written.text() + (answered == null ? "" : quoted(answered)), StandardCharsets.UTF_8.name());
    if (answered != null) {
      mail.setHeader("In-Reply-To", answered.id());
      mail.setHeader("References", answered.thread() + "\r\n " + answered.id());
    }
    mail.saveChanges();
    String id =
        "<" + UUID.randomUUID() + written.from().substring(written.from().indexOf('@')) + ">";
    mail.setHeader("Message-ID", id);
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(MailProcess.HOST, smtpPort, null, null);
      transport.sendMessage(mail, mail.getAllRecipients());
    }
    forgetOld();
    return id;
  }

  /** As clients do it. */
  private static String quoted(Mail answered) {
    StringBuilder text = new StringBuilder("\n\nOn ");
    text.append(answered.at()).append(", ").append(answered.name()).append(" wrote:\n");
    answered.text().lines().forEach(line -> text.append("> ").append(line).append('\n'));
    return text.toString();
  }

  private void forgetOld() {
    for (GreenMailUser user : server.getUserManager().listUser()) {
      MailFolder folder = folder(user);
      List<StoredMessage> stored = folder.getMessages();
      if (stored.size() > KEPT) {
        try {
          stored
              .subList(0, stored.size() - KEPT)
              .forEach(old -> old.setFlag(Flags.Flag.DELETED, true));
          folder.expunge();
        } catch (FolderException e) {
          throw new IllegalStateException("forgetting old mails", e);
        }
      }
    }
  }

  private MailFolder folder(GreenMailUser user) {
    try {
      return server.getManagers().getImapHostManager().getInbox(user);
    } catch (FolderException e) {
      throw new IllegalStateException("the inbox of " + user.getEmail(), e);
    }
  }

  private static Mail read(StoredMessage stored) {
    try {
      MimeMessage mail = stored.getMimeMessage();
      InternetAddress from = address(mail.getFrom());
      String id = String.valueOf(mail.getMessageID());
      String references = mail.getHeader("References", " ");
      return new Mail(
          id,
          references == null ? id : references.strip().split("\\s+", 2)[0],
          from.getAddress(),
          from.getPersonal() == null ? from.getAddress() : from.getPersonal(),
          address(mail.getRecipients(RecipientType.TO)).getAddress(),
          address(mail.getReplyTo()).getAddress(),
          mail.getSubject() == null ? "" : mail.getSubject(),
          text(mail),
          stored.getReceivedDate().toInstant());
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException("reading a mail", e);
    }
  }

  private static InternetAddress address(Address @Nullable [] given) throws MessagingException {
    return given != null && given.length > 0 && given[0] instanceof InternetAddress address
        ? address
        : new InternetAddress("nobody@example.org", false);
  }

  private static String text(Part part) throws MessagingException, IOException {
    Object content = part.getContent();
    if (content instanceof Multipart parts) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < parts.getCount(); i++) {
        if (parts.getBodyPart(i).isMimeType("text/plain")
            || parts.getBodyPart(i).isMimeType("multipart/*")) {
          texts.add(text(parts.getBodyPart(i)));
        }
      }
      return String.join("\n", texts);
    }
    return content instanceof String text ? text.replace("\r\n", "\n") : "";
  }
}
