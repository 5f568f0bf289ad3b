package dev.crowdline.intake.channels.email;

import dev.crowdline.intake.channels.ChannelFailure;
import dev.crowdline.intake.channels.domain.ChannelAccount;
import dev.crowdline.intake.channels.email.domain.MailSettings;
import dev.crowdline.intake.channels.email.domain.MailSettings.Security;
import dev.crowdline.intake.channels.email.domain.MailSettings.Server;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Connections to the servers of mail accounts, with a limit on all that is waited for. */
@ApplicationScoped
public class MailServers {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(40);
  private static final int FETCH_BYTES = 256 << 10;

  private final boolean privateAllowed;

  MailServers(
      @ConfigProperty(name = "crowdline.private-addresses", defaultValue = "false")
          boolean privateAllowed) {
    this.privateAllowed = privateAllowed;
  }

  /** Whether servers of this machine and its network may be named, and spoken to without TLS. */
  public boolean allowsPrivate() {
    return privateAllowed;
  }

  /** A store that is connected. */
  Store store(ChannelAccount account, String secret) throws MessagingException {
    MailSettings settings = MailSettings.of(account.settings());
    String protocol = settings.incoming().security() == Security.TLS ? "imaps" : "imap";
    Properties properties = properties("mail." + protocol, settings.incoming());
    properties.setProperty("mail." + protocol + ".peek", "true");
    properties.setProperty("mail." + protocol + ".fetchsize", Integer.toString(FETCH_BYTES));
    Store store = Session.getInstance(properties).getStore(protocol);
    store.connect(settings.incoming().host(), settings.incoming().port(), settings.user(), secret);
    return store;
  }

  /** Where mails are handed in; connected. */
  Transport transport(ChannelAccount account, String secret) throws MessagingException {
    MailSettings settings = MailSettings.of(account.settings());
    String protocol = settings.outgoing().security() == Security.TLS ? "smtps" : "smtp";
    Properties properties = properties("mail." + protocol, settings.outgoing());
    properties.setProperty("mail." + protocol + ".auth", "true");
    properties.setProperty("mail." + protocol + ".localhost", "crowdline");
    Transport transport = Session.getInstance(properties).getTransport(protocol);
    transport.connect(
        settings.outgoing().host(), settings.outgoing().port(), settings.user(), secret);
    return transport;
  }

  private Properties properties(String prefix, Server server) {
    Properties properties = new Properties();
    properties.setProperty(prefix + ".connectiontimeout", Long.toString(CONNECT.toMillis()));
    properties.setProperty(prefix + ".timeout", Long.toString(ANSWER.toMillis()));
    properties.setProperty(prefix + ".writetimeout", Long.toString(ANSWER.toMillis()));
    properties.setProperty(prefix + ".ssl.checkserveridentity", "true");
    if (server.security() == Security.STARTTLS) {
      properties.setProperty(prefix + ".starttls.enable", "true");
      properties.setProperty(prefix + ".starttls.required", "true");
    }
    if (!privateAllowed) {
      properties.put(prefix + ".socketFactory", new PublicSockets());
      properties.setProperty(prefix + ".socketFactory.fallback", "false");
    }
    return properties;
  }

  /** What a server's refusal says to an operator. */
  static ChannelFailure failure(String server, MessagingException e) {
    if (e instanceof AuthenticationFailedException) {
      return new ChannelFailure(server + " does not accept the user and password", false, e);
    }
    for (Throwable cause = e; cause != null; cause = next(cause)) {
      switch (cause) {
        case UnknownHostException unknown -> {
          return new ChannelFailure(server + " has no such host", false, e);
        }
        case ConnectException refused -> {
          return new ChannelFailure(server + " takes no connection there", false, e);
        }
        case SocketTimeoutException late -> {
          return new ChannelFailure(server + " does not answer", false, e);
        }
        case SSLException ssl -> {
          return new ChannelFailure(
              server + " has no TLS that can be trusted: " + ssl.getMessage(), false, e);
        }
        default -> {}
      }
    }
    return new ChannelFailure(server + ": " + e.getMessage(), false, e);
  }

  private static @Nullable Throwable next(Throwable cause) {
    return cause instanceof MessagingException mail && mail.getNextException() != null
        ? mail.getNextException()
        : cause.getCause();
  }
}
