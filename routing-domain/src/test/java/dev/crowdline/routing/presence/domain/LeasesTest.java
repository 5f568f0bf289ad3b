package dev.crowdline.routing.presence.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.routing.presence.domain.Leases.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeasesTest {
  private static final UUID ADA = new UUID(0, 1);
  private static final UUID BEN = new UUID(0, 2);
  private static final String HERE = "here";
  private static final String ELSEWHERE = "elsewhere";
  private static final Duration INSTANT = Duration.ofMillis(1);

  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final Leases leases = new Leases(HERE, () -> now);

  private void pass(Duration time) {
    now = now.plus(time);
  }

  /** A lease that another replica granted a moment ago. */
  private Lease other(UUID member, String site, boolean socket) {
    return new Lease(member, new Place(site, ELSEWHERE, socket), now.plus(Leases.LEASE));
  }

  @Test
  @DisplayName("the first lease brings a member online, the next site is another place")
  void comes() {
    Leases.Granted first = leases.renew(ADA, "shop");
    assertThat(first.change()).isEqualTo(Change.CAME_ONLINE);
    assertThat(first.lease())
        .isEqualTo(new Lease(ADA, new Place("shop", HERE, false), now.plus(Leases.LEASE)));
    assertThat(leases.connected(ADA, "console").change()).isEqualTo(Change.ANOTHER_PLACE);
    assertThat(leases.renew(ADA, "shop").change()).isEqualTo(Change.RENEWED);
    assertThat(leases.connected(ADA, "console").change()).isEqualTo(Change.RENEWED);
    assertThat(leases.isOnline(ADA)).isTrue();
    assertThat(leases.isOnline(BEN)).isFalse();
    assertThat(leases.sitesOf(ADA)).containsExactly("console", "shop");
    assertThat(leases.siteOf(List.of(ADA, BEN))).isEqualTo(Map.of(ADA, "console"));
  }

  @Test
  @DisplayName("a lease ends on its end, not before, and a renewal moves it")
  void lapses() {
    leases.renew(ADA, "shop");
    pass(Leases.LEASE.minus(INSTANT));
    assertThat(leases.lapse().offline()).isEmpty();
    leases.renew(BEN, "shop");
    pass(INSTANT);
    assertThat(leases.lapse()).isEqualTo(new Leases.Lapsed(List.of(ADA), List.of(ADA)));
    assertThat(leases.isOnline(ADA)).isFalse();
    assertThat(leases.isOnline(BEN)).isTrue();
    assertThat(leases.lapse().offline()).as("once").isEmpty();
  }

  @Test
  @DisplayName("one of several leases ends, and the member stays")
  void staysElsewhere() {
    leases.renew(ADA, "shop");
    pass(Duration.ofSeconds(1));
    leases.connected(ADA, "console");
    pass(Leases.LEASE.minusSeconds(1));
    assertThat(leases.lapse().offline()).isEmpty();
    assertThat(leases.sitesOf(ADA)).containsExactly("console");
  }

  @Test
  @DisplayName("of whom another replica granted the lease, that one speaks")
  void lapsesOfOthers() {
    leases.heard(other(ADA, "shop", false));
    pass(Leases.LEASE);
    assertThat(leases.lapse()).isEqualTo(new Leases.Lapsed(List.of(ADA), List.of()));
  }

  @Test
  @DisplayName("connections here are renewed by being asserted, leases by request are not")
  void asserted() {
    Lease byRequest = leases.renew(ADA, "shop").lease();
    leases.connected(BEN, "console");
    leases.heard(other(BEN, "shop", true));
    pass(Duration.ofSeconds(5));
    assertThat(leases.assertOwn())
        .containsExactlyInAnyOrder(
            byRequest, new Lease(BEN, new Place("console", HERE, true), now.plus(Leases.LEASE)));
    pass(Leases.LEASE.minus(INSTANT));
    assertThat(leases.lapse().offline()).containsExactly(ADA);
    assertThat(leases.sitesOf(BEN))
        .as("the other replica's was not renewed")
        .containsExactly("console");
  }

  @Test
  @DisplayName("who leaves gives up leases by request wherever they are, and no connection")
  void left() {
    leases.renew(ADA, "shop");
    leases.heard(other(ADA, "forum", false));
    leases.connected(ADA, "console");
    Leases.Ended ended = leases.left(ADA);
    assertThat(ended.leases())
        .extracting(lease -> lease.place().site())
        .containsExactlyInAnyOrder("shop", "forum");
    assertThat(ended.offline()).isEmpty();
    assertThat(leases.sitesOf(ADA)).containsExactly("console");
    assertThat(leases.left(ADA).leases()).isEmpty();
  }

  @Test
  @DisplayName("a connection ends at its site only, and the last one takes the member offline")
  void disconnected() {
    leases.connected(ADA, "console");
    leases.connected(ADA, "overdue");
    assertThat(leases.isConnected(ADA, "console")).isTrue();
    assertThat(leases.disconnected(ADA, "console").offline()).isEmpty();
    assertThat(leases.isConnected(ADA, "console")).isFalse();
    assertThat(leases.disconnected(ADA, "overdue").offline()).containsExactly(ADA);
    assertThat(leases.disconnected(ADA, "overdue").offline()).as("once").isEmpty();
    assertThat(leases.isOnline(ADA)).isFalse();
  }

  @Test
  @DisplayName("leases of other replicas count, and say where else a member is connected")
  void others() {
    assertThat(leases.heard(other(ADA, "console", true))).contains(Change.CAME_ONLINE);
    assertThat(leases.heard(other(ADA, "console", true))).contains(Change.RENEWED);
    assertThat(leases.heard(other(ADA, "shop", false))).contains(Change.ANOTHER_PLACE);
    assertThat(leases.otherReplicasOf(ADA)).containsExactly(ELSEWHERE);
    assertThat(leases.isConnected(ADA, "console")).as("not here").isFalse();
    leases.heardOver(other(ADA, "console", true));
    assertThat(leases.otherReplicasOf(ADA)).as("by request only").isEmpty();
    assertThat(leases.heardOver(other(ADA, "shop", false)).offline()).containsExactly(ADA);
  }

  @Test
  @DisplayName("an end that is heard late shortens nothing")
  void older() {
    Lease old = other(ADA, "shop", false);
    pass(Duration.ofSeconds(1));
    leases.heard(other(ADA, "shop", false));
    leases.heard(old);
    pass(Leases.LEASE.minusSeconds(1));
    assertThat(leases.lapse().offline()).isEmpty();
  }

  @Test
  @DisplayName("of its own connections a replica knows better than what is said")
  void own() {
    Lease own = leases.connected(ADA, "console").lease();
    Lease byRequest = leases.renew(ADA, "shop").lease();
    pass(Duration.ofSeconds(1));
    assertThat(leases.heard(new Lease(BEN, own.place(), now))).isEmpty();
    assertThat(leases.isOnline(BEN)).isFalse();
    assertThat(leases.heardOver(own).leases()).isEmpty();
    assertThat(leases.isConnected(ADA, "console")).isTrue();
    assertThat(leases.heardOver(byRequest).leases()).containsExactly(byRequest);
  }

  @Test
  @DisplayName("who has no lease is offline only after two leases of unbroken reading")
  void complete() {
    Duration two = Leases.LEASE.multipliedBy(2);
    assertThat(leases.areComplete()).isFalse();
    leases.read(true);
    pass(two.minus(INSTANT));
    leases.read(true);
    assertThat(leases.areComplete()).isFalse();
    pass(INSTANT);
    assertThat(leases.areComplete()).isTrue();
    leases.read(false);
    assertThat(leases.areComplete()).isFalse();
    leases.read(true);
    assertThat(leases.areComplete()).as("it begins again").isFalse();
    pass(two);
    assertThat(leases.areComplete()).isTrue();
  }
}
