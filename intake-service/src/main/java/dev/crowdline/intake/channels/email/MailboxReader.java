package dev.crowdline.intake.channels.email;

import dev.crowdline.intake.channels.persistence.ChannelAccountTable.Leased;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads one mailbox, for as long as its replica has the lease: what is new by UID, then it waits
 * for news (IDLE, RFC 2177) or, where the server has none, for a while. How far it has read is
 * noted in the transaction that stores a mail, so that a killed process reads again what it has not
 * stored, and nothing else. A mail is marked as seen afterwards, for people who look into the
 * mailbox.
 *
 * <p>Its threads are of the platform. While it connects, the mail library looks for its providers
 * among the resources, under the locks of the class loader. A virtual thread that waits for such a
 * lock while it loads a class keeps its carrier; as many of them as there are cores, and the
 * virtual thread that has the lock never runs again, nor does any other of the service.
 */
final class MailboxReader {
  private static final Logger LOG = Logger.getLogger(MailboxReader.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** A connection that is idle is tried so often; what is dead is found so. */
  private static final Duration NUDGE = Duration.ofSeconds(25);

  /** Mail servers' clocks differ a little from ours. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final Leased leased;
  private final MailServers servers;
  private final Notes notes;
  private final Duration poll;
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Store store;
  private volatile @Nullable IMAPFolder idle;
  private volatile Instant idleSince = Instant.EPOCH;

  /** What becomes of what is read. */
  interface Notes {
    /** How far it was read: UIDVALIDITY and UID; null before the first time. */
    @Nullable String position();

    /** Nothing before that position is read. */
    void begins(String position);

    /** Stores a mail and the position after it, together. */
    void mail(byte[] raw, String position);

    void heard();

    void failed(String problem);
  }

  private MailboxReader(Leased leased, MailServers servers, Notes notes, Duration poll) {
    this.leased = leased;
    this.servers = servers;
    this.notes = notes;
    this.poll = poll;
    this.thread =
        Thread.ofPlatform().daemon().name("mailbox-" + leased.account().id()).unstarted(this::run);
  }

  static MailboxReader start(Leased leased, MailServers servers, Notes notes, Duration poll) {
    MailboxReader reader = new MailboxReader(leased, servers, notes, poll);
    reader.thread.start();
    return reader;
  }

  /** Of the account that is read. */
  long version() {
    return leased.account().version();
  }

  /** Ends it; what is being stored is stored. */
  void close() {
    closed = true;
    Thread.ofPlatform().daemon().start(this::disconnect);
    thread.interrupt();
  }

  /** Asks a connection that has been idle for long whether it lives. */
  void nudge() {
    IMAPFolder waiting = idle;
    if (waiting != null && idleSince.plus(NUDGE).isBefore(Instant.now())) {
      idleSince = Instant.now();
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            try {
              // Any command ends the waiting.
              waiting.getMessageCount();
            } catch (MessagingException | IllegalStateException e) {
              LOG.debugf("mailbox %s is not there any more", leased.account().id());
            }
          });
    }
  }

  private void run() {
    Duration pause = Duration.ofSeconds(1);
    while (!closed) {
      try {
        read();
        pause = Duration.ofSeconds(1);
      } catch (MessagingException | IOException e) {
        if (!closed) {
          report(e);
        }
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.errorf(e, "reading mailbox %s failed and is tried again", leased.account().id());
        }
      } catch (InterruptedException e) {
        break;
      } finally {
        disconnect();
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        break;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  private void report(Exception e) {
    String problem =
        e instanceof MessagingException mail
            ? MailServers.failure(EmailChannel.INCOMING, mail).problem()
            : EmailChannel.INCOMING + " broke off";
    LOG.warnf("mailbox %s of %s: %s", leased.account().id(), leased.account().community(), problem);
    try {
      notes.failed(problem);
    } catch (RuntimeException noted) {
      LOG.warnf("the problem could not be noted: %s", noted.getMessage());
    }
  }

  private void disconnect() {
    Store open = store;
    store = null;
    idle = null;
    if (open != null) {
      try {
        open.close();
      } catch (MessagingException e) {
        LOG.debugf("closing a mailbox: %s", e.getMessage());
      }
    }
  }

  private void read() throws MessagingException, IOException, InterruptedException {
    Store connected = servers.store(leased.account(), leased.secret());
    store = connected;
    IMAPFolder inbox = (IMAPFolder) connected.getFolder("INBOX");
    inbox.open(Folder.READ_WRITE);
    boolean tells = ((IMAPStore) connected).hasCapability("IDLE");
    while (!closed && inbox.isOpen()) {
      int known;
      do {
        // What is told of while something else is asked for is not told again to who waits.
        known = inbox.getMessageCount();
        fetch(inbox);
      } while (inbox.getMessageCount() > known);
      notes.heard();
      if (tells) {
        idleSince = Instant.now();
        idle = inbox;
        inbox.idle(true);
        idle = null;
      } else {
        Thread.sleep(poll);
        inbox.getMessageCount();
      }
    }
  }

  /** Reads what is new, the oldest first. */
  private void fetch(IMAPFolder inbox) throws MessagingException, IOException {
    long validity = inbox.getUIDValidity();
    long last = last(inbox, validity);
    // "n:*" has the last mail even when there is none after n.
    for (Message each : inbox.getMessagesByUID(last + 1, UIDFolder.LASTUID)) {
      long uid = inbox.getUID(each);
      if (uid > last && !closed) {
        notes.mail(raw((IMAPMessage) each), validity + ":" + uid);
        last = uid;
        each.setFlag(Flags.Flag.SEEN, true);
      }
    }
  }

  /** In pieces, as far as it is of interest: what is larger costs no more memory. */
  private static byte[] raw(IMAPMessage mail) throws MessagingException, IOException {
    try (InputStream in = mail.getMimeStream()) {
      return in.readNBytes(MailParser.LARGEST_BYTES);
    }
  }

  /** The UID that was read last, of the folder as it is numbered now. */
  private long last(IMAPFolder inbox, long validity) throws MessagingException {
    String position = notes.position();
    if (position != null) {
      String[] parts = position.split(":", 2);
      // Numbered anew: all is read again, and what was received before is known by its id.
      return Long.parseLong(parts[0]) == validity ? Long.parseLong(parts[1]) : 0;
    }
    long first = before(inbox);
    notes.begins(validity + ":" + first);
    return first;
  }

  /** The UID before the first mail that came since the account was connected. */
  private long before(IMAPFolder inbox) throws MessagingException {
    Instant since = leased.since().minus(SKEW);
    // Servers search by days, in whatever zone.
    Date day = Date.from(since.minus(Duration.ofDays(1)));
    Message[] recent = inbox.search(new ReceivedDateTerm(ComparisonTerm.GE, day));
    long oldest = Long.MAX_VALUE;
    for (Message each : recent) {
      Date received = each.getReceivedDate();
      if (received == null || !received.toInstant().isBefore(since)) {
        oldest = Math.min(oldest, inbox.getUID(each));
      }
    }
    if (oldest != Long.MAX_VALUE) {
      return oldest - 1;
    }
    int count = inbox.getMessageCount();
    return count == 0 ? 0 : inbox.getUID(inbox.getMessage(count));
  }
}
