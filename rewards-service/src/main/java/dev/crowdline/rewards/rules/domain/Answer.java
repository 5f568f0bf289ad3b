package dev.crowdline.rewards.rules.domain;

import dev.crowdline.contracts.Priority;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A community member's answer and how its reward came about.
 *
 * @param reward points that it pays when it is confirmed
 * @param rulesVersion of the earning rules; 0 is the policy's points
 * @param priority the request's when the work was done
 * @param language primary subtag, lower case
 * @param level the highest that the request needs
 * @param base what the rules pay before escalation and the day's cap
 * @param share what the day's cap left of the reward, in percent
 */
public record Answer(
    String community,
    UUID assignmentId,
    UUID requestId,
    UUID memberId,
    Instant acceptedAt,
    Instant completedAt,
    int reward,
    int rulesVersion,
    Priority priority,
    @Nullable String topic,
    String language,
    int level,
    int base,
    int share) {}
