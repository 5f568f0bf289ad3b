package dev.crowdline.routing.stream;

import dev.crowdline.routing.presence.Presence;
import dev.crowdline.routing.presence.domain.Leases;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.websockets.next.CloseReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Presence ends by saying nothing (ADR 6). The server pings every four seconds, and every client
 * answers by itself; of whom nothing is heard for {@link #PATIENCE} is not there, however open the
 * connection looks: a process that is frozen, a machine that sleeps, a network that swallows. Its
 * member gets no offers from then on, and its connection is closed.
 */
@ApplicationScoped
public class Listening {
  /** Three pings unanswered, and with the look a second below the lease. */
  static final Duration PATIENCE = Leases.LEASE.minusSeconds(2);

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final CloseReason SILENT =
      new CloseReason(4408, "nothing was heard of this client; connect again");

  private final Sockets sockets;
  private final Presence presence;
  private @Nullable Loop loop;

  Listening(Sockets sockets, Presence presence) {
    this.sockets = sockets;
    this.presence = presence;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("listening-to-clients", LOOK, this::look);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  private void look() {
    for (Sockets.Socket socket : sockets.silentFor(PATIENCE)) {
      sockets.remove(socket).ifPresent(last -> presence.silent(last.memberId(), last.site()));
      socket.close(SILENT);
    }
  }
}
