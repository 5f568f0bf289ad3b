package dev.crowdline.intake.incidents;

import dev.crowdline.intake.incidents.domain.Incident;
import dev.crowdline.intake.incidents.persistence.IncidentTable;
import dev.crowdline.intake.requests.domain.Arrived;
import dev.crowdline.intake.requests.domain.Reporters;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.RequestKey;
import dev.crowdline.intake.requests.persistence.ReporterTable;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Incidents as they stand, and those who report them. */
@ApplicationScoped
public class ReadingIncidents {
  private static final Reporters NOBODY = new Reporters(0, 0, 0);

  private final Database database;
  private final IncidentTable incidents;
  private final RequestTable requests;
  private final ReporterTable reporters;

  ReadingIncidents(
      Database database, IncidentTable incidents, RequestTable requests, ReporterTable reporters) {
    this.database = database;
    this.incidents = incidents;
    this.requests = requests;
    this.reporters = reporters;
  }

  /**
   * An incident, the request that it is, and how many report it.
   *
   * @param arrivals when they asked; empty in lists
   */
  public record Known(
      Incident incident, Request request, Reporters reporters, List<Arrived> arrivals) {}

  /** An incident that the community must have. */
  public Known get(String community, UUID id) {
    return database.read(sql -> {
      Incident found = incidents.find(sql, community, id);
      if (found == null) {
        throw Problem.notFound("incident", id);
      }
      Known known = known(sql, community, List.of(found)).getFirst();
      return new Known(
          known.incident(),
          known.request(),
          known.reporters(),
          reporters.arrivals(sql, community, id));
    });
  }

  /**
   * A page of a community's incidents, the newest first.
   *
   * @param open only those that are not finished
   */
  public Page<Known> list(String community, boolean open, @Nullable Cursor after, Limit limit) {
    List<Known> found =
        database.read(sql ->
            known(sql, community, incidents.list(sql, community, open, after, limit.items() + 1)));
    return Page.of(
        found, limit, last -> new Cursor(last.incident().openedAt(), last.incident().id()));
  }

  private List<Known> known(Sql sql, String community, List<Incident> found) {
    List<UUID> ids = found.stream().map(Incident::id).toList();
    Map<UUID, Reporters> counts = reporters.counts(sql, community, ids);
    Map<UUID, Request> answering =
        requests.find(sql, ids.stream().map(id -> new RequestKey(community, id)).toList()).stream()
            .collect(Collectors.toMap(Request::id, Function.identity()));
    List<Known> known = new ArrayList<>();
    for (Incident incident : found) {
      Request request = answering.get(incident.id());
      if (request != null) {
        known.add(
            new Known(incident, request, counts.getOrDefault(incident.id(), NOBODY), List.of()));
      }
    }
    return known;
  }

  /** A page of the requests that an incident answers, the newest first. */
  public Page<Request> reporters(String community, UUID id, @Nullable Cursor after, Limit limit) {
    List<Request> found =
        database.read(sql -> {
          if (incidents.find(sql, community, id) == null) {
            throw Problem.notFound("incident", id);
          }
          return reporters.linked(sql, community, id, after, limit.items() + 1);
        });
    return Page.of(found, limit, last -> new Cursor(last.createdAt(), last.id()));
  }
}
