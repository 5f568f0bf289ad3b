package dev.crowdline.rewards.corrections;

import dev.crowdline.rewards.corrections.domain.Correction;
import dev.crowdline.rewards.corrections.domain.Correction.State;
import dev.crowdline.rewards.corrections.domain.SaltedNote;
import dev.crowdline.rewards.corrections.persistence.CorrectionTable;
import dev.crowdline.rewards.ledger.AdjustingPoints;
import dev.crowdline.rewards.ledger.domain.Adjustment;
import dev.crowdline.rewards.ledger.domain.CorrectionReason;
import dev.crowdline.rewards.ledger.domain.Purpose;
import dev.crowdline.rewards.ledger.persistence.LedgerTable.Holder;
import dev.crowdline.rewards.limits.KeepingLimits;
import dev.crowdline.rewards.members.KnowingMembers;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Adds points to a member and takes points off. Up to the community's limit an operator does it
 * alone; above it another one has to agree, and until then nothing moves.
 */
@ApplicationScoped
public class CorrectingPoints {
  private final Database database;
  private final CorrectionTable corrections;
  private final AdjustingPoints adjusting;
  private final KeepingLimits limits;
  private final KnowingMembers members;
  private final Idempotency idempotency;
  private final Acts acts;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  CorrectingPoints(
      Database database,
      CorrectionTable corrections,
      AdjustingPoints adjusting,
      KeepingLimits limits,
      KnowingMembers members,
      Idempotency idempotency,
      Acts acts,
      InstantSource clock) {
    this.database = database;
    this.corrections = corrections;
    this.adjusting = adjusting;
    this.limits = limits;
    this.members = members;
    this.idempotency = idempotency;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    CORRECTION_PROPOSED,
    CORRECTION_BOOKED,
    CORRECTION_REJECTED
  }

  /**
   * What an operator wants.
   *
   * @param points added; as less, taken off
   */
  public record Wanted(UUID memberId, long points, CorrectionReason reason, String note) {}

  /** Corrects a member's points, once per key, or proposes it where that takes two. */
  public Correction correct(Caller caller, Wanted wanted, String key) {
    members.mustBeOf(caller.community(), wanted.memberId());
    UUID id = Ids.next();
    Idempotency.Outcome outcome =
        database.transact(tx ->
            idempotency.runFor(
                tx,
                caller,
                "correct",
                key,
                wanted,
                201,
                id.toString(),
                () -> propose(tx, caller, id, wanted)));
    return get(caller.community(), UUID.fromString(outcome.resourceId()));
  }

  private void propose(Tx tx, Caller caller, UUID id, Wanted wanted) {
    Instant now = clock.instant();
    Correction proposed =
        new Correction(
            caller.community(),
            id,
            wanted.memberId(),
            wanted.points(),
            wanted.reason(),
            wanted.note(),
            State.PROPOSED,
            caller.key(),
            caller.name(),
            now,
            null,
            null);
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    corrections.add(tx, proposed, new SaltedNote(wanted.note(), HexFormat.of().formatHex(salt)));
    if (limits.get(tx, caller.community()).takesTwo(wanted.points())) {
      writeDown(tx, caller, proposed, Kind.CORRECTION_PROPOSED, now);
    } else {
      book(tx, caller, proposed, now);
    }
  }

  /** Agrees to what another operator proposed: the points move. */
  public Correction approve(Caller caller, UUID id) {
    database.transact(tx -> {
      Correction proposed = proposed(tx, caller.community(), id);
      if (proposed.proposer().equals(caller.key())) {
        throw Problem.of(
            ProblemType.FORBIDDEN,
            "you proposed it yourself; so many points take another operator to agree");
      }
      book(tx, caller, proposed, clock.instant());
      return null;
    });
    return get(caller.community(), id);
  }

  /** Drops a proposal, also one's own. */
  public Correction reject(Caller caller, UUID id) {
    database.transact(tx -> {
      Correction proposed = proposed(tx, caller.community(), id);
      Instant now = clock.instant();
      corrections.decide(tx, caller.community(), id, State.REJECTED, caller.name(), now);
      writeDown(tx, caller, proposed, Kind.CORRECTION_REJECTED, now);
      return null;
    });
    return get(caller.community(), id);
  }

  /** One of a community's corrections. */
  public Correction get(String community, UUID id) {
    return found(database.read(sql -> corrections.find(sql, community, id)), id);
  }

  /** Corrections, the latest first; only those in a state where one is named. */
  public List<Correction> list(
      String community, @Nullable State state, @Nullable Cursor after, int limit) {
    return database.read(sql -> corrections.latest(sql, community, state, after, limit));
  }

  private Correction proposed(Tx tx, String community, UUID id) {
    Correction correction = found(corrections.lock(tx, community, id), id);
    if (correction.state() != State.PROPOSED) {
      throw Problem.of(
          ProblemType.ILLEGAL_STATE,
          "it was %s by %s already"
              .formatted(
                  correction.state() == State.BOOKED ? "booked" : "rejected",
                  correction.decidedBy()));
    }
    return correction;
  }

  private void book(Tx tx, Caller caller, Correction proposed, Instant now) {
    String community = proposed.community();
    UUID id = proposed.id();
    corrections.decide(tx, community, id, State.BOOKED, caller.name(), now);
    String mark = Objects.requireNonNull(corrections.note(tx, community, id)).mark();
    adjusting.adjust(
        tx,
        Set.of(new Holder(community, proposed.memberId())),
        locked ->
            List.of(
                new Adjustment.Correction(
                    community,
                    proposed.memberId(),
                    new Purpose.Correction(id, mark),
                    proposed.points(),
                    now)));
    writeDown(tx, caller, proposed, Kind.CORRECTION_BOOKED, now);
  }

  /** Without the note, which is the member's and may be forgotten; an act may not. */
  private void writeDown(Tx tx, Caller caller, Correction correction, Kind kind, Instant now) {
    acts.add(
        tx,
        caller,
        null,
        now,
        kind,
        Map.of(
            "correction",
            correction.id().toString(),
            "member",
            correction.memberId().toString(),
            "points",
            Long.toString(correction.points()),
            "reason",
            correction.reason().name(),
            "proposedBy",
            correction.proposedBy()));
  }

  private static Correction found(@Nullable Correction found, UUID id) {
    if (found == null) {
      throw Problem.notFound("correction", id);
    }
    return found;
  }
}
