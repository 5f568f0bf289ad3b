package dev.crowdline.routing.notes.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A note that is meant for a member.
 *
 * @param customerAlias of its request
 * @param question personal: what was asked
 * @param seenAt null until the member saw it
 */
public record Mention(
    StaffNote note, String customerAlias, String question, @Nullable Instant seenAt) {}
