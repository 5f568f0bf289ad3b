package dev.crowdline.rewards.leaderboards;

import dev.crowdline.rewards.leaderboards.domain.Board;
import dev.crowdline.rewards.leaderboards.domain.Part;
import dev.crowdline.rewards.leaderboards.domain.Period;
import dev.crowdline.rewards.leaderboards.domain.Placed;
import dev.crowdline.rewards.leaderboards.domain.Score;
import dev.crowdline.rewards.leaderboards.persistence.EarnedDayTable;
import dev.crowdline.rewards.members.KnowingMembers;
import dev.crowdline.rewards.members.domain.Known;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Shows leaderboards: from Redis, and counted from what the ledger paid where Redis has none. A
 * board is believed for fifty times as long as it took to count, so that counting never takes more
 * than a fiftieth of a connection, but for five seconds at least and an hour at most.
 */
@ApplicationScoped
public class ReadingBoards {
  /** Who is not among so many has no place. */
  static final int MOST = 50_000;

  private static final int WORTH = 50;
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Database database;
  private final EarnedDayTable rows;
  private final BoardCache cache;
  private final KnowingMembers members;
  private final InstantSource clock;

  /** What this replica counts just now: who wants the same waits for it. */
  private final Map<Board, CompletableFuture<List<Score>>> counting = new ConcurrentHashMap<>();

  ReadingBoards(
      Database database,
      EarnedDayTable rows,
      BoardCache cache,
      KnowingMembers members,
      InstantSource clock) {
    this.database = database;
    this.rows = rows;
    this.cache = cache;
    this.members = members;
    this.clock = clock;
  }

  /**
   * A board as a member sees it.
   *
   * @param names of those who are shown
   * @param topics that have boards
   * @param hidden whether the member who looks is on none
   */
  public record Shown(
      Board board, Part part, Map<UUID, Known> names, List<String> topics, boolean hidden) {}

  /** The board of the period that it is now. */
  public Shown show(
      String community, UUID member, Period period, @Nullable String topic, int limit) {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    Board board = Board.of(community, topic, period, today);
    Part found = cache.read(board, member, limit);
    Part part = found == null ? Part.of(count(board), member, limit) : found;
    Set<UUID> ids = new HashSet<>(Set.of(member));
    part.top().forEach(each -> ids.add(each.memberId()));
    part.around().forEach(each -> ids.add(each.memberId()));
    Map<UUID, Known> names = members.known(community, ids);
    Known self = names.get(member);
    boolean hidden = self != null && self.hidden();
    return new Shown(
        board,
        new Part(shown(part.top(), names), hidden ? List.of() : shown(part.around(), names)),
        names,
        database.read(sql -> rows.topics(sql, community)),
        hidden);
  }

  /** Who hid after the board was counted is left out all the same. */
  private static List<Placed> shown(List<Placed> placed, Map<UUID, Known> names) {
    return Placed.without(
        placed,
        id -> {
          Known known = names.get(id);
          return known == null || known.hidden();
        });
  }

  private List<Score> count(Board board) {
    CompletableFuture<List<Score>> mine = new CompletableFuture<>();
    CompletableFuture<List<Score>> running = counting.putIfAbsent(board, mine);
    if (running != null) {
      return running.join();
    }
    try {
      Instant began = clock.instant();
      List<Score> scores = database.read(sql -> rows.best(sql, board, MOST));
      Duration took = Duration.between(began, clock.instant());
      cache.write(board, scores, believed(took));
      mine.complete(scores);
      return scores;
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      counting.remove(board);
    }
  }

  static Duration believed(Duration took) {
    Duration worth = took.multipliedBy(WORTH);
    return worth.compareTo(SHORTEST) < 0
        ? SHORTEST
        : worth.compareTo(LONGEST) > 0 ? LONGEST : worth;
  }
}
