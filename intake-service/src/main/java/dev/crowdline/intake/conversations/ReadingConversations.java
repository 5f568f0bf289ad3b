package dev.crowdline.intake.conversations;

import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.RequestKey;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What was said. */
@ApplicationScoped
public class ReadingConversations {
  private final Database database;
  private final RequestTable requests;

  ReadingConversations(Database database, RequestTable requests) {
    this.database = database;
    this.requests = requests;
  }

  /** A conversation that the community must have. */
  public Conversation get(String community, UUID requestId) {
    List<Conversation> found = all(List.of(new RequestKey(community, requestId)));
    if (found.isEmpty()) {
      throw Problem.notFound("conversation", requestId);
    }
    return found.getFirst();
  }

  /** Those of the conversations that there are; two statements, however many. */
  List<Conversation> all(Collection<RequestKey> keys) {
    return database.read(sql -> {
      List<Request> found = requests.find(sql, keys);
      Map<UUID, List<Message>> said = requests.messages(sql, keys);
      return found.stream()
          .map(r -> new Conversation(r, said.getOrDefault(r.id(), List.of())))
          .toList();
    });
  }

  /** The versions of those that there are; one statement. */
  Map<RequestKey, Long> versions(Collection<RequestKey> keys) {
    return database.read(sql -> requests.versions(sql, keys));
  }
}
