package dev.crowdline.intake.channels;

import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.channels.domain.ChannelAccount;
import dev.crowdline.intake.channels.domain.ChannelThread;
import dev.crowdline.intake.channels.domain.Incoming;
import dev.crowdline.intake.channels.domain.Outcome;
import dev.crowdline.intake.channels.persistence.ChannelReceivedTable;
import dev.crowdline.intake.channels.persistence.ChannelReceivedTable.Original;
import dev.crowdline.intake.channels.persistence.ChannelSeal;
import dev.crowdline.intake.channels.persistence.ChannelSeal.Purpose;
import dev.crowdline.intake.channels.persistence.ChannelThreadTable;
import dev.crowdline.intake.channels.persistence.ChannelThreadTable.Found;
import dev.crowdline.intake.channels.persistence.DeliveryTable;
import dev.crowdline.intake.conversations.TalkingToHelpers;
import dev.crowdline.intake.conversations.TalkingToHelpers.Place;
import dev.crowdline.intake.customers.domain.Contact;
import dev.crowdline.intake.requests.SubmittingRequests;
import dev.crowdline.intake.requests.SubmittingRequests.Submission;
import dev.crowdline.intake.requests.domain.Confirmation;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message comes in by a channel: a new request, or the next message of a conversation, once,
 * however often the provider gives it.
 *
 * <pre>
 *   sent to a signed reply address                     → joins that conversation
 *   answers a message of a conversation, and comes
 *     from the address that the conversation is with   → joins it
 *   anything else                                      → a new request
 * </pre>
 *
 * <p>A sender's address can be forged, so it opens nothing: who forges one can begin a request
 * whose answer goes to the forged address, and needs an id or a token of a conversation to write to
 * it. What goes out goes to the address that the conversation began with, never to who wrote last.
 */
@ApplicationScoped
public class ReceivingMessages {
  /** What people may write in one message, as by REST. */
  static final int LONGEST_TEXT = 8_000;

  private static final String NOTHING_WRITTEN = "(no text)";

  private final SubmittingRequests submitting;
  private final TalkingToHelpers talking;
  private final ChannelThreadTable threads;
  private final ChannelReceivedTable received;
  private final DeliveryTable deliveries;
  private final ChannelSeal seal;
  private final InstantSource clock;

  ReceivingMessages(
      SubmittingRequests submitting,
      TalkingToHelpers talking,
      ChannelThreadTable threads,
      ChannelReceivedTable received,
      DeliveryTable deliveries,
      ChannelSeal seal,
      InstantSource clock) {
    this.submitting = submitting;
    this.talking = talking;
    this.threads = threads;
    this.received = received;
    this.deliveries = deliveries;
    this.seal = seal;
    this.clock = clock;
  }

  /** What became of a message; nothing when it was received before. */
  public Optional<Outcome> receive(Tx tx, ChannelAccount account, Incoming message) {
    String community = account.community();
    Instant now = clock.instant();
    Original original = new Original(message.subject(), message.original());
    if (!received.add(tx, community, account.id(), message.externalId(), original, now)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (message.nature()) {
          case OWN -> settle(tx, account, message, Outcome.OWN, null);
          case AUTOMATIC -> settle(tx, account, message, Outcome.AUTOMATIC, null);
          case BOUNCE -> bounced(tx, account, message);
          case PERSON -> written(tx, account, message);
        });
  }

  private Outcome settle(
      Tx tx, ChannelAccount account, Incoming message, Outcome outcome, @Nullable Place place) {
    received.settle(
        tx,
        account.community(),
        account.id(),
        message.externalId(),
        outcome,
        place == null ? null : place.requestId(),
        place == null ? null : place.messageId());
    return outcome;
  }

  /** The latest of our messages that it names did not arrive; whose that is, only we can say. */
  private Outcome bounced(Tx tx, ChannelAccount account, Incoming message) {
    for (String id : message.refersTo()) {
      OurMessage ours = OurMessage.parse(id);
      if (ours != null
          && seal.request(account.community(), Purpose.THREAD, ours.threadToken()) != null) {
        deliveries.bounced(
            tx,
            account.community(),
            ours.messageId(),
            ChannelFailure.withoutAddresses(
                "it was returned: " + (message.bounced() == null ? "" : message.bounced())));
        return settle(tx, account, message, Outcome.BOUNCED, null);
      }
    }
    return settle(tx, account, message, Outcome.AUTOMATIC, null);
  }

  private Outcome written(Tx tx, ChannelAccount account, Incoming message) {
    Found thread = conversation(tx, account, message);
    if (thread == null) {
      return settle(tx, account, message, Outcome.BEGAN, begin(tx, account, message));
    }
    boolean byParty = threads.isParty(account.community(), thread, message.address());
    Place place =
        talking.write(
            tx,
            account.community(),
            thread.requestId(),
            text(message.text()),
            byParty && Confirmation.recognises(message.text()));
    Found written =
        place.requestId().equals(thread.requestId())
            ? thread
            : threads.find(tx, account.community(), place.requestId());
    // Who is in copy joins in; what goes out goes on threading under what the customer wrote.
    if (byParty && written != null) {
      threads.put(tx, account.community(), written, written.thread().heard(message.externalId()));
    }
    return settle(tx, account, message, Outcome.JOINED, place);
  }

  private Place begin(Tx tx, ChannelAccount account, Incoming message) {
    String subject = message.subject().strip();
    String asked =
        subject.isEmpty() || message.text().contains(subject)
            ? message.text()
            : subject + "\n\n" + message.text();
    Request request =
        submitting.submit(
            tx,
            account.community(),
            new Submission(
                text(asked),
                account.channel(),
                account.language(),
                Priority.NORMAL,
                Tier.COMMUNITY,
                List.of(),
                new TreeMap<>(),
                new Contact(null, message.name(), message.address(), null)));
    threads.begin(
        tx,
        account.community(),
        request.id(),
        account.id(),
        new ChannelThread(
            message.address(), message.name(), subject, List.of(message.externalId())));
    return new Place(request.id(), request.questionId());
  }

  /** The conversation that it belongs to, or null. */
  private @Nullable Found conversation(Sql sql, ChannelAccount account, Incoming message) {
    String community = account.community();
    if (message.replyToken() != null) {
      UUID named = seal.request(community, Purpose.REPLY, message.replyToken());
      Found found = named == null ? null : threads.find(sql, community, named);
      if (found != null) {
        return found;
      }
    }
    for (UUID id : answered(sql, account, message)) {
      Found found = threads.find(sql, community, id);
      if (found != null && threads.isParty(community, found, message.address())) {
        return found;
      }
    }
    return null;
  }

  private List<UUID> answered(Sql sql, ChannelAccount account, Incoming message) {
    List<UUID> requests = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String id : message.refersTo()) {
      OurMessage ours = OurMessage.parse(id);
      UUID request =
          ours == null
              ? null
              : seal.request(account.community(), Purpose.THREAD, ours.threadToken());
      if (request == null) {
        others.add(id);
      } else {
        requests.add(request);
      }
    }
    if (!others.isEmpty()) {
      requests.addAll(received.requestsOf(sql, account.community(), account.id(), others));
    }
    return requests.stream().distinct().toList();
  }

  private static String text(String written) {
    String text = written.strip();
    if (text.isEmpty()) {
      return NOTHING_WRITTEN;
    }
    if (text.codePointCount(0, text.length()) <= LONGEST_TEXT) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
  }
}
