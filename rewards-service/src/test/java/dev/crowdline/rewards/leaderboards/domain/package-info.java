@NullMarked
package dev.crowdline.rewards.leaderboards.domain;

import org.jspecify.annotations.NullMarked;
