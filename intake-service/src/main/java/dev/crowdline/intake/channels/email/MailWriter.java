package dev.crowdline.intake.channels.email;

import dev.crowdline.intake.channels.OurMessage;
import dev.crowdline.intake.channels.domain.ChannelAccount;
import dev.crowdline.intake.channels.domain.Outgoing;
import dev.crowdline.intake.channels.email.domain.MailSettings;
import dev.crowdline.intake.channels.email.domain.MailWords;
import dev.crowdline.intake.channels.email.domain.OwnAddress;
import dev.crowdline.intake.channels.email.domain.Subjects;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.stream.Collectors;

/** Writes the mail of a message: plain text, under the first of its thread, by an honest sender. */
final class MailWriter {
  private static final Session SESSION = Session.getInstance(new Properties());

  private MailWriter() {}

  /**
   * The mail, ready to be handed in.
   *
   * @param now when it is sent
   */
  static MimeMessage write(ChannelAccount account, Outgoing outgoing, Instant now)
      throws MessagingException {
    OwnAddress own = OwnAddress.of(account.address());
    MailWords words = MailWords.of(outgoing.language());
    MimeMessage mail = new MimeMessage(SESSION);
    mail.setFrom(
        address(
            account.address(),
            Subjects.clean(words.sender(outgoing.message(), outgoing.community()))));
    mail.setRecipient(RecipientType.TO, new InternetAddress(outgoing.thread().address(), true));
    if (MailSettings.of(account.settings()).plusAddressing()) {
      mail.setReplyTo(
          new InternetAddress[] {
            address(own.signed(outgoing.replyToken()), Subjects.clean(outgoing.community()))
          });
    }
    mail.setSubject(Subjects.reply(outgoing.thread().subject()), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(now));
    mail.setHeader("In-Reply-To", bracketed(outgoing.thread().references().getLast()));
    mail.setHeader(
        "References",
        outgoing.thread().references().stream()
            .map(MailWriter::bracketed)
            .collect(Collectors.joining("\r\n ")));
    if (MailWords.isAutomatic(outgoing.message())) {
      mail.setHeader("Auto-Submitted", "auto-generated");
      mail.setHeader("X-Auto-Response-Suppress", "All");
    }
    mail.setText(
        words.text(outgoing.message(), outgoing.community(), outgoing.page()),
        StandardCharsets.UTF_8.name());
    mail.saveChanges();
    // At every attempt the same, by which a client knows a repeat.
    mail.setHeader(
        "Message-ID",
        bracketed(
            new OurMessage(outgoing.threadToken(), outgoing.message().id()).id(own.domain())));
    return mail;
  }

  private static InternetAddress address(String address, String name) throws MessagingException {
    try {
      return new InternetAddress(address, name, StandardCharsets.UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java has UTF-8", e);
    }
  }

  private static String bracketed(String id) {
    return "<" + id + ">";
  }
}
