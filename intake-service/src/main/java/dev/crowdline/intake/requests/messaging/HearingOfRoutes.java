package dev.crowdline.intake.requests.messaging;

import dev.crowdline.contracts.Fact;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.intake.personaldata.messaging.HearingOfErasures;
import dev.crowdline.intake.requests.domain.Decision;
import dev.crowdline.intake.requests.domain.Heard;
import dev.crowdline.intake.requests.domain.Hearing;
import dev.crowdline.intake.requests.domain.Held;
import dev.crowdline.intake.requests.domain.RequestKey;
import dev.crowdline.intake.requests.persistence.FactAboutUnknownTable;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.intake.requests.persistence.RequestTable.Change;
import dev.crowdline.intake.requests.policies.Patiences;
import dev.crowdline.intake.understanding.messaging.HearingOfSkills;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.inbox.Arrivals;
import dev.crowdline.support.inbox.FactApplier;
import dev.crowdline.support.running.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Applies what routing did to requests: one statement locks them all, one stores them all, and one
 * states what follows.
 */
@ApplicationScoped
public class HearingOfRoutes implements FactApplier {
  private static final Logger LOG = Logger.getLogger(HearingOfRoutes.class);

  private final RequestTable requests;
  private final FactAboutUnknownTable unknown;
  private final Patiences patiences;
  private final HearingOfSkills skills;
  private final HearingOfErasures erasures;
  private final InstantSource clock;

  HearingOfRoutes(
      RequestTable requests,
      FactAboutUnknownTable unknown,
      Patiences patiences,
      HearingOfSkills skills,
      HearingOfErasures erasures,
      InstantSource clock) {
    this.requests = requests;
    this.unknown = unknown;
    this.patiences = patiences;
    this.skills = skills;
    this.erasures = erasures;
    this.clock = clock;
  }

  /** Nobody is asked by what is written on an incident: nobody would ever reply. */
  private static Heard asked(Held request, Heard heard) {
    return request.kind() == RequestKind.INCIDENT && heard instanceof Heard.Wrote wrote
        ? wrote.askingNobody()
        : heard;
  }

  private record Told(Fact<?> fact, Heard heard) {}

  @Override
  public void apply(Tx tx, Arrivals arrivals) {
    skills.apply(tx, arrivals);
    erasures.apply(tx, arrivals);
    Map<RequestKey, Told> told = new LinkedHashMap<>();
    Set<RequestKey> onlyRouteHeard = new HashSet<>();
    for (Fact<?> fact : arrivals.all()) {
      Heard heard = Translation.heard(fact);
      if (heard != null) {
        RequestKey key = new RequestKey(fact.community(), fact.subjectId());
        told.put(key, new Told(fact, heard));
        if (heard instanceof Heard.RouteOpen) {
          onlyRouteHeard.add(key);
        }
      }
    }
    if (told.isEmpty()) {
      return;
    }
    Map<RequestKey, Held> held = requests.lock(tx, told.keySet(), onlyRouteHeard);
    Instant now = clock.instant();
    List<Change> changes = new ArrayList<>();
    List<Fact<?>> strangers = new ArrayList<>();
    told.forEach((key, each) -> {
      Held request = held.get(key);
      if (request != null) {
        Decision decision =
            new Hearing(patiences.of(key.community()), Ids::next)
                .hear(request.life(), asked(request, each.heard()));
        changes.add(new Change(request, decision));
        StatingRequests.happened(tx, request, each.fact(), now, decision.happenings());
      } else if (!onlyRouteHeard.contains(key)) {
        strangers.add(each.fact());
      }
    });
    requests.store(tx, changes);
    if (!strangers.isEmpty()) {
      LOG.warnf(
          "%d facts about requests that intake does not have are kept in fact_about_unknown; was a"
              + " commit lost?",
          strangers.size());
      unknown.keep(tx, strangers, now);
    }
  }
}
