package dev.crowdline.routing.routes.web;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.contractors.PromisingPay;
import dev.crowdline.routing.contractors.domain.ContractorDay;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.routing.routes.domain.RouteState;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in words what will happen to a route unless somebody does something. */
@ApplicationScoped
public class WhatHappensNext {
  private final Communities communities;
  private final MemberIndex members;
  private final PromisingPay promising;
  private final Database database;

  WhatHappensNext(
      Communities communities, MemberIndex members, PromisingPay promising, Database database) {
    this.communities = communities;
    this.members = members;
    this.promising = promising;
    this.database = database;
  }

  /** Sentences, the soonest first. */
  public List<String> of(Route route) {
    Policy policy = communities.policyOf(route.community());
    List<String> sentences = new ArrayList<>();
    sentences.add(
        switch (route.state()) {
          case RouteState.Queued queued ->
              "It waits for a member with what it needs who is online and has room; whoever comes first is asked.";
          case RouteState.Exhausted exhausted ->
              "No step of the plan is left: it stays on the overdue list, and whoever suits and comes online is asked.";
          case RouteState.Offered offered ->
              offered.live() == 1
                  ? "One member is being asked until " + route.dueAt() + "; then the next are."
                  : offered.live()
                      + " members are being asked, the first deadline is "
                      + route.dueAt()
                      + "; the first accept wins, and the others' offers end.";
          case RouteState.Assigned assigned ->
              "A member has the work; its clock is looked at next at "
                  + route.dueAt()
                  + ", and when it runs out the work is taken back.";
          case RouteState.Closed closed when closed.linked() ->
              "An incident answers it, together with others like it; it waits again when it is split out.";
          case RouteState.Closed closed ->
              "Nothing is to be done unless the customer says that it did not help.";
        });
    if (route.state() instanceof RouteState.Queued
        || route.state() instanceof RouteState.Exhausted) {
      whoIsMissing(route, sentences);
      whoIsNotPaid(route, sentences);
    }
    int step = route.demand().step();
    // Of a policy with cases sla alone knows which counts for the request.
    if (!route.isClosed() && policy.allCases().isEmpty() && step < policy.steps().size()) {
      Policy.Step following = policy.steps().get(step);
      sentences.add(
          "When "
              + following.percent()
              + " % of its time is used, escalation step "
              + (step + 1)
              + ": "
              + describe(following)
              + ".");
    }
    return sentences;
  }

  /** A need that nobody meets is said at once: it would wait for somebody who does not exist. */
  private void whoIsMissing(Route route, List<String> sentences) {
    for (Need need : members.metByNobody(route.community(), route.needed())) {
      sentences.add(
          "No member has the skill '%s' at level %d or higher: unless one gets it, nobody can be asked."
              .formatted(need.skill(), need.level()));
    }
    for (Need need : members.metByNobodyPresent(route.community(), route.needed())) {
      sentences.add(
          "Nobody who is online has the skill '%s' at level %d or higher."
              .formatted(need.skill(), need.level()));
    }
  }

  private void whoIsNotPaid(Route route, List<String> sentences) {
    if (route.demand().admits(Tier.CONTRACTOR)) {
      ContractorDay day = database.read(sql -> promising.of(sql, route.community()));
      if (!day.hasRoom()) {
        sentences.add(
            "What contractors may cost today is used up: until "
                + day.endsAt()
                + " specialists are asked instead of them.");
      }
    }
  }

  private static String describe(Policy.Step step) {
    List<String> parts = new ArrayList<>();
    if (step.widenLevels() > 0) {
      parts.add("needed levels are lowered by " + step.widenLevels());
    }
    if (step.waveFactor() > 1) {
      parts.add("the wave is " + step.waveFactor() + " times as large");
    }
    if (step.rewardPercent() != 100) {
      parts.add("the reward becomes " + step.rewardPercent() + " %");
    }
    if (step.tier() != null) {
      parts.add(step.tier().name().toLowerCase(Locale.ROOT) + "s may be asked as well");
    }
    if (step.alert()) {
      parts.add("the operator is alerted");
    }
    return String.join(", ", parts);
  }
}
