package dev.crowdline.intake.requests;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.VisibleText;
import dev.crowdline.intake.requests.domain.Commanding;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.intake.requests.persistence.RequestTable;
import dev.crowdline.intake.understanding.ConfirmingExamples;
import dev.crowdline.intake.understanding.domain.ConfirmedTopic;
import dev.crowdline.intake.understanding.domain.Evidence;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operator says what a request is about: the same again, which confirms it, or something else.
 * Its question is an example of that topic from then on, and its route goes by what that topic
 * needs, unless the needs were given with the request.
 */
@ApplicationScoped
public class CorrectingTopics {
  private final Database database;
  private final RequestTable requests;
  private final ReadingRequests reading;
  private final MovingRequests moving;
  private final ConfirmingExamples examples;
  private final Acts acts;
  private final InstantSource clock;

  CorrectingTopics(
      Database database,
      RequestTable requests,
      ReadingRequests reading,
      MovingRequests moving,
      ConfirmingExamples examples,
      Acts acts,
      InstantSource clock) {
    this.database = database;
    this.requests = requests;
    this.reading = reading;
    this.moving = moving;
    this.examples = examples;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    TOPIC_CONFIRMED,
    TOPIC_CORRECTED
  }

  /**
   * Why a request was understood as it was, and what was said of it since.
   *
   * @param texts the questions of other customers that are named as examples, and not erased
   * @param confirmed null when nobody has said anything
   */
  public record Explained(
      Request request, Map<UUID, String> texts, @Nullable ConfirmedTopic confirmed) {}

  /** Of a request that the community must have. */
  public Explained explain(String community, UUID id) {
    return database.read(sql -> {
      Request request = reading.get(sql, community, id);
      Evidence.Weighed weighed = request.evidence().weighed();
      List<UUID> named =
          weighed == null
              ? List.of()
              : weighed.nearest().stream()
                  .map(Evidence.Near::requestId)
                  .filter(Objects::nonNull)
                  .toList();
      return new Explained(
          request, examples.texts(sql, community, named), examples.said(sql, community, id));
    });
  }

  /** Says what a request is about, if it is still as {@code ifMatch} says. */
  public Explained say(Caller caller, UUID id, String name, @Nullable String ifMatch) {
    String community = caller.community();
    database.transact(tx -> {
      say(tx, caller, id, VisibleText.name(name), ifMatch);
      return null;
    });
    return explain(community, id);
  }

  private void say(Tx tx, Caller caller, UUID id, String name, @Nullable String ifMatch) {
    String community = caller.community();
    Instant now = clock.instant();
    reading.get(tx, community, id);
    Topic topic = examples.topic(tx, community, name);
    Request[] found = new Request[1];
    moving.move(
        tx,
        community,
        id,
        ifMatch,
        now,
        (life, at) -> {
          Request request = reading.get(tx, community, id);
          found[0] = request;
          Tier demanded = Objects.requireNonNullElse(topic.minimumTier(), Tier.COMMUNITY);
          return Commanding.understand(
              life, isAbout(request, topic) ? null : topic.name(), needs(request, topic), demanded);
        });
    Request request = found[0];
    ConfirmedTopic said = examples.said(tx, community, id);
    if (isAbout(request, topic) && said != null && said.topic().equals(topic.name())) {
      return;
    }
    if (!isAbout(request, topic)) {
      requests.understand(tx, community, id, topic.name(), needs(request, topic));
    }
    String was = request.topic();
    examples.confirm(tx, community, id, request.text(), new ConfirmedTopic(topic.name(), was, now));
    acts.add(
        tx,
        caller,
        id,
        now,
        isAbout(request, topic) ? Kind.TOPIC_CONFIRMED : Kind.TOPIC_CORRECTED,
        was == null ? Map.of("topic", topic.name()) : Map.of("topic", topic.name(), "was", was));
  }

  private static boolean isAbout(Request request, Topic topic) {
    return topic.name().equals(request.topic());
  }

  private static List<Need> needs(Request request, Topic topic) {
    return request.evidence().method().equals(Evidence.GIVEN) ? request.needs() : topic.needs();
  }
}
