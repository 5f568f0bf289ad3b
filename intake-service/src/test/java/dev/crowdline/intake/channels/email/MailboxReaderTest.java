package dev.crowdline.intake.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Channel;
import dev.crowdline.intake.channels.domain.ChannelAccount;
import dev.crowdline.intake.channels.email.domain.MailSettings;
import dev.crowdline.intake.channels.email.domain.MailSettings.Security;
import dev.crowdline.intake.channels.email.domain.MailSettings.Server;
import dev.crowdline.intake.channels.persistence.ChannelAccountTable.Leased;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MailboxReaderTest {
  /** Nothing listens there. */
  private static final Server NOWHERE = new Server("127.0.0.1", 1, Security.NONE);

  @Test
  @DisplayName("a mailbox is read by a thread of the platform: others would hold up all of intake")
  void isReadByAThreadOfThePlatform() throws Exception {
    ChannelAccount account =
        new ChannelAccount(
            "acme",
            UUID.randomUUID(),
            Channel.EMAIL,
            "Support",
            "support@example.org",
            "en",
            true,
            new MailSettings("support", NOWHERE, NOWHERE, true).toMap(),
            Instant.now(),
            1);
    CompletableFuture<Thread> by = new CompletableFuture<>();
    MailboxReader reader =
        MailboxReader.start(
            new Leased(account, "secret", Instant.now()),
            new MailServers(true),
            new MailboxReader.Notes() {
              @Override
              public @Nullable String position() {
                return null;
              }

              @Override
              public void begins(String position) {
                throw new AssertionError("nothing is there");
              }

              @Override
              public void mail(byte[] raw, String position) {
                throw new AssertionError("nothing is there");
              }

              @Override
              public void heard() {
                throw new AssertionError("nothing is there");
              }

              @Override
              public void failed(String problem) {
                by.complete(Thread.currentThread());
              }
            },
            Duration.ofSeconds(1));
    try {
      Thread thread = by.get(20, TimeUnit.SECONDS);
      assertThat(thread.isVirtual()).isFalse();
      assertThat(thread.isDaemon()).as("it keeps nobody from stopping").isTrue();
    } finally {
      reader.close();
    }
  }
}
