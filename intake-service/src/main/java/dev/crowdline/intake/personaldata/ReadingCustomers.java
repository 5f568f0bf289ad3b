package dev.crowdline.intake.personaldata;

import dev.crowdline.intake.channels.persistence.ChannelReceivedTable;
import dev.crowdline.intake.conversations.Conversation;
import dev.crowdline.intake.customers.domain.Contact;
import dev.crowdline.intake.customers.domain.KnownCustomer;
import dev.crowdline.intake.customers.persistence.CustomerTable;
import dev.crowdline.intake.requests.ReadingRequests;
import dev.crowdline.intake.requests.domain.Filter;
import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Staff finds a customer, and hands out all that is kept of one. */
@ApplicationScoped
public class ReadingCustomers {
  private final Database database;
  private final CustomerTable customers;
  private final ReadingRequests requests;
  private final ChannelReceivedTable received;
  private final Acts acts;
  private final InstantSource clock;

  ReadingCustomers(
      Database database,
      CustomerTable customers,
      ReadingRequests requests,
      ChannelReceivedTable received,
      Acts acts,
      InstantSource clock) {
    this.database = database;
    this.customers = customers;
    this.requests = requests;
    this.received = received;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    CUSTOMER_EXPORTED
  }

  /**
   * All that is kept of a customer: a page of the conversations, the newest first.
   *
   * @param originals of messages that came by a channel, by request
   */
  public record Kept(
      KnownCustomer customer,
      Page<Conversation> conversations,
      Map<UUID, List<ChannelReceivedTable.Kept>> originals) {}

  /** Those whom a reference, an e-mail address or a phone number names, the surest first. */
  public List<KnownCustomer> named(String community, String identifier) {
    Contact contact = new Contact(identifier, null, identifier, identifier);
    return database.read(sql -> customers.named(sql, community, contact));
  }

  /** All that is kept of a customer that the community must have; reading it is written down. */
  public Kept export(Caller caller, UUID id, @Nullable Cursor after, Limit limit) {
    String community = caller.community();
    KnownCustomer customer =
        database.transact(tx -> {
          KnownCustomer found = found(tx, community, id);
          if (after == null) {
            acts.add(
                tx,
                caller,
                null,
                clock.instant(),
                Kind.CUSTOMER_EXPORTED,
                Map.of("customerId", id.toString()));
          }
          return found;
        });
    Page<Request> page = requests.list(community, Filter.ofCustomer(id), after, limit);
    Map<UUID, List<Message>> said = requests.messages(community, page.items());
    List<ChannelReceivedTable.Kept> originals =
        database.read(sql ->
            received.originals(sql, community, page.items().stream().map(Request::id).toList()));
    return new Kept(
        customer,
        new Page<>(
            page.items().stream()
                .map(each -> new Conversation(each, said.getOrDefault(each.id(), List.of()), null))
                .toList(),
            page.next()),
        originals.stream().collect(Collectors.groupingBy(ChannelReceivedTable.Kept::requestId)));
  }

  private KnownCustomer found(Tx tx, String community, UUID id) {
    KnownCustomer found = customers.find(tx, community, id);
    if (found == null) {
      throw Problem.notFound("customer", id);
    }
    return found;
  }
}
