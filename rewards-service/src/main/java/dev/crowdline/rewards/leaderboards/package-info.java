/** Who earned most of a day, a week, a month, or in all, and around whom a member stands. */
@NullMarked
package dev.crowdline.rewards.leaderboards;

import org.jspecify.annotations.NullMarked;
