/** Ladders, and how far up a member is; imports the JDK only. */
@NullMarked
package dev.crowdline.rewards.ranks.domain;

import org.jspecify.annotations.NullMarked;
