package dev.crowdline.rewards.leaderboards;

import dev.crowdline.rewards.leaderboards.domain.Board;
import dev.crowdline.rewards.leaderboards.domain.Part;
import dev.crowdline.rewards.leaderboards.domain.Placed;
import dev.crowdline.rewards.leaderboards.domain.Score;
import dev.crowdline.support.running.Ids;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Boards as sorted sets of Redis, each for as long as it may be believed. What is not there, or not
 * in time, is counted anew: nothing rests on it (P8).
 */
@ApplicationScoped
public class BoardCache {
  private static final Logger LOG = Logger.getLogger(BoardCache.class);
  private static final long PATIENCE_MILLIS = 500;
  private static final int AT_ONCE = 1_000;

  /** Is on every board, so that one on which nobody is can be told from one that is not there. */
  private static final String NOBODY = "-";

  /**
   * The first, and those around a member, in one round trip: nothing when the board is not there.
   * KEYS: the board. ARGV: how many of the first, the member, how many on either side.
   */
  private static final String READ =
      """
      if redis.call('exists', KEYS[1]) == 0 then return false end
      local top = redis.call('zrevrange', KEYS[1], 0, ARGV[1] - 1, 'withscores')
      local at = redis.call('zrevrank', KEYS[1], ARGV[2])
      if not at then return {top, 0, 0, {}} end
      local first = math.max(0, at - ARGV[3])
      local around = redis.call('zrevrange', KEYS[1], first, at + ARGV[3], 'withscores')
      local above = redis.call('zcount', KEYS[1], '(' .. around[2], '+inf')
      return {top, first, above, around}
      """;

  private final Redis redis;
  private final String prefix;

  BoardCache(Redis redis, @ConfigProperty(name = "crowdline.topic-prefix") String prefix) {
    this.redis = redis;
    this.prefix = prefix;
  }

  /** A part of a board; null when it is not there. */
  public @Nullable Part read(Board board, UUID member, int limit) {
    Response answer =
        await(
            redis.send(
                Request.cmd(Command.EVAL)
                    .arg(READ)
                    .arg(1)
                    .arg(key(board))
                    .arg(limit)
                    .arg(member.toString())
                    .arg(Part.BESIDE)));
    if (answer == null || answer.size() == 0) {
      return null;
    }
    return new Part(
        Placed.of(scores(answer.get(0)), 0, 0),
        Placed.of(
            scores(answer.get(3)),
            Integer.parseInt(answer.get(1).toString()),
            Integer.parseInt(answer.get(2).toString())));
  }

  /** Puts a board there as a whole, for that long; in one round trip. */
  public void write(Board board, List<Score> scores, Duration believed) {
    String key = key(board);
    String aside = key + ":" + Ids.next();
    List<Request> requests = new ArrayList<>();
    requests.add(Request.cmd(Command.ZADD).arg(aside).arg(0).arg(NOBODY));
    for (int from = 0; from < scores.size(); from += AT_ONCE) {
      Request add = Request.cmd(Command.ZADD).arg(aside);
      for (Score each : scores.subList(from, Math.min(scores.size(), from + AT_ONCE))) {
        add.arg(each.points()).arg(each.memberId().toString());
      }
      requests.add(add);
    }
    requests.add(Request.cmd(Command.PEXPIRE).arg(aside).arg(believed.toMillis()));
    requests.add(Request.cmd(Command.RENAME).arg(aside).arg(key));
    await(redis.batch(requests).map(answers -> null));
  }

  /** The braces keep a board and what is put aside for it on one node of a cluster. */
  private String key(Board board) {
    return prefix
        + ":board:{"
        + board.community()
        + ":"
        + board.period().word()
        + ":"
        + board.from()
        + ":"
        + Objects.requireNonNullElse(board.topic(), "")
        + "}";
  }

  private static List<Score> scores(Response flat) {
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < flat.size(); i += 2) {
      String member = flat.get(i).toString();
      if (!member.equals(NOBODY)) {
        scores.add(new Score(UUID.fromString(member), Long.parseLong(flat.get(i + 1).toString())));
      }
    }
    return scores;
  }

  private static <T> @Nullable T await(Future<@Nullable T> answer) {
    try {
      return answer
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf("Redis is away: %s", e);
    }
    return null;
  }
}
