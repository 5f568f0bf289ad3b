package dev.crowdline.routing.matching.domain;

import dev.crowdline.contracts.Language;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.routes.domain.QueueKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The members that this replica may offer work to, in memory. One compressed bitmap for each skill
 * and level (of those who have at least that level), tier, language, and for who is available now,
 * so that "who can" is a few intersections whatever the number of members.
 *
 * <p>It may be behind: a member wrongly thought free is found out by the guarded reservation, one
 * wrongly thought full is read again by a sweep. Thread-safe.
 */
public final class MemberIndex {
  /** At most so many are scored for one route, which keeps the cost flat. */
  public static final int MOST_CANDIDATES = 256;

  private final Map<UUID, Integer> slots = new HashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<SkillLevel, RoaringBitmap> bySkill = new HashMap<>();
  private final Map<TierOf, RoaringBitmap> byTier = new HashMap<>();
  private final Map<LanguageOf, RoaringBitmap> byLanguage = new HashMap<>();
  private final RoaringBitmap available = new RoaringBitmap();
  private final RoaringBitmap present = new RoaringBitmap();

  /** Who is eligible for a queue, until something of a member changes; never changed itself. */
  private final Map<QueueKey, RoaringBitmap> eligible = new HashMap<>();

  /** Present, and not yet heard of: who registers and connects at once is often here first. */
  private final Set<UUID> presentUnknown = new HashSet<>();

  /** What is known of a member here. */
  private static final class Entry {
    Member member;
    int load;
    int capacity;
    Instant idleSince;
    boolean present;
    boolean termsAccepted;

    Entry(Member member) {
      this.member = member;
      this.load = member.load();
      this.capacity = member.mayHold();
      this.idleSince = member.idleSince();
    }

    boolean isAvailable() {
      return present && termsAccepted && load < capacity;
    }
  }

  private record SkillLevel(String community, String skill, int level) {}

  private record TierOf(String community, Tier tier) {}

  /** In canonical form here, whatever an earlier version stored. */
  private record LanguageOf(String community, String language) {
    private LanguageOf {
      language = Language.primary(language);
    }
  }

  /** Somebody who can be offered a route now. */
  public record Candidate(Member member, int load, int capacity, Instant idleSince) {}

  /** The candidates of a queue, at most {@link #MOST_CANDIDATES}, and how many there were. */
  public record Candidates(List<Candidate> drawn, int eligible) {}

  /**
   * Adds a member or what changed of one.
   *
   * @param termsAccepted whether the community's current terms are accepted
   */
  public synchronized void put(Member member, boolean termsAccepted) {
    Integer slot = slots.get(member.id());
    if (slot == null) {
      slot = entries.size();
      slots.put(member.id(), slot);
      Entry added = new Entry(member);
      added.present = presentUnknown.remove(member.id());
      entries.add(added);
    } else {
      unfile(slot, entries.get(slot).member);
    }
    Entry entry = entries.get(slot);
    entry.member = member;
    entry.load = member.load();
    entry.capacity = member.mayHold();
    entry.idleSince = member.idleSince();
    entry.termsAccepted = termsAccepted;
    file(slot, member);
    refresh(slot, entry);
  }

  /** Who is present changed. */
  public synchronized void setPresent(UUID memberId, boolean present) {
    Integer slot = slots.get(memberId);
    if (slot == null) {
      if (present) {
        presentUnknown.add(memberId);
      } else {
        presentUnknown.remove(memberId);
      }
      return;
    }
    Entry entry = entries.get(slot);
    entry.present = present;
    refresh(slot, entry);
  }

  /** A member's load as PostgreSQL has it. */
  public synchronized void setLoad(UUID memberId, int load, int capacity, Instant idleSince) {
    Integer slot = slots.get(memberId);
    if (slot != null) {
      Entry entry = entries.get(slot);
      entry.load = load;
      entry.capacity = capacity;
      entry.idleSince = idleSince;
      refresh(slot, entry);
    }
  }

  /** Present members that look full, at most that many, from a turning position. */
  public synchronized List<UUID> full(int most, int from) {
    List<UUID> found = new ArrayList<>();
    for (int i = 0; i < entries.size() && found.size() < most; i++) {
      Entry entry = entries.get((from + i) % entries.size());
      if (entry.present && entry.load >= entry.capacity) {
        found.add(entry.member.id());
      }
    }
    return found;
  }

  /**
   * How many members a queue reaches.
   *
   * @param able who has the needs, the language and an admitted tier
   * @param online those of them who are present
   * @param free those of them who have accepted the terms, and have room
   */
  public record Reach(int able, int online, int free) {}

  /** How many members a queue reaches now. */
  public synchronized Reach reach(QueueKey queue) {
    RoaringBitmap able = among(null, queue);
    return new Reach(
        able.getCardinality(),
        RoaringBitmap.andCardinality(able, present),
        RoaringBitmap.andCardinality(able, available));
  }

  /** Whether somebody could be offered a route of that queue now. */
  public synchronized boolean hasCandidates(QueueKey queue) {
    return !eligible(queue).isEmpty();
  }

  /** Which of these members could be offered a route of that queue now: whether any could. */
  public synchronized boolean suits(QueueKey queue, Collection<UUID> memberIds) {
    RoaringBitmap suitable = eligible(queue);
    for (UUID id : memberIds) {
      Integer slot = slots.get(id);
      if (slot != null && suitable.contains(slot)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Who can be offered a route of that queue now. When there are more than can be scored, a random
   * draw keeps the cost flat; {@code preferred} is in it whenever eligible.
   */
  public synchronized Candidates candidates(
      QueueKey queue, Set<UUID> excluded, @Nullable UUID preferred, RandomGenerator chance) {
    RoaringBitmap left = eligible(queue).clone();
    for (UUID id : excluded) {
      Integer slot = slots.get(id);
      if (slot != null) {
        left.remove(slot);
      }
    }
    int count = left.getCardinality();
    RoaringBitmap drawn = count <= MOST_CANDIDATES ? left : draw(left, count, chance);
    Integer preferredSlot = preferred == null ? null : slots.get(preferred);
    if (preferredSlot != null && left.contains(preferredSlot)) {
      drawn.add((int) preferredSlot);
    }
    List<Candidate> candidates = new ArrayList<>(drawn.getCardinality());
    drawn.forEach((int slot) -> {
      Entry e = entries.get(slot);
      candidates.add(new Candidate(e.member, e.load, e.capacity, e.idleSince));
    });
    return new Candidates(candidates, count);
  }

  /** A member as it is known here, or null. */
  public synchronized @Nullable Member find(UUID id) {
    Integer slot = slots.get(id);
    return slot == null ? null : entries.get(slot).member;
  }

  public synchronized int size() {
    return entries.size();
  }

  private static RoaringBitmap draw(RoaringBitmap from, int count, RandomGenerator chance) {
    RoaringBitmap drawn = new RoaringBitmap();
    while (drawn.getCardinality() < MOST_CANDIDATES) {
      drawn.add(from.select(chance.nextInt(count)));
    }
    return drawn;
  }

  private RoaringBitmap eligible(QueueKey queue) {
    return eligible.computeIfAbsent(queue, wanted -> among(available, wanted));
  }

  /** Who of some, or of all, suits a queue. */
  private RoaringBitmap among(@Nullable RoaringBitmap some, QueueKey queue) {
    RoaringBitmap found = new RoaringBitmap();
    for (Tier tier : Tier.all()) {
      if ((queue.tiers() & (1 << tier.rank())) != 0 && tier.reaches(queue.minimumTier())) {
        RoaringBitmap ofTier = byTier.get(new TierOf(queue.community(), tier));
        if (ofTier != null) {
          found.or(ofTier);
        }
      }
    }
    if (some != null) {
      found.and(some);
    }
    keep(found, byLanguage.get(new LanguageOf(queue.community(), queue.language())));
    for (Need need : queue.needs()) {
      keep(found, bySkill.get(new SkillLevel(queue.community(), need.skill(), need.level())));
    }
    return found;
  }

  /** The needs that nobody of a community meets, whoever is there. */
  public synchronized List<Need> metByNobody(String community, List<Need> needs) {
    return needs.stream().filter(need -> who(community, need).isEmpty()).toList();
  }

  /** The needs that somebody of a community meets, and nobody who is there. */
  public synchronized List<Need> metByNobodyPresent(String community, List<Need> needs) {
    return needs.stream()
        .filter(need -> !who(community, need).isEmpty())
        .filter(need -> !RoaringBitmap.intersects(who(community, need), present))
        .toList();
  }

  private RoaringBitmap who(String community, Need need) {
    RoaringBitmap known = bySkill.get(new SkillLevel(community, need.skill(), need.level()));
    return known == null ? new RoaringBitmap() : known;
  }

  private static void keep(RoaringBitmap found, @Nullable RoaringBitmap only) {
    if (only == null) {
      found.clear();
    } else {
      found.and(only);
    }
  }

  private void refresh(int slot, Entry entry) {
    eligible.clear();
    if (entry.present) {
      present.add(slot);
    } else {
      present.remove(slot);
    }
    if (entry.isAvailable()) {
      available.add(slot);
    } else {
      available.remove(slot);
    }
  }

  private void file(int slot, Member member) {
    String community = member.community();
    byTier
        .computeIfAbsent(new TierOf(community, member.tier()), k -> new RoaringBitmap())
        .add(slot);
    for (String language : member.languages()) {
      byLanguage
          .computeIfAbsent(new LanguageOf(community, language), k -> new RoaringBitmap())
          .add(slot);
    }
    for (Need skill : member.skills()) {
      for (int level = 1; level <= skill.level(); level++) {
        bySkill
            .computeIfAbsent(
                new SkillLevel(community, skill.skill(), level), k -> new RoaringBitmap())
            .add(slot);
      }
    }
  }

  private void unfile(int slot, Member member) {
    String community = member.community();
    remove(byTier.get(new TierOf(community, member.tier())), slot);
    for (String language : member.languages()) {
      remove(byLanguage.get(new LanguageOf(community, language)), slot);
    }
    for (Need skill : member.skills()) {
      for (int level = 1; level <= skill.level(); level++) {
        remove(bySkill.get(new SkillLevel(community, skill.skill(), level)), slot);
      }
    }
  }

  private static void remove(@Nullable RoaringBitmap from, int slot) {
    if (from != null) {
      from.remove(slot);
    }
  }
}
