package dev.crowdline.rewards.leaderboards.web;

import dev.crowdline.rewards.leaderboards.ReadingBoards;
import dev.crowdline.rewards.leaderboards.domain.Period;
import dev.crowdline.rewards.members.KnowingMembers;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Limit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who earned most. */
@Path("/v1/leaderboards")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Caller.CONTRIBUTOR, Caller.SPECIALIST})
@Tag(
    name = "Leaderboards",
    description = "Who earned most with answers, of those who want to be seen")
@RunOnVirtualThread
public class LeaderboardResource {
  private final ReadingBoards reading;
  private final KnowingMembers members;
  private final CurrentCaller caller;

  LeaderboardResource(ReadingBoards reading, KnowingMembers members, CurrentCaller caller) {
    this.reading = reading;
    this.members = members;
    this.caller = caller;
  }

  /** Whether the caller wants to be on no leaderboard. */
  public record HiddenBody(@NotNull Boolean hidden) {}

  /** Whether the caller is on no leaderboard. */
  public record Hidden(boolean hidden) {}

  @GET
  @Operation(
      operationId = "getLeaderboard",
      summary = "Who earned most with answers, and who stands around me",
      description =
          "Of the day, the week (from Monday) or the month of UTC that it is, or of all time: what"
              + " confirmed answers paid, less what was taken back. Members with the same points"
              + " share a place. A few seconds old at most, in large communities longer. Who hides"
              + " is on none.")
  public LeaderboardView get(
      @QueryParam("period")
          @DefaultValue("week")
          @Schema(enumeration = {"day", "week", "month", "all"})
          String period,
      @QueryParam("topic")
          @Size(min = 1, max = 60)
          @Schema(description = "Only what was earned with requests of that topic")
          @Nullable String topic,
      @QueryParam("limit") @DefaultValue("10") Limit limit) {
    Caller me = caller.get();
    Period of = period(period);
    UUID member = members.memberOf(me);
    return LeaderboardView.of(
        reading.show(me.community(), member, of, topic, limit.items()), member);
  }

  @PUT
  @Path("/me")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "hideMe",
      summary = "Be on no leaderboard, or on them again",
      description = "Who hides is shown nowhere from the next look on; the others move up.")
  public Hidden hide(@NotNull @Valid HiddenBody body) {
    Caller me = caller.get();
    members.hide(me.community(), members.memberOf(me), body.hidden());
    return new Hidden(body.hidden());
  }

  private static Period period(String word) {
    return Arrays.stream(Period.values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            Problem.field(
                ProblemType.INVALID,
                "period",
                "must be one of those",
                Arrays.stream(Period.values()).map(Period::word).toArray(String[]::new)));
  }
}
