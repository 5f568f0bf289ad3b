package dev.crowdline.intake.conversations;

import dev.crowdline.intake.incidents.persistence.IncidentTable;
import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.RequestKey;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.support.commands.Batches;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.problems.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What was said. */
@ApplicationScoped
public class ReadingConversations {
  private final Database database;
  private final RequestTable requests;
  private final IncidentTable incidents;
  private final Batches<RequestKey, Optional<Conversation>> together;

  ReadingConversations(Database database, RequestTable requests, IncidentTable incidents) {
    this.database = database;
    this.requests = requests;
    this.incidents = incidents;
    this.together = new Batches<>(database, key -> Set.of(), (tx, keys) -> of(keys));
  }

  /** A conversation that the community must have; read together with those others ask for now. */
  public Conversation get(String community, UUID requestId) {
    return together
        .run(new RequestKey(community, requestId))
        .orElseThrow(() -> Problem.notFound("conversation", requestId));
  }

  private List<Optional<Optional<Conversation>>> of(List<RequestKey> keys) {
    Map<UUID, Conversation> found =
        all(Set.copyOf(keys)).stream()
            .collect(Collectors.toMap(each -> each.request().id(), each -> each));
    return keys.stream().map(key -> Optional.of(Optional.ofNullable(found.get(key.id())))).toList();
  }

  /**
   * Those of the conversations that there are; two statements, however many, and two more when an
   * incident answers some.
   */
  List<Conversation> all(Collection<RequestKey> keys) {
    return database.read(sql -> {
      List<Request> found = requests.find(sql, keys);
      Map<UUID, List<Message>> said = requests.messages(sql, keys);
      Map<RequestKey, KnownProblem> known = known(sql, found);
      return found.stream()
          .map(r ->
              new Conversation(r, said.getOrDefault(r.id(), List.of()), known.get(incidentOf(r))))
          .toList();
    });
  }

  private Map<RequestKey, KnownProblem> known(Sql sql, List<Request> found) {
    Set<RequestKey> keys = new HashSet<>();
    for (Request request : found) {
      if (request.life().link().isOn()) {
        keys.add(incidentOf(request));
      }
    }
    if (keys.isEmpty()) {
      return Map.of();
    }
    Map<UUID, List<Message>> said = requests.messages(sql, keys);
    Map<RequestKey, KnownProblem> known = new HashMap<>();
    incidents
        .find(sql, keys)
        .forEach((key, incident) ->
            known.put(
                key,
                new KnownProblem(
                    incident.title(),
                    incident.openedAt(),
                    said.getOrDefault(key.id(), List.of()).stream()
                        .filter(ReadingConversations::isTold)
                        .toList())));
    return known;
  }

  /** What was written to customers before the answer, which each has in the own conversation. */
  private static boolean isTold(Message message) {
    return message.kind() == Message.Kind.MESSAGE && message.author() != Message.Author.CUSTOMER;
  }

  private static RequestKey incidentOf(Request request) {
    return new RequestKey(
        request.community(),
        Objects.requireNonNullElse(request.life().link().incidentId(), request.id()));
  }

  /** The versions of those that there are; one statement. */
  Map<RequestKey, Long> versions(Collection<RequestKey> keys) {
    return database.read(sql -> requests.versions(sql, keys));
  }
}
