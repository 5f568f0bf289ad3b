package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.members.domain.Member;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The people of a replay: who is there, and what each holds. */
final class Crew {
  private final MemberIndex index;
  private final Map<UUID, Held> held = new HashMap<>();
  private final List<UUID> staff;

  private static final class Held {
    final Member member;
    int load;
    Instant idleSince;

    Held(Member member) {
      this.member = member;
      this.idleSince = member.idleSince();
    }
  }

  Crew(Recording recording, MemberIndex index) {
    this.index = index;
    Instant begins =
        recording.requests().isEmpty() ? recording.from() : recording.requests().getFirst().at();
    for (Person person : recording.people()) {
      Member member =
          Member.registered(
              person.id(),
              recording.community(),
              "",
              person.tier(),
              person.languages(),
              List.of(),
              person.skills(),
              Map.of(),
              person.capacity(),
              begins);
      held.put(person.id(), new Held(member));
      index.put(member, true);
    }
    this.staff =
        recording.people().stream()
            .filter(person -> person.tier() != Tier.COMMUNITY)
            .map(Person::id)
            .toList();
  }

  private Held of(UUID member) {
    return Objects.requireNonNull(held.get(member), "a member of the recording");
  }

  Member member(UUID id) {
    return of(id).member;
  }

  void comes(Person person) {
    index.setPresent(person.id(), true);
  }

  void leaves(Person person) {
    index.setPresent(person.id(), false);
  }

  void holds(UUID member) {
    of(member).load++;
    tell(member);
  }

  void frees(UUID member) {
    of(member).load--;
    tell(member);
  }

  /** Took new work then. */
  void took(UUID member, Instant at) {
    of(member).idleSince = at;
    tell(member);
  }

  private void tell(UUID member) {
    Held so = of(member);
    index.setLoad(member, so.load, so.member.mayHold(), so.idleSince);
  }

  /**
   * Who claims a request from the overdue list: who did then, or anybody who may and has room; null
   * when nobody has. Nobody need be present for that: how long it takes until somebody looks is in
   * the lots.
   */
  @Nullable Member claimer(Running running, RandomGenerator chance) {
    List<UUID> able =
        staff.stream()
            .filter(id -> of(id).load < of(id).member.mayHold())
            .filter(id -> of(id).member.tier().reaches(running.route.demand().minimumTier()))
            .toList();
    if (able.isEmpty()) {
      return null;
    }
    UUID then =
        running.asked.work().stream()
            .map(Work::memberId)
            .filter(able::contains)
            .findFirst()
            .orElse(able.get(chance.nextInt(able.size())));
    return of(then).member;
  }
}
