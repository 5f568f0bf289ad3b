/** The tables that leaderboards are counted from. */
@NullMarked
package dev.crowdline.rewards.leaderboards.persistence;

import org.jspecify.annotations.NullMarked;
