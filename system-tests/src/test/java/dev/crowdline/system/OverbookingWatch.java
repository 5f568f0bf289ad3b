package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks every 100 ms, in one snapshot of routing's database, whether any member holds more than the
 * capacity (P3) or any route has two active assignments (P2).
 */
final class OverbookingWatch implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String TOO_MUCH =
      """
      select 'member ' || l.member_id || ' holds ' || count(*) || ' of ' || l.capacity as finding
      from (select member_id from offer where community = ? and state = 'OFFERED'
            union all
            select member_id from assignment where community = ? and state = 'ACTIVE') held
      join member_load l using (member_id)
      group by l.member_id, l.capacity having count(*) > l.capacity
      union all
      select 'route ' || route_id || ' has ' || count(*) || ' active assignments'
      from assignment where community = ? and state = 'ACTIVE' group by route_id having count(*) > 1
      """;

  private final Database routing;
  private final String community;
  private final List<Map<String, Object>> found = new CopyOnWriteArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  OverbookingWatch(Stack stack, String community) {
    this.routing = Database.of(stack, "routing");
    this.community = community;
    this.thread = Thread.ofVirtual().start(this::watch);
  }

  private void watch() {
    try {
      do {
        try {
          found.addAll(routing.rows(TOO_MUCH, community, community, community));
          looks.incrementAndGet();
        } catch (IllegalStateException e) {
          // The database is being killed; nobody can be booked meanwhile.
        }
      } while (!end.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the watch; fails when it saw anything, or did not look. */
  void sawNothing() {
    close();
    assertThat(looks).hasPositiveValue();
    assertThat(found).as("over-booked members and doubly assigned routes").isEmpty();
  }

  @Override
  public void close() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
