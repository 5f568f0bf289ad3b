package dev.crowdline.routing.matching;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What the matcher has to look at: queues that got something, members who got room or came. */
@ApplicationScoped
public class WorkSignals {
  private Set<Long> queues = new HashSet<>();
  private Set<UUID> members = new HashSet<>();

  /** What was signalled since the last look. */
  public record Signals(Set<Long> queues, Set<UUID> members) {
    public boolean isEmpty() {
      return queues.isEmpty() && members.isEmpty();
    }
  }

  /** Something waits in these queues. */
  public synchronized void queuesWait(Collection<Long> queueIds) {
    if (queues.addAll(queueIds)) {
      notifyAll();
    }
  }

  /** These members have room, or came online. */
  public synchronized void membersAreFree(Collection<UUID> memberIds) {
    if (members.addAll(memberIds)) {
      notifyAll();
    }
  }

  /** Waits for something, at most that long, and takes it. */
  synchronized Signals take(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (queues.isEmpty() && members.isEmpty()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    Signals taken = new Signals(queues, members);
    queues = new HashSet<>();
    members = new HashSet<>();
    return taken;
  }
}
