package dev.crowdline.intake.channels;

import dev.crowdline.contracts.Channel;
import dev.crowdline.intake.channels.domain.ChannelAccount;
import dev.crowdline.intake.channels.domain.Outgoing;
import java.util.Map;

/**
 * What a channel has to do. What comes in it hands to {@link ReceivingMessages}, in the transaction
 * that notes how far it has read; what goes out it is given by {@link SendingDeliveries}. A channel
 * is a package with one bean of this type, and a row for each account.
 */
public interface ChannelPort {
  Channel channel();

  /**
   * Tries an account without sending anything.
   *
   * @return what failed, by what it was tried for ({@code incoming}, {@code outgoing}); empty when
   *     all works
   */
  Map<String, String> test(ChannelAccount account, String secret);

  /** Opens what several messages of an account can be sent by, one after the other. */
  Sender sender(ChannelAccount account, String secret);

  /** Sends. The first message opens the connection. */
  interface Sender extends AutoCloseable {
    /**
     * Returns when the provider has taken the message.
     *
     * @throws ChannelFailure when it has not, or when that is not known
     */
    void send(Outgoing message) throws ChannelFailure;

    @Override
    void close();
  }
}
