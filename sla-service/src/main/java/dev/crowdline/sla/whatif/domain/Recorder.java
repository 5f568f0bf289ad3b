package dev.crowdline.sla.whatif.domain;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.SlaClock;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Traits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Recording} of what is told in the order of the facts. Of a request that was
 * submitted before all that is told nothing is kept. Of one thread.
 */
public final class Recorder {
  private final Map<UUID, Tape> tapes = new HashMap<>();
  private final Map<UUID, Known> members = new HashMap<>();
  private final int newMemberCapacity;

  /**
   * @param newMemberCapacity how many pieces of work somebody may hold of whom nothing else is
   *     known
   */
  public Recorder(int newMemberCapacity) {
    this.newMemberCapacity = newMemberCapacity;
  }

  /** How many requests were told of. */
  public int size() {
    return tapes.size();
  }

  /** A request was submitted. */
  public void submitted(
      UUID request, Instant at, Traits traits, List<Need> needs, Tier minimumTier) {
    tapes.putIfAbsent(request, new Tape(request, at, traits, needs, minimumTier));
    if (minimumTier != Tier.COMMUNITY) {
      listed(request, at);
    }
  }

  /** Members were asked. */
  public void offered(UUID request, Instant at, Map<UUID, UUID> membersByOffer) {
    Tape tape = tapes.get(request);
    if (tape != null) {
      membersByOffer.forEach((offer, member) -> {
        tape.offers.put(offer, new Asking(member, at));
        tape.offered++;
        known(member).asked(tape.needs, tape.widened, tape.language);
      });
    }
  }

  /** A member said no. */
  public void declined(UUID request, Instant at, UUID offer) {
    reacted(request, at, offer, Reaction.Kind.DECLINED);
  }

  /** Offers ended before their members did anything. */
  public void unseen(UUID request, Instant at, Collection<UUID> offers) {
    offers.forEach(offer -> reacted(request, at, offer, Reaction.Kind.UNSEEN));
  }

  private void reacted(UUID request, Instant at, UUID offer, Reaction.Kind kind) {
    Tape tape = tapes.get(request);
    Asking asking = tape == null ? null : tape.offers.remove(offer);
    if (tape != null && asking != null) {
      tape.reactions.add(
          new Reaction.To(asking.member(), new Reaction(kind, between(asking.at(), at))));
    }
  }

  /**
   * A member has the work.
   *
   * @param offer that was accepted; null when it was claimed from the overdue list
   */
  public void taken(
      UUID request, Instant at, UUID assignment, UUID member, Tier tier, @Nullable UUID offer) {
    known(member).tier = tier;
    Tape tape = tapes.get(request);
    if (tape == null) {
      return;
    }
    if (offer != null) {
      reacted(request, at, offer, Reaction.Kind.ACCEPTED);
    }
    tape.unlisted(at, offer == null);
    tape.takenAt = tape.takenAt == null ? at : tape.takenAt;
    tape.assignments.add(assignment);
    tape.piece = new Piece(assignment, member, tier, at);
  }

  /** Something was done on work. */
  public void did(UUID request, Instant at, UUID assignment, Work.Kind kind) {
    Tape tape = tapes.get(request);
    Piece piece = tape == null ? null : tape.piece;
    if (piece != null && piece.assignment.equals(assignment)) {
      piece.deeds.add(new Work.Deed(kind, between(piece.at, at)));
    }
  }

  /** The customer wrote, to whoever works on it. */
  public void customerWrote(UUID request, Instant at) {
    Tape tape = tapes.get(request);
    if (tape != null && tape.piece != null) {
      did(request, at, tape.piece.assignment, Work.Kind.CUSTOMER_WROTE);
    }
  }

  /**
   * The member answered.
   *
   * @param cents that a contractor is paid for it; null of others
   */
  public void answered(
      UUID request, Instant at, UUID assignment, Tier tier, int points, @Nullable Integer cents) {
    did(request, at, assignment, Work.Kind.ANSWERED);
    Tape tape = tapes.get(request);
    if (tape != null) {
      ended(request, at, assignment, true);
      tape.answeredAt = tape.answeredAt == null ? at : tape.answeredAt;
      tape.latestAnswerAt = at;
      tape.answeredBy = tier;
      tape.points = points;
      tape.cents = cents;
    }
  }

  /**
   * The work is over.
   *
   * @param byItself because of what its member did or left undone; else it was cut short
   */
  public void ended(UUID request, Instant at, UUID assignment, boolean byItself) {
    Tape tape = tapes.get(request);
    Piece piece = tape == null ? null : tape.piece;
    if (tape != null && piece != null && piece.assignment.equals(assignment)) {
      tape.work.add(piece.done(byItself ? null : between(piece.at, at)));
      tape.piece = null;
    }
  }

  /** An answer reached the customer; one that was given to another request is the incident's. */
  public void delivered(UUID request, Instant at, UUID assignment) {
    Tape tape = tapes.get(request);
    if (tape != null && !tape.assignments.contains(assignment)) {
      said(request, new Word.Answered(at));
    }
  }

  /** An answer was judged. */
  public void judged(UUID request, Instant at, Verdict.Kind kind) {
    Tape tape = tapes.get(request);
    Instant answered = tape == null ? null : tape.latestAnswerAt;
    if (tape != null && answered != null) {
      tape.verdicts.add(new Verdict(kind, between(answered, at)));
      tape.latestAnswerAt = null;
      tape.confirmed = kind == Verdict.Kind.CONFIRMED || kind == Verdict.Kind.SILENCE;
    }
  }

  /** Something was said of it from outside. */
  public void said(UUID request, Word word) {
    Tape tape = tapes.get(request);
    if (tape != null) {
      tape.words.add(word);
      if (word instanceof Word.TierRaised) {
        listed(request, word.at());
      } else if (!(word instanceof Word.PriorityRaised)) {
        tape.unlisted(word.at(), false);
      }
    }
  }

  /** It came on the overdue list, if it was not. */
  public void listed(UUID request, Instant at) {
    Tape tape = tapes.get(request);
    if (tape != null && tape.piece == null && tape.listedAt == null) {
      tape.listedAt = at;
    }
  }

  /** A target was met, or missed; what is said last counts. */
  public void clock(UUID request, SlaClock clock, boolean met) {
    Tape tape = tapes.get(request);
    if (tape != null && SlaClock.all().contains(clock)) {
      tape.met.put(clock, met);
    }
  }

  /** A step of the plan was raised. */
  public void stepped(UUID request, int widenLevels) {
    Tape tape = tapes.get(request);
    if (tape != null) {
      tape.steps++;
      tape.widened += widenLevels;
    }
  }

  /** No step is left. */
  public void exhausted(UUID request) {
    Tape tape = tapes.get(request);
    if (tape != null) {
      tape.exhausted = true;
    }
  }

  /** What is said of a member; null is not said. */
  public void member(
      UUID member,
      @Nullable Tier tier,
      @Nullable List<String> languages,
      @Nullable List<Need> skills,
      @Nullable Integer capacity) {
    Known known = known(member);
    known.tier = tier == null ? known.tier : tier;
    known.languages = languages == null ? known.languages : languages;
    known.skills = skills == null ? known.skills : skills;
    known.capacity = capacity == null ? known.capacity : capacity;
  }

  /** A member came. */
  public void came(UUID member, Instant at) {
    known(member).cameAt = at;
  }

  /** A member went. */
  public void went(UUID member, Instant at) {
    known(member).went(at);
  }

  private Known known(UUID member) {
    return members.computeIfAbsent(member, Known::new);
  }

  /** What was told, as a recording in which requests of that period count. */
  public Recording recording(String community, Instant from, Instant to, Instant until) {
    return new Recording(
        community,
        from,
        to,
        until,
        tapes.values().stream()
            .map(tape -> tape.asked(until))
            .sorted(Comparator.comparing(Asked::at).thenComparing(Asked::id))
            .toList(),
        members.values().stream().map(known -> known.person(until, newMemberCapacity)).toList());
  }

  private static Duration between(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }

  private record Asking(UUID member, Instant at) {}

  private static final class Piece {
    final UUID assignment;
    final UUID member;
    final Tier tier;
    final Instant at;
    final List<Work.Deed> deeds = new ArrayList<>();

    Piece(UUID assignment, UUID member, Tier tier, Instant at) {
      this.assignment = assignment;
      this.member = member;
      this.tier = tier;
      this.at = at;
    }

    Work done(@Nullable Duration cutAfter) {
      return new Work(member, tier, deeds, cutAfter);
    }
  }

  private static final class Tape {
    final UUID request;
    final Instant at;
    final Traits traits;
    final List<Need> needs;
    final String language;
    final Tier minimumTier;
    final Map<UUID, Asking> offers = new HashMap<>();
    final Set<UUID> assignments = new HashSet<>();
    final List<Reaction.To> reactions = new ArrayList<>();
    final List<Work> work = new ArrayList<>();
    final List<Verdict> verdicts = new ArrayList<>();
    final List<Word> words = new ArrayList<>();
    final Map<SlaClock, Boolean> met = new HashMap<>();
    @Nullable Piece piece;
    @Nullable Instant takenAt;
    @Nullable Instant answeredAt;
    @Nullable Instant latestAnswerAt;
    @Nullable Tier answeredBy;
    @Nullable Instant listedAt;
    @Nullable Reaction listed;
    @Nullable Integer cents;
    int points;
    int offered;
    int steps;
    int widened;
    boolean exhausted;
    boolean confirmed;

    Tape(UUID request, Instant at, Traits traits, List<Need> needs, Tier minimumTier) {
      this.request = request;
      this.at = at;
      this.traits = traits;
      this.needs = needs;
      this.language = traits.language();
      this.minimumTier = minimumTier;
    }

    /** It is not on the overdue list any more; the first time counts. */
    void unlisted(Instant when, boolean claimed) {
      if (listedAt != null && listed == null) {
        listed =
            new Reaction(
                claimed ? Reaction.Kind.ACCEPTED : Reaction.Kind.UNSEEN, between(listedAt, when));
      }
    }

    Asked asked(Instant until) {
      offers
          .values()
          .forEach(asking ->
              reactions.add(
                  new Reaction.To(
                      asking.member(),
                      new Reaction(Reaction.Kind.UNSEEN, between(asking.at(), until)))));
      offers.clear();
      if (piece != null) {
        work.add(piece.done(between(piece.at, until)));
        piece = null;
      }
      unlisted(until, false);
      return new Asked(
          request,
          at,
          traits,
          needs,
          minimumTier,
          reactions,
          work,
          verdicts,
          words,
          listed,
          course());
    }

    private Course course() {
      Integer paid = cents;
      return new Course(
          met,
          takenAt == null ? null : between(at, takenAt),
          answeredAt == null ? null : between(at, answeredAt),
          answeredBy,
          offered,
          steps,
          exhausted,
          confirmed && paid == null ? points : 0,
          confirmed && paid != null ? paid : 0);
    }
  }

  private static final class Known {
    final UUID id;
    final List<Person.Stay> stays = new ArrayList<>();
    final Map<String, Integer> seenSkills = new HashMap<>();
    final List<String> seenLanguages = new ArrayList<>();
    @Nullable Tier tier;
    @Nullable List<String> languages;
    @Nullable List<Need> skills;
    @Nullable Integer capacity;
    @Nullable Instant cameAt;

    Known(UUID id) {
      this.id = id;
    }

    /** Who was asked could do it. */
    void asked(List<Need> needs, int widened, String language) {
      needs.forEach(
          need -> seenSkills.merge(need.skill(), Math.max(1, need.level() - widened), Math::max));
      if (!seenLanguages.contains(language)) {
        seenLanguages.add(language);
      }
    }

    void went(Instant at) {
      if (cameAt != null && at.isAfter(cameAt)) {
        stays.add(new Person.Stay(cameAt, at));
      } else if (stays.isEmpty()) {
        // Came before all that is told.
        stays.add(new Person.Stay(Instant.EPOCH, at));
      }
      cameAt = null;
    }

    Person person(Instant until, int ofNewMembers) {
      List<Person.Stay> present = new ArrayList<>(stays);
      if (cameAt != null && cameAt.isBefore(until)) {
        present.add(new Person.Stay(cameAt, until));
      } else if (present.isEmpty() && cameAt == null && !seenSkills.isEmpty()) {
        // Was asked, and neither came nor went: was there all the time.
        present.add(new Person.Stay(Instant.EPOCH, until));
      }
      return new Person(
          id,
          tier == null ? Tier.COMMUNITY : tier,
          languages == null ? seenLanguages : languages,
          skills == null
              ? seenSkills.entrySet().stream()
                  .map(each -> new Need(each.getKey(), each.getValue()))
                  .toList()
              : skills,
          capacity == null ? ofNewMembers : capacity,
          present);
    }
  }
}
