/** Limits as values; imports the JDK only. */
@NullMarked
package dev.crowdline.rewards.limits.domain;

import org.jspecify.annotations.NullMarked;
