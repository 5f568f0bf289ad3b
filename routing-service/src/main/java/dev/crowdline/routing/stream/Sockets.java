package dev.crowdline.routing.stream;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The members' connections to this replica. */
@ApplicationScoped
public class Sockets {
  private static final Logger LOG = Logger.getLogger(Sockets.class);
  private static final int MOST_ACKNOWLEDGED = 1_000;

  private final Map<String, Socket> byConnection = new ConcurrentHashMap<>();
  private final Map<UUID, Set<Socket>> byMember = new ConcurrentHashMap<>();

  /** One connection of a member. */
  public static final class Socket {
    private final WebSocketConnection connection;
    private final UUID memberId;
    private final String community;
    private final String site;
    private final Map<UUID, Integer> acknowledged = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> held = new ConcurrentHashMap<>();
    private volatile long heardAtNanos = System.nanoTime();

    Socket(WebSocketConnection connection, UUID memberId, String community, String site) {
      this.connection = connection;
      this.memberId = memberId;
      this.community = community;
      this.site = site;
    }

    public UUID memberId() {
      return memberId;
    }

    public String community() {
      return community;
    }

    /** The page that is connected: where its member is present. */
    public String site() {
      return site;
    }

    /** The client said something, if only that it is there. */
    void heard() {
      heardAtNanos = System.nanoTime();
    }

    private boolean isSilentFor(Duration patience) {
      return System.nanoTime() - heardAtNanos > patience.toNanos();
    }

    void close(CloseReason reason) {
      connection
          .close(reason)
          .subscribe()
          .with(done -> {}, e -> LOG.debugf("not closed for %s: %s", memberId, e.getMessage()));
    }

    /** The client says that it shows this offer, as it was in that version. */
    public void acknowledge(UUID offerId, int version) {
      if (acknowledged.size() >= MOST_ACKNOWLEDGED) {
        acknowledged.clear();
      }
      acknowledged.merge(offerId, version, Math::max);
    }

    public boolean hasAcknowledged(UUID offerId, int version) {
      return acknowledged.getOrDefault(offerId, 0) >= version;
    }

    /** Whether the client has been told of this work as it is now. */
    boolean holds(UUID id, int version) {
      return Objects.equals(held.get(id), version);
    }

    /** Sends without waiting; what never came here is found by the re-read. */
    void send(String text, @Nullable Holding holding) {
      if (holding != null && holding.on()) {
        held.put(holding.id(), holding.version());
      } else if (holding != null) {
        held.remove(holding.id());
      }
      connection
          .sendText(text)
          .subscribe()
          .with(done -> {}, e -> LOG.debugf("not sent to %s: %s", memberId, e.getMessage()));
    }
  }

  Socket add(WebSocketConnection connection, UUID memberId, String community, String site) {
    Socket socket = new Socket(connection, memberId, community, site);
    byConnection.put(connection.id(), socket);
    // In one step: the member's last socket may be going away at this moment.
    byMember.compute(
        memberId,
        (member, sockets) -> {
          Set<Socket> all = sockets == null ? ConcurrentHashMap.newKeySet() : sockets;
          all.add(socket);
          return all;
        });
    return socket;
  }

  /** Forgets a connection. Returns it when it was its member's last one here of its site. */
  Optional<Socket> remove(WebSocketConnection connection) {
    Socket socket = byConnection.get(connection.id());
    return socket == null ? Optional.empty() : remove(socket);
  }

  /** The same. */
  Optional<Socket> remove(Socket socket) {
    if (!byConnection.remove(socket.connection.id(), socket)) {
      return Optional.empty();
    }
    Set<Socket> left =
        byMember.computeIfPresent(
            socket.memberId,
            (member, sockets) -> {
              sockets.remove(socket);
              return sockets.isEmpty() ? null : sockets;
            });
    return left == null || left.stream().noneMatch(each -> each.site.equals(socket.site))
        ? Optional.of(socket)
        : Optional.empty();
  }

  /** The connections of which nothing was heard for so long. */
  List<Socket> silentFor(Duration patience) {
    return byConnection.values().stream().filter(socket -> socket.isSilentFor(patience)).toList();
  }

  Optional<Socket> of(WebSocketConnection connection) {
    return Optional.ofNullable(byConnection.get(connection.id()));
  }

  /** The connections of a member here. */
  public Collection<Socket> of(UUID memberId) {
    return byMember.getOrDefault(memberId, Set.of());
  }

  /** The offers and work that clients here have been told they have. */
  Set<UUID> held() {
    return byConnection.values().stream()
        .flatMap(socket -> socket.held.keySet().stream())
        .collect(Collectors.toSet());
  }

  /** All connections here. */
  List<Socket> all() {
    return List.copyOf(byConnection.values());
  }

  public List<UUID> members() {
    return List.copyOf(byMember.keySet());
  }

  public boolean has(UUID memberId) {
    return byMember.containsKey(memberId);
  }
}
