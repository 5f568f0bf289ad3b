package dev.crowdline.intake.requests.persistence;

import dev.crowdline.contracts.Need;
import dev.crowdline.intake.requests.domain.Decision;
import dev.crowdline.intake.requests.domain.GivenAnswer;
import dev.crowdline.intake.requests.domain.Held;
import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.domain.Notice;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.RequestKey;
import dev.crowdline.intake.requests.persistence.RequestRow.Filled;
import dev.crowdline.intake.understanding.domain.Understood;
import dev.crowdline.support.database.Columns;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Requests and their conversations. Every statement compares the community (P9).
 *
 * <p>What is said to a customer who came by a channel is stored together with its {@code delivery},
 * and a request that continues another together with its {@code channel_thread}: by the same
 * statements, so that nobody who adds to a conversation can forget either.
 */
@ApplicationScoped
public class RequestTable {
  private static final Columns<Said> MESSAGE =
      Columns.<Said>of()
          .text("community", s -> s.request().community())
          .uuid("request_id", s -> s.request().id())
          .uuid("id", s -> s.message().id())
          .constant("author", s -> s.message().author())
          .constant("kind", s -> s.message().kind())
          .text("alias", s -> s.message().alias())
          .constant("tier", s -> s.message().tier())
          .text("text", s -> s.message().text())
          .bool("asks_customer", s -> s.message().asksCustomer())
          .instant("at", s -> s.message().at())
          .uuid("assignment_id", s -> of(s, Message.Work::assignmentId))
          .uuid("member_id", s -> of(s, Message.Work::memberId))
          .integer("round", s -> of(s, Message.Work::round))
          .constant("notice", s -> noticed(s, Notice::code))
          .text("notice_reason", s -> noticed(s, Notice::reason));

  private static final Columns<Request> NEW =
      Columns.<Request>of()
          .text("community", Request::community)
          .uuid("id", Request::id)
          .constant("kind", Request::kind)
          .uuid("customer_id", Request::customerId)
          .text("alias", Request::alias)
          .constant("channel", Request::channel)
          .text("language", Request::language)
          .constant("priority", r -> r.life().priority())
          .json("needs", Request::needs)
          .text("topic", Request::topic)
          .bool("understood", Request::understood)
          .json("evidence", Request::evidence)
          .json("attributes", Request::attributes)
          .uuid("question_id", Request::questionId)
          .uuid("linked_to", Request::linkedTo)
          .instant("created_at", Request::createdAt)
          .constant("status", r -> r.life().state().status())
          .constant("waiting_on", r -> r.life().waitingOn())
          .integer("round", r -> r.life().state().round())
          .bigint("version", Request::version)
          .constant("minimum_tier", r -> r.life().minimumTier())
          .instant("opened_at", r -> r.life().openedAt())
          .json("turn", r -> r.life().turn())
          .instant("due_at", r -> r.life().dueAt());

  private static final String ADD =
      """
      with asked as (
        insert into request (%s, unrouted, told_round) select %s, false, 0 from %s
        returning community, id, linked_to
      ), thread as (
        insert into channel_thread (community, request_id, account_id, party, sealed)
        select t.community, a.id, t.account_id, t.party, t.sealed from asked a
        join channel_thread t on t.request_id = a.linked_to and t.community = a.community
      )
      insert into message (%s) select %s from %s order by g.n
      """
          .formatted(
              NEW.names(),
              NEW.names("g."),
              NEW.given(),
              MESSAGE.names(),
              MESSAGE.names("g."),
              MESSAGE.givenInOrder());

  private static final Columns<Filled> CHANGED =
      Columns.<Filled>of()
          .text("community", f -> f.held().community())
          .uuid("id", f -> f.held().id())
          .key()
          .bigint("version", f -> f.held().version())
          .constant("status", f -> f.state().status())
          .constant("waiting_on", f -> f.life().waitingOn())
          .integer("round", f -> f.state().round())
          .constant("priority", f -> f.life().priority())
          .constant("minimum_tier", f -> f.life().minimumTier())
          .instant("opened_at", f -> f.life().openedAt())
          .uuid("assignment_id", Filled::assignmentId)
          .uuid("member_id", Filled::memberId)
          .text("member_alias", Filled::memberAlias)
          .constant("member_tier", Filled::memberTier)
          .uuid("answer_id", Filled::answerId)
          .instant("answered_at", Filled::answeredAt)
          .instant("finished_at", Filled::finishedAt)
          .instant("route_heard_at", f -> f.life().routeHeardAt())
          .bool("unrouted", f -> f.life().unrouted())
          .integer("told_round", f -> f.life().toldRound())
          .integer("rated_round", Filled::ratedRound)
          .integer("stars", Filled::stars)
          .text("thanks", Filled::thanks)
          .json("turn", f -> f.life().turn())
          .bool("thanks_marked", Filled::thanksMarked)
          .uuid("incident_id", f -> f.life().link().incidentId())
          .instant("told_at", f -> f.life().link().toldAt())
          .uuid("split_from", f -> f.life().link().splitFrom())
          .instant("due_at", f -> f.life().dueAt());

  private static final String STORE =
      """
      with said as (
        insert into message (%s) select %s from %s
        order by g.n
        on conflict (request_id, id) do nothing
        returning community, request_id, id, author, notice, at
      ), going as (
        insert into delivery (community, message_id, request_id, account_id, state, attempts, unsure, created_at, give_up_at, due_at)
        select s.community, s.id, s.request_id, t.account_id, 'WAITING', 0, false, s.at, s.at + interval '1 day', s.at
        from said s join channel_thread t on t.request_id = s.request_id and t.community = s.community
        where s.author <> 'CUSTOMER' and coalesce(s.notice, '') not in ('WITHDRAWN', 'SOLVED_BY_ARTICLE')
      )
      update request r set %s from %s where %s
      """
          .formatted(
              MESSAGE.names(),
              MESSAGE.names("g."),
              MESSAGE.givenInOrder(),
              CHANGED.sets("g"),
              CHANGED.given(),
              CHANGED.matches("r"));

  /** What a decision made of a request. */
  public record Change(Held before, Decision decision) {
    Held after() {
      return new Held(
          before.community(),
          before.id(),
          before.kind(),
          decision.isSeen(before.life()) ? before.version() + 1 : before.version(),
          decision.life(),
          before.erased());
    }
  }

  private record Said(RequestKey request, Message message) {}

  /** Adds requests with their questions: one statement, one request or many. */
  public void add(Tx tx, List<Request> requests) {
    List<Said> questions =
        requests.stream()
            .map(r -> new Said(new RequestKey(r.community(), r.id()), r.question()))
            .toList();
    tx.update(ADD, NEW.arrays(requests), MESSAGE.arrays(questions));
  }

  public @Nullable Request find(Sql sql, String community, UUID id) {
    return sql.one(
        """
        select r.*, m.text from request r
        join message m on m.request_id = r.id and m.id = r.question_id and m.community = r.community
        where r.community = ? and r.id = ?
        """,
        RequestRow::request,
        community,
        id);
  }

  /** The conversation, in its order; at most 1,000 messages. */
  public List<Message> messages(Sql sql, String community, UUID id) {
    return sql.query(
        """
        select * from message where request_id = ? and community = ? order by position limit 1000
        """,
        RequestRow::message,
        id,
        community);
  }

  /** One message of a conversation, or null. */
  public @Nullable Message message(Sql sql, String community, UUID id, UUID messageId) {
    return sql.one(
        "select * from message where request_id = ? and id = ? and community = ?",
        RequestRow::message,
        id,
        messageId,
        community);
  }

  /** An answer of a request; null when the message is none, or is older than what is kept of it. */
  public @Nullable GivenAnswer answer(Sql sql, String community, UUID id, UUID messageId) {
    return sql.one(
        """
        select * from message where request_id = ? and id = ? and community = ? and kind = 'ANSWER' and round is not null
        """,
        RequestRow::givenAnswer,
        id,
        messageId,
        community);
  }

  /** The last of those that continue one another, from this one on; itself when none does. */
  public UUID last(Sql sql, String community, UUID id) {
    UUID last =
        sql.one(
            """
            with recursive chain (id, n) as (
              values (?::uuid, 0)
              union all
              select following.id, chain.n + 1
              from chain cross join lateral (
                select id from request where linked_to = chain.id and community = ?
                order by created_at desc, id desc limit 1
              ) following
            )
            select id from chain order by n desc limit 1
            """,
            row -> row.uuid("id"),
            id,
            community);
    return Objects.requireNonNull(last, "the chain begins with what was asked for");
  }

  /**
   * Locks requests in id order, but not those of {@code onlyRouteHeard} of which a route is heard
   * already: nothing would change there, so nothing is written.
   *
   * <p>Plan, generic, 20,000 rows: nested loop of the given keys with request_pk, sort, lock.
   */
  public Map<RequestKey, Held> lock(
      Tx tx, Collection<RequestKey> keys, Collection<RequestKey> onlyRouteHeard) {
    List<RequestKey> all = List.copyOf(keys);
    return tx
        .query(
            """
            select r.* from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id, unnest(?::boolean[]) as only_route) as g
            join request r on r.id = g.id and r.community = g.community
            where not g.only_route or r.route_heard_at is null
            order by r.id for update of r
            """,
            RequestRow::held,
            SqlArray.texts(all, RequestKey::community),
            SqlArray.uuids(all, RequestKey::id),
            SqlArray.booleans(all, onlyRouteHeard::contains))
        .stream()
        .collect(
            Collectors.toMap(held -> new RequestKey(held.community(), held.id()), held -> held));
  }

  /**
   * Locks requests whose time has come and that nobody else has locked, the longest due first.
   *
   * <p>Plan: index scan of request_due_next, lock, limit.
   */
  public List<Held> lockDue(Tx tx, Instant now, int limit) {
    return tx.query(
        """
        select * from request where due_at <= ? order by due_at limit ? for update skip locked
        """,
        RequestRow::held,
        now,
        limit);
  }

  /** Stores what was decided about locked requests: one statement, one row or many. */
  public void store(Tx tx, List<Change> changes) {
    List<Change> changed =
        changes.stream().filter(c -> c.decision().changes(c.before().life())).toList();
    if (changed.isEmpty()) {
      return;
    }
    List<Filled> rows = changed.stream().map(c -> Filled.of(c.after())).toList();
    List<Said> said =
        changed.stream()
            .flatMap(c ->
                c.decision().messages().stream()
                    .map(m -> c.before().erased() ? m.erased() : m)
                    .map(m -> new Said(new RequestKey(c.before().community(), c.before().id()), m)))
            .toList();
    tx.update(STORE, MESSAGE.arrays(said), CHANGED.arrays(rows));
  }

  private static <T> @Nullable T of(Said said, Function<Message.Work, T> field) {
    Message.Work work = said.message().answer();
    return work == null ? null : field.apply(work);
  }

  private static <T> @Nullable T noticed(Said said, Function<Notice, @Nullable T> field) {
    Notice notice = said.message().notice();
    return notice == null ? null : field.apply(notice);
  }

  /** What a locked request is about, and what that needs. */
  public void understand(Tx tx, String community, UUID id, String topic, List<Need> needs) {
    tx.update(
        """
        update request set topic = ?, needs = ?, understood = true, version = version + 1
        where community = ? and id = ?
        """,
        topic,
        new Json(needs),
        community,
        id);
  }

  /** What a locked request is about, as a second look understood it. */
  public void understand(Tx tx, String community, UUID id, Understood now) {
    tx.update(
        """
        update request set topic = ?, needs = ?, understood = true, evidence = ?, version = version + 1
        where community = ? and id = ?
        """,
        now.topic(),
        new Json(now.needs()),
        new Json(now.evidence()),
        community,
        id);
  }

  /** Many requests at once, for whoever watches them. */
  public List<Request> find(Sql sql, Collection<RequestKey> keys) {
    return sql.query(
        """
        select r.*, m.text from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as g
        join request r on r.id = g.id and r.community = g.community
        join message m on m.request_id = r.id and m.id = r.question_id and m.community = r.community
        """,
        RequestRow::request,
        SqlArray.texts(keys, RequestKey::community),
        SqlArray.uuids(keys, RequestKey::id));
  }

  /** Many conversations at once, each in its order. */
  public Map<UUID, List<Message>> messages(Sql sql, Collection<RequestKey> keys) {
    return sql
        .query(
            """
            select m.* from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as g
            join message m on m.request_id = g.id and m.community = g.community
            order by m.position
            """,
            row -> Map.entry(row.uuid("request_id"), RequestRow.message(row)),
            SqlArray.texts(keys, RequestKey::community),
            SqlArray.uuids(keys, RequestKey::id))
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  /** The versions of requests, for whoever watches them: one statement. */
  public Map<RequestKey, Long> versions(Sql sql, Collection<RequestKey> keys) {
    List<RequestKey> all = List.copyOf(keys);
    return sql
        .query(
            """
            select r.community, r.id, r.version from (select unnest(?::text[]) as community, unnest(?::uuid[]) as id) as g
            join request r on r.id = g.id and r.community = g.community
            """,
            row ->
                Map.entry(
                    new RequestKey(row.text("community"), row.uuid("id")), row.bigint("version")),
            SqlArray.texts(all, RequestKey::community),
            SqlArray.uuids(all, RequestKey::id))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** How many requests there are of which routing was not heard in time (P4). */
  public long unrouted(Sql sql) {
    Long count =
        sql.one("select count(*) as n from request where unrouted", row -> row.bigint("n"));
    return count == null ? 0 : count;
  }
}
