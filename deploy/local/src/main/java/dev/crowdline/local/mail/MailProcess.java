package dev.crowdline.local.mail;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * Main class of the mail child: SMTP, IMAP, and what the page asks. All is in memory. A mailbox
 * comes into being with the first mail to it or the first who signs in to it, with any password: it
 * is for this machine.
 */
public final class MailProcess {
  static final String HOST = "127.0.0.1";

  private MailProcess() {}

  /** Takes the ports of SMTP, IMAP and the page. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int smtp = Integer.parseInt(arguments[0]);
    GreenMail server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(smtp, HOST, ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(Integer.parseInt(arguments[1]), HOST, ServerSetup.PROTOCOL_IMAP)
            });
    UserManager users = server.getUserManager();
    users.setAuthRequired(false);
    // As real servers do: what is sent to name+word@… comes to name@….
    users.setMessageDeliveryHandler(
        (mail, address) -> mailbox(users, address.getEmail().replaceFirst("\\+[^@]*@", "@")));
    server.start();
    new MailPages(new Mails(server, smtp), Integer.parseInt(arguments[2])).start();
    new CountDownLatch(1).await();
  }

  private static GreenMailUser mailbox(UserManager users, String address) throws UserException {
    GreenMailUser known = users.getUserByEmail(address);
    return known != null ? known : users.createUser(address, address, address);
  }
}
