package dev.crowdline.intake.requests.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Turn;
import dev.crowdline.intake.requests.domain.Answer;
import dev.crowdline.intake.requests.domain.GivenAnswer;
import dev.crowdline.intake.requests.domain.Held;
import dev.crowdline.intake.requests.domain.Helper;
import dev.crowdline.intake.requests.domain.Life;
import dev.crowdline.intake.requests.domain.Link;
import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.domain.Notice;
import dev.crowdline.intake.requests.domain.NoticeCode;
import dev.crowdline.intake.requests.domain.Rating;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.domain.RequestState;
import dev.crowdline.intake.requests.domain.Status;
import dev.crowdline.intake.understanding.domain.Evidence;
import dev.crowdline.support.database.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows to domain values, and back: the only place that maps columns to states. */
final class RequestRow {
  private static final TypeReference<List<Need>> NEEDS = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

  private RequestRow() {}

  static Request request(Row row) {
    return new Request(
        row.uuid("id"),
        row.text("community"),
        row.constant("kind", RequestKind.class),
        row.uuid("customer_id"),
        row.text("alias"),
        row.constant("channel", Channel.class),
        row.text("language"),
        row.json("needs", NEEDS),
        row.textOrNull("topic"),
        row.bool("understood"),
        row.json("evidence", Evidence.class),
        row.json("attributes", ATTRIBUTES),
        row.uuid("question_id"),
        row.text("text"),
        row.uuidOrNull("linked_to"),
        row.instant("created_at"),
        row.bigint("version"),
        life(row));
  }

  static Held held(Row row) {
    return new Held(
        row.text("community"),
        row.uuid("id"),
        row.constant("kind", RequestKind.class),
        row.bigint("version"),
        life(row),
        row.uuidOrNull("erasure_id") != null);
  }

  static Message message(Row row) {
    return new Message(
        row.uuid("id"),
        row.constant("author", Message.Author.class),
        row.constant("kind", Message.Kind.class),
        row.textOrNull("alias"),
        row.constantOrNull("tier", Tier.class),
        row.text("text"),
        row.bool("asks_customer"),
        work(row),
        notice(row),
        row.instant("at"));
  }

  /** An answer and whose it was. */
  static GivenAnswer givenAnswer(Row row) {
    Helper by =
        new Helper(
            row.uuid("assignment_id"),
            row.uuid("member_id"),
            row.text("alias"),
            row.constant("tier", Tier.class));
    return new GivenAnswer(new Answer(by, row.uuid("id"), row.instant("at")), row.integer("round"));
  }

  private static @Nullable Notice notice(Row row) {
    NoticeCode code = row.constantOrNull("notice", NoticeCode.class);
    return code == null ? null : new Notice(code, row.textOrNull("notice_reason"));
  }

  private static Message.@Nullable Work work(Row row) {
    Integer round = row.integerOrNull("round");
    return round == null
        ? null
        : new Message.Work(row.uuid("assignment_id"), row.uuid("member_id"), round);
  }

  private static Life life(Row row) {
    Integer stars = row.integerOrNull("stars");
    return new Life(
        state(row),
        row.constant("priority", Priority.class),
        row.constant("minimum_tier", Tier.class),
        row.instant("opened_at"),
        row.instantOrNull("route_heard_at"),
        row.bool("unrouted"),
        row.integer("told_round"),
        stars == null ? null : new Rating(row.integer("rated_round"), stars, row.text("thanks")),
        row.json("turn", Turn.class),
        new Link(
            row.uuidOrNull("incident_id"),
            row.instantOrNull("told_at"),
            row.uuidOrNull("split_from")),
        row.instantOrNull("due_at"));
  }

  private static RequestState state(Row row) {
    int round = row.integer("round");
    return switch (row.constant("status", Status.class)) {
      case OPEN -> new RequestState.Open(round);
      case IN_WORK -> new RequestState.InWork(round, helper(row));
      case ANSWERED -> new RequestState.Answered(round, answer(row), row.bool("thanks_marked"));
      case RESOLVED ->
          new RequestState.Resolved(round, answerOrNull(row), row.instant("finished_at"));
      case CANCELLED ->
          new RequestState.Cancelled(round, answerOrNull(row), row.instant("finished_at"));
    };
  }

  private static Helper helper(Row row) {
    return new Helper(
        row.uuid("assignment_id"),
        row.uuid("member_id"),
        row.text("member_alias"),
        row.constant("member_tier", Tier.class));
  }

  private static @Nullable Answer answerOrNull(Row row) {
    return row.uuidOrNull("answer_id") == null ? null : answer(row);
  }

  private static Answer answer(Row row) {
    return new Answer(helper(row), row.uuid("answer_id"), row.instant("answered_at"));
  }

  /** The columns that a life fills. */
  record Filled(
      Held held, @Nullable Helper helper, @Nullable Answer answer, @Nullable Instant finishedAt) {

    static Filled of(Held held) {
      return switch (held.life().state()) {
        case RequestState.Open s -> new Filled(held, null, null, null);
        case RequestState.InWork s -> new Filled(held, s.helper(), null, null);
        case RequestState.Answered s -> new Filled(held, s.answer().by(), s.answer(), null);
        case RequestState.Resolved s -> ended(held, s.answer(), s.at());
        case RequestState.Cancelled s -> ended(held, s.answer(), s.at());
      };
    }

    private static Filled ended(Held held, @Nullable Answer answer, Instant at) {
      return new Filled(held, answer == null ? null : answer.by(), answer, at);
    }

    Life life() {
      return held.life();
    }

    RequestState state() {
      return held.life().state();
    }

    boolean thanksMarked() {
      return state() instanceof RequestState.Answered s && s.thanksMarked();
    }

    @Nullable UUID assignmentId() {
      return helper == null ? null : helper.assignmentId();
    }

    @Nullable UUID memberId() {
      return helper == null ? null : helper.memberId();
    }

    @Nullable String memberAlias() {
      return helper == null ? null : helper.alias();
    }

    @Nullable Tier memberTier() {
      return helper == null ? null : helper.tier();
    }

    @Nullable UUID answerId() {
      return answer == null ? null : answer.messageId();
    }

    @Nullable Instant answeredAt() {
      return answer == null ? null : answer.at();
    }

    @Nullable Integer ratedRound() {
      Rating rating = life().rating();
      return rating == null ? null : (Integer) rating.round();
    }

    @Nullable Integer stars() {
      Rating rating = life().rating();
      return rating == null ? null : (Integer) rating.stars();
    }

    @Nullable String thanks() {
      Rating rating = life().rating();
      return rating == null ? null : rating.thanks();
    }
  }
}
