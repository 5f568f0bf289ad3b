package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the reward of an answer came about, so that other rules can be tried on it.
 *
 * @param rulesVersion of the earning rules; 0 is the policy's points, of a community that had
 *     stated no rules
 * @param priority the request's when the work was done
 * @param language primary subtag, lower case
 * @param level the highest that the request needs
 * @param base what the rules pay before escalation and the day's cap
 * @param share what the day's cap left of it, in percent; 100 is all
 * @param acceptedAt when the member took it
 */
public record Earning(
    int rulesVersion,
    Priority priority,
    @Nullable String topic,
    String language,
    int level,
    int base,
    int share,
    Instant acceptedAt) {}
