package dev.crowdline.rewards.royalties.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * What a member earns because an article made of the member's answer solved a request; once for
 * each request.
 *
 * @param rulesVersion the version of the earning rules that said so much
 * @param at when it was solved
 */
public record Royalty(
    String community,
    UUID requestId,
    UUID articleId,
    UUID memberId,
    int points,
    int rulesVersion,
    Instant at) {}
