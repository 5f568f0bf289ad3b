/** Leaderboards and the places on them; imports the JDK only. */
@NullMarked
package dev.crowdline.rewards.leaderboards.domain;

import org.jspecify.annotations.NullMarked;
