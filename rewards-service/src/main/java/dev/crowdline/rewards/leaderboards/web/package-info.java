/** Leaderboards over HTTP. */
@NullMarked
package dev.crowdline.rewards.leaderboards.web;

import org.jspecify.annotations.NullMarked;
