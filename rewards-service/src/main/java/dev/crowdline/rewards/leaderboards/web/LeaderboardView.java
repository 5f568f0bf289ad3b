package dev.crowdline.rewards.leaderboards.web;

import dev.crowdline.rewards.leaderboards.ReadingBoards.Shown;
import dev.crowdline.rewards.leaderboards.domain.Period;
import dev.crowdline.rewards.leaderboards.domain.Placed;
import dev.crowdline.rewards.members.domain.Known;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A leaderboard as a member sees it.
 *
 * @param from the first day of UTC that counts; absent for all time
 * @param topic only what was earned with its requests; absent for all
 * @param topics that have boards, by name
 * @param hidden whether I am on none
 * @param top the first of it
 * @param around me, and those before and after me; empty when I am not on it
 */
@Schema(name = "Leaderboard")
public record LeaderboardView(
    Period period,
    @Nullable LocalDate from,
    @Nullable String topic,
    List<String> topics,
    boolean hidden,
    List<PlaceView> top,
    List<PlaceView> around) {

  /**
   * A place.
   *
   * @param place 1 and one more for each who has more points
   * @param name the member's alias; absent when it is not known yet
   * @param me whether it is mine
   */
  @Schema(name = "Place")
  public record PlaceView(int place, @Nullable String name, long points, boolean me) {}

  static LeaderboardView of(Shown shown, UUID me) {
    Period period = shown.board().period();
    return new LeaderboardView(
        period,
        period == Period.ALL ? null : shown.board().from(),
        shown.board().topic(),
        shown.topics(),
        shown.hidden(),
        places(shown.part().top(), shown.names(), me),
        places(shown.part().around(), shown.names(), me));
  }

  private static List<PlaceView> places(List<Placed> placed, Map<UUID, Known> names, UUID me) {
    return placed.stream()
        .map(each ->
            new PlaceView(
                each.place(),
                name(names.get(each.memberId())),
                each.points(),
                each.memberId().equals(me)))
        .toList();
  }

  private static @Nullable String name(@Nullable Known known) {
    return known == null ? null : known.alias();
  }
}
