package dev.crowdline.intake.requests;

import dev.crowdline.intake.requests.domain.Filter;
import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.RequestKey;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.intake.requests.persistence.SearchTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests as they are. */
@ApplicationScoped
public class ReadingRequests {
  private final Database database;
  private final RequestTable requests;
  private final SearchTable search;

  ReadingRequests(Database database, RequestTable requests, SearchTable search) {
    this.database = database;
    this.requests = requests;
    this.search = search;
  }

  /** A request that the community must have. */
  public Request get(String community, UUID id) {
    return database.read(sql -> get(sql, community, id));
  }

  /** The same, with statements of a transaction. */
  public Request get(Sql sql, String community, UUID id) {
    Request found = requests.find(sql, community, id);
    if (found == null) {
      throw Problem.notFound("request", id);
    }
    return found;
  }

  /** A page of a community's requests, newest first. */
  public Page<Request> list(String community, Filter filter, @Nullable Cursor after, Limit limit) {
    List<Request> rows =
        database.read(sql -> search.find(sql, community, filter, after, limit.items() + 1));
    if (rows == null) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          "words",
          "stand in more than %,d messages, and rarely in the latest: add a word, or a shorter time"
              .formatted(SearchTable.MOST_MESSAGES));
    }
    return Page.of(rows, limit, last -> new Cursor(last.createdAt(), last.id()));
  }

  /** The conversations of requests that were read, by request. */
  public Map<UUID, List<Message>> messages(String community, List<Request> of) {
    List<RequestKey> keys = of.stream().map(each -> new RequestKey(community, each.id())).toList();
    return database.read(sql -> requests.messages(sql, keys));
  }

  /** The conversation of a request that the community must have. */
  public List<Message> messages(String community, UUID id) {
    List<Message> found = database.read(sql -> requests.messages(sql, community, id));
    if (found.isEmpty()) {
      throw Problem.notFound("request", id);
    }
    return found;
  }
}
