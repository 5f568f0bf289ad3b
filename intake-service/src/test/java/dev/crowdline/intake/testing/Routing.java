package dev.crowdline.intake.testing;

import dev.crowdline.contracts.AssignmentClock;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.routing.AssignmentCompleted;
import dev.crowdline.contracts.routing.AssignmentTimedOut;
import dev.crowdline.contracts.routing.MessageWritten;
import dev.crowdline.contracts.routing.OfferAccepted;
import dev.crowdline.contracts.routing.RouteExhausted;
import dev.crowdline.contracts.routing.RouteQueued;
import dev.crowdline.contracts.routing.ThanksMarked;
import dev.crowdline.support.running.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Routing, as far as one request is concerned: what a member called Ada did with it. */
public final class Routing {
  public final UUID member = Ids.next();
  private final Wire wire;
  private final Calls.Asked asked;
  private UUID assignment = Ids.next();

  public Routing(Wire wire, Calls.Asked asked) {
    this.wire = wire;
    this.asked = asked;
  }

  public UUID assignment() {
    return assignment;
  }

  public Routing queued(int round) {
    return say(
        new RouteQueued(
            round, RouteQueued.Reason.SUBMITTED, List.of(new Need("general", 1)), Tier.COMMUNITY));
  }

  public Routing accepted(int round) {
    assignment = Ids.next();
    return say(
        new OfferAccepted(
            Ids.next(), assignment, member, "Ada", Tier.COMMUNITY, round, 100, List.of()));
  }

  public Routing wrote(String text, boolean asks) {
    return say(
        new MessageWritten(
            Ids.next(), assignment, member, "Ada", Tier.COMMUNITY, asks, text, null, null));
  }

  /** After the answer, having heard so many of the customer's messages. */
  public Routing followedUp(String text, int heard) {
    return say(
        new MessageWritten(
            Ids.next(), assignment, member, "Ada", Tier.COMMUNITY, false, text, heard, true));
  }

  public Routing thanksMarked(int heard) {
    return say(new ThanksMarked(assignment, member, heard));
  }

  public Routing timedOut() {
    return say(new AssignmentTimedOut(assignment, member, AssignmentClock.COMPLETION));
  }

  public Routing exhausted(int round) {
    return say(new RouteExhausted(round));
  }

  public Routing completed(int round, String answer) {
    return completed(round, answer, Instant.now());
  }

  public Routing completed(int round, String answer, Instant at) {
    wire.say(
        asked.community(),
        asked.id(),
        at,
        new AssignmentCompleted(
            assignment, member, "Ada", Tier.COMMUNITY, round, 100, Ids.next(), answer, null, null));
    return this;
  }

  private Routing say(Object fact) {
    wire.say(asked.community(), asked.id(), fact);
    return this;
  }
}
