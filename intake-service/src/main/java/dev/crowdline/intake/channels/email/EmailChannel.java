package dev.crowdline.intake.channels.email;

import dev.crowdline.contracts.Channel;
import dev.crowdline.intake.channels.ChannelFailure;
import dev.crowdline.intake.channels.ChannelPort;
import dev.crowdline.intake.channels.domain.ChannelAccount;
import dev.crowdline.intake.channels.domain.Outgoing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** E-mail as a channel: mails are handed in by SMTP; what comes in is read by another bean. */
@ApplicationScoped
public class EmailChannel implements ChannelPort {
  private static final Logger LOG = Logger.getLogger(EmailChannel.class);
  private static final int FIRST_PERMANENT = 500;

  static final String INCOMING = "the IMAP server";
  private static final String OUTGOING = "the SMTP server";

  private final MailServers servers;
  private final InstantSource clock;

  EmailChannel(MailServers servers, InstantSource clock) {
    this.servers = servers;
    this.clock = clock;
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public Map<String, String> test(ChannelAccount account, String secret) {
    Map<String, String> failed = new LinkedHashMap<>();
    try (Store store = servers.store(account, secret);
        Folder inbox = store.getFolder("INBOX")) {
      inbox.open(Folder.READ_ONLY);
    } catch (MessagingException e) {
      failed.put("incoming", MailServers.failure(INCOMING, e).problem());
    }
    try (Transport transport = servers.transport(account, secret)) {
      LOG.debugf("%s takes mails", transport.getURLName());
    } catch (MessagingException e) {
      failed.put("outgoing", MailServers.failure(OUTGOING, e).problem());
    }
    return failed;
  }

  @Override
  public Sender sender(ChannelAccount account, String secret) {
    return new Handing(account, secret);
  }

  private final class Handing implements Sender {
    private final ChannelAccount account;
    private final String secret;
    private @Nullable Transport open;

    Handing(ChannelAccount account, String secret) {
      this.account = account;
      this.secret = secret;
    }

    @Override
    public void send(Outgoing outgoing) throws ChannelFailure {
      try {
        Transport transport = open;
        if (transport == null || !transport.isConnected()) {
          transport = servers.transport(account, secret);
          open = transport;
        }
        MimeMessage mail = MailWriter.write(account, outgoing, clock.instant());
        transport.sendMessage(mail, mail.getAllRecipients());
      } catch (SendFailedException e) {
        throw refused(e);
      } catch (MessagingException e) {
        close();
        throw MailServers.failure(OUTGOING, e);
      }
    }

    /** A refused address stays refused; a full mailbox need not stay full. */
    private static ChannelFailure refused(SendFailedException e) {
      for (Exception next = e; next instanceof MessagingException; ) {
        if (next instanceof SMTPAddressFailedException address) {
          return new ChannelFailure(
              OUTGOING + " refuses the address: " + address.getMessage(),
              address.getReturnCode() >= FIRST_PERMANENT,
              e);
        }
        next = ((MessagingException) next).getNextException();
      }
      return MailServers.failure(OUTGOING, e);
    }

    @Override
    public void close() {
      Transport transport = open;
      open = null;
      if (transport != null) {
        try {
          transport.close();
        } catch (MessagingException e) {
          LOG.debugf("closing a connection: %s", e.getMessage());
        }
      }
    }
  }
}
