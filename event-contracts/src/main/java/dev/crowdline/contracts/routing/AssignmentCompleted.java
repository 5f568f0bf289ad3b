package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.Personal;
import dev.crowdline.contracts.Price;
import dev.crowdline.contracts.Tier;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The member answered.
 *
 * @param heard the highest number of a customer's message that routing had heard
 * @param price what a contractor is paid for it once it is confirmed; absent for others
 * @param earning how the reward came about; absent from services that are older than earning rules
 */
public record AssignmentCompleted(
    UUID assignmentId,
    UUID memberId,
    String memberAlias,
    Tier tier,
    int round,
    int reward,
    UUID messageId,
    @Personal String answer,
    @Nullable Integer heard,
    @Nullable Price price,
    @Nullable Earning earning) {

  /** Without a word on how the reward came about. */
  public AssignmentCompleted(
      UUID assignmentId,
      UUID memberId,
      String memberAlias,
      Tier tier,
      int round,
      int reward,
      UUID messageId,
      String answer,
      @Nullable Integer heard,
      @Nullable Price price) {
    this(
        assignmentId,
        memberId,
        memberAlias,
        tier,
        round,
        reward,
        messageId,
        answer,
        heard,
        price,
        null);
  }
}
